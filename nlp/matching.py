"""Which entry of the catalogue does a reading mean, how sure is that, and why?

Three witnesses are heard: a linear classifier over words and compounds (learned offline from phrases), the stored
texts most like the question, and how far question and entry cover each other. A small logit model, learned offline
too, turns them into probabilities over the nearest entries and *none of them*.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np
from numpy.typing import NDArray

from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon
from nlp.reading import Reading, read
from nlp.terms import terms

FEW_WORDS = 8
"""Up to so many words, one that the catalogue has never seen speaks against every entry; a story may hold many."""
CANDIDATES = 10
"""Entries that are looked at closely."""
FEATURES = ("classifier", "neighbours", "nearest", "covered", "covers", "conflict", "foreign", "again")
"""What is known of a question and one entry, in the order of the learned weights."""
NONE_FEATURES = (
    "one",
    "unknown",
    "not_ours",
    "short",
    "weak",
    "uncovered",
    "strange",
    "elsewhere_classifier",
    "elsewhere_neighbours",
    "elsewhere_nearest",
    "elsewhere_covers",
)
"""What speaks for *none of them*; the last four are what an entry of everything else would show."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a question may mean."""

    key: str
    probability: float
    features: tuple[float, ...]
    """By `FEATURES`: what counted."""
    text: str
    """The stored text most like the question."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The nearest entries, most probable first, and the probability that none of them is meant."""

    matches: tuple[Match, ...]
    none: float
    none_features: tuple[float, ...] = ()
    """By `NONE_FEATURES`: what counted for *none of them*."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The two weight vectors of the logit, learned offline; untaught, they let the texts speak."""

    entry: tuple[float, ...] = (4.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -0.5)
    """By `FEATURES`."""
    none: tuple[float, ...] = (0.0, 1.0, 3.0, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    """By `NONE_FEATURES`."""


@dataclass(frozen=True, slots=True)
class _Scores:
    """How every text and every key (the last one is *elsewhere*) takes a question."""

    words: Mapping[str, float]
    """The question's words: weight times rarity."""
    alike: NDArray[np.float64]
    """For each text, its likeness (cosine, 0 to 1)."""
    neighbours: NDArray[np.float64]
    """For each key, how many texts are alike, and how much (logarithm)."""
    classified: NDArray[np.float64]
    """For each key, what the classifier says."""


class Matcher:
    """The texts of all entries, ready to be asked."""

    def __init__(self, texts: Sequence[EntryText], index: Index, lexicon: Lexicon, weights: Weights) -> None:
        self.texts, self.index, self.lexicon, self.weights = texts, index, lexicon, weights
        self.vocabulary, self.keys = index.vocabulary, index.keys
        self._elsewhere = len(index.keys)
        self._untaught = np.flatnonzero(~index.taught[:-1])
        self._texts_by_word = index.texts.transposed()
        self._own_texts = [np.flatnonzero(index.key_of == place) for place in range(len(index.keys) + 1)]
        self._own_words = [
            frozenset(word for text in texts.tolist() for word in index.texts.row(text)[0].tolist())
            for texts in self._own_texts
        ]

    def read(self, message: str) -> Reading:
        """The message, read with this catalogue's vocabulary."""
        return read(message, self.lexicon, self.vocabulary)

    def rank(self, reading: Reading, *, among: Collection[str] | None = None) -> Ranking:
        """The entries that the reading may mean, with calibrated probabilities; only `among` when given."""
        words, joined = terms(reading)
        if not words or not self.keys:
            return Ranking((), 1.0)
        scores = self._scores(words, joined)
        overall = 4 * scores.classified[:-1] + scores.neighbours[:-1]
        if among is not None:
            overall = np.where([key in among for key in self.keys], overall, -np.inf)
        count = min(CANDIDATES, len(self.keys))
        best = np.argpartition(-overall, count - 1)[:count]
        best = best[np.isfinite(overall[best])]
        if not best.size:
            return Ranking((), 1.0)
        return self._ranked(reading, scores, best.tolist())

    def unit(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The terms' weights times rarity, scaled to length 1."""
        raised = self._raised(weights)
        length = math.sqrt(sum(value * value for value in raised.values())) or 1.0
        return {term: value / length for term, value in raised.items()}

    def _raised(self, weights: Mapping[str, float]) -> dict[str, float]:
        return {term: weight * self._rarity(term) for term, weight in weights.items()}

    def _rarity(self, term: str) -> float:
        number = self.index.terms.get(term, -1)
        return self.index.rarity[number] if self._is_heard(number) else self.index.unheard

    def _is_heard(self, number: int) -> bool:
        """Whether some text holds the term; others the classifier alone knows, or nobody."""
        return 0 <= number < len(self.index.rarity)

    def _scores(self, words: Mapping[str, float], joined: Mapping[str, float]) -> _Scores:
        numbers = self.index.terms
        heard = [
            (numbers[word], value) for word, value in self.unit(words).items() if self._is_heard(numbers.get(word, -1))
        ]
        known = [(numbers[term], value) for term, value in self.unit({**words, **joined}).items() if term in numbers]
        alike = self._texts_by_word.times(heard)
        votes = np.bincount(self.index.key_of, alike * alike * alike, len(self.keys) + 1)
        classified = self.index.classifier.times(known)
        if self._untaught.size:  # the classifier speaks neither for nor against an entry that it has never met
            classified[self._untaught] = np.median(classified[:-1])
        return _Scores(self._raised(words), alike, np.log(votes + 1e-3), classified)

    def _ranked(self, reading: Reading, scores: _Scores, best: Sequence[int]) -> Ranking:
        found = [(number, *self._features(reading, scores, number)) for number in best]
        none = self._none_features(reading, scores, [features for _, _, features in found])
        utilities = [_dot(self.weights.entry, features) for _, _, features in found]
        utilities.append(_dot(self.weights.none, none))
        chances = _softmax(utilities)
        matches = sorted(
            (
                Match(self.keys[number], chance, features, self.texts[nearest].text)
                for (number, nearest, features), chance in zip(found, chances, strict=False)
            ),
            key=lambda match: (-match.probability, match.key),
        )
        return Ranking(tuple(matches), chances[-1], none)

    def _features(self, reading: Reading, scores: _Scores, place: int) -> tuple[int, tuple[float, ...]]:
        """The text of an entry that is most like the question, and the entry's `FEATURES`."""
        nearest, likeness, covers = self._nearest(scores, place)
        numbers, own = self.index.terms, self._own_words[place]
        covered = sum([weight for word, weight in scores.words.items() if numbers.get(word) in own])
        return nearest, (
            float(scores.classified[place]),
            float(scores.neighbours[place]),
            likeness,
            covered / sum(scores.words.values()),
            covers,
            float(len(reading.circumstances - self.index.circumstances[place])),
            *_not_said(self.index.always[place], reading.circumstances),
        )

    def _none_features(self, reading: Reading, scores: _Scores, found: Sequence[Sequence[float]]) -> tuple[float, ...]:
        """What speaks for none of the entries, by `NONE_FEATURES`; `found` are the features of the candidates."""
        words = scores.words
        unknown = sum([weight for word, weight in words.items() if not self._is_heard(self.index.terms.get(word, -1))])
        unknown /= sum(words.values())
        _, likeness, covers = self._nearest(scores, self._elsewhere)
        return (
            1.0,
            unknown,
            float(bool(reading.not_ours)),
            1.0 / (1.0 + len(words)),
            max(-1.0, min(1.0, -max(each[0] for each in found))),
            1.0 - max(each[3] for each in found),
            unknown if len(words) <= FEW_WORDS else 0.0,
            float(scores.classified[self._elsewhere]),
            float(scores.neighbours[self._elsewhere]),
            likeness,
            covers,
        )

    def _nearest(self, scores: _Scores, place: int) -> tuple[int, float, float]:
        """The text of a key most like the question, its likeness, and the share of its weight the question says too."""
        own = self._own_texts[place]
        if not own.size:
            return -1, 0.0, 0.0
        nearest = int(own[int(np.argmax(scores.alike[own]))])
        columns, values = self.index.texts.row(nearest)
        asked = {self.index.terms.get(word) for word in scores.words}
        said = sum([value for word, value in zip(columns.tolist(), values.tolist(), strict=True) if word in asked])
        return nearest, float(scores.alike[nearest]), said / (float(values.sum()) or 1.0)


def matcher_over(
    texts: Sequence[EntryText],
    lexicon: Lexicon,
    classifier: Mapping[str, Mapping[str, float]] | None = None,
    weights: Weights | None = None,
) -> Matcher:
    """A matcher over `texts` with an index built on the spot."""
    return Matcher(texts, Index.of(texts, lexicon, classifier or {}), lexicon, weights or Weights())


def _not_said(always: Collection[str], said: Collection[str]) -> tuple[float, float]:
    """Whether an entry's name tells of abroad, and of once more, where the question does not."""
    missing = set(always) - set(said)
    return float("foreign" in missing), float(bool(missing & {"again", "lost"}))


def _dot(weights: Iterable[float], values: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, values))
    return total


def _softmax(utilities: Sequence[float]) -> list[float]:
    top = max(utilities)
    raised = [math.exp(utility - top) for utility in utilities]
    whole = sum(raised)
    return [value / whole for value in raised]
