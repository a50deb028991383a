"""What did a search find, and how probable is each? Names, values and the logit, without the search itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple, Self

FEATURES = ("classifier", "neighbours", "nearest", "covered", "covers", "conflict", "foreign", "again", "outdone")
"""What is known of a question and one entry, in the order of the learned weights.

An entry is *outdone* where a candidate much like it tells the circumstance that it lacks: who lost a card does not mean
the first card.
"""
CONFLICT = FEATURES.index("conflict")
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


class Match(NamedTuple):
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

    @classmethod
    def of(cls, matches: Iterable[Match], none: float, none_features: tuple[float, ...] = ()) -> Self:
        """The matches in their order, those as probable by their keys."""
        return cls(tuple(sorted(matches, key=_order)), none, none_features)


NOTHING = Ranking((), 1.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """The two weight vectors of a logit, learned offline; untaught, those of the matcher let the texts speak."""

    entry: tuple[float, ...] = (4.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -0.5, -1.0)
    """By `FEATURES`, or whatever else an entry is described by."""
    none: tuple[float, ...] = (0.0, 1.0, 3.0, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    """By `NONE_FEATURES`, or the like."""

    def chances(self, entries: Iterable[Sequence[float]], none: Sequence[float]) -> list[float]:
        """The probability of each entry by its features, and last of none of them; together they make 1."""
        utilities = [*(_dot(self.entry, each) for each in entries), _dot(self.none, none)]
        top = max(utilities)
        raised = [math.exp(utility - top) for utility in utilities]
        whole = sum(raised)
        return [value / whole for value in raised]


def _order(match: Match) -> tuple[float, str]:
    return -match.probability, match.key


def _dot(weights: Iterable[float], values: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, values))
    return total
