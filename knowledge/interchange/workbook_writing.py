"""How do procedures go to an Excel workbook that officers can work in?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from knowledge.interchange import sheets
from knowledge.interchange.cells import NUMBER_FORMATS, cell_length, written
from knowledge.interchange.checking import Progress, no_progress
from knowledge.interchange.problems import BadFileError, problem
from knowledge.interchange.sheets import EXCEL_LIMIT, MOST_ROWS, Column, Kind, Sheet
from knowledge.interchange.workbook_rows import Row, rows
from knowledge.procedure import Procedure

_AUTHOR = "Hỏi Thủ Tục"
_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="DDEBF7")


def write_workbook(path: Path, procedures: Sequence[Procedure], progress: Progress = no_progress) -> None:
    """Write one workbook: a guide, and the sheets of `knowledge.interchange.sheets`.

    What a workbook cannot hold (a sheet of more than a million rows) is a BadFileError, and nothing is written.
    """
    with _closed_when_broken_off(Workbook(write_only=True)) as workbook:
        _write_guide(workbook)
        pages = [_Page(workbook, sheet, f"tệp {path.name}") for sheet in sheets.SHEETS]
        for done, procedure in enumerate(procedures, 1):
            for page in pages:
                for row in rows(page.sheet, procedure):
                    page.append(row)
            progress(done, len(procedures))
        workbook.save(path)


@contextmanager
def _closed_when_broken_off(workbook: Workbook) -> Iterator[Workbook]:
    try:
        yield workbook
    except BaseException:
        for page in cast("list[Any]", workbook.worksheets):
            with suppress(Exception):  # what broke it off is raised, not what follows from it
                page.close()
        raise


def _write_guide(workbook: Workbook) -> None:
    page: Any = workbook.create_sheet(sheets.GUIDE_TITLE)
    page.column_dimensions["A"].width = 120
    about = [f"Trang {sheet.title}: {sheet.about}." for sheet in sheets.SHEETS]
    for line in (*sheets.GUIDE, *about):
        cell = WriteOnlyCell(page, line)
        cell.alignment = Alignment(wrap_text=True)
        page.append([cell])


class _Page:
    """One sheet as it is written, row by row.

    The cells of a row are the same objects each time: openpyxl writes a row at once, and giving every
    cell its own style anew takes twice as long.
    """

    def __init__(self, workbook: Workbook, sheet: Sheet, source: str) -> None:
        self.sheet = sheet
        self._source = source
        self._page: Any = workbook.create_sheet(sheet.title)
        self._page.freeze_panes = "B2"
        self._line = 1
        for place, column in enumerate(sheet.columns, 1):
            self._prepare(get_column_letter(place), column)
        self._cells = [self._cell(column) for column in sheet.columns]
        self._page.append([self._header(column) for column in sheet.columns])

    def append(self, row: Row) -> None:
        """Write one row."""
        self._line += 1
        if self._line > MOST_ROWS:
            reason = f"có hơn {MOST_ROWS} dòng, quá mức của Excel"
            raise BadFileError([problem(self._source, reason, "xuất ra JSON Lines (.jsonl)", sheet=self.sheet.title)])
        values = [written(row.get(column.key), column.kind) for column in self.sheet.columns]
        self._page.append([self._filled(place, value) for place, value in enumerate(values)])

    def _filled(self, place: int, value: Any) -> Any:
        if value is None:
            return None
        cell = self._cells[place]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            if len(value) > EXCEL_LIMIT // 2 and cell_length(value) > EXCEL_LIMIT:
                self._refuse(place)
        return cell

    def _refuse(self, place: int) -> None:
        column = self.sheet.columns[place]
        where = problem(
            self._source,
            "đoạn chữ có quá nhiều ký tự đặc biệt, không vừa một ô của Excel",
            "xuất ra JSON Lines (.jsonl) hoặc YAML",
            sheet=self.sheet.title,
            line=self._line,
            column=get_column_letter(place + 1),
            what=column.header,
        )
        raise BadFileError([where])

    def _cell(self, column: Column) -> Any:
        cell = WriteOnlyCell(self._page)
        cell.number_format = NUMBER_FORMATS.get(column.kind, "@")
        cell.alignment = Alignment(vertical="top", wrap_text=self.sheet is not sheets.PROCEDURES)
        return cell

    def _header(self, column: Column) -> Any:
        cell = WriteOnlyCell(self._page, column.header)
        cell.font, cell.fill = _BOLD, _SHADE
        cell.comment = Comment(column.meaning, _AUTHOR, height=90, width=300)
        return cell

    def _prepare(self, letter: str, column: Column) -> None:
        """Set the width, and the format and the drop-down list of the cells that officers fill in later."""
        dimension = self._page.column_dimensions[letter]
        dimension.width = column.width
        dimension.number_format = NUMBER_FORMATS.get(column.kind, "@")
        if not column.choices:
            return
        names = ",".join(column.choices)
        offered = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True)
        offered.showErrorMessage = column.kind is not Kind.NAMES
        offered.errorTitle, offered.error = column.header, "Chọn một giá trị trong danh sách."
        offered.add(f"{letter}2:{letter}{MOST_ROWS}")
        self._page.data_validations.append(offered)
