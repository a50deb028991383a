from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.interchange import BadFileError, procedure_from_yaml, read_procedures, write_procedures
from knowledge.procedure import FeeKind, FeeState, Level, Procedure
from tests.knowledge.examples import a_procedure
from tests.knowledge.interchange.office_files import BEES, FISH, OFFICE

BARE = """\
code: 1.000001
name: Thủ tục đăng ký nuôi ong
source: https://example.vn/1
verified_on: 2026-07-01
effective_from: 2026-01-01
fees: [{state: free}]
"""


def _item(text: str) -> str:
    return "- " + text.rstrip().replace("\n", "\n  ") + "\n"


def _read(folder: Path, text: str) -> list[Procedure]:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_procedures(path)


def test_a_field_with_its_procedures_is_read_as_in_the_starter_files(tmp_path: Path) -> None:
    own = BARE.replace("1.000001", "1.000002") + "field: Thú y\n"
    read = _read(tmp_path, "field: Nông nghiệp\nprocedures:\n" + _item(BARE) + _item(own))
    assert [(each.code, each.field) for each in read] == [("1.000001", "Nông nghiệp"), ("1.000002", "Thú y")]


def test_one_procedure_alone_is_read(tmp_path: Path) -> None:
    assert [each.code for each in _read(tmp_path, BARE + "field: Thú y\n")] == ["1.000001"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(("\ufeff" + BARE + "field: Thú y\n").replace("\n", "\r\n").encode())
    assert [each.field for each in read_procedures(path)] == ["Thú y"]


@pytest.mark.parametrize(
    ("written", "amount"), [("50.000", 50_000), ("'50.000 đồng'", 50_000), ("1.200.000", 1_200_000), ("50000", 50_000)]
)
def test_fifty_thousand_is_never_fifty(written: str, amount: int) -> None:
    fee = f"fees:\n- state: stated\n  amount_vnd: {written}\n"
    procedure = procedure_from_yaml(BARE.replace("fees: [{state: free}]\n", fee) + "field: a\n", "bản nháp")
    assert procedure.fees[0].amount_vnd == amount


def test_a_code_without_quotes_keeps_its_last_nought() -> None:
    text = BARE.replace("1.000001", "1.001190") + "field: a\n"
    assert procedure_from_yaml(text, "bản nháp").code == "1.001190"


def test_texts_that_look_like_something_else_stay_texts() -> None:
    text = BARE + "field: 1e5\nsummary: yes\nauthority: 2026-07-01\nsubmit_to: 'null'\ndecision: 0123\n"
    procedure = procedure_from_yaml(text, "bản nháp")
    assert (procedure.field, procedure.summary, procedure.authority) == ("1e5", "yes", "2026-07-01")
    assert (procedure.submit_to, procedure.decision) == ("null", "0123")


def test_choices_may_be_written_in_vietnamese() -> None:
    fees = "fees:\n- state: Có mức thu\n  kind: lệ phí\n  amount_vnd: 5.000\n"
    text = BARE.replace("fees: [{state: free}]\n", fees) + "field: a\nlevels: [Cấp xã, province]\n"
    procedure = procedure_from_yaml(text, "bản nháp")
    assert procedure.levels == (Level.COMMUNE, Level.PROVINCE)
    assert (procedure.fees[0].state, procedure.fees[0].kind) == (FeeState.STATED, FeeKind.STATE_FEE)


def test_yes_and_days_may_be_written_as_people_do() -> None:
    cases = "cases:\n- documents:\n  - name: Căn cước\n    to_show: có\n"
    text = BARE.replace("2026-01-01", "01/02/2026") + "field: a\n" + cases
    procedure = procedure_from_yaml(text, "bản nháp")
    assert procedure.cases[0].documents[0].to_show
    assert procedure.effective_from == date(2026, 2, 1)


def test_a_field_left_empty_is_a_field_left_out() -> None:
    text = BARE + "field: a\nshort_name:\nsummary: ~\nsteps:\ndecision_on: null\nreach:\n"
    assert procedure_from_yaml(text, "x") == procedure_from_yaml(BARE + "field: a\n", "x")


def test_a_draft_is_called_by_its_name() -> None:
    with pytest.raises(BadFileError, match=r"• bản nháp 12, dòng 1, cột 1 .*: chưa có Lĩnh vực"):
        procedure_from_yaml(BARE, "bản nháp 12")


def test_a_draft_is_one_procedure() -> None:
    two = "field: a\nprocedures:\n" + _item(BARE) + _item(BARE.replace("1.000001", "1.000002"))
    with pytest.raises(BadFileError, match="bản nháp 12: có 2 thủ tục"):
        procedure_from_yaml(two, "bản nháp 12")


def test_problems_are_told_from_top_to_bottom() -> None:
    with pytest.raises(BadFileError) as refused:
        procedure_from_yaml(BARE.replace("2026-01-01", "mai") + "nam: x\nfield:\n", "bản nháp")
    assert [each.line for each in refused.value.problems] == [5, 7, 8]


def test_the_place_of_a_fault_is_where_its_field_is_written() -> None:
    text = BARE + "field: a\ncases:\n- documents:\n  - name: Tờ khai\n  - name: Ảnh\n    copies: -1\n"
    with pytest.raises(BadFileError) as refused:
        procedure_from_yaml(text, "bản nháp")
    (problem,) = refused.value.problems
    assert problem.where == ("bản nháp, dòng 12, cột 5 (mục copies: Trường hợp thứ 1 › Giấy tờ thứ 2 › Số bản sao)")


def _written(folder: Path, *procedures: Procedure) -> str:
    path = folder / "a.yaml"
    write_procedures(path, procedures)
    return path.read_text(encoding="utf-8")


def test_what_is_empty_is_left_out_and_the_order_of_the_fields_kept(tmp_path: Path) -> None:
    written = yaml.safe_load(_written(tmp_path, FISH))
    assert list(written[0]) == [name for name in Procedure.model_fields if name in written[0]]
    assert "summary" in written[0]
    assert "steps" not in written[0]


def test_days_are_plain_and_codes_are_texts(tmp_path: Path) -> None:
    text = _written(tmp_path, FISH)
    assert "- code: '1.000002'\n" in text
    assert "\n  decision_on: 2026-06-30\n" in text


def test_several_lines_are_written_as_several_lines(tmp_path: Path) -> None:
    steps = ("Bước 1: nộp.\nBước 2: nhận:\n  - giấy hẹn", "một dòng " * 100)
    text = _written(tmp_path, a_procedure(steps=steps))
    assert "  - |-\n    Bước 1: nộp.\n    Bước 2: nhận:\n      - giấy hẹn\n" in text
    assert f"  - {steps[1].strip()}\n" in text


def test_equal_parts_are_written_anew_each_time(tmp_path: Path) -> None:
    case = BEES.cases[0]
    text = _written(tmp_path, a_procedure(cases=(case, case, case)))
    assert "&" not in text
    assert "*" not in text


def test_any_other_yaml_library_reads_the_same(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = yaml.safe_load(_written(tmp_path, *OFFICE))
    assert [Procedure.model_validate(row) for row in rows] == OFFICE


def test_a_catalogue_of_nothing_is_a_list_of_nothing(tmp_path: Path) -> None:
    assert _written(tmp_path) == "[]\n"
