"""How are amounts, counts, days, choices and yes or no read from what an officer types?

Texts come as they stand in the file, never as a number that a parser made of them: 50.000 is fifty
thousand, and no library may take it for fifty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum

from knowledge.interchange.labels import ENUM_NAMES, folded

_SHOWN = 60
_MONEY = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)\s*(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LOCAL_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YES = {"có", "x", "true", "yes", "đúng", "1"}
_NO = {"không", "false", "no", "sai", "0"}


class UnreadableError(ValueError):
    """A value that cannot be read; says why, and what to write instead."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def quoted(value: object) -> str:
    """What was written, in quotes, short enough for a message and safe on any terminal.

    >>> quoted("năm mươi" + chr(10) + "nghìn")
    '"năm mươi nghìn"'
    """
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in str(value)).split())
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def whole_number(value: object) -> int:
    """A count: digits and nothing else.

    >>> whole_number(" 3 ")
    3
    """
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return int(value)
    raise UnreadableError(f"{quoted(value)} không phải là số đếm", "viết một số nguyên không âm, ví dụ 1")


def money(value: object) -> int:
    """An amount in đồng; points may stand between groups of three digits, and nowhere else.

    >>> money("50000"), money("50.000"), money("1.200.000 đồng")
    (50000, 50000, 1200000)
    >>> money("50.5")
    Traceback (most recent call last):
    ...
    knowledge.interchange.scalars.UnreadableError: "50.5" không phải là số tiền
    """
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    found = _MONEY.fullmatch(value.strip()) if isinstance(value, str) and len(value) < _SHOWN else None
    if found is None:
        remedy = "viết số đồng bằng chữ số, không âm, không có phần lẻ: 50000 hoặc 50.000"
        raise UnreadableError(f"{quoted(value)} không phải là số tiền", remedy)
    return int(found[1].replace(".", ""))


def day(value: object) -> date:
    """A calendar day, written year first with hyphens or, as usual in Việt Nam, day first with strokes.

    >>> day("2027-01-01") == day("01/01/2027")
    True
    """
    if isinstance(value, datetime):
        if value.time() != datetime.min.time():
            raise UnreadableError(f"{quoted(value)} có cả giờ", "chỉ ghi ngày, ví dụ 2027-01-01")
        return value.date()
    if isinstance(value, date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if found := _ISO_DAY.fullmatch(text):
        year, month, number = found.groups()
    elif found := _LOCAL_DAY.fullmatch(text):
        number, month, year = found.groups()
    else:
        raise UnreadableError(f"{quoted(value)} không phải là ngày", "viết 2027-01-01 hoặc 01/01/2027")
    try:
        return date(int(year), int(month), int(number))
    except ValueError as error:
        remedy = "xem lại ngày và tháng; viết 2027-01-31 hoặc 31/01/2027, ngày trước tháng"
        raise UnreadableError(f"không có ngày {quoted(text)} trong lịch", remedy) from error


def yes_no(value: object) -> bool:
    """Yes or no.

    >>> yes_no("Có"), yes_no("false")
    (True, False)
    """
    said = folded(str(value))
    if said in _YES or said in _NO:
        return said in _YES
    raise UnreadableError(f"{quoted(value)} không phải là có hay không", "ghi có, hoặc để trống nếu không")


def choice(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    """A reader of one of the values of `kind`, by its English value or its Vietnamese name.

    >>> from knowledge.procedure import FeeState
    >>> choice(FeeState)("miễn  phí")
    <FeeState.FREE: 'free'>
    """
    known = {folded(name): kind(value) for value, name in ENUM_NAMES[kind].items()}
    known |= {member.value: member for member in kind}

    def read(value: object) -> StrEnum:
        said = folded(str(value))
        if said in known:
            return known[said]
        raise UnreadableError(
            f"{quoted(value)} không có trong các lựa chọn", remedy_among(said, ENUM_NAMES[kind].values())
        )

    return read


def remedy_among(said: str, names: Iterable[str]) -> str:
    """The remedy for a name that nobody knows: the nearest known one, if there is one, and all of them."""
    known = list(names)
    near = nearest(said, known)
    hint = f'có phải "{near}"? ' if near else ""
    return f"{hint}chọn một trong: {', '.join(known)}"


def nearest(said: str, names: Iterable[str]) -> str:
    """The name that `said` was probably meant to be, or "".

    >>> nearest("Miển phí", ["Có mức thu", "Miễn phí"])
    'Miễn phí'
    """
    known = {folded(name): name for name in names}
    return next((known[near] for near in get_close_matches(folded(said), known, n=1)), "")
