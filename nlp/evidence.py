"""What speaks for a candidate, and what for none of them? The figures that a logit turns into probabilities.

They are given in the order of `FEATURES` and `NONE_FEATURES`, which also say what each is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.discerning import UNCLEAR
from nlp.index import ELSEWHERE, Index
from nlp.meaning import STEPS
from nlp.names import Names
from nlp.rankings import CONFLICT, FEATURES
from nlp.searching import Question
from nlp.senses import Senses
from nlp.usage import Counts

CLASSIFIER, COVERED, OUTDONE = (FEATURES.index(name) for name in ("classifier", "covered", "outdone"))
DISCERNED, CALLED = FEATURES.index("discerned"), FEATURES.index("called")
_LACKING = [FEATURES.index(name) for name in ("name_both", "nearest", "discerned", "near_text", "near_texts")]
USUAL = 0.2
"""The share of an entry's texts from which a circumstance belongs to it."""
ONCE_MORE = frozenset({"again", "lost", "damaged"})
"""Circumstances of a paper that somebody had before."""
FEW_WORDS = 8
"""Up to so many words, one that the catalogue has never seen speaks against every entry; a story may hold many."""
CENTRES = 256
"""So many entries' centres are kept at hand."""
A_FEW = 8
"""So many of an entry's texts, those nearest in meaning, tell how near it is."""
NEW = 256
"""What was heard of so many entries that were never learned is kept at hand."""
PAIRS = 20_000
"""Of so many pairs of entries it is kept at hand how much they are alike."""

Found = tuple[int, int, tuple[float, ...]]
"""A candidate's place, the place of its text most like the question (-1: it has none), and its `FEATURES`."""


