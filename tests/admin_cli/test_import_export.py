from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from knowledge.differences import changes
from knowledge.drafts import proposed
from knowledge.interchange import read_procedures, write_procedures
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.admin_cli.bureau import DEARER, INTERNAL, KEEPING, LAN, SELLING, TODAY, drafts_of, is_refused, opened
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import faults, rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import changed, fee, save

ENDINGS = ["yaml", "jsonl", "jsonl.gz", "xlsx"]
IN_FORCE = [KEEPING, SELLING, INTERNAL]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


def _file(*procedures: Procedure, name: str = "danh-muc.jsonl") -> str:
    write_procedures(Path(name), procedures)
    return name


# Out and in again


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("day", ["2026-11-25", "2027-01-01"])
def test_what_was_taken_out_changes_nothing_when_it_comes_back(
    tthc: Run, office: Storage, ending: str, day: str
) -> None:
    out = tthc("export", f"danh-muc.{ending}", "--on", day)
    before = rows(office)
    back = tthc("import", f"danh-muc.{ending}", "--yes", *LAN)

    assert (out.code, out.out, out.err) == (0, "", f"Đã ghi 3 thủ tục vào danh-muc.{ending}.\n")
    assert back.code == 0, back.err
    assert "giống danh mục: 3" in back.err
    assert back.err.endswith("Tệp không khác danh mục: không có gì để nhập.\n")
    assert rows(office) == before


def test_a_fee_that_is_changed_in_excel_is_one_draft_with_that_one_field(tthc: Run, office: Storage) -> None:
    tthc("export", "so.xlsx")
    book = openpyxl.load_workbook("so.xlsx")
    sheet = book["Phí"]
    (fee_of,) = [row for row in sheet.iter_rows(min_row=2) if row[0].value == KEEPING.code]
    fee_of[1].value, fee_of[3].value = "có mức thu", 50_000
    book.save("so.xlsx")

    ran = tthc("import", "so.xlsx", "--yes", *LAN)

    assert ran.code == 0, ran.err
    assert "Thay đổi hoặc mới: 1; giống danh mục: 2." in ran.err
    assert "Phí, lệ phí" in ran.out
    assert ran.err.endswith("Đã lưu 1 bản nháp (số 1).\nXem và gửi duyệt: tthc draft list\n")
    (row,) = drafts_of(office)
    assert [change.field for change in changes(KEEPING, proposed(row))] == ["fees", "effective_from"]
    assert proposed(row).effective_from == TODAY
    assert faults(office) == []


# Out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), IN_FORCE),
        ((KEEPING.code,), [KEEPING]),
        ((SELLING.code, KEEPING.code), [KEEPING, SELLING]),
        (("--field", "Công thương"), [SELLING]),
        (("--on", "01/01/2027"), [DEARER, SELLING, INTERNAL]),
    ],
)
def test_what_is_asked_for_is_written(tthc: Run, arguments: tuple[str, ...], expected: list[Procedure]) -> None:
    assert tthc("export", "a.jsonl", *arguments).code == 0

    assert read_procedures(Path("a.jsonl")) == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.yaml", "9.999999"), "Không có thủ tục 9.999999"),
        (("a.yaml", "--field", "Hàng không"), "tthc procedure list"),
        (("a.yaml", "--on", "2025-01-01"), "tthc procedure list"),
        (("a.yaml", "--on", "mai"), "Viết dạng 2027-01-01"),
        (("a.docx",), "không biết dạng tệp này"),
        (("khong-co/a.yaml",), "xem lại đường dẫn"),
    ],
)
def test_what_cannot_be_written_is_told_with_a_way_on(tthc: Run, arguments: tuple[str, ...], words: str) -> None:
    is_refused(tthc("export", *arguments), words)
    assert not Path("a.yaml").exists()


