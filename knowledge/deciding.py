"""Answer, ask back, or admit not knowing? Decided by what each is likely to cost the citizen.

All costs and thresholds stand here; `benchmarks/curve.py` shows what other costs would bring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from knowledge.catalogue import Catalogue, learned_option_weights
from knowledge.starter_files import LifeEvent
from nlp.outlook import Outlook
from nlp.rankings import FEATURES, Match, Ranking
from nlp.reading import Reading

COVERED, COVERS, CONFLICT, NEAREST = (FEATURES.index(name) for name in ("covered", "covers", "conflict", "nearest"))
WRONG = 5.0
"""What a wrong answer costs, when a question back that was not needed costs 1."""
UNASKED = 1.75
"""What an answer costs where a clerk would have asked back."""
IN_VAIN = 1.5
"""What a question back costs when none of its options is right."""
DECLINED = 1.5
"""What "I do not know" costs when there was an answer."""
ANSWER_AT = 0.65
"""From this probability on a procedure is near enough that a life event must be nearer to take its place."""
OPTION_AT = 0.02
"""Least probability of an option."""
UNCLEAR_AT = 0.5
"""From this probability on that one has to ask, what a clerk would offer is shown."""
CERTAIN_AT = 0.75
"""Least probability of each of two procedures in one message."""
BEYOND_DOUBT_AT = 0.99
"""Least probability of the one procedure of a message that is not cut in two."""
NOT_OURS_AT = 0.75
"""Least probability of a shown answer to a message with a tell-tale word of other matters."""
NO_MATCH_AT = 0.9
"""From this probability of *none of them* on, nothing near was found."""
MAX_OPTIONS = 4
SEVERAL_UP_TO = 30
"""Most words of a message that may ask for two procedures; a longer one tells a story."""
STORY_FROM = 6
"""From so many topic words a message may tell of a life event whatever was talked of; a shorter one hangs on that."""
EVENT_LEAD = 0.001
"""So much more the message must be like an event's phrase than like a near procedure's texts."""
EVENT_AT = 0.7
"""Least share that a message and a phrase of a life event have in common, both ways, or least likeness of the two."""


class Costs(NamedTuple):
    """What each thing to do is expected to cost."""

    answer: float
    ask_back: float
    decline: float

    @classmethod
    def of(cls, outlook: Outlook) -> Costs:
        """What they cost when this may come of an answer."""
        return cls(
            WRONG * (outlook.other + outlook.none) + UNASKED * outlook.unclear,
            outlook.first + outlook.other + IN_VAIN * outlook.none,
            DECLINED * (1.0 - outlook.none),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, with which candidates, and how probable it is that the right one is among them."""

    kind: Literal["answer", "ask_back", "decline"]
    matches: tuple[Match, ...]
    probability: float
    reason: str = ""


def decide(ranking: Ranking, outlook: Outlook, *, not_ours: bool = False) -> Decision:
    """The cheapest thing to do with a ranking of which this may come.

    A question with a tell-tale word of what is `not_ours` is answered only when there is little doubt.
    """
    matches = ranking.matches
    if not matches:
        return Decision("decline", (), 0.0, "no_match")
    if not_ours and outlook.first < NOT_OURS_AT:
        return Decision("decline", matches[:3], outlook.first, "out_of_scope")
    costs = Costs.of(outlook)
    if costs.answer <= min(costs.ask_back, costs.decline):
        return Decision("answer", matches[:1], outlook.first)
    options = _options(ranking, outlook)
    if costs.ask_back <= costs.decline and len(options) >= 2:
        return Decision("ask_back", options, 1.0 - outlook.none)
    alone = Costs.of(outlook._replace(first=outlook.first + outlook.unclear, unclear=0.0))
    if len(options) == 1 and alone.answer <= alone.decline:  # there is nothing else to ask about
        return Decision("answer", options, outlook.first + outlook.unclear)
    return Decision("decline", matches[:3], outlook.first, "no_match" if ranking.none > NO_MATCH_AT else "not_sure")


def _options(ranking: Ranking, outlook: Outlook) -> tuple[Match, ...]:
    """What there is to choose from: the probable ones, or what a clerk would offer where one has to ask anyway."""
    if outlook.unclear >= UNCLEAR_AT:
        ranking = ranking.weighed(learned_option_weights())
    return tuple(match for match in ranking.matches[:MAX_OPTIONS] if match.probability >= OPTION_AT)


def certain(ranking: Ranking, outlook: Outlook) -> Match | None:
    """The best candidate when it alone is clearly meant."""
    return ranking.matches[0] if ranking.matches and outlook.first >= CERTAIN_AT else None


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
