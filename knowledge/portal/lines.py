"""What does an item of the portal's list say, and can it be worked with?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from knowledge.models.portal import PORTAL_ID_LENGTH
from knowledge.portal.filters import Filters

KEYS = ("id", "code", "name", "type", "categories", "departments", "state", "departmentPromulgate")
"""What of an item counts as a change; whatever else the portal adds to it does not."""


class State(StrEnum):
    """How far a line of the list has come."""

    WAITING = "waiting"
    FETCHED = "fetched"
    LEFT_OUT = "left_out"
    """The filters do not want it."""
    UNAVAILABLE = "unavailable"
    """The portal did not give it; worth another try."""
    BROKEN = "broken"
    """The portal gave something that is no procedure."""


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure as the list names it, and how far it has come."""

    portal_id: str | None
    """None where it has none of its own: then nothing can be fetched."""
    code: str
    digest: str
    state: State = State.WAITING
    problem: str = ""
    item: Any = None

    @property
    def key(self) -> str:
        """What tells it from the other lines of its list."""
        return self.portal_id or self.digest


def new_lines(items: Iterable[Any], filters: Filters, codes: dict[str, str]) -> list[Line]:
    """The lines of a page that the pages before it did not have; `codes`, by the lines' keys, learns of them."""
    lines = []
    for item in items:
        line = _distinct(_line(item, filters), codes)
        if line.key not in codes:
            codes[line.key] = line.code
            lines.append(line)
    return lines


def _line(item: Any, filters: Filters) -> Line:
    if not isinstance(item, dict):
        return Line(None, "", _digest(item), State.BROKEN, "mục trong danh sách không phải thủ tục", item)
    code = _word(item.get("code"))
    portal_id = _word(item.get("id"))
    if not portal_id or len(portal_id) > PORTAL_ID_LENGTH:
        return Line(None, code, _digest(item), State.BROKEN, "mục trong danh sách không có định danh (id)", item)
    counted = {key: item.get(key) for key in KEYS}
    state = State.WAITING if filters.admit_line(item) else State.LEFT_OUT
    return Line(portal_id, code, _digest(counted), state, item=item)


def _distinct(line: Line, codes: dict[str, str]) -> Line:
    """The line, or a broken one when another procedure has its id already: the portal gives one detail for both."""
    other = codes.get(line.key, line.code)
    if line.portal_id is None or other == line.code:
        return line
    problem = f"cổng dùng chung định danh này cho thủ tục {other}"
    return replace(line, portal_id=None, digest=_digest(line.item), state=State.BROKEN, problem=problem)


def _word(value: object) -> str:
    return value if isinstance(value, str) and value.isprintable() else ""


def _digest(value: object) -> str:
    """A fingerprint that does not depend on the order of keys, nor of the names in a list."""
    if isinstance(value, dict):
        value = {key: sorted(map(str, part)) if isinstance(part, list) else part for key, part in value.items()}
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
