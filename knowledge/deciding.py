"""Answer, ask back, or admit not knowing? Decided by what each would cost the citizen.

A wrong answer costs as much as ten "I am not sure". All thresholds stand here; `benchmarks/accuracy.py` shows the curve
they were chosen from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.catalogue import Catalogue
from knowledge.starter_files import LifeEvent
from nlp.matching import FEATURES, Match, Ranking
from nlp.reading import Reading

COVERED, COVERS, CONFLICT, NEAREST = (FEATURES.index(name) for name in ("covered", "covers", "conflict", "nearest"))
ANSWER_AT = 0.5
"""Least probability of a shown answer."""
ANSWER_LEAD = 0.35
"""Least lead over the second candidate."""
ASK_BACK_AT = 0.75
"""Least probability that the right procedure is among the options."""
OPTION_AT = 0.06
"""Least probability of an option."""
CERTAIN_AT = 0.75
"""Least probability of each of two procedures in one message."""
BEYOND_DOUBT_AT = 0.97
"""Least probability of the one procedure of a message that is not cut in two."""
CHOOSE_AT = 0.55
"""Least probability, among the options shown, of the one that words choose."""
CHOOSE_MASS = 0.2
"""Least probability that the words speak of any of the options."""
NOT_OURS_AT = 0.75
"""Least probability of a shown answer to a message with a tell-tale word of other matters."""
MAX_OPTIONS = 4
CLEAR_WHEN_VAGUE = 0.93
"""From this probability of one procedure even a vague question is answered."""
NONE_WHEN_VAGUE = 0.9
"""From this probability of *none of them* even a vague question is not asked back."""
TOGETHER_AT = 0.6
"""Least probability of what a short message means together with the question before it."""
CLEAR_ALONE = 0.65
"""From this probability a message stands on its own, whatever was said before."""
CLEAR_AFTER_A_CORRECTION = 0.85
"""The same for a message that corrects: it mostly leaves out what stays as it was."""
ADDS_UP_TO = 10
"""Most topic words of a message that adds to the question before it."""
FITS_FROM = 0.5
"""A circumstance fits an entry from this share of what makes it usual there."""
STAYS_UP_TO = 4
"""Most topic words of a message that asks on about the same procedure."""
STAYS_WHEN_KNOWN = 0.6
"""Least share of its topic that the current procedures must know."""
SWITCH_AT = 0.75
"""From this probability such a message names another procedure, even if the current ones know its words."""
SEVERAL_UP_TO = 30
"""Most words of a message that may ask for two procedures; a longer one tells a story."""
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
    lead = best.probability - (matches[1].probability if len(matches) > 1 else 0.0)
    if not_ours and best.probability < NOT_OURS_AT:
        return Decision("decline", matches[:3], best.probability, "out_of_scope")
    if best.probability >= ANSWER_AT and lead >= ANSWER_LEAD:
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


def choice_among(ranking: Ranking) -> Match | None:
    """The option that the words choose, by its share among the options, or None."""
    whole = sum(match.probability for match in ranking.matches)
    if whole < CHOOSE_MASS:
        return None
    best = ranking.matches[0]
    return best if best.probability / whole >= CHOOSE_AT else None


def fitting(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches of which the circumstances said are usual, as shares of one; all as they are where none fits."""
    kept = [match for match in matches if match.features[CONFLICT] < 1 - FITS_FROM]
    whole = sum(match.probability for match in kept)
    return tuple(replace(match, probability=match.probability / whole) for match in kept) or tuple(matches)


def keeps_to_the_options(overall: Ranking, offered: Collection[str]) -> bool:
    """Whether the words speak of the options rather than of something new."""
    best = overall.matches[0] if overall.matches else None
    return best is None or best.key in offered or best.probability < ANSWER_AT


def stays(reading: Reading, ranking: Ranking, current: Ranking) -> bool:
    """Whether a message about some aspect still speaks of the current procedures.

    It does when it names nothing that is clearly another procedure, and the current ones know its few topic words.
    """
    best = ranking.matches[0] if ranking.matches else None
    if not reading.aspects or not current.matches or best is None:
        return False
    if best.key in {match.key for match in current.matches}:
        return True
    known = max(match.features[COVERED] for match in current.matches)
    return len(reading.topic) <= STAYS_UP_TO and best.probability < SWITCH_AT and known >= STAYS_WHEN_KNOWN


def life_event(reading: Reading, ranking: Ranking, catalogue: Catalogue) -> LifeEvent | None:
    """The life event that is told, when the question is what there is to do and no single procedure is meant.

    Where a procedure is near, the message must be more like what people say of the event ("ba em mới mất").
    """
    if not catalogue.life_events or not set(reading.aspects) <= {"documents", "steps"}:
        return None
    found = catalogue.event_matcher.rank(catalogue.event_matcher.read(reading.text))
    if not found.matches:
        return None
    features = found.matches[0].features
    best = ranking.matches[0] if ranking.matches else None
    if best and best.probability >= ANSWER_AT and features[NEAREST] < best.features[NEAREST] + EVENT_LEAD:
        return None
    if features[COVERED] < EVENT_AT or max(features[NEAREST], features[COVERS]) < EVENT_AT:
        return None
    return next(event for event in catalogue.life_events if event.key == found.matches[0].key)
