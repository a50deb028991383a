"""Which entry of the catalogue does a reading mean, how sure is that, and why?

Three witnesses are heard: a linear classifier over words and compounds (learned offline from phrases), the stored
texts most like the question, and how far question and entry cover each other. A small logit model, learned offline
too, turns them into probabilities over the nearest entries and *none of them*.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon
from nlp.rankings import CONFLICT, NOTHING, Match, Ranking, Weights
from nlp.reading import Reading, read
from nlp.sparse import Floats
from nlp.terms import single_words, terms, with_what_was_said

USUAL = 0.2
"""The share of an entry's texts from which a circumstance belongs to it."""
ONCE_MORE = frozenset({"again", "lost", "damaged"})
"""Circumstances of a paper that somebody had before."""
FEW_WORDS = 8
"""Up to so many words, one that the catalogue has never seen speaks against every entry; a story may hold many."""
CANDIDATES = 6
"""Entries that are looked at closely."""
CELLS = 8_000
"""About so many words of stored texts are compared with a question."""
CENTRES = 256
"""So many entries' centres are kept at hand."""
PAIRS = 20_000
"""Of so many pairs of entries it is kept at hand how much they are alike."""

_Found = tuple[int, int, tuple[float, ...]]
"""A candidate's place, the place of its text most like the question, and its `FEATURES`."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question in the index's numbers, and how every text and every key (the last is *elsewhere*) takes it."""

    reading: Reading
    words: Mapping[int, float]
    """For the words that some text holds: weight times rarity."""
    whole: float
    """The same summed up over all words, those never heard too."""
    length: int
    """How many different words there are."""
    alike: Floats
    """For each text, its likeness (cosine, 0 to 1)."""
    neighbours: NDArray[np.float64]
    """For each key, how many texts are alike, and how much (logarithm)."""
    classified: Floats
    """For each key, what the classifier says."""


