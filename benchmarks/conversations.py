"""After what does each turn of a labelled conversation come? After what right answers would have left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.questions import Case
from knowledge.answering import answer
from knowledge.answers import Answer, Answered, AskedBack, Context, Unanswered, next_context
from knowledge.catalogue import Catalogue
from knowledge.following_up import without_correction
from nlp.index import ELSEWHERE
from nlp.terms import terms, with_what_was_said

Turn = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what was said before it, as the classifier hears it, and the procedure that it means."""

    terms: Mapping[str, float]
    """Its terms with their weights (0 to 1)."""
    key: str
    """A code, or `ELSEWHERE`."""


def in_context(case: Case, catalogue: Catalogue) -> Iterator[tuple[Turn, Context]]:
    """Each turn with the context that it comes in."""
    context = Context()
    for wanted in case["turns"]:
        yield wanted, context
        given = _made_right(answer(wanted["q"], catalogue, context), wanted, catalogue)
        context = next_context(context, wanted["q"], given)


def heard(cases: Sequence[Case], catalogue: Catalogue) -> list[list[Heard]]:
    """For each case what the classifier hears; a turn that is to be asked back teaches nothing."""
    return [list(_heard(case, catalogue)) for case in cases]


def _heard(case: Case, catalogue: Catalogue) -> Iterator[Heard]:
    matcher = catalogue.matcher
    for wanted, context in in_context(case, catalogue):
        if wanted["behaviour"] == "clarify":
            continue
        reading = matcher.read(without_correction(wanted["q"])[0])
        words, joined = terms(reading)
        if context != Context():
            _, words, joined = with_what_was_said(reading, matcher.read(context.question))
        if words:
            yield Heard({**words, **joined}, wanted["codes"][0] if wanted["codes"] else ELSEWHERE)


def _made_right(given: Answer, wanted: Turn, catalogue: Catalogue) -> Answer:
    """The answer given where it is right, else one that would have been."""
    codes = tuple(code for code in wanted["codes"] if code in catalogue.procedures)
    match wanted["behaviour"], given:
        case "answer", _ if codes:
            own = given.codes if isinstance(given, Answered) else ()
            return Answered(tuple(code for code in own if code in codes) or codes[:1], _aspects(given), 1.0)
        case "clarify", Answered() | Unanswered():
            return AskedBack(codes[:4], _aspects(given), 0.5)
        case "decline", Answered() | AskedBack():
            return Unanswered("no_match", (), (), 0.0)
    return given


def _aspects(given: Answer) -> tuple[str, ...]:
    return () if not hasattr(given, "aspects") else tuple(given.aspects)
