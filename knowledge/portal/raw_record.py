"""How is a field of the portal's record read when nobody promises what it holds?

A field that a procedure cannot do without raises; a bad part of a list is left out, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone

from knowledge.errors import CatalogueError
from knowledge.portal.cleaning import clean_text, clean_title, is_nothing

Part = Mapping[str, object]
_VIETNAM = timezone(timedelta(hours=7))
_LATEST_MS = 4_102_444_800_000
"""Midnight before the year 2100; anything later is no day of a decision."""
_EXCERPT = 60


class MalformedRecordError(CatalogueError):
    """A record that cannot become a procedure; the message says which one and why."""


def text_of(record: Part, field: str) -> str:
    """The text of a field as it came; "" where it is missing."""
    value = record.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MalformedRecordError(f"trường {field} phải là chữ, không phải {_kind(value)}")
    return value


def cleaned_text(record: Part, field: str) -> str:
    """The text of a field without dirt; "" where it says nothing."""
    text = clean_text(text_of(record, field))
    return "" if is_nothing(text) else text


def parts_of(record: Part, field: str, notes: list[str]) -> Iterator[Part]:
    """The parts of a list field, in the order of the source."""
    value = record.get(field)
    if value is None:
        return
    if not isinstance(value, list | tuple):
        raise MalformedRecordError(f"trường {field} phải là danh sách, không phải {_kind(value)}")
    for part in value:
        if isinstance(part, Mapping):
            yield part
        else:
            notes.append(note(f"{field}: bỏ một mục không đọc được", str(part)))


def names_of(record: Part, field: str, notes: list[str]) -> Iterator[str]:
    """The cleaned names of the parts of a list field, without empty ones."""
    for part in parts_of(record, field, notes):
        if name := clean_title(part_text(part, "name", field, notes)):
            yield name


def part_text(part: Part, field: str, within: str, notes: list[str]) -> str:
    """The text of a field of a part; "" with a note where it is no text."""
    value = part.get(field)
    if value is not None and not isinstance(value, str):
        notes.append(note(f"{within}: {field} không phải là chữ", str(value)))
    return value if isinstance(value, str) else ""


def number_of(value: object) -> float | None:
    """A number that came as a number or as a text; None where there is none.

    >>> number_of("7,5"), number_of(15), number_of("hai"), number_of(True)
    (7.5, 15.0, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e15 else None
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,15}(?:[.,]\d{1,3})?\s*", value):
        return float(value.strip().replace(",", "."))
    return None


def day_of(value: object) -> date | None:
    """The Vietnamese day of a moment in epoch milliseconds (UTC) or of an ISO text; None where there is none.

    >>> day_of(1767200400000), day_of("2026-01-01T00:00:00+07:00"), day_of("hôm qua")
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 1), None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LATEST_MS:
        return datetime.fromtimestamp(value / 1000, _VIETNAM).date()
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.astimezone(_VIETNAM).date() if moment.tzinfo else moment.date()


def note(kind: str, words: str = "") -> str:
    """A note for the report of an import: its kind, and the beginning of the words it is about.

    >>> note("kết quả: bỏ dòng trống", "..")
    'kết quả: bỏ dòng trống («..»)'
    """
    excerpt = " ".join(words.split())
    if not excerpt:
        return kind
    return f"{kind} («{excerpt if len(excerpt) <= _EXCERPT else excerpt[:_EXCERPT] + '…'}»)"


def _kind(value: object) -> str:
    kinds = {bool: "đúng/sai", int: "số", float: "số", list: "danh sách", dict: "nhóm trường"}
    return kinds.get(type(value), type(value).__name__)
