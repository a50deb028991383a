"""What is an answer called in a table, in a few words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OUTCOMES: Mapping[str, str] = {
    "answered": "trả lời",
    "asked_back": "hỏi lại giữa",
    "unanswered": "không trả lời",
    "small_talk": "chào hỏi",
}
"""By the outcome that the question log keeps."""


def in_short(outcome: str, codes: Iterable[str]) -> str:
    """An outcome with the codes that it answers or offers.

    >>> in_short("asked_back", ["1.001193", "1.000894"]), in_short("unanswered", ())
    ('hỏi lại giữa 1.001193, 1.000894', 'không trả lời')
    """
    return f"{OUTCOMES.get(outcome, outcome)} {', '.join(codes)}".strip()
