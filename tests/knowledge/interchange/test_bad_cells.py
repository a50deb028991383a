"""Every kind of bad cell is refused with its place, a reason and a remedy, and nothing is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from tests.knowledge.interchange.office_files import is_vietnamese, problems_in, workbook


def _set(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def _array_formula(book: Any) -> None:
    book["Phí"]["D2"] = ArrayFormula("D2", "=SUM(A1:A2)")


def _merged_codes(book: Any) -> None:
    book["Phí"].merge_cells("A2:A3")


def _without_column(book: Any) -> None:
    book["Phí"].delete_cols(5)


def _column_twice(book: Any) -> None:
    book["Phí"]["H1"] = "số  TIỀN"


def _without_sheet(book: Any) -> None:
    del book["Giấy tờ"]


def _without_rows(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.delete_rows(2, sheet.max_row)


def _without_fees(book: Any) -> None:
    book["Phí"].delete_rows(4)


def _procedure_twice(book: Any) -> None:
    book["Thủ tục"].append([cell.value for cell in book["Thủ tục"][2]])


def _unformatted_day(book: Any) -> None:
    book["Thủ tục"]["F3"] = 20270101
    book["Thủ tục"]["F3"].number_format = "General"


def _blank_description(book: Any) -> None:
    book["Thủ tục"]["H2"] = "Nuôi ong"
    book["Nội dung"].append(["1.000001", "Mô tả"])


def _description_by_formula(book: Any) -> None:
    for text in ("=A1", " ở nhà."):
        book["Nội dung"].append(["1.000001", "Mô tả", text])


def _endless_description(book: Any) -> None:
    for _ in range(3):
        book["Nội dung"].append(["1.000001", "Mô tả", "x" * 30_000])


def _broken_amount(book: Any) -> None:
    book["Phí"]["D2"] = 50.5


CELLS = [
    # what is wrong, how it comes about, sheet, line, column, a part of the reason, a part of the remedy
    ("a code that is a number", _set("Thủ tục", "A2", 1.00119), "Thủ tục", 2, "A", "mất số 0", "Văn bản"),
    ("a code that is no code", _set("Thủ tục", "A3", "1002"), "Thủ tục", 3, "A", "không đúng dạng", "1.001193"),
    ("a code that is missing", _set("Thủ tục", "A3", None), "Thủ tục", 3, "A", "chưa có Mã", "điền mã"),
    (
        "a code that is too long",
        _set("Thủ tục", "A3", "1.000002" + ".1234" * 5),
        "Thủ tục",
        3,
        "A",
        "tối đa 32",
        "rút gọn",
    ),
    ("a code twice", _procedure_twice, "Thủ tục", 4, "A", "đã có ở dòng 2", "giữ lại một"),
    ("a name that is missing", _set("Thủ tục", "B3", None), "Thủ tục", 3, "B", "chưa có Tên thủ tục", "điền tên"),
    ("a name of spaces", _set("Thủ tục", "B3", "   "), "Thủ tục", 3, "B", "chưa có Tên thủ tục", "điền tên"),
    ("a name that is too long", _set("Thủ tục", "B3", "x" * 1501), "Thủ tục", 3, "B", "dài 1501", "rút gọn còn 1500"),
    ("a button too long", _set("Thủ tục", "C3", "x" * 41), "Thủ tục", 3, "C", "tối đa 40", "rút gọn"),
    ("a field that is missing", _set("Thủ tục", "D3", None), "Thủ tục", 3, "D", "chưa có Lĩnh vực", "Hộ tịch"),
    ("a day that is none", _set("Thủ tục", "E3", "mai"), "Thủ tục", 3, "E", "không phải là ngày", "01/01/2027"),
    ("31 February", _set("Thủ tục", "E3", "31/02/2027"), "Thủ tục", 3, "E", "không có ngày", "ngày trước tháng"),
    ("month first", _set("Thủ tục", "E3", "12/31/2027"), "Thủ tục", 3, "E", "không có ngày", "ngày trước tháng"),
    ("a year of two digits", _set("Thủ tục", "E3", "01/01/27"), "Thủ tục", 3, "E", "không phải là ngày", "2027"),
    ("a day that is a number", _unformatted_day, "Thủ tục", 3, "F", "không phải là ngày", "Ngày (Date)"),
    ("a day beyond Excel", _set("Thủ tục", "F3", 20270101), "Thủ tục", 3, "F", "báo lỗi", "gõ lại ngày"),
    ("a time of day", _set("Thủ tục", "E3", time(8, 30)), "Thủ tục", 3, "E", "không phải là ngày", "Ngày (Date)"),
    ("a moment", _set("Thủ tục", "E3", datetime(2027, 1, 1, 8)), "Thủ tục", 3, "E", "có cả giờ", "chỉ ghi ngày"),  # noqa: DTZ001 - Excel has no zones
    ("a day in a text", _set("Giấy tờ", "G2", datetime(2026, 2, 1)), "Giấy tờ", 2, "G", "đổi thành ngày", "Văn bản"),  # noqa: DTZ001 - see above
    ("a broken number in a text", _set("Thủ tục", "O3", 3.14), "Thủ tục", 3, "O", "đổi thành số lẻ", "Văn bản"),
    ("an unknown level", _set("Thủ tục", "I2", "Cấp xã; Cấp huyện"), "Thủ tục", 2, "I", '"Cấp huyện"', "Cấp tỉnh"),
    ("an unknown reach", _set("Thủ tục", "J2", "cả nước"), "Thủ tục", 2, "J", "các lựa chọn", "Toàn quốc"),
    ("a formula", _set("Thủ tục", "B3", '=A3&" nuôi cá"'), "Thủ tục", 3, "B", "công thức", "dạng giá trị"),
    ("an array formula", _array_formula, "Phí", 2, "D", "công thức", "dạng giá trị"),
    ("an Excel error", _set("Thủ tục", "G3", "#REF!"), "Thủ tục", 3, "G", "báo lỗi", "gõ lại"),
    ("no fee", _without_fees, "Thủ tục", 3, "A", "chưa có Phí", "một dòng ở trang Phí"),
    ("an unknown fee state", _set("Phí", "B4", "Miển phí"), "Phí", 4, "B", '"Miển phí"', 'có phải "Miễn phí"'),
    ("no fee state", _set("Phí", "B4", None), "Phí", 4, "B", "chưa có Tình trạng", "điền có mức thu"),
    ("an amount in words", _set("Phí", "D2", "năm mươi nghìn"), "Phí", 2, "D", "không phải là số tiền", "50000"),
    ("an amount with letters", _set("Phí", "D2", "50k"), "Phí", 2, "D", "không phải là số tiền", "50.000"),
    ("an amount with a part", _broken_amount, "Phí", 2, "D", "không phải là một số nguyên", "số nguyên"),
    ("an amount with a part, as a text", _set("Phí", "D2", "50.5"), "Phí", 2, "D", "không phải là số tiền", "50.000"),
    ("an amount with a comma", _set("Phí", "D2", "50,000"), "Phí", 2, "D", "không phải là số tiền", "50.000"),
    ("an amount that Excel shrank", _set("Phí", "D2", 50), "Phí", 2, "D", "nhỏ hơn 1.000 đồng", "viết 50000"),
    ("a negative amount", _set("Phí", "D2", -50_000), "Phí", 2, "D", "không phải là số tiền", "không âm"),
    ("a huge amount", _set("Phí", "D2", 10_000_000_001), "Phí", 2, "D", "lớn hơn mức cao nhất", "xem lại"),
    ("an amount of true", _set("Phí", "D2", True), "Phí", 2, "D", "không phải là một số nguyên", "Số (Number)"),
    ("free with an amount", _set("Phí", "D3", 50_000), "Phí", 3, "D", "không khớp", "bỏ trống số tiền"),
    ("stated without an amount", _set("Phí", "D2", None), "Phí", 2, "D", "không khớp", "điền số tiền"),
    ("a row without a code", _merged_codes, "Phí", 3, "A", "chưa có mã", "bỏ gộp"),
    ("a row of nobody", _set("Giấy tờ", "A4", "1.999999"), "Giấy tờ", 4, "A", "không có trên trang Thủ tục", "sửa mã"),
    ("a number for a code", _set("Giấy tờ", "A4", 1.000001), "Giấy tờ", 4, "A", "mất số 0", "Văn bản"),
    ("a paper without a name", _set("Giấy tờ", "D2", None), "Giấy tờ", 2, "D", "chưa có Tên giấy tờ", "điền tên"),
    ("a negative count", _set("Giấy tờ", "E2", -1), "Giấy tờ", 2, "E", "không phải là số đếm", "không âm"),
    ("half a copy", _set("Giấy tờ", "F2", 0.5), "Giấy tờ", 2, "F", "không phải là một số nguyên", "số nguyên"),
    ("too many copies", _set("Giấy tờ", "F2", 21), "Giấy tờ", 2, "F", "mức cao nhất là 20", "từ 0 đến 20"),
    ("a count in words", _set("Giấy tờ", "E2", "một"), "Giấy tờ", 2, "E", "không phải là số đếm", "ví dụ 1"),
    ("a count that is a day", _set("Giấy tờ", "E2", datetime(2026, 2, 1)), "Giấy tờ", 2, "E", "là ngày", "Number"),  # noqa: DTZ001 - see above
    ("neither yes nor no", _set("Giấy tờ", "J2", "có lẽ"), "Giấy tờ", 2, "J", "có hay không", "ghi có"),
    ("a file without a name", _set("Giấy tờ", "L2", "F-12"), "Giấy tờ", 2, "K", "chưa có Tên tệp mẫu", "điền tên"),
    ("a case number in words", _set("Giấy tờ", "C2", "hai"), "Giấy tờ", 2, "C", "không phải là số đếm", "ví dụ 1"),
    ("a pigeon", _set("Cách nộp", "B2", "Bồ câu"), "Cách nộp", 2, "B", "các lựa chọn", "Bưu điện"),
    ("a time without a unit", _set("Cách nộp", "D2", None), "Cách nộp", 2, "C", "đi cùng nhau", "điền cả hai"),
    ("a time of nothing", _set("Cách nộp", "C2", 0), "Cách nộp", 2, "C", "mức thấp nhất là 1", "điền số giờ"),
    ("an unknown part", _set("Nội dung", "B2", "Bước"), "Nội dung", 2, "B", '"Bước"', 'có phải "Các bước"'),
    ("no part", _set("Nội dung", "B2", None), "Nội dung", 2, "B", "để trống", "Các bước"),
    ("no content", _set("Nội dung", "C2", None), "Nội dung", 2, "C", "để trống", "điền nội dung"),
    ("a law's number on a step", _set("Nội dung", "D3", "01/2020"), "Nội dung", 3, "D", "căn cứ pháp lý", "xóa ô này"),
    ("a step that is too long", _set("Nội dung", "C3", "x" * 16_001), "Nội dung", 3, "C", "tối đa 16000", "rút gọn"),
    ("no description", _blank_description, "Nội dung", 6, "C", "để trống", "xóa dòng này"),
    ("a description by formula", _description_by_formula, "Nội dung", 6, "C", "công thức", "dạng giá trị"),
    ("a description that is too long", _endless_description, "Nội dung", 6, "C", "tối đa 64000", "rút gọn"),
    ("an unknown kind of question", _set("Câu hỏi", "B2", "Chuyện"), "Câu hỏi", 2, "B", '"Chuyện"', "Tình huống"),
    ("an unknown column", _set("Phí", "D1", "Mức tiền"), "Phí", 1, "D", 'cột "Mức tiền"', 'có phải "Số tiền"'),
    ("a missing column", _without_column, "Phí", 1, "", 'thiếu cột "Tính theo"', "thêm cột"),
    ("a column twice", _column_twice, "Phí", 1, "H", "có hai lần", "xóa một cột"),
    ("a cell outside the columns", _set("Phí", "J3", "ghi nhớ"), "Phí", 3, "J", "cột không có tên", "xóa ô này"),
    ("a missing sheet", _without_sheet, "Giấy tờ", 0, "", 'thiếu trang "Giấy tờ"', "tthc export"),
    ("no procedures", _without_rows, "Thủ tục", 0, "", "không có thủ tục nào", "thêm ít nhất một"),
]


@pytest.mark.parametrize(
    ("change", "sheet", "line", "column", "reason", "remedy"), [pytest.param(*row[1:], id=row[0]) for row in CELLS]
)
def test_a_bad_cell_is_named_with_its_remedy(
    change: Callable[[Any], None], sheet: str, line: int, column: str, reason: str, remedy: str, tmp_path: Path
) -> None:
    problems = problems_in(workbook(tmp_path, change))

    assert [(each.sheet, each.line, each.column) for each in problems] == [(sheet, line, column)]
    assert reason in problems[0].reason
    assert remedy in problems[0].remedy
    place = [f"trang {sheet}", *([f"dòng {line}"] if line else []), *([f"cột {column}"] if column else [])]
    assert problems[0].where.startswith(", ".join(["tệp so.xlsx", *place]))
    assert is_vietnamese(problems[0])


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Thủ tục"]["E2"] = "mai"
        book["Thủ tục"]["B3"] = None
        book["Phí"]["D2"] = "năm mươi nghìn"
        book["Phí"]["E2"] = "x" * 16_001
        book["Giấy tờ"]["A4"] = "1.999999"
        book["Phí"]["J9"] = "ghi nhớ"

    found = {(each.sheet, f"{each.column}{each.line}") for each in problems_in(workbook(tmp_path, change))}

    assert found == {
        ("Thủ tục", "E2"), ("Thủ tục", "B3"), ("Phí", "D2"), ("Phí", "E2"), ("Giấy tờ", "A4"), ("Phí", "J9")
    }  # fmt: skip


def test_a_bad_file_stays_as_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path, _broken_amount)
    before = path.read_bytes()
    problems_in(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
