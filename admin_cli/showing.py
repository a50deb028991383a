"""How do officers see a procedure, a change of it, and what a citizen will read before and after?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.terminal_text import drawn
from knowledge import wording
from knowledge.catalogue import Catalogue
from knowledge.differences import Change
from knowledge.interchange import LABELS, enum_name
from knowledge.procedure import Fee
from knowledge.viet_time import VIETNAM, now, vietnamese_day
from knowledge.wording.facts import fee_line

SHOWN = 1200
"""Characters of a value that the terminal shows."""
ASPECTS_OF = {
    "cases": "documents",
    "fees": "fee",
    "channels": "time",
    "submit_to": "place",
    "authority": "authority",
    "conditions": "conditions",
    "steps": "steps",
    "results": "result",
    "legal_bases": "legal_basis",
    "audience": "audience",
}
"""What a citizen asks about to read each field."""


def plain_value(value: Any) -> str:
    """A value of a procedure in one line of Vietnamese; "–" where it says nothing.

    >>> plain_value(date(2027, 1, 1)), plain_value(True), plain_value(())
    ('01/01/2027', 'có', '–')
    """
    match value:
        case None | "" | ():
            return "–"
        case bool():
            return "có" if value else "không"
        case StrEnum():
            return enum_name(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case Fee():
            return drawn(fee_line(value)).plain
        case BaseModel():
            said = [plain_value(part) for name in type(value).model_fields if (part := getattr(value, name))]
            return " · ".join(said)
        case tuple() | list():
            return "; ".join(map(plain_value, value))
        case _:
            return str(value)


def changes_table(changes: Sequence[Change]) -> Table:
    """The fields that change, each with what goes and what comes."""
    table = Table("Mục", "Thay đổi", show_lines=True, expand=True)
    for change in changes:
        table.add_row(LABELS.get(change.field, change.field), _change(change))
    return table


def _change(change: Change) -> RenderableType:
    before, after = _items(change.before), _items(change.after)
    lines = []
    for kind, was_from, was_to, is_from, is_to in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        lines += [Text(f"− {_short(item)}", "red") for item in before[was_from:was_to]]
        lines += [Text(f"+ {_short(item)}", "green") for item in after[is_from:is_to]]
    return Group(*lines)


def _items(value: Any) -> list[str]:
    if isinstance(value, tuple | list):
        return [plain_value(item) for item in value]
    return [] if value in (None, "") else [plain_value(value)]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def before_and_after(code: str, before: Catalogue, after: Catalogue, changes: Iterable[Change]) -> RenderableType:
    """What a citizen reads of a procedure in both catalogues: the card, or what the changes are about."""
    aspects = {ASPECTS_OF[change.field] for change in changes if change.field in ASPECTS_OF}
    part = aspects.pop() if len(aspects) == 1 else ""
    panels = [
        Panel(citizen_reads(code, part, catalogue), title=title)
        for title, catalogue in zip(_titles(after.on), (before, after), strict=True)
        if code in catalogue.procedures
    ]
    side_by_side = Table.grid(expand=True)
    for _ in panels:
        side_by_side.add_column(ratio=1)
    side_by_side.add_row(*panels)
    return side_by_side


def _titles(on: date) -> tuple[str, str]:
    """What stands above what is read without and with a change; on a later day neither is read yet."""
    if on <= vietnamese_day(now()):
        return "Người dân đang đọc", "Người dân sẽ đọc"
    return f"Ngày {on:%d/%m/%Y}, nếu giữ nguyên", f"Ngày {on:%d/%m/%Y}, nếu công bố"


def citizen_reads(code: str, part: str, catalogue: Catalogue) -> Text:
    """One part of a procedure as a citizen reads it on that catalogue's day, at nine in the morning."""
    moment = datetime.combine(catalogue.on, time(9), VIETNAM)
    reply = wording.procedure_part(code, part, catalogue, moment)
    return Text("\n\n", overflow="fold").join(drawn(message) for message in reply.parts)


def printed(renderable: RenderableType, *, stderr: bool = False) -> None:
    """Print something for people, without colour in a pipe."""
    Console(highlight=False, stderr=stderr).print(renderable)
