from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from knowledge.interchange import BadFileError, read_procedures, write_procedures
from knowledge.interchange.labels import LABELS
from knowledge.interchange.sheets import GUIDE_TITLE, SHEETS
from knowledge.procedure import FeeState, Level
from tests.knowledge.examples import a_procedure
from tests.knowledge.interchange.office_files import BEES, FISH, OFFICE, read_again, workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of the two procedures as Excel would open it."""
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    write_procedures(path, OFFICE)
    return load_workbook(path)


def test_a_workbook_that_another_program_saved_again_says_the_same(tmp_path: Path) -> None:
    assert read_again(tmp_path, lambda book: None) == OFFICE


def test_the_first_sheet_explains_the_others(book: Any) -> None:
    assert book.sheetnames == [GUIDE_TITLE, *(sheet.title for sheet in SHEETS)]
    guide = "\n".join(row[0].value for row in book[GUIDE_TITLE].iter_rows())
    assert all(f"Trang {sheet.title}: " in guide for sheet in SHEETS)


def test_every_header_is_vietnamese_explained_and_stays_in_sight(book: Any) -> None:
    for sheet in SHEETS:
        page = book[sheet.title]
        assert page.freeze_panes == "B2"
        assert [cell.value for cell in page[1]] == [column.header for column in sheet.columns]
        assert all(len(cell.comment.text) > 10 for cell in page[1])
    assert book["Phí"]["B1"].comment.text.startswith("Bắt buộc. Có mức thu")


def test_choices_are_offered_in_vietnamese(book: Any) -> None:
    offered = {str(each.sqref): each.formula1 for each in book["Phí"].data_validations.dataValidation}
    assert offered["B2:B1048576"] == '"Có mức thu,Miễn phí,Chưa công bố"'
    assert [cell.value for cell in book["Phí"][2]][:5] == ["1.000001", "Có mức thu", "Lệ phí", 50_000, "lần"]


def test_codes_are_texts_also_in_rows_that_officers_will_add(book: Any) -> None:
    for sheet in SHEETS:
        assert book[sheet.title]["A2"].number_format == "@"
        assert book[sheet.title].column_dimensions["A"].number_format == "@"


def test_days_are_days_and_amounts_are_numbers(book: Any) -> None:
    assert book["Thủ tục"]["E2"].value == datetime(2026, 1, 1)  # noqa: DTZ001 - Excel has no zones
    assert book["Thủ tục"]["E2"].number_format == "dd/mm/yyyy"
    assert book["Phí"]["D2"].number_format == "#,##0"


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-5", "@SUM(A1)", "#N/A", "1.5", "2026-07-01"])
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_procedures(path, [a_procedure(steps=(text,), name=text)])
    page = load_workbook(path)["Nội dung"]
    assert (page["C2"].value, page["C2"].data_type, page["C2"].number_format) == (text, "s", "@")
    assert read_procedures(path)[0].steps == (text,)


@pytest.mark.parametrize("description", ["mô tả\n" * 9_000, "🙂" * 30_000, "a\x07" * 20_000, "_x0041_" * 8_000])
def test_a_text_too_long_for_a_cell_goes_on_in_several(description: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    procedure = a_procedure(description=description)
    write_procedures(path, [procedure])
    pieces = [
        row for row in load_workbook(path)["Nội dung"].iter_rows(min_row=2, values_only=True) if row[1] == "Mô tả"
    ]
    assert len(pieces) > 1
    assert max(len(str(row[2]).encode("utf-16-le")) // 2 for row in pieces) <= 32_767
    assert read_procedures(path) == [procedure]


def test_a_text_that_no_cell_can_hold_is_refused_before_the_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pytest.raises(BadFileError, match=r"trang Nội dung, dòng 2, cột C \(Nội dung\): .*không vừa một ô"):
        write_procedures(path, [a_procedure(steps=("a\x07" * 8_000,))])
    assert list(tmp_path.iterdir()) == []


def test_cases_of_the_same_name_and_files_of_a_paper_keep_apart(tmp_path: Path) -> None:
    def case(name: str, *papers: str) -> dict[str, Any]:
        files = [{"name": f"{name}{place}.docx", "file_id": str(place)} for place in range(3)]
        return {"name": name, "documents": [{"name": paper, "files": files} for paper in papers]}

    path = tmp_path / "a.xlsx"
    procedure = a_procedure(cases=(case("", "a"), case("x", "b", "b"), case("", "c"), case("", "a"), case("x", "d")))
    write_procedures(path, [procedure])
    assert read_procedures(path) == [procedure]


def _moved_columns(book: Any) -> None:
    for sheet in SHEETS:
        page = book[sheet.title]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_cols(1, page.max_column)
        for line, row in enumerate(rows, 3):
            for place, value in enumerate([None, *reversed(row), None], 1):
                page.cell(line + line // 5, place).value = value


def _other_names(book: Any) -> None:
    for sheet in SHEETS:
        page = book[sheet.title]
        page.title = f" {sheet.title.upper()} "
        for cell in page[1]:
            cell.value = unicodedata.normalize("NFD", f"  {cell.value.upper()}  ")


def _other_words(book: Any) -> None:
    book["Phí"]["B2"] = " có MỨC thu "
    book["Phí"]["D2"] = "50.000 đồng"
    book["Thủ tục"]["E2"] = "01/01/2026"
    book["Thủ tục"]["F2"] = "2026-07-01"
    book["Thủ tục"]["I2"] = "commune,\nCấp tỉnh;"
    book["Giấy tờ"]["E2"] = "1"
    book["Giấy tờ"]["E3"] = 0.0
    book["Giấy tờ"]["J2"] = "không"
    book["Giấy tờ"]["J3"] = True
    book["Giấy tờ"]["C4"] = 1


def _more_sheets(book: Any) -> None:
    book.create_sheet("Ghi chú").append(["gì", "cũng", "được"])
    book.move_sheet("Câu hỏi", -6)
    del book[GUIDE_TITLE]


def _formatted_to_the_end(book: Any) -> None:
    book["Phí"].cell(5_000, 40).number_format = "@"
    book["Phí"]["C4000"] = "   "


@pytest.mark.parametrize("change", [_moved_columns, _other_names, _other_words, _more_sheets, _formatted_to_the_end])
def test_what_does_not_matter_does_not_matter(change: Any, tmp_path: Path) -> None:
    assert read_again(tmp_path, change) == OFFICE


def test_an_officer_adds_a_procedure_below(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["Thủ tục"]
        day = date(2027, 1, 1)
        page.append(["1.000003", "Thủ tục nuôi vịt", None, "Nông nghiệp", day, day, *[None] * 11, "https://example.vn"])
        book["Phí"].append(["1.000003", "Miễn phí"])
        book["Giấy tờ"].append(["1.000003", "Ủy quyền", None, "Đơn", 1])
        book["Giấy tờ"].append(["1.000003", None, None, "Tờ khai", 1, 2.0])
        book["Giấy tờ"].append(["1.000003", "Ủy quyền", None, 2027])
        book["Nội dung"].append(["1.000003", "các bước", "Nộp hồ sơ."])

    added = read_again(tmp_path, change)[2]

    assert added.effective_from == date(2027, 1, 1)
    assert added.fees[0].state is FeeState.FREE
    assert added.steps == ("Nộp hồ sơ.",)
    assert [(case.name, [paper.name for paper in case.documents]) for case in added.cases] == [
        ("Ủy quyền", ["Đơn", "2027"]),
        ("", ["Tờ khai"]),
    ]


def test_an_amount_under_a_thousand_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    procedure = a_procedure(fees=({"state": "stated", "amount_vnd": 500},))
    write_procedures(path, [procedure])
    assert load_workbook(path)["Phí"]["D2"].value == "500 đồng"
    assert read_procedures(path) == [procedure]


def test_levels_stand_in_one_cell(book: Any) -> None:
    assert book["Thủ tục"]["I2"].value == "Cấp xã; Cấp tỉnh"
    assert BEES.levels == (Level.COMMUNE, Level.PROVINCE)


def test_one_wrong_code_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(BadFileError) as refused:
        read_again(tmp_path, lambda book: book["Thủ tục"].__setitem__("A2", "1.00001"))
    assert [(each.sheet, each.line) for each in refused.value.problems] == [("Thủ tục", 2)]


def test_every_field_has_its_column() -> None:
    columns = {column.key for sheet in SHEETS for column in sheet.columns}
    elsewhere = {"groups", "audience", "conditions", "steps", "results", "legal_bases", "phrases", "situations"}
    wholes = {"cases", "cases.documents", "cases.documents.files", "channels", "fees", "legal_bases.title"}
    assert columns - {"case_number", "part", "text"} == LABELS.keys() - elsewhere - wholes


def test_the_order_of_procedures_is_that_of_their_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_procedures(path, [FISH, BEES])
    assert [each.code for each in read_procedures(path)] == ["1.000002", "1.000001"]


def test_a_workbook_is_read_from_any_place_that_a_person_puts_it(tmp_path: Path) -> None:
    path = workbook(tmp_path).rename(tmp_path / "Danh mục (2).XLSX")
    assert read_procedures(path) == OFFICE
