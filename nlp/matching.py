"""Which entry of the catalogue does a reading mean, how sure is that, and why?

Three witnesses are heard: a linear classifier over words and compounds (learned offline from phrases), the stored
texts most like the question, and how far question and entry cover each other. A small logit model, learned offline
too, turns them into probabilities over the nearest entries and *none of them*.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nlp.lexicon import Lexicon
from nlp.normalising import normalise
from nlp.reading import Reading, read, read_words
from nlp.sparse import SparseRows
from nlp.syllables import WORD, unmark
from nlp.terms import terms
from nlp.vocabulary import Vocabulary

BACKGROUND = "-"
"""The classifier's key for what people ask of other catalogues."""
FEW_WORDS = 8
"""Up to so many words, one that the catalogue has never seen speaks against every entry; a story may hold many."""
CANDIDATES = 10
"""Entries that are looked at closely."""
FEATURES = ("classifier", "neighbours", "nearest", "covered", "covers", "conflict", "foreign", "again")
"""What is known of a question and one entry, in the order of the learned weights."""
NONE_FEATURES = ("one", "unknown", "not_ours", "short", "weak", "uncovered", "background", "strange")
"""What speaks for *none of them*."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """A text of an entry: its official name, or a way people ask for it."""

    key: str
    text: str
    is_name: bool = False


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
class Learned:
    """What was learned offline: the classifier's cells and the two weight vectors of the logit."""

    classifier: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """For each term, the weight it has for each key."""
    weights: tuple[float, ...] = (4.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -0.5)
    none_weights: tuple[float, ...] = (0.0, 1.0, 3.0, 0.5, 1.0, 1.0, 1.0, 1.0)


@dataclass(slots=True)
class _Entry:
    words: set[str] = field(default_factory=set)
    circumstances: set[str] = field(default_factory=set)
    always: set[str] | None = None
    """Circumstances of the name: asked for only when they hold."""


