"""Would a clerk take either of two entries? Their names differ in a remark ("cấp tỉnh"), or their texts mean the same.

Nobody writes "at the ministry" or "by the old law" of their own accord. Where two entries are such twins, a question
that fits both is no reason to ask back: either answers it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nlp.index import Index
from nlp.normalising import normalise
from nlp.sparse import Floats
from nlp.syllables import WORD, unmark

SIGNS = ("one", "named_alike", "named_much_alike", "same_name", "meant_alike", "meant_much_alike")
"""What tells twins, in the order of the learned weights.

*named_alike* is the share of words, and of pairs of them, that two names without remarks have in common; *meant_alike*
how near the middles of their texts lie among the vectors of words (cosine); *much* is the fourth power of either.
"""
NO_TWINS = (-math.inf, *[0.0] * (len(SIGNS) - 1))
"""The weights while nothing has been learned."""
SAME_AT = 0.95
"""From this likeness on two names count as one."""
PAIRS = 20_000
"""Of so many pairs of entries it is kept at hand how probably they are twins."""
NAMES = 4_000
"""So many names are kept at hand."""
_REMARK = re.compile(r"\s*\([^)]*\)|^thủ tục ")


def without_remarks(name: str) -> str:
    """An official name, normalised, without what stands in brackets and a first "thủ tục".

    >>> without_remarks("Thủ tục cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)")
    'cấp lại thẻ căn cước'
    """
    return _REMARK.sub("", normalise(name))


class Twins:
    """How probable it is of any two entries of an index that either is right where one is."""

    def __init__(self, index: Index, names: Mapping[str, str], weights: Sequence[float] = NO_TWINS) -> None:
        """`names` gives an entry's official name by its key; `weights` go with `SIGNS`."""
        self._index, self._names, self._weights = index, names, tuple(weights)
        self._places = {key: place for place, key in enumerate(index.keys)}
        self._in_name = lru_cache(NAMES)(self._words_and_pairs)
        self._chance = lru_cache(PAIRS)(self._learned)

    def weighed(self, weights: Sequence[float]) -> Twins:
        """The same entries by other weights."""
        return Twins(self._index, self._names, weights)

    def chance(self, key: str, other: str) -> float:
        """The probability (0 to 1) that the other is right too where one of these two is; the same both ways."""
        return self._chance(*sorted((key, other)))

    def signs(self, key: str, other: str) -> tuple[float, ...]:
        """What tells of two keys, by `SIGNS`."""
        first, second = self._in_name(key), self._in_name(other)
        named = len(first & second) / (len(first | second) or 1)
        meant = float(self._centre(key) @ self._centre(other))
        return (1.0, named, named**4, float(named >= SAME_AT), meant, meant**4)

    def _learned(self, key: str, other: str) -> float:
        told = sum([weight * sign for weight, sign in zip(self._weights, self.signs(key, other), strict=True)])
        return 1.0 / (1.0 + math.exp(-told))

    def _words_and_pairs(self, key: str) -> frozenset[str | tuple[str, str]]:
        words = WORD.findall(unmark(without_remarks(self._names.get(key, ""))))
        return frozenset([*words, *pairwise(words)])

    def _centre(self, key: str) -> Floats:
        centre: Floats = self._index.centres[self._places[key]].astype(np.float32)
        return centre