class Matcher:
    """The texts of all entries, ready to be asked."""

    def __init__(self, texts: Sequence[EntryText], index: Index, lexicon: Lexicon, weights: Weights) -> None:
        self.texts, self.index, self.lexicon, self.weights = texts, index, lexicon, weights
        self.vocabulary, self.keys = index.vocabulary, index.keys
        self._elsewhere = len(index.keys)
        self._places = {key: place for place, key in enumerate(index.keys)}
        self._centre = lru_cache(CENTRES)(self._summed)
        self._alike = lru_cache(PAIRS)(self._likeness)
        self._untaught = np.flatnonzero(~index.taught[:-1])
        self._texts_by_word = index.texts.transposed()
        self._classifier = index.classifier.fastest()
        self._cells = np.diff(self._texts_by_word.starts).tolist()
        self._own_texts = list(pairwise([0, *index.ends.tolist()]))
        self._starts = np.array([start for start, end in self._own_texts if end > start], np.int64)
        self._own_words = [
            frozenset(index.texts.columns[index.texts.starts[start] : index.texts.starts[end]].tolist())
            for start, end in self._own_texts
        ]

    def read(self, message: str) -> Reading:
        """The message, read with this catalogue's vocabulary."""
        return read(message, self.lexicon, self.vocabulary)

    def known(self, reading: Reading) -> float:
        """The share of the message's words, by weight, that some text holds; 0 where there are none."""
        raised = self._raised(single_words(reading))
        own = sum([value for number, value in raised if 0 <= number < len(self.index.rarity)])
        return own / (sum([value for _, value in raised]) or 1.0)

    def rank(self, reading: Reading) -> Ranking:
        """The entries that the reading may mean, with calibrated probabilities."""
        words, joined = terms(reading)
        if not words or not self.keys:
            return NOTHING
        question = self._asked(reading, words, joined)
        return self._ranked(question, self._best(question))

    def rank_after(self, reading: Reading, before: Reading, also: Iterable[str] = ()) -> tuple[Ranking, Ranking]:
        """The same entries ranked for the message alone, and together with what was said `before`.

        They are the best of both and those of the keys `also` that there are.
        """
        words, joined = terms(reading)
        if not words or not self.keys:
            return NOTHING, NOTHING
        alone = self._asked(reading, words, joined)
        together = self._asked(*with_what_was_said(reading, before))
        best = [self._places[key] for key in also if key in self._places]
        best = list(dict.fromkeys([*best, *self._best(alone), *self._best(together)]))
        return self._ranked(alone, best), self._ranked(together, best)

    def alike(self, key: str, other: str) -> float:
        """How much the texts of two entries have in common, from 0 (no word) to 1 (the cosine of their centres)."""
        first, second = sorted((self._places[key], self._places[other]))
        return self._alike(first, second)

    def tells(self, key: str, circumstances: Collection[str]) -> bool:
        """Whether the name of an entry names one of the circumstances."""
        return not self.index.always[self._places[key]].isdisjoint(circumstances)

    def _summed(self, place: int) -> NDArray[np.float32]:
        """All texts of a key summed up, scaled to length 1."""
        start, end = self._own_texts[place]
        texts = self.index.texts
        cells = slice(texts.starts[start], texts.starts[end])
        summed = np.bincount(texts.columns[cells], texts.values[cells], len(self.index.rarity))
        return (summed / (np.linalg.norm(summed) or 1.0)).astype(np.float32)

    def _likeness(self, first: int, second: int) -> float:
        """The cosine of two keys' centres."""
        return float(self._centre(first) @ self._centre(second))

    def _best(self, question: _Question) -> list[int]:
        """The keys that are worth a close look."""
        overall = 4 * question.classified[:-1] + question.neighbours[:-1]
        count = min(CANDIDATES, len(self.keys))
        best: list[int] = np.argpartition(-overall, count - 1)[:count].tolist()
        return best

    def unit(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The terms' weights times rarity, scaled to length 1."""
        raised = [value for _, value in self._raised(weights)]
        length = _length(raised)
        return {term: value / length for term, value in zip(weights, raised, strict=True)}

    def _raised(self, weights: Mapping[str, float]) -> list[tuple[int, float]]:
        """The terms' numbers, -1 for one that is not known at all, and their weights times rarity."""
        numbers, rarity, unheard = self.index.terms, self.index.rarity, self.index.unheard
        heard = len(rarity)
        numbered = [(numbers.get(term, -1), weight) for term, weight in weights.items()]
        return [(number, weight * (rarity[number] if 0 <= number < heard else unheard)) for number, weight in numbered]

    def _asked(self, reading: Reading, words: Mapping[str, float], joined: Mapping[str, float]) -> _Question:
        raised, also, heard = self._raised(words), self._raised(joined), len(self.index.rarity)
        own = {number: value for number, value in raised if 0 <= number < heard}
        length = _length([value for _, value in raised])
        alike = self._texts_by_word.times([(number, own[number] / length) for number in self._telling(own)])
        votes = np.zeros(len(self.keys) + 1)
        cubed = alike * alike
        cubed *= alike
        votes[: len(self._starts)] = np.add.reduceat(cubed, self._starts)
        everything = raised + also
        length = _length([value for _, value in everything])
        known = [(number, value / length) for number, value in everything if number >= 0]
        classified = self._classifier.times(known)
        if self._untaught.size:  # the classifier speaks neither for nor against an entry that it has never met
            classified[self._untaught] = np.median(classified[:-1])
        whole = sum([value for _, value in raised])
        return _Question(reading, own, whole, len(raised), alike, np.log(votes + 1e-3), classified)

    def _telling(self, words: Iterable[int]) -> list[int]:
        """The words that the likeness is reckoned from: rare ones first, until `CELLS` are looked at.

        A word that thousands of texts hold tells little and costs most; leaving it out bounds the time of a question.
        """
        kept: list[int] = []
        cells = 0
        for number in sorted(words, key=self._cells.__getitem__):
            cells += self._cells[number]
            if kept and cells > CELLS:
                break
            kept.append(number)
        return kept

    def _ranked(self, question: _Question, best: Sequence[int]) -> Ranking:
        found = [(number, *self._features(question, number)) for number in best]
        if any(features[CONFLICT] for _, _, features in found):
            found = self._outdone(found)
        none = self._none_features(question, [features for _, _, features in found])
        chances = self.weights.chances([features for _, _, features in found], none)
        matches = sorted(
            (
                Match(self.keys[number], chance, features, self.texts[nearest].text)
                for (number, nearest, features), chance in zip(found, chances, strict=False)
            ),
            key=lambda match: (-match.probability, match.key),
        )
        return Ranking(tuple(matches), chances[-1], none)

    def _features(self, question: _Question, place: int) -> tuple[int, tuple[float, ...]]:
        """The text of an entry that is most like the question, and the entry's `FEATURES`."""
        nearest, likeness, covers = self._nearest(question, place)
        said = question.reading.circumstances
        return nearest, (
            float(question.classified[place]),
            float(question.neighbours[place]),
            likeness,
            _sum_of(question.words.items(), self._own_words[place]) / question.whole,
            covers,
            _unusual(said, self.index.circumstances[place]),
            *_not_said(self.index.always[place], said),
            0.0,
        )

    def _outdone(self, found: Sequence[_Found]) -> list[_Found]:
        """The candidates with how far each is outdone by one like it."""
        return [
            (place, nearest, (*features[:-1], max(self._outdoes(place, features, other) for other in found)))
            for place, nearest, features in found
        ]

    def _outdoes(self, place: int, features: Sequence[float], other: _Found) -> float:
        more = features[CONFLICT] - other[2][CONFLICT]
        return more * self._alike(*sorted((place, other[0]))) if more > 0 else 0.0

    def _none_features(self, question: _Question, found: Sequence[Sequence[float]]) -> tuple[float, ...]:
        """What speaks for none of the entries, by `NONE_FEATURES`; `found` are the features of the candidates."""
        unknown = 1.0 - sum(question.words.values()) / question.whole
        _, likeness, covers = self._nearest(question, self._elsewhere)
        return (
            1.0,
            unknown,
            float(bool(question.reading.not_ours)),
            1.0 / (1.0 + question.length),
            max(-1.0, min(1.0, -max(each[0] for each in found))),
            1.0 - max(each[3] for each in found),
            unknown if question.length <= FEW_WORDS else 0.0,
            float(question.classified[self._elsewhere]),
            float(question.neighbours[self._elsewhere]),
            likeness,
            covers,
        )

    def _nearest(self, question: _Question, place: int) -> tuple[int, float, float]:
        """A key's text most like the question, its likeness, and the share of its weight that the question says too."""
        start, end = self._own_texts[place]
        if start == end:
            return -1, 0.0, 0.0
        nearest = start + int(question.alike[start:end].argmax())
        columns, values = self.index.texts.row(nearest)
        weights = values.tolist()
        said = _sum_of(zip(columns.tolist(), weights, strict=True), question.words)
        return nearest, float(question.alike[nearest]), said / (sum(weights) or 1.0)


def matcher_over(
    texts: Sequence[EntryText],
    lexicon: Lexicon,
    classifier: Mapping[str, Mapping[str, float]] | None = None,
    weights: Weights | None = None,
) -> Matcher:
    """A matcher over `texts` with an index built on the spot."""
    return Matcher(texts, Index.of(texts, lexicon, classifier or {}), lexicon, weights or Weights())


def _unusual(said: Collection[str], told: Mapping[str, float]) -> float:
    """How many of the circumstances said an entry's texts do not tell; one that few of them tell counts partly."""
    return sum([max(0.0, 1.0 - told.get(name, 0.0) / USUAL) for name in said])


def _not_said(always: Collection[str], said: Collection[str]) -> tuple[float, float]:
    """Whether an entry's name tells of abroad, and of once more, where the question does not.

    What is lost or damaged is asked for once more, in whatever words.
    """
    return (
        float("foreign" in always and "foreign" not in said),
        float(not ONCE_MORE.isdisjoint(always) and ONCE_MORE.isdisjoint(said)),
    )


def _sum_of(weights: Iterable[tuple[int, float]], wanted: Container[int]) -> float:
    """The weights of those numbers that are wanted."""
    return sum([weight for number, weight in weights if number in wanted])


def _length(values: Iterable[float]) -> float:
    """The Euclidean length; 1 for nothing."""
    return math.sqrt(sum([value * value for value in values])) or 1.0
