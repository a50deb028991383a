"""What does one row of a sheet add to its procedure?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from knowledge.interchange import sheets
from knowledge.interchange.labels import Path, dotted, folded
from knowledge.interchange.problems import Problem
from knowledge.interchange.reasons import Fault
from knowledge.interchange.scalars import UnreadableError, quoted, remedy_among, whole_number
from knowledge.interchange.workbook_pages import SheetRow

_NO_FEE = "thêm ít nhất một dòng ở trang Phí; nguồn không nêu thì chọn Chưa công bố"
_LISTS = {folded(name): field for name, field in sheets.LISTS.items()}
_QUESTIONS = {folded(name): field for name, field in sheets.QUESTIONS.items()}


class Bundle:
    """The rows of one procedure: the raw values they make, and the row that each part stands in."""

    def __init__(self, row: SheetRow) -> None:
        self.raw: dict[str, Any] = {**row.values, **_levels(row)}
        self.rows: dict[Path, SheetRow] = {(): row}
        self.case_places: dict[tuple[Any, int], int] = {}
        self.last_paper: Path = ()

    def append(self, path: Path, part: Any, row: SheetRow) -> Path:
        """Put a part at the end of the list at `path`; its own path."""
        holder: Any = self.raw
        for step in path[:-1]:
            holder = holder[step]
        items = holder.setdefault(path[-1], [])
        items.append(part)
        place = (*path, len(items) - 1)
        self.rows[place] = row
        return place

    def place(self, fault: Fault) -> Problem:
        """The problem of a fault, at the cell that it is about."""
        path = fault.path
        while path not in self.rows:
            path = path[:-1]
        remedy = _NO_FEE if fault.path == ("fees",) else fault.remedy
        return self.rows[path].problem(dotted(fault.path), fault.reason, remedy)


def _levels(row: SheetRow) -> dict[str, list[str]]:
    names = row.values.get("levels")
    if not isinstance(names, str):
        return {}
    return {"levels": [name.strip() for name in re.split(r"[;,\n]", names) if name.strip()]}


class CellError(UnreadableError):
    """A cell that says where its row belongs, and cannot be read."""

    def __init__(self, key: str, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.key = key


def add_row(bundle: Bundle, row: SheetRow) -> None:
    """Add a row of any sheet but that of procedures; raises CellError when it does not say what it belongs to."""
    _ADDED[row.page.sheet.title](bundle, row)


def _add_document(bundle: Bundle, row: SheetRow) -> None:
    """A paper, or a further file of the paper before, where only the file is named."""
    paper, file = row.under("cases.documents."), row.under("cases.documents.files.")
    if file and not paper and bundle.last_paper:
        bundle.append((*bundle.last_paper, "files"), file, row)
        return
    bundle.last_paper = bundle.append(("cases", _case(bundle, row), "documents"), paper, row)
    if file:
        bundle.append((*bundle.last_paper, "files"), file, row)


def _case(bundle: Bundle, row: SheetRow) -> int:
    """The place of the case of this row: by its name and, where two have the same name, its number."""
    name = row.values.get("cases.name", "")
    try:
        number = whole_number(row.values.get("case_number", 1))
    except UnreadableError as error:
        raise CellError("case_number", error.reason, error.remedy) from error
    key = (name.strip() if isinstance(name, str) else name, number)
    if key not in bundle.case_places:
        bundle.case_places[key] = len(bundle.case_places)
        bundle.append(("cases",), {"name": name}, row)
    return bundle.case_places[key]


def _add_channel(bundle: Bundle, row: SheetRow) -> None:
    bundle.append(("channels",), row.under("channels."), row)


def _add_fee(bundle: Bundle, row: SheetRow) -> None:
    bundle.append(("fees",), row.under("fees."), row)


def _add_content(bundle: Bundle, row: SheetRow) -> None:
    field = _part(row, _LISTS, sheets.LISTS)
    text, number = row.values.get("text"), row.values.get("legal_bases.number")
    if field == "legal_bases":
        basis = {"title": text, "number": number}
        bundle.append((field,), basis, row)
    elif number is not None:
        reason = "số hiệu văn bản chỉ dùng cho căn cứ pháp lý"
        raise CellError("legal_bases.number", reason, "xóa ô này, hoặc chọn Căn cứ pháp lý ở cột Mục")
    elif field == "description":
        _continue_description(bundle, text, row)
    else:
        bundle.append((field,), text, row)


def _continue_description(bundle: Bundle, text: Any, row: SheetRow) -> None:
    if isinstance(text, UnreadableError):
        raise CellError("text", text.reason, text.remedy)
    if text is None:
        raise CellError("text", "đang để trống", "điền nội dung, hoặc xóa dòng này")
    before = bundle.raw.get("description", "")
    if isinstance(before, str):
        bundle.raw["description"] = before + text
        bundle.rows.setdefault(("description",), row)


def _add_question(bundle: Bundle, row: SheetRow) -> None:
    bundle.append((_part(row, _QUESTIONS, sheets.QUESTIONS),), row.values.get("text"), row)


def _part(row: SheetRow, known: Mapping[str, str], names: Iterable[str]) -> str:
    """The field that the row's part names."""
    said = row.values.get("part")
    if isinstance(said, str) and folded(said) in known:
        return known[folded(said)]
    if isinstance(said, UnreadableError):
        raise CellError("part", said.reason, said.remedy)
    reason = f"{quoted(said)} không có trong các lựa chọn" if said else "đang để trống"
    raise CellError("part", reason, remedy_among(str(said), names))


_ADDED: Mapping[str, Callable[[Bundle, SheetRow], None]] = {
    sheets.DOCUMENTS.title: _add_document,
    sheets.CHANNELS.title: _add_channel,
    sheets.FEES.title: _add_fee,
    sheets.CONTENTS.title: _add_content,
    sheets.PHRASES.title: _add_question,
}
