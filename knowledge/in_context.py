"""What does a message mean after what was said? Weighed like evidence, not by rules.

"Còn mất rồi thì sao" means nothing alone. Each procedure that the message may mean, alone or together with the question
before it, and each that was answered or offered lately, is described by a few figures; a logit, learned offline from
labelled conversations, turns them into probabilities.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.following_up import contrasts, goes_back
from nlp.rankings import FEATURES, NONE_FEATURES, Match, Ranking, Weights
from nlp.reading import Reading

COVERED, NEAREST, CONFLICT = (FEATURES.index(name) for name in ("covered", "nearest", "conflict"))
OF_THE_MATCHER = ("unknown", "elsewhere_classifier", "elsewhere_neighbours", "elsewhere_nearest", "elsewhere_covers")
_THEIR_PLACES = tuple(NONE_FEATURES.index(name) for name in OF_THE_MATCHER)
ENTRY = (
    "alone_long",
    "alone_sure",
    "nearest",
    "conflict",
    "together",
    "either",
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
    "alike",
    "alike_contrasts",
    "alike_asks",
    "tells",
    "alike_tells",
    "earlier",
    "earlier_back",
    "earlier_known",
)
"""What is known of one procedure, in the order of the learned weights.

*current* was answered last, *earlier* some turns ago, *offered* are the options last shown; *alike* is how much its
texts have in common with those of the options, else of the current one; it *tells* when its name names the circumstance
that the message brings up.
"""
NONE = ("one", "alone", "together", "asks", "contrasts", "long", "known", *OF_THE_MATCHER)
"""What speaks for none of them; the last ones are those of the matcher, for the message alone."""
OPTIONS = 4
"""So many options count when it is asked what is like them."""
LONG = 8
"""From so many topic words a message counts as long."""
SURE = 4
"""The power of a probability that leaves little of a doubtful one."""
LEAST = 1e-3
"""The least probability that is told from none at all."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message after others: what it may mean, and the figures of each candidate."""

    alone: Ranking
    """The candidates by the message alone."""
    features: tuple[tuple[float, ...], ...]
    """By `ENTRY`, in the order of `alone.matches`."""
    none_features: tuple[float, ...]
    """By `NONE`."""

    def ranking(self, weights: Weights) -> Ranking:
        """The candidates with their probabilities after what was said; `weights` are by `ENTRY` and `NONE`."""
        chances = weights.chances(self.features, self.none_features)
        matches = [
            Match(match.key, chance, match.features, match.text)
            for match, chance in zip(self.alone.matches, chances, strict=False)
        ]
        return Ranking(tuple(sorted(matches, key=lambda match: (-match.probability, match.key))), chances[-1])


def turn(reading: Reading, catalogue: Catalogue, context: Context, *, corrects: bool) -> Turn:
    """The message `reading` after what `context` left; `corrects` says that it rejects the current procedure."""
    matcher = catalogue.matcher
    before = matcher.read(context.question)
    known = (*context.current, *context.offered, *context.earlier)
    alone, together = matcher.rank_after(reading, before, known)
    among = {match.key: match.probability for match in together.matches}
    asks, contrast, back = float(bool(reading.aspects)), float(contrasts(reading)), float(goes_back(reading))
    papers = float("documents" in reading.aspects)
    long = min(1.0, len(reading.topic) / LONG)
    talked_of = context.current if not context.offered else context.offered[:OPTIONS]
    features = []
    for match in alone.matches:
        then = _log(among[match.key])
        current, earlier = float(match.key in context.current), float(match.key in context.earlier)
        offered = float(match.key in context.offered)
        others = [key for key in talked_of if key != match.key and key in catalogue.procedures]
        alike = max((matcher.alike(match.key, key) for key in others), default=0.0)
        tells = float(matcher.tells(match.key, reading.circumstances))
        features.append(
            (
                _log(match.probability) * long,
                match.probability**SURE,
                match.features[NEAREST],
                match.features[CONFLICT],
                then,
                _log((match.probability + among[match.key]) / 2),
                current,
                current * asks,
                current * papers,
                current * contrast,
                current * match.features[COVERED],
                current * long,
                current * then,
                current * back,
                current * corrects,
                offered,
                offered * among[match.key],
                offered * among[match.key] / (1 + LEAST - together.none),
                alike,
                alike * contrast,
                alike * asks,
                tells,
                alike * tells,
                earlier,
                earlier * back,
                earlier * match.features[COVERED],
            )
        )
    covered = max((match.features[COVERED] for match in alone.matches if match.key in context.current), default=0.0)
    elsewhere = [alone.none_features[place] if alone.none_features else 0.0 for place in _THEIR_PLACES]
    none = (1.0, _log(alone.none), _log(together.none), asks, contrast, long, covered, *elsewhere)
    return Turn(alone, tuple(features), none)


@cache
def learned_turn_weights() -> Weights:
    """The weights that `benchmarks/fit_turns.py` learned from labelled conversations; 0 for what is not learned yet."""
    learned = json.loads(files("knowledge").joinpath("learned/turns.json").read_text(encoding="utf-8"))
    return Weights(
        tuple(learned["weights"].get(name, 0.0) for name in ENTRY),
        tuple(learned["none_weights"].get(name, 0.0) for name in NONE),
    )


def _log(probability: float) -> float:
    return math.log(probability + LEAST)
