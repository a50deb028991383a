"""What is an answer called in a table, in a few words, and a procedure beside its code?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.law_in_force import Law

OUTCOMES: Mapping[str, str] = {
    "answered": "trả lời",
    "asked_back": "hỏi lại giữa",
    "unanswered": "không trả lời",
    "small_talk": "chào hỏi",
}
"""By the outcome that the question log keeps."""


def in_short(outcome: str, codes: Iterable[str], law: Law) -> str:
    """An outcome with the procedures that it answers or offers, each by name and code."""
    return f"{OUTCOMES.get(outcome, outcome)} {', '.join(named(code, law) for code in codes)}".strip()


def named(code: str, law: Law) -> str:
    """A procedure as an officer knows it: by its name, with the code to go on with."""
    label = law.label_of(code)
    return f"{label} ({code})" if label else code
