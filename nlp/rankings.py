"""What did a search find, and how probable is each? Names, values and the logit, without the search itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple, Self

UNTAUGHT = {
    "classifier": 4.0,
    "neighbours": 1.0,
    "nearest": 1.0,
    "covered": 1.0,
    "covers": 1.0,
    "conflict": -1.0,
    "foreign": -1.0,
    "again": -0.5,
    "outdone": -1.0,
    "verbatim": 4.0,
    "taught": 0.0,
    "agrees": 0.5,
    "name_both": 1.0,
    "name_order": 1.0,
    "text_order": 0.0,
    "meant": 1.0,
    "less_meant": 0.0,
    "discerned": 0.0,
    "near_text": 0.0,
    "near_texts": 0.0,
    "called": 0.0,
    "less_called": 0.0,
    "used_words": 0.0,
    "used_pairs": 0.0,
    "pairs_heard": 0.0,
}
"""What is known of a question and one entry, each with its weight while nothing has been learned.

An entry is *outdone* where a candidate much like it tells the circumstance that it lacks: who lost a card does not mean
the first card. *verbatim* is 1 where it alone has a text that is the question word for word, or its share where several
have. *taught* is whether the classifier has met it. *agrees* is how many of the circumstances said are those that its
names tell. *name_both* is how far the question and its name hold each other's words; *name_order* and *text_order*, how
far its name, or its text most like the question, has the same words beside each other. *meant* is how near it is in
meaning, and *less_meant* how much less than the entry that is nearest. *discerned* is what `nlp.discerning` says of it;
*near_text* is how near the one of its texts is that is nearest in meaning, *near_texts* the mean of the nearest few.
*called* is how near its names are to such words of people as were learned (`nlp.senses`), and *less_called* how much
less than the candidate that is nearest. *used_words* and *used_pairs* are how much likelier the words of the question,
and those beside each other, are of it than of any (`nlp.usage`), and *pairs_heard* the share of them ever heard of it.
"""
FEATURES = tuple(UNTAUGHT)
"""Their names, in the order of the learned weights."""
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
    "meaningless",
    "unnamed",
    "unlike",
    "undiscerned",
    "no_near_text",
    "no_near_texts",
    "elsewhere_near_text",
    "elsewhere_near_texts",
    "uncalled",
    "elsewhere_discerned",
    "unclear_discerned",
)
"""What speaks for *none of them*.

Those of *elsewhere* are what an entry of everything else would show, those of un- and no- what even the best of the
candidates lacks. *unclear_discerned* tells of messages after which one has to ask back; the outlook hears it too.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """The two weight vectors of a logit, learned offline; untaught, those of the matcher let the texts speak."""

    entry: tuple[float, ...] = tuple(UNTAUGHT.values())
    """By `FEATURES`, or whatever else an entry is described by."""
    none: tuple[float, ...] = (0.0, 1.0, 3.0, 0.5, *[1.0] * 7, *[0.0] * 11)
    """By `NONE_FEATURES`, or the like."""

    def chances(self, entries: Iterable[Sequence[float]], none: Sequence[float]) -> list[float]:
        """The probability of each entry by its features, and last of none of them; together they make 1."""
        utilities = [*(_dot(self.entry, each) for each in entries), _dot(self.none, none)]
        top = max(utilities)
        raised = [math.exp(utility - top) for utility in utilities]
        whole = sum(raised)
        return [value / whole for value in raised]


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

    def weighed(self, weights: Weights) -> Self:
        """The same with probabilities by other weights."""
        *chances, none = weights.chances([match.features for match in self.matches], self.none_features)
        matches = (match._replace(probability=chance) for match, chance in zip(self.matches, chances, strict=True))
        return self.of(matches, none, self.none_features)


NOTHING = Ranking((), 1.0)


def _order(match: Match) -> tuple[float, str]:
    return -match.probability, match.key


def _dot(weights: Iterable[float], values: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, values))
    return total
