"""Every kind of bad workbook is refused with a reason and a remedy, and nothing is taken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from knowledge.interchange import BadFileError, write_procedures
from tests.knowledge.interchange.office_files import OFFICE, is_vietnamese, problems_in, workbook


def _truncated(path: Path) -> None:
    path.write_bytes(workbook(path.parent).read_bytes()[:-400])


def _damaged_inside(path: Path) -> None:
    workbook(path.parent).rename(path)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"][:-200]
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thu.txt", "chào")


def _empty_workbook(path: Path) -> None:
    Workbook().save(path)


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2048)
ENCRYPTED = OLD_EXCEL + "EncryptedPackage".encode("utf-16-le")
WORKBOOKS = [
    # what is wrong, how it comes about, sheet, line, a part of the reason, a part of the remedy
    ("an empty file", _bytes(b""), "", 0, "tệp trống", "chọn tệp khác"),
    ("no workbook at all", _bytes("mã;tên".encode()), "", 0, "không phải là sổ Excel", ".xlsx"),
    ("a password", _bytes(ENCRYPTED), "", 0, "mật khẩu", "bỏ mật khẩu"),
    ("an old workbook, renamed", _bytes(OLD_EXCEL), "", 0, "(.xls)", ".xlsx"),
    ("half a workbook", _truncated, "", 0, "bị hỏng", "lưu lại"),
    ("a sheet cut off", _damaged_inside, "", 0, "bị hỏng", "lưu lại"),
    ("some other archive", _other_zip, "", 0, "không phải là sổ Excel", ".xlsx"),
    ("a workbook of somebody else", _empty_workbook, "Thủ tục", 0, 'thiếu trang "Thủ tục"', "tthc export"),
]


@pytest.mark.parametrize(
    ("write", "sheet", "line", "reason", "remedy"), [pytest.param(*row[1:], id=row[0]) for row in WORKBOOKS]
)
def test_a_bad_workbook_is_refused_with_its_remedy(
    write: Callable[[Path], None], sheet: str, line: int, reason: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    write(path)

    problem = problems_in(path)[0]

    assert (problem.sheet, problem.line) == (sheet, line)
    assert reason in problem.reason
    assert remedy in problem.remedy
    assert problem.where.startswith("tệp a.xlsx")
    assert is_vietnamese(problem)


def test_a_sheet_with_more_rows_than_excel_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.interchange.workbook_pages.MOST_ROWS", 500)

    def change(book: Any) -> None:
        book["Phí"]["A501"] = "1.000001"

    path = workbook(tmp_path, change)

    (problem,) = problems_in(path)

    assert (problem.sheet, problem.line) == ("Phí", 501)
    assert "quá mức của Excel" in problem.reason


def test_a_sheet_that_would_have_more_rows_than_excel_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.interchange.workbook_writing.MOST_ROWS", 3)
    with pytest.raises(BadFileError, match="JSON Lines"):
        write_procedures(tmp_path / "a.xlsx", OFFICE)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_would_burst_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.interchange.workbook_opening.LARGEST_UNPACKED", 2_000_000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", " " * 3_000_000)
    assert path.stat().st_size < 5_000

    problem = problems_in(path)[0]

    assert problem.reason == "tệp giải nén ra 3 MB, quá lớn"
    assert "chia thành nhiều tệp" in problem.remedy


def test_the_file_that_excel_makes_while_a_workbook_is_open_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "~$danh-muc.xlsx"
    path.write_bytes(b"\x05Lan")

    problem = problems_in(path)[0]

    assert "đang mở sổ" in problem.reason
    assert "đóng Excel rồi chọn danh-muc.xlsx" in problem.remedy
