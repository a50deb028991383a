"""Which rows of the several sheets belong to which procedure, and which belong to none?"""

from __future__ import annotations

from typing import Any

from knowledge.interchange import sheets
from knowledge.interchange.problems import Problem
from knowledge.interchange.scalars import UnreadableError, quoted
from knowledge.interchange.workbook_pages import SheetRow
from knowledge.interchange.workbook_parts import Bundle, CellError, add_row
from knowledge.procedure import FeeState, is_code


class Bundles:
    """The bundles of a workbook as its rows are read, those of the sheet of procedures first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.in_order: list[Bundle] = []
        self._by_code: dict[str, Bundle] = {}
        self._all_codes_known = True

    def take(self, row: SheetRow) -> None:
        """Take the next row."""
        code = row.values.get("code")
        code = code.strip() if isinstance(code, str) else code
        if row.page.sheet is sheets.PROCEDURES:
            self._begin(code, row)
        elif code is None:
            remedy = "điền mã của thủ tục; ô bị gộp thì bỏ gộp rồi chép mã xuống từng dòng"
            self.problems.append(row.problem("code", "chưa có mã thủ tục", remedy))
        elif isinstance(code, UnreadableError):
            self.problems.append(row.problem("code", code.reason, code.remedy))
        elif bundle := self._by_code.get(code):
            self._add(bundle, row)
        elif self._all_codes_known:
            reason = f"mã {quoted(code)} không có trên trang {sheets.PROCEDURES.title}"
            remedy = "sửa mã, hoặc thêm thủ tục này vào trang Thủ tục"
            self.problems.append(row.problem("code", reason, remedy))

    def _begin(self, code: Any, row: SheetRow) -> None:
        if code in self._by_code:
            first = self._by_code[code].rows[()].line
            remedy = "mỗi mã chỉ một dòng: giữ lại một; phiên bản của ngày khác thì để ở tệp khác"
            self.problems.append(row.problem("code", f"mã {quoted(code)} đã có ở dòng {first}", remedy))
            return
        bundle = Bundle(row)
        self.in_order.append(bundle)
        if isinstance(code, str) and is_code(code):
            self._by_code[code] = bundle
        else:
            self._all_codes_known = False
            bundle.raw["fees"] = [{"state": FeeState.NOT_STATED}]  # its rows cannot be found; the code is the fault

    def _add(self, bundle: Bundle, row: SheetRow) -> None:
        try:
            add_row(bundle, row)
        except CellError as error:
            self.problems.append(row.problem(error.key, error.reason, error.remedy))
