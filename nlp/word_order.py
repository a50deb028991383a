"""Which words stand beside each other? Neighbours tell "không phải đánh giá" from "phải đánh giá".

Texts are kept as numbers of their words, so that a few of them can be compared with a question in microseconds.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]


class Beside(NamedTuple):
    """Words that stand beside each other in a text, and how much they tell together."""

    pairs: frozenset[Pair]
    weight: float


@dataclass(frozen=True, slots=True)
class WordOrder:
    """The words of every text as they follow each other; a pair tells as much as the commoner of its words."""

    starts: Sequence[int]
    """The words of text `t` are `words[starts[t] : starts[t + 1]]`."""
    words: NDArray[np.uint32]
    numbers: Mapping[str, int]
    """The number of each unmarked word."""
    rarity: Sequence[float]
    """By number, the inverse frequency (0 and more); the last, which is also at -1, is that of a word never met."""

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Self:
        """The order of texts given as lists of unmarked words."""
        numbers: dict[str, int] = {}
        starts, words = [0], array("I")
        for text in texts:
            words.extend([numbers.setdefault(word, len(numbers)) for word in text])
            starts.append(len(words))
        return cls.kept(starts, np.array(words, np.uint32), numbers)

    @classmethod
    def kept(cls, starts: Sequence[int], words: NDArray[np.uint32], terms: Iterable[str]) -> Self:
        """The same from its arrays; `terms` are the words in the order of their numbers."""
        numbers = {word: number for number, word in enumerate(terms)}
        counts, total = np.bincount(words, minlength=len(numbers)), len(starts)
        rarity = [math.log(total / (1 + min(count, total - 1))) for count in counts.tolist()]
        return cls(starts, words, numbers, [*rarity, math.log(total)])

    def of_text(self, place: int) -> Beside:
        """The neighbours in a stored text."""
        return self._beside(self.words[self.starts[place] : self.starts[place + 1]].tolist())

    def texts(self, first: int, end: int) -> list[list[str]]:
        """The stored texts from the first up to the end as unmarked words."""
        words = list(self.numbers)
        runs = pairwise(self.starts[first : end + 1])
        return [[words[number] for number in self.words[start:stop].tolist()] for start, stop in runs]

    def of_words(self, words: Iterable[str]) -> Beside:
        """The neighbours in a question given as unmarked words."""
        return self._beside([self.numbers.get(word, -1) for word in words])

    def likeness(self, first: Beside, second: Beside) -> float:
        """How far two texts have the same neighbours: the Dice coefficient by weight, 0 to 1."""
        whole = first.weight + second.weight
        return 2 * self._weight(first.pairs & second.pairs) / whole if whole else 0.0

    def _beside(self, numbers: Sequence[int]) -> Beside:
        pairs = frozenset(pairwise(numbers))
        return Beside(pairs, self._weight(pairs))

    def _weight(self, pairs: Iterable[Pair]) -> float:
        rarity = self.rarity
        return sum([min(rarity[first], rarity[second]) for first, second in pairs])