class Evidence:
    """What an index tells of a question and single entries."""

    def __init__(self, index: Index, senses: Senses, names: Names) -> None:
        self._index, self._discerner, self._usage, self._names = index, senses.discerner, senses.usage, names
        self._elsewhere = len(index.keys)
        self._centre = lru_cache(CENTRES)(self._summed)
        self._heard = lru_cache(NEW)(self._heard_anew)
        self.alike = lru_cache(PAIRS)(self._likeness)
        """How much the texts of two keys, by their places, have in common: the cosine of their centres, 0 to 1."""
        self._own_texts = list(pairwise([0, *index.ends.tolist()]))
        self._named = [("foreign" in always, not ONCE_MORE.isdisjoint(always)) for always in index.always]
        """For each key, whether its names tell of abroad, and of once more (as for what is lost or damaged)."""

    def of(self, question: Question, places: Iterable[int]) -> list[Found]:
        """What speaks for the keys at these places."""
        places = list(places)
        called, near = self._names.called(question, places), self._near_texts(question, places)
        most = float(question.meant.max(initial=0.0)), max(called, default=0.0)
        found = [
            self._found(question, place, (*texts, so, so - most[1]), most[0])
            for place, texts, so in zip(places, near, called, strict=True)
        ]
        return self._outdone(found) if any(features[CONFLICT] for _, _, features in found) else found

    def of_none(self, question: Question, found: Sequence[Found]) -> tuple[float, ...]:
        """What speaks for none of the entries, by `NONE_FEATURES`, when these are the candidates."""
        unknown = 1.0 - sum(question.words.values()) / question.whole
        _, likeness, covers = self._nearest(question, self._elsewhere)
        return (
            1.0,
            unknown,
            float(bool(question.reading.not_ours)),
            1.0 / (1.0 + question.length),
            max(-1.0, min(1.0, -max([features[CLASSIFIER] for _, _, features in found]))),
            1.0 - max([features[COVERED] for _, _, features in found]),
            unknown if question.length <= FEW_WORDS else 0.0,
            float(question.classified[self._elsewhere]),
            float(question.neighbours[self._elsewhere]),
            likeness,
            covers,
            1.0 - float(question.meant.max(initial=0.0)),
            *[(place != DISCERNED) - max([features[place] for _, _, features in found]) for place in _LACKING],
            *self._near_texts(question, [self._elsewhere])[0],
            -max([features[CALLED] for _, _, features in found]),
            self._discerner.speaks_for(ELSEWHERE, question.heard),
            self._discerner.speaks_for(UNCLEAR, question.heard),
        )

    def _found(self, question: Question, place: int, near: Sequence[float], most: float) -> Found:
        """`near` are its last features, `most` is how near the entry nearest in meaning is."""
        nearest, likeness, covers = self._nearest(question, place)
        meant = float(question.meant[place])
        said, always = question.reading.circumstances, self._index.always[place]
        foreign, again = self._named[place]
        return (
            place,
            nearest,
            (
                float(question.classified[place]),
                float(question.neighbours[place]),
                likeness,
                float(question.covered[place]),
                covers,
                _unusual(said, self._index.circumstances[place]) if said else 0.0,
                float(foreign and "foreign" not in said),
                float(again and ONCE_MORE.isdisjoint(said)),
                0.0,
                1.0 / len(question.verbatim) if place in question.verbatim else 0.0,
                float(self._index.taught[place]),
                float(len(said & always)),
                *self._names.said_in(question, place),
                self._in_order(question, nearest) if nearest >= 0 else 0.0,
                meant,
                meant - most,
                self._discerner.speaks_for(self._index.keys[place], question.heard),
                *near,
                *self._usage.likely(self._usage.of_key(self._index.keys[place]) or self._heard(place), question.used),
            ),
        )

    def _near_texts(self, question: Question, places: Sequence[int]) -> list[tuple[float, float]]:
        """For each key how near its text nearest in meaning is (cosine), and the mean of the nearest few; or 0.

        Of the thousands asked elsewhere only those count that share a telling word with the question.
        """
        placed = [self._index.placed[slice(*self._own_texts[place])] for place in places]
        if places == [self._elsewhere]:
            placed = [placed[0][question.alike[slice(*self._own_texts[self._elsewhere])] > 0]]
        likeness = (np.concatenate(placed).astype(np.float32) @ question.direction / STEPS).tolist()
        ends = list(accumulate(map(len, placed), initial=0))
        return [_nearest_few(likeness[start:end]) for start, end in pairwise(ends)]

    def _heard_anew(self, place: int) -> Counts:
        """What the texts of a key tell that was never learned."""
        return self._usage.of_new(self._index.order.texts(*self._own_texts[place]))

    def _in_order(self, question: Question, text: int) -> float:
        """How far a text has the same words beside each other as the question."""
        order = self._index.order
        return order.likeness(order.of_text(text), question.beside)

    def _nearest(self, question: Question, place: int) -> tuple[int, float, float]:
        """A key's text most like the question, its likeness, and the share of its weight that the question says too."""
        start, end = self._own_texts[place]
        if start == end:
            return -1, 0.0, 0.0
        nearest = start + int(question.alike[start:end].argmax())
        columns, values = self._index.texts.row(nearest)
        weights, words = values.tolist(), question.words
        said = sum([weight for column, weight in zip(columns.tolist(), weights, strict=True) if column in words])
        return nearest, float(question.alike[nearest]), said / (sum(weights) or 1.0)

    def _outdone(self, found: Sequence[Found]) -> list[Found]:
        """The candidates with how far each is outdone by one like it."""
        conflicts = [(place, features[CONFLICT]) for place, _, features in found]
        return [
            (place, nearest, _with(features, OUTDONE, self._outdoing(place, features[CONFLICT], conflicts)))
            for place, nearest, features in found
        ]

    def _outdoing(self, place: int, conflict: float, others: Iterable[tuple[int, float]]) -> float:
        """How much less conflict one of the others has, as far as it is like the entry at this place."""
        outdoing = [
            (conflict - less) * self.alike(*sorted((place, other))) for other, less in others if less < conflict
        ]
        return max(outdoing, default=0.0)

    def _summed(self, place: int) -> NDArray[np.float32]:
        """All texts of a key summed up, scaled to length 1."""
        start, end = self._own_texts[place]
        texts = self._index.texts
        cells = slice(texts.starts[start], texts.starts[end])
        summed = np.bincount(texts.columns[cells], texts.values[cells], len(self._index.rarity))
        return (summed / (np.linalg.norm(summed) or 1.0)).astype(np.float32)

    def _likeness(self, first: int, second: int) -> float:
        return float(self._centre(first) @ self._centre(second))


def _with(features: tuple[float, ...], place: int, value: float) -> tuple[float, ...]:
    return (*features[:place], value, *features[place + 1 :])


def _nearest_few(likeness: Sequence[float]) -> tuple[float, float]:
    few = nlargest(A_FEW, likeness)
    return (few[0], sum(few) / len(few)) if few else (0.0, 0.0)


def _unusual(said: Collection[str], told: Mapping[str, float]) -> float:
    """How many of the circumstances said an entry's texts do not tell; one that few of them tell counts partly."""
    return sum([max(0.0, 1.0 - told.get(name, 0.0) / USUAL) for name in said])
