"""What is known of a candidate, and of the situation, when a message comes after others? Names and figures.

*Alone* is what the matcher says of the message by itself, *together* of the message with what was said before. A
candidate is *current* when it was answered last, *earlier* some turns ago, *offered* when it is among the options last
shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.following_up import contrasts, goes_back
from nlp.rankings import FEATURES, NONE_FEATURES, Match, Ranking
from nlp.reading import Reading

COVERED = FEATURES.index("covered")
OF_A_MATCH = (*FEATURES[: FEATURES.index("outdone") + 1], "meant", "less_meant", "discerned", "near_texts", "called")
_ITS_PLACES = tuple(FEATURES.index(name) for name in OF_A_MATCH)
OF_THE_MATCHER = (
    "unknown",
    "elsewhere_classifier",
    "elsewhere_neighbours",
    "elsewhere_nearest",
    "elsewhere_covers",
    "elsewhere_discerned",
)
_THEIR_PLACES = tuple(NONE_FEATURES.index(name) for name in OF_THE_MATCHER)
CANDIDATE = (
    *(f"alone_{name}" for name in OF_A_MATCH),
    *(f"together_{name}" for name in OF_A_MATCH),
    "alone",
    "alone_long",
    "alone_sure",
    "together",
    "current",
    "current_asks",
    "current_papers",
    "current_contrasts",
    "current_known",
    "current_long",
    "current_together",
    "current_back",
    "current_rejected",
    "offered",
    "offered_together",
    "offered_share",
    "offered_rejected",
    "alike",
    "alike_contrasts",
    "alike_asks",
    "field",
    "tells",
    "alike_tells",
    "earlier",
    "earlier_back",
    "earlier_known",
)
"""What is known of one procedure, in the order of the learned weights.

*alike* is how much its texts have in common with those of the options, else of the current one, and *field* whether it
is of their field; it *tells* when its name names the circumstance that the message brings up. Nothing but the rejection
is left of the evidence for a current or offered procedure when the message corrects.
"""
SITUATION = (
    "one",
    "alone",
    "together",
    "asks",
    "papers",
    "contrasts",
    "back",
    "corrects",
    "asked_back",
    "tells",
    "long",
    "known",
    *OF_THE_MATCHER,
)
"""What the message does, how well it is understood, and what speaks for none of the candidates."""
OPTIONS = 4
"""So many options count when it is asked what is like them."""
LONG = 8
"""From so many topic words a message counts as long."""
SURE = 4
"""The power of a probability that leaves little of a doubtful one."""
LEAST = 1e-3
"""The least probability that is told from none at all."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A message and what was said before, with the two rankings of the same candidates."""

    reading: Reading
    catalogue: Catalogue
    context: Context
    corrects: bool
    """Whether the message rejects what was answered or offered last."""
    alone: Ranking
    together: Ranking

    def candidates(self, situation: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
        """The figures of each candidate by `CANDIDATE`, in the order of `alone.matches`, in this `situation`."""
        does = dict(zip(SITUATION, situation, strict=True))
        asks, papers, contrast, back, long = (does[name] for name in ("asks", "papers", "contrasts", "back", "long"))
        among = {match.key: match for match in self.together.matches}
        fields = {self.catalogue.field_of[key] for key in self._talked_of()}
        rows = []
        for match in self.alone.matches:
            then = among[match.key]
            current, earlier = float(match.key in self.context.current), float(match.key in self.context.earlier)
            kept = current * (not self.corrects)
            offered, alike = float(match.key in self.context.offered), self._alike(match)
            shown = offered * (not self.corrects)
            field = float(self.catalogue.field_of[match.key] in fields)
            tells = float(self.catalogue.matcher.tells(match.key, self.reading.circumstances))
            rows.append(
                (
                    *[match.features[place] for place in _ITS_PLACES],
                    *[then.features[place] for place in _ITS_PLACES],
                    log(match.probability),
                    log(match.probability) * long,
                    match.probability**SURE,
                    log(then.probability),
                    current,
                    kept * asks,
                    kept * papers,
                    kept * contrast,
                    kept * match.features[COVERED],
                    kept * long,
                    kept * log(then.probability),
                    kept * back,
                    current * self.corrects,
                    shown,
                    shown * then.probability,
                    shown * then.probability / (1 + LEAST - self.together.none),
                    offered * self.corrects,
                    alike,
                    alike * contrast,
                    alike * asks,
                    field,
                    tells,
                    alike * tells,
                    earlier,
                    earlier * back,
                    earlier * match.features[COVERED],
                )
            )
        return tuple(rows)

    def situation(self) -> tuple[float, ...]:
        """The figures by `SITUATION`."""
        current = [match.features[COVERED] for match in self.alone.matches if match.key in self.context.current]
        elsewhere = [self.alone.none_features[place] if self.alone.none_features else 0.0 for place in _THEIR_PLACES]
        return (
            1.0,
            log(self.alone.none),
            log(self.together.none),
            float(bool(self.reading.aspects)),
            float("documents" in self.reading.aspects),
            float(contrasts(self.reading)),
            float(goes_back(self.reading)),
            float(self.corrects),
            float(bool(self.context.offered)),
            float(bool(self.reading.circumstances)),
            min(1.0, len(self.reading.topic) / LONG),
            max(current, default=0.0),
            *elsewhere,
        )

    def _talked_of(self) -> Iterable[str]:
        keys = self.context.offered[:OPTIONS] or self.context.current
        return [key for key in keys if key in self.catalogue.matcher]

    def _alike(self, match: Match) -> float:
        others = [key for key in self._talked_of() if key != match.key]
        return max((self.catalogue.matcher.alike(match.key, key) for key in others), default=0.0)


def log(probability: float) -> float:
    """The logarithm of a probability; none at all counts like `LEAST`."""
    return math.log(probability + LEAST)