class Matcher:
    """The texts of all entries, ready to be asked; built once for a catalogue, then only read."""

    def __init__(self, texts: Sequence[EntryText], lexicon: Lexicon, learned: Learned) -> None:
        self.lexicon = lexicon
        self.learned = learned
        normal = [normalise(text.text) for text in texts]
        raw = [WORD.findall(text) for text in normal]
        self.vocabulary = Vocabulary.of([unmark(word) for word in words] for words in raw)
        self.texts = texts
        self.keys = list(dict.fromkeys(text.key for text in texts))
        column = {key: number for number, key in enumerate(self.keys)}
        readings = [read_words(text, words, lexicon, self.vocabulary) for text, words in zip(normal, raw, strict=True)]
        self._terms = [terms(reading) for reading in readings]
        self._idf, self._unknown_idf = _inverse_frequencies(self._terms)
        self._entries = [_Entry() for _ in self.keys]
        for text, reading, (words, _) in zip(texts, readings, self._terms, strict=True):
            entry = self._entries[column[text.key]]
            entry.words.update(words)
            entry.circumstances |= reading.circumstances
            if text.is_name:
                entry.always = set(reading.circumstances) & (entry.always or set(reading.circumstances))
        self._column = np.array([column[text.key] for text in texts], np.int64)
        self._own_texts = [np.flatnonzero(self._column == number) for number in range(len(self.keys))]
        self._weights = [self._weighted(words) for words, _ in self._terms]
        self._text_rows = SparseRows.of(
            (
                (term, number, value)
                for number, (words, _) in enumerate(self._terms)
                for term, value in self._unit(words).items()
            ),
            len(texts),
        )
        # an entry that the classifier has never met: it speaks neither for nor against it
        taught = {key for weights in learned.classifier.values() for key in weights}
        self._newcomers = np.array([number for number, key in enumerate(self.keys) if key not in taught], np.int64)
        self._classifier = SparseRows.of(
            (
                (term, column.get(key, len(self.keys)), weight)
                for term, weights in learned.classifier.items()
                for key, weight in weights.items()
                if key in column or key == BACKGROUND
            ),
            len(self.keys) + 1,
        )

    def read(self, message: str) -> Reading:
        """The message, read with this catalogue's vocabulary."""
        return read(message, self.lexicon, self.vocabulary)

    def rank(self, reading: Reading, *, among: Collection[str] | None = None) -> Ranking:
        """The entries that the reading may mean, with calibrated probabilities; only `among` when given."""
        words, joined = terms(reading)
        if not words or not self.keys:
            return Ranking((), 1.0)
        alike = self._text_rows.times(self._unit(words))
        neighbours = np.log(np.bincount(self._column, alike * alike * alike, len(self.keys)) + 1e-3)
        scores = self._classifier.times(self._unit({**words, **joined}))
        classified, background = scores[:-1], float(scores[-1])
        if self._newcomers.size:
            classified[self._newcomers] = np.median(classified)
        overall = 4 * classified + neighbours
        if among is not None:
            allowed = np.array([key in among for key in self.keys])
            overall = np.where(allowed, overall, -np.inf)
        count = min(CANDIDATES, len(self.keys))
        best = np.argpartition(-overall, count - 1)[:count]
        best = best[np.isfinite(overall[best])]
        if not best.size:
            return Ranking((), 1.0)
        return self._weighed(reading, words, best, classified, neighbours, alike, background)

    def _weighed(
        self,
        reading: Reading,
        words: Mapping[str, float],
        best: NDArray[np.int64],
        classified: NDArray[np.float64],
        neighbours: NDArray[np.float64],
        alike: NDArray[np.float64],
        background: float,
    ) -> Ranking:
        weight_of = {word: weight * self._idf.get(word, self._unknown_idf) for word, weight in words.items()}
        whole = sum(weight_of.values())
        found = []
        for number in map(int, best):
            nearest = self._nearest_text(number, alike)
            entry = self._entries[number]
            features = (
                float(classified[number]),
                float(neighbours[number]),
                float(alike[nearest]),
                sum(weight for word, weight in weight_of.items() if word in entry.words) / whole,
                self._covered_of(nearest, words),
                float(len(reading.circumstances - entry.circumstances)),
                *_not_said(entry.always or set(), reading.circumstances),
            )
            found.append((number, nearest, features))
        none = self._none_features(reading, words, [features for _, _, features in found], background)
        utilities = [_dot(self.learned.weights, features) for _, _, features in found]
        utilities.append(_dot(self.learned.none_weights, none))
        chances = _softmax(utilities)
        matches = sorted(
            (
                Match(self.keys[number], chance, features, self.texts[nearest].text)
                for (number, nearest, features), chance in zip(found, chances, strict=False)
            ),
            key=lambda match: (-match.probability, match.key),
        )
        return Ranking(tuple(matches), chances[-1], none)

    def _none_features(
        self, reading: Reading, words: Mapping[str, float], found: Sequence[Sequence[float]], background: float
    ) -> tuple[float, ...]:
        """What speaks for none of the entries, by `NONE_FEATURES`; `found` are the features of the candidates."""
        weight_of = {word: weight * self._idf.get(word, self._unknown_idf) for word, weight in words.items()}
        unknown = sum(weight for word, weight in weight_of.items() if word not in self._idf) / sum(weight_of.values())
        return (
            1.0,
            unknown,
            float(bool(reading.not_ours)),
            1.0 / (1.0 + len(words)),
            max(-1.0, min(1.0, -max(each[0] for each in found))),
            1.0 - max(each[3] for each in found),
            background,
            unknown if len(words) <= FEW_WORDS else 0.0,
        )

    def _nearest_text(self, number: int, alike: NDArray[np.float64]) -> int:
        own = self._own_texts[number]
        return int(own[int(np.argmax(alike[own]))])

    def _covered_of(self, text: int, words: Mapping[str, float]) -> float:
        """The share of a stored text's weight that the question says too."""
        own, whole = self._weights[text]
        return sum(own[word] for word in words if word in own) / whole if whole else 0.0

    def _weighted(self, words: Mapping[str, float]) -> tuple[dict[str, float], float]:
        """The words of a stored text by weight and rarity, and their sum."""
        own = {word: weight * self._idf[word] for word, weight in words.items()}
        return own, sum(own.values())

    def _unit(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The weights times rarity, scaled to length 1."""
        raised = {term: weight * self._idf.get(term, self._unknown_idf) for term, weight in weights.items()}
        length = math.sqrt(sum(value * value for value in raised.values())) or 1.0
        return {term: value / length for term, value in raised.items()}


def _not_said(always: Collection[str], said: Collection[str]) -> tuple[float, float]:
    """Whether an entry's name tells of abroad, and of once more, where the question does not."""
    missing = set(always) - set(said)
    return float("foreign" in missing), float(bool(missing & {"again", "lost"}))


def _inverse_frequencies(
    readings: Sequence[tuple[Mapping[str, float], Mapping[str, float]]],
) -> tuple[dict[str, float], float]:
    """The rarity of every term, and that of a term never seen."""
    counts: dict[str, int] = {}
    for words, joined in readings:
        for term in (*words, *joined):
            counts[term] = counts.get(term, 0) + 1
    total = 1 + len(readings)
    return {term: math.log(total / (1 + count)) + 1 for term, count in counts.items()}, math.log(total) + 1


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _softmax(utilities: Sequence[float]) -> list[float]:
    top = max(utilities)
    raised = [math.exp(utility - top) for utility in utilities]
    whole = sum(raised)
    return [value / whole for value in raised]
