"""What is wrong with a file, where, and what should the officer do about it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from knowledge.errors import CatalogueError

_LISTED = 30


class Problem(NamedTuple):
    """One thing that is wrong: where it stands, why it cannot be taken, what to do.

    `where` is the whole place in words ("tệp a.xlsx, trang Phí, dòng 7, cột E (Số tiền)"); `sheet`, `line`
    (from 1, 0 for the whole file) and `column` (a letter in Excel, a number in YAML) say the same to a program.
    """

    where: str
    reason: str
    remedy: str
    sheet: str = ""
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}.\n  Cách sửa: {self.remedy}."


class BadFileError(CatalogueError):
    """A file that cannot be taken, with everything that is wrong with it; nothing of it was used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        shown = "\n".join(f"• {problem}" for problem in self.problems[:_LISTED])
        more = len(self.problems) - _LISTED
        rest = f"\nvà {more} lỗi nữa." if more > 0 else ""
        super().__init__(f"Có {len(self.problems)} lỗi, danh mục chưa thay đổi gì:\n{shown}{rest}")


def problem(
    source: str, reason: str, remedy: str, *, sheet: str = "", line: int = 0, column: str = "", what: str = ""
) -> Problem:
    """A problem with its place in words; `source` names the file ("tệp a.xlsx"), `what` the thing at that place.

    >>> print(problem("tệp a.xlsx", "sai", "sửa lại", sheet="Phí", line=7, column="E", what="Số tiền").where)
    tệp a.xlsx, trang Phí, dòng 7, cột E (Số tiền)
    """
    parts = [
        source,
        f"trang {sheet}" if sheet else "",
        f"dòng {line}" if line else "",
        f"cột {column}" if column else "",
    ]
    where = ", ".join(part for part in parts if part) + (f" ({what})" if what else "")
    return Problem(where, reason, remedy, sheet, line, column)
