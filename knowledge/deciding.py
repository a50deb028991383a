"""Answer, ask back, or admit not knowing? Decided by what each would cost the citizen.

A wrong answer costs as much as ten "I am not sure". All thresholds stand here; `benchmarks/accuracy.py` shows the curve
they were chosen from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.catalogue import Catalogue
from knowledge.starter_files import LifeEvent
from nlp.rankings import FEATURES, Match, Ranking
from nlp.reading import Reading

COVERED, COVERS, CONFLICT, NEAREST = (FEATURES.index(name) for name in ("covered", "covers", "conflict", "nearest"))
ANSWER_AT = 0.65
"""Least probability of a shown answer; no other candidate then has more than half as much."""
ASK_BACK_AT = 0.75
"""Least probability that the right procedure is among the options."""
OPTION_AT = 0.06
"""Least probability of an option."""
CERTAIN_AT = 0.75
"""Least probability of each of two procedures in one message."""
BEYOND_DOUBT_AT = 0.97
"""Least probability of the one procedure of a message that is not cut in two."""
NOT_OURS_AT = 0.75
"""Least probability of a shown answer to a message with a tell-tale word of other matters."""
MAX_OPTIONS = 4
CLEAR_WHEN_VAGUE = 0.98
"""From this probability of one procedure even a vague question is answered."""
NONE_WHEN_VAGUE = 0.9
"""From this probability of *none of them* even a vague question is not asked back."""
SEVERAL_UP_TO = 30
"""Most words of a message that may ask for two procedures; a longer one tells a story."""
STORY_FROM = 6
"""From so many topic words a message may tell of a life event whatever was talked of; a shorter one hangs on that."""
EVENT_LEAD = 0.001
"""So much more the message must be like an event's phrase than like a near procedure's texts."""
EVENT_AT = 0.7
"""Least share that a message and a phrase of a life event have in common, both ways, or least likeness of the two."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, with which candidates, and how probable it is that the right one is among them."""

    kind: Literal["answer", "ask_back", "decline"]
    matches: tuple[Match, ...]
    probability: float
    reason: str = ""


def decide(ranking: Ranking, *, vague: bool = False, not_ours: bool = False) -> Decision:
    """The cheapest thing to do with a ranking.

    A `vague` question is asked back unless there is next to no doubt; one with a tell-tale word of what is `not_ours`
    is answered only when there is little doubt.
    """
    matches = ranking.matches
    if not matches:
        return Decision("decline", (), 0.0, "no_match")
    if vague and ranking.none < NONE_WHEN_VAGUE and matches[0].probability < CLEAR_WHEN_VAGUE:
        return Decision("ask_back", matches[:MAX_OPTIONS], sum(match.probability for match in matches[:MAX_OPTIONS]))
    best = matches[0]
    if not_ours and best.probability < NOT_OURS_AT:
        return Decision("decline", matches[:3], best.probability, "out_of_scope")
    if best.probability >= ANSWER_AT:
        return Decision("answer", (best,), best.probability)
    options = tuple(match for match in matches[:MAX_OPTIONS] if match.probability >= OPTION_AT)
    mass = sum(match.probability for match in options)
    if len(options) >= 2 and mass >= ASK_BACK_AT:
        return Decision("ask_back", options, mass)
    return Decision("decline", matches[:3], best.probability, "no_match" if ranking.none > 0.9 else "not_sure")


def certain(ranking: Ranking) -> Match | None:
    """The best candidate when it alone is clearly meant."""
    best = ranking.matches[0] if ranking.matches else None
    return best if best and best.probability >= CERTAIN_AT else None


def beyond_doubt(ranking: Ranking) -> bool:
    """Whether the whole message speaks of one procedure so clearly that it is not cut in two."""
    return bool(ranking.matches) and ranking.matches[0].probability >= BEYOND_DOUBT_AT


def life_event(reading: Reading, ranking: Ranking, catalogue: Catalogue) -> LifeEvent | None:
    """The life event that is told, when the question is what there is to do and no single procedure is meant.

    Where a procedure is near, the message must be more like what people say of the event ("ba em mới mất").
    """
    if not catalogue.life_events or not set(reading.aspects) <= {"documents", "steps"}:
        return None
    if catalogue.event_matcher.known(reading) < EVENT_AT:
        return None
    found = catalogue.event_matcher.rank(reading)
    if not found.matches:
        return None
    features = found.matches[0].features
    best = ranking.matches[0] if ranking.matches else None
    if best and best.probability >= ANSWER_AT and features[NEAREST] < best.features[NEAREST] + EVENT_LEAD:
        return None
    if features[COVERED] < EVENT_AT or max(features[NEAREST], features[COVERS]) < EVENT_AT:
        return None
    return next(event for event in catalogue.life_events if event.key == found.matches[0].key)
