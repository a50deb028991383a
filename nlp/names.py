"""How far does a question say an entry's name: in its very words, in their order, or in people's words for them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nlp.index import Index
from nlp.meaning import STEPS
from nlp.searching import Question
from nlp.word_order import Beside

KEPT = 4000
"""So many names are kept at hand."""


class _Name(NamedTuple):
    """A name in the index's numbers."""

    words: tuple[tuple[int, float], ...]
    """Its words with their weights."""
    weight: float
    """Of all of them."""
    beside: Beside


class Names:
    """The names of all entries."""

    def __init__(self, index: Index, names: Mapping[int, Sequence[int]]) -> None:
        """`names` gives the places of the texts that are names, by the place of their key."""
        self._index, self._names = index, names
        self._name = lru_cache(KEPT)(self._read)

    def called(self, question: Question, places: Sequence[int]) -> list[float]:
        """How near the names of each of these keys are to what people call them (cosine, -1 to 1)."""
        near: list[float] = (self._index.named[places] @ question.called / STEPS).tolist()
        return near

    def said_in(self, question: Question, place: int) -> tuple[float, float]:
        """The most that a name of a key and the question hold of each other's words, and of their order (0 to 1)."""
        both = order = 0.0
        said = question.words
        for name in map(self._name, self._names.get(place, ())):
            common = [(weight, said[word]) for word, weight in name.words if word in said]
            if common:
                own, asked = map(sum, zip(*common, strict=True))
                both = max(both, own * asked / (name.weight * question.whole))
                order = max(order, self._index.order.likeness(name.beside, question.beside))
        return both, order

    def _read(self, text: int) -> _Name:
        columns, values = self._index.texts.row(text)
        weights = values.tolist()
        words = tuple(zip(columns.tolist(), weights, strict=True))
        return _Name(words, sum(weights), self._index.order.of_text(text))
