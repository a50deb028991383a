"""What is the answer about a procedure that was spoken of, and may have been repealed since?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.answers import Answer, Answered, AskedBack, Codes, Context, Unanswered
from knowledge.catalogue import Catalogue
from knowledge.law_in_force import successor


def repealed(code: str, catalogue: Catalogue, aspects: tuple[str, ...]) -> Answer:
    """The answer to who asks for a procedure that no longer holds: the one in its place, or that there is none."""
    heir = successor(code, catalogue.law.repealed)
    if heir in catalogue.procedures:
        return Answered((heir,), aspects, 1.0, instead_of=code)
    return Unanswered("repealed", (), aspects, 0.0, topic=code)


def about(codes: Codes, catalogue: Catalogue, aspects: tuple[str, ...], probability: float) -> Answer:
    """The answer about procedures that were spoken of: those that still hold, or what became of the first."""
    held = tuple(code for code in codes if code in catalogue.procedures)
    if held:
        return Answered(held, aspects, probability)
    gone = next((code for code in codes if code in catalogue.law.repealed), "")
    return repealed(gone, catalogue, aspects) if gone else AskedBack((), aspects, 0.0)


def of_today(context: Context, catalogue: Catalogue) -> Context:
    """What the last turns left, with what stands today in the place of what was repealed since."""
    if all(code in catalogue.procedures for code in (*context.current, *context.offered, *context.earlier)):
        return context

    def held(codes: Iterable[str]) -> Codes:
        found = (code if code in catalogue.procedures else successor(code, catalogue.law.repealed) for code in codes)
        return tuple(dict.fromkeys(code for code in found if code in catalogue.procedures))

    return replace(context, current=held(context.current), offered=held(context.offered), earlier=held(context.earlier))
