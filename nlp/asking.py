"""What does a message ask of a procedure, and with which words? Rows and frames of the lexicon say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nlp.phrases import Entry

ASPECTS = (
    "documents",
    "fee",
    "time",
    "place",
    "conditions",
    "steps",
    "result",
    "legal_basis",
    "forms",
    "online",
    "authority",
    "audience",
)
"""The parts of a procedure that a question can ask about."""
Hit = tuple[Entry, int, int]
"""A row of the word tables that was found: its first place, and the place after its last."""
NOT_ASKED = "-"
"""What a frame stands for with which nothing is asked ("mấy ngày nghỉ ấy")."""
_MAY_I = {("duoc", "khong"), ("co", "duoc", "khong")}
"""Asks for conditions, unless what may be is a way or a place ("qua mạng được không")."""


def asked(
    signs: Mapping[str, Sequence[Hit]], filled: Iterable[tuple[str, tuple[int, ...]]]
) -> tuple[tuple[str, ...], set[int]]:
    """The aspects asked, in order, and the places of the words that ask; `filled` are the frames found.

    Where wordings overlap the longer one wins; an exception ("lệ phí trước bạ" is a tax) wins over one as long.
    """
    found = [
        (tuple(range(start, end)), table == "aspects", "" if entry.plain in _MAY_I else entry.value)
        for table in ("aspect_exceptions", "aspects")
        for entry, start, end in signs.get(table, ())
    ]
    found += [(places, aspect != NOT_ASKED, aspect) for aspect, places in filled]
    taken: set[int] = set()
    asking: set[int] = set()
    kept: list[tuple[int, str]] = []
    for own, asks, aspect in sorted(found, key=lambda each: (-len(each[0]), each[1], each[0])):
        if taken.isdisjoint(own):
            taken.update(own)
            if asks:
                asking.update(own)
                kept.append((own[0], aspect))
    if not {aspect for _, aspect in kept} & {"online", "place"}:
        kept = [(start, aspect or "conditions") for start, aspect in kept]
    kept = [each for each in kept if each[1]]
    return tuple(dict.fromkeys(aspect for _, aspect in sorted(kept))), asking