def test_a_file_that_is_there_is_written_over_only_when_told(tthc: Run) -> None:
    Path("a.yaml").write_text("của tôi", encoding="utf-8")

    is_refused(tthc("export", "a.yaml"), "Thêm --yes")
    assert Path("a.yaml").read_text(encoding="utf-8") == "của tôi"
    assert tthc("export", "a.yaml", "--yes").code == 0
    assert read_procedures(Path("a.yaml")) == IN_FORCE


# In


def test_new_and_changed_procedures_become_drafts_and_may_be_submitted_at_once(tthc: Run, office: Storage) -> None:
    new = a_procedure(code="1.000777", short_name="Mở lớp nuôi ong", effective_from=DEARER.effective_from)
    path = _file(KEEPING.model_copy(update=fee(50_000)), SELLING, new)

    ran = tthc("import", path, "--submit", "--yes", *LAN)

    assert "Đã lưu 2 bản nháp (số 1–2).\nNgười duyệt chạy: tthc draft publish --all\n" in ran.err
    assert [(row.code, row.state, row.base is None) for row in drafts_of(office)] == [
        (KEEPING.code, "submitted", False),
        ("1.000777", "submitted", True),
    ]
    assert proposed(drafts_of(office)[1]) == new


@pytest.mark.parametrize("options", [["--dry-run"], ["--dry-run", "--json"], ["--json"], []])
def test_what_is_only_looked_at_is_not_saved(tthc: Run, office: Storage, options: list[str]) -> None:
    path = _file(KEEPING.model_copy(update=fee(50_000)), SELLING, a_procedure(code="1.000777"))
    before = rows(office)

    ran = tthc("import", path, *options, *LAN)

    if "--dry-run" in options:
        assert (ran.code, ran.err.splitlines()[-1]) == (0, "Chưa nhập gì.")
    else:
        is_refused(ran, "Thêm --yes")
    if options == ["--dry-run", "--json"]:
        assert ran.json() == {
            "written": False,
            "unchanged": 1,
            "new": ["1.000777"],
            "changed": [{"code": KEEPING.code, "fields": ["fees"]}],
        }
    assert rows(office) == before


def test_one_fault_in_a_file_and_nothing_of_it_is_taken(tthc: Run, office: Storage) -> None:
    path = Path(_file(KEEPING.model_copy(update=fee(50_000)), SELLING, name="danh-muc.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("state: not_stated", "state: dear"), encoding="utf-8")
    before = rows(office)

    ran = tthc("import", str(path), "--yes", *LAN)

    is_refused(ran, "danh mục chưa thay đổi gì", "dòng", "Phí, lệ phí", "Cách sửa")
    assert ran.out == ""
    assert rows(office) == before


def test_where_one_draft_is_open_already_none_is_saved(tthc: Run, office: Storage) -> None:
    save(office, changed(office, SELLING.code, summary="Đang sửa."))
    path = _file(KEEPING.model_copy(update=fee(50_000)), SELLING.model_copy(update=fee(50_000)))

    is_refused(tthc("import", path, "--yes", *LAN), f"{SELLING.code} đang có bản nháp số 1")
    assert len(drafts_of(office)) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("khong-co.yaml", "không có tệp"), ("a.docx", "không biết dạng tệp này"), (".", "không biết dạng tệp này")],
)
def test_what_is_no_file_of_procedures_is_told_with_a_way_on(tthc: Run, name: str, words: str) -> None:
    is_refused(tthc("import", name, "--yes", *LAN), words, "Cách sửa")


def test_who_does_not_sign_saves_nothing(tthc: Run, office: Storage) -> None:
    path = _file(KEEPING.model_copy(update=fee(50_000)))

    is_refused(tthc("import", path, "--yes"), "TTHC_ACTOR")
    is_refused(tthc("import", path, "--yes", *LAN[:2]), "--reason")
    assert drafts_of(office) == []


@pytest.mark.parametrize("command", ["import", "export"])
def test_without_a_file_it_is_wrong_usage(tthc: Run, command: str) -> None:
    ran = tthc(command)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err
