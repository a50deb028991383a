"""How does a value become a cell of Excel that nothing can spoil, and how is it read back?

A text stays a text, also one that begins like a formula. Characters that Excel cannot hold are written the
way its own files write them: `_x0007_` for the character number 7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from knowledge.interchange.scalars import UnreadableError, quoted
from knowledge.interchange.sheets import Kind

_FORBIDDEN = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_TO_ESCAPE = re.compile(f"[{_FORBIDDEN}]|_(?=x[0-9A-Fa-f]{{4}}[_{_FORBIDDEN}])")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before stay texts."""
_SMALL_AMOUNT = 1_000
"""Excel may have made 50 of 50.000, so a smaller amount must be written out: "50 đồng"."""

NUMBER_FORMATS: Mapping[Kind, str] = {Kind.NUMBER: "0", Kind.MONEY: "#,##0", Kind.DAY: "dd/mm/yyyy"}
"""How Excel shows a cell; all other kinds are texts ("@")."""


class ReadCell(Protocol):
    """What is needed of a cell of openpyxl."""

    @property
    def value(self) -> Any: ...  # noqa: D102 - openpyxl's own
    @property
    def data_type(self) -> str: ...  # noqa: D102 - openpyxl's own


def escaped(text: str) -> str:
    """A text without the characters that Excel cannot hold.

    >>> escaped("a" + chr(7)), escaped("_x0007_")
    ('a_x0007_', '_x005F_x0007_')
    """
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that was escaped.

    >>> unescaped("_x005F_x0007_")
    '_x0007_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def cell_length(text: str) -> int:
    """The length of an escaped text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def written(value: Any, kind: Kind) -> str | int | date | None:
    """What to put into a cell; None, for what a blank cell says as well, leaves it out."""
    if kind is Kind.MONEY and value is not None and value < _SMALL_AMOUNT:
        return f"{value} đồng"
    if not value:
        return None
    if kind is Kind.YES:
        return "có"
    if kind is Kind.DAY and value < _FIRST_DAY:
        return str(value)
    return escaped(value) if isinstance(value, str) else value


def read(cell: ReadCell, kind: Kind) -> Any:
    """The raw value of a cell, None when it is blank; raises UnreadableError where Excel has changed what was meant."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        raise UnreadableError("ô chứa công thức", "chép ô rồi dán lại dạng giá trị, hoặc gõ lại nội dung")
    if cell.data_type == "e":
        remedy = "gõ lại ngày, ví dụ 2027-01-01" if kind is Kind.DAY else "gõ lại nội dung"
        raise UnreadableError(f"ô báo lỗi {quoted(value)}", remedy)
    if isinstance(value, str):
        return unescaped(value) if value.strip() else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _READERS.get(kind, _text)(value)


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    what = "ngày" if isinstance(value, date) else "số lẻ hoặc giá trị khác"
    remedy = "định dạng ô là Văn bản (Text) rồi gõ lại nội dung"
    raise UnreadableError(f"cột này là chữ mà Excel đã đổi thành {what}: {quoted(value)}", remedy)


def _code(value: object) -> str:
    remedy = "định dạng cột là Văn bản (Text) rồi gõ lại mã, đủ các chữ số, ví dụ 1.001190"
    raise UnreadableError(f"Excel đã đổi mã thành {quoted(value)}, có thể mất số 0 ở cuối", remedy)


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    what = "ngày" if isinstance(value, date) else "một số nguyên"
    sign = "là" if isinstance(value, date) else "không phải là"
    raise UnreadableError(f"{quoted(value)} {sign} {what}", "định dạng ô là Số (Number) rồi gõ lại một số nguyên")


def _money(value: object) -> int:
    amount = _number(value)
    if 0 < amount < _SMALL_AMOUNT:
        reason = f"số tiền {amount} nhỏ hơn 1.000 đồng, có thể Excel đã đổi {amount}.000 thành {amount}"
        raise UnreadableError(reason, f"viết {amount}000; nếu đúng là {amount} đồng thì viết cả chữ: {amount} đồng")
    return amount


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value
    remedy = "định dạng ô là Ngày (Date) rồi gõ lại, hoặc viết 2027-01-01"
    raise UnreadableError(f"{quoted(value)} không phải là ngày", remedy)


def _yes(value: object) -> object:
    return value


_READERS: Mapping[Kind, Callable[[object], Any]] = {
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DAY: _day,
    Kind.YES: _yes,
}
"""How what is no text is read, by the kind of the column."""
