"""Which of our columns does a sheet have, and what stands in each of its rows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from knowledge.interchange.cells import ReadCell, read
from knowledge.interchange.labels import folded
from knowledge.interchange.problems import BadFileError, Problem, problem
from knowledge.interchange.scalars import UnreadableError, nearest, quoted, remedy_among
from knowledge.interchange.sheets import MOST_ROWS, SHEETS, Kind, Sheet
from knowledge.interchange.workbook_opening import SAVE_AGAIN, guarded

_FROM_EXPORT = "hoặc chép lại từ tệp do tthc export ghi ra"


class SheetRow(NamedTuple):
    """One row: its line, and its raw values by the keys of the columns; blank cells are left out."""

    page: Page
    line: int
    values: Mapping[str, Any]

    def under(self, prefix: str) -> dict[str, Any]:
        """The values of the fields right under a part ("fees."), by their own names."""
        names = ((key.removeprefix(prefix), value) for key, value in self.values.items() if key.startswith(prefix))
        return {name: value for name, value in names if "." not in name}

    def problem(self, key: str, reason: str, remedy: str) -> Problem:
        """A problem with the cell of a column."""
        return self.page.problem(self.line, key, reason, remedy)


class Page:
    """A sheet of the file; `problems` are those of its header and of cells outside its columns."""

    def __init__(self, sheet: Sheet, source: str, worksheet: Any) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self._source = source
        self._worksheet = worksheet
        self._columns = {column.key: column for column in sheet.columns}
        self._keys: dict[int, str] = {}
        self._header_line = self._read_header()
        self._letters = {key: get_column_letter(place + 1) for place, key in self._keys.items()}

    def rows(self) -> Iterator[SheetRow]:
        """The rows below the header that are not blank."""
        astray: set[int] = set()
        for line, cells in self._lines():
            if line <= self._header_line:
                continue
            for place in _filled(cells) - self._keys.keys() - astray:
                astray.add(place)
                remedy = "đặt tên cột ở dòng tiêu đề, hoặc xóa ô này"
                self._refuse(line, place, "ô có nội dung nhưng cột không có tên", remedy)
            if values := self._values(cells):
                yield SheetRow(self, line, values)

    def problem(self, line: int, key: str, reason: str, remedy: str) -> Problem:
        """A problem with the cell of a column; with that of the main column where the sheet has no such column."""
        key = key if key in self._columns else self.sheet.main
        header, letter = self._columns[key].header, self._letters.get(key, "")
        return problem(self._source, reason, remedy, sheet=self.sheet.title, line=line, column=letter, what=header)

    def _values(self, cells: tuple[ReadCell, ...]) -> dict[str, Any]:
        values = {
            key: _raw(cells[place], self._columns[key].kind)
            for place, key in self._keys.items()
            if place < len(cells) and cells[place].value is not None
        }
        return {key: value for key, value in values.items() if value is not None}

    def _read_header(self) -> int:
        """Understand the first row that is not blank; its line."""
        line = 1
        misspelt: set[str] = set()
        for line, cells in self._lines():
            if filled := sorted(_filled(cells)):
                for place in filled:
                    misspelt.add(self._take_header(line, place, str(cells[place].value)))
                break
        for key, column in self._columns.items():
            if key not in self._keys.values() and column.header not in misspelt:
                reason, remedy = f'thiếu cột "{column.header}"', f"thêm cột này vào dòng tiêu đề, {_FROM_EXPORT}"
                self.problems.append(problem(self._source, reason, remedy, sheet=self.sheet.title, line=line))
        return line

    def _take_header(self, line: int, place: int, header: str) -> str:
        """Understand one cell of the header; the header that it was probably meant to be, if it is none."""
        known = {folded(column.header): key for key, column in self._columns.items()}
        key = known.get(folded(header))
        if key is None:
            names = [column.header for column in self.sheet.columns]
            reason, remedy = f"không biết cột {quoted(header)}", f"sửa tên cột: {remedy_among(header, names)}"
            self._refuse(line, place, reason, remedy)
            return nearest(header, names)
        if key in self._keys.values():
            self._refuse(line, place, f"cột {quoted(header)} có hai lần", "xóa một cột")
        else:
            self._keys[place] = key
        return ""

    def _refuse(self, line: int, place: int, reason: str, remedy: str) -> None:
        letter = get_column_letter(place + 1)
        self.problems.append(problem(self._source, reason, remedy, sheet=self.sheet.title, line=line, column=letter))

    def _lines(self) -> Iterator[tuple[int, tuple[ReadCell, ...]]]:
        self._worksheet.reset_dimensions()
        for line, cells in enumerate(guarded(self._worksheet.iter_rows(), self._source), 1):
            if line > MOST_ROWS:
                reason = f"có hơn {MOST_ROWS} dòng, quá mức của Excel"
                raise BadFileError([problem(self._source, reason, SAVE_AGAIN, sheet=self.sheet.title, line=line)])
            yield line, cells


def pages(workbook: Workbook, source: str) -> list[Page]:
    """The sheets in our order; raises BadFileError when one is missing or a header is not understood."""
    titles = {folded(title): title for title in workbook.sheetnames}
    found = []
    problems = []
    for sheet in SHEETS:
        if title := titles.get(folded(sheet.title)):
            page = Page(sheet, source, workbook[title])
            found.append(page)
            problems += page.problems
        else:
            reason, remedy = f'thiếu trang "{sheet.title}"', f"thêm trang này, {_FROM_EXPORT}"
            problems.append(problem(source, reason, remedy, sheet=sheet.title))
    if problems:
        raise BadFileError(problems)
    return found


def _filled(cells: tuple[ReadCell, ...]) -> set[int]:
    return {place for place, cell in enumerate(cells) if cell.value is not None and str(cell.value).strip()}


def _raw(cell: ReadCell, kind: Kind) -> Any:
    """The raw value of a cell; what cannot be read stands for itself."""
    try:
        return read(cell, kind)
    except UnreadableError as error:
        return error
