from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from knowledge import audit
from knowledge.drafts import proposed
from knowledge.models import ProcedureVersionRow
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, LAN, SELLING, TODAY, drafts_of, is_refused, opened
from tests.admin_cli.conftest import Ran, Run
from tests.admin_cli.portal_months import november
from tests.knowledge.audited import faults, rows
from tests.knowledge.officers import changed, fee, let_hold, save
from tests.knowledge.portal.imports import bees, in_force, method, read
from tests.knowledge.portal.portal_records import Json

DEARER: Json = {"executionMethods": [method(80_000)]}
ROOT = Path(__file__).parents[2]
FIRST, SECOND, THIRD = (f"1.{number:06}" for number in (101, 102, 103))


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


def a_file(*lines: Any, name: str = "cong.jsonl.gz") -> str:
    """A file of these records; a text is a line as it stands."""
    content = "".join(f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    Path(name).write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    return name


def imported(tthc: Run, *lines: Any, options: tuple[str, ...] = ()) -> Ran:
    """Import these records as the command does."""
    return tthc("portal", "import", a_file(*lines), *options)


def now(office: Storage, code: str = FIRST) -> Procedure | None:
    return in_force(office, code, TODAY)


def three() -> list[Json]:
    """Three procedures that the office does not have."""
    return [bees(101), bees(102), bees(103)]


# What the officer reads


def test_the_summary_counts_what_is_new_changed_as_before_and_bad(tthc: Run) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(102), bees(104), '{"code": "1.000')

    assert ran.code == 0, ran.err
    assert ran.out.startswith("Đọc 4 bản ghi: 1 mới, 1 thay đổi, 1 như cũ, 1 không đọc được.\n")
    assert "Không đọc được: 1\n    bản ghi 4: Dòng này không phải JSON." in ran.out
    assert "Mới: 1\n  1.000104  Đăng ký nuôi ong loài 104" in ran.out
    assert ran.err == "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"


def test_a_change_is_told_field_by_field_with_what_was_and_is(tthc: Run) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, name="Đăng ký nuôi ong mật", requirementsAndConditions="", **DEARER))

    _, _, told = ran.out.partition("Thay đổi: 1\n")
    assert told.splitlines() == [
        "    Đổi nội dung: tên thủ tục 1, phí, lệ phí 1, điều kiện 1.",
        f"  {FIRST}  Đăng ký nuôi ong loài 101",
        "      Tên thủ tục: Đăng ký nuôi ong loài 101 → Đăng ký nuôi ong mật",
        "      Phí, lệ phí: Mức thu: 50.000 đồng/giấy → Mức thu: 80.000 đồng/giấy",
        "      Điều kiện: Có ít nhất hai tổ ong. → –",
    ]


def test_the_same_file_again_changes_nothing_and_says_so(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    before = rows(office)

    ran = imported(tthc, *three())

    assert ran.out == "Đọc 3 bản ghi: 0 mới, 0 thay đổi, 3 như cũ, 0 không đọc được.\n"
    assert (ran.code, ran.err) == (0, "Không có gì thay đổi.\n")
    assert rows(office) == before


def test_of_a_file_of_which_one_percent_changed_exactly_that_is_told(tthc: Run, office: Storage) -> None:
    records = [bees(number) for number in range(200, 400)]
    imported(tthc, *records)
    records[17] |= DEARER
    records[142] |= {"authorityAgencies": "Sở Nông nghiệp và Môi trường"}

    ran = imported(tthc, *records, options=("--json",))

    told = ran.json()
    assert [(each["code"], [change["field"] for change in each["changes"]]) for each in told["changed"]] == [
        ("1.000217", ["fees"]),
        ("1.000342", ["authority"]),
    ]
    assert (told["added"], told["unchanged"], told["withdrawn"], told["problems"]) == ([], 198, [], [])
    assert now(office, "1.000217") == read(records[17])


def test_a_machine_gets_everything_as_one_piece_of_data(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(104), 7, options=("--json",))

    assert ran.json() == {
        "written": True,
        "read": 3,
        "added": [{"code": "1.000104", "name": "Đăng ký nuôi ong loài 104"}],
        "changed": [
            {
                "code": FIRST,
                "name": "Đăng ký nuôi ong loài 101",
                "changes": [
                    {
                        "field": "fees",
                        "before": [each.model_dump(mode="json") for each in read(bees(101)).fees],
                        "after": [each.model_dump(mode="json") for each in read(bees(101, **DEARER)).fees],
                    }
                ],
                "conflicts": [],
            }
        ],
        "unchanged": 0,
        "put_up_before": 0,
        "withdrawn": [],
        "returned": [],
        "problems": [
            {"place": "bản ghi 3", "why": "Một bản ghi không phải là nhóm trường JSON: bỏ qua, xem lại tệp nguồn."}
        ],
        "notes": {},
        "reach": {"national": 0, "province": 2, "internal": 0},
    }
    assert ran.err == "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"
    assert now(office) == read(bees(101, **DEARER))


# Only looking


@pytest.mark.parametrize("options", [("--dry-run",), ("--dry-run", "--as-drafts"), ("--dry-run", "--json")])
def test_what_is_only_looked_at_is_not_written(tthc: Run, office: Storage, options: tuple[str, ...]) -> None:
    imported(tthc, *three())
    before = rows(office)

    ran = imported(tthc, bees(101, **DEARER), bees(104), options=(*options, "--complete"))

    assert (ran.code, ran.err) == (0, "Chỉ xem thử, chưa ghi gì.\n")
    assert rows(office) == before
    if "--json" in options:
        assert (ran.json()["written"], len(ran.json()["changed"]), len(ran.json()["withdrawn"])) == (False, 1, 2)
    else:
        assert ran.out.startswith("Đọc 2 bản ghi: 1 mới, 1 thay đổi, 0 như cũ, 2 Cổng đã gỡ, 0 không đọc được.\n")


# What waits for an officer


def test_as_drafts_everything_waits_and_nothing_holds(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(104), options=("--as-drafts", *LAN))

    assert ran.code == 0, ran.err
    assert "tthc draft publish --all" in ran.err
    assert [(row.code, row.state, row.actor) for row in drafts_of(office)] == [
        (FIRST, "submitted", "Nguyễn Lan"),
        ("1.000104", "submitted", "Nguyễn Lan"),
    ]
    assert proposed(drafts_of(office)[0]).fees == read(bees(101, **DEARER)).fees
    assert (now(office), now(office, "1.000104")) == (read(bees(101)), None)
    assert faults(office) == []


def test_as_drafts_twice_says_that_nothing_is_new(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    news = bees(101, **DEARER), bees(104)
    imported(tthc, *news, options=("--as-drafts",))
    before = rows(office)

    ran = imported(tthc, *news, options=("--as-drafts",))
    assert rows(office) == before
    touched = imported(tthc, *(record | {"updatedAt": 1} for record in news), options=("--as-drafts",))

    for each in (ran, touched):
        assert each.out.startswith(
            "Đọc 2 bản ghi: 0 mới, 0 thay đổi, 1 như cũ, 1 đã đưa ra duyệt lần trước, 0 không đọc được.\n"
        )
        assert (each.code, each.err) == (0, "Không có thay đổi nào để đưa vào bản nháp.\n")
    assert len(drafts_of(office)) == 2


def test_as_drafts_a_procedure_that_an_officer_is_changing_is_left_to_them(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    save(office, changed(office, FIRST, TODAY, summary="Khai báo tổ ong."))

    ran = imported(tthc, bees(101, **DEARER), bees(102, **DEARER), options=("--as-drafts",))

    assert f"1 thủ tục đang có bản nháp khác nên để lần nhập sau: {FIRST}\n" in ran.err
    assert [row.code for row in drafts_of(office)] == [FIRST, SECOND]


def test_what_the_portal_has_no_more_stays_in_force_until_an_officer_agrees(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101), bees(103), options=("--complete",))

    assert "2 như cũ, 1 Cổng đã gỡ, 0 không đọc được." in ran.out
    assert f"Cổng đã gỡ, chờ cán bộ duyệt việc bãi bỏ (tthc draft list): 1\n  {SECOND}  Đăng ký" in ran.out
    assert (ran.code, ran.err) == (0, "Việc bãi bỏ thủ tục Cổng đã gỡ chờ cán bộ duyệt: tthc draft list\n")
    assert [(row.code, row.repealed) for row in drafts_of(office)] == [(SECOND, True)]
    assert now(office, SECOND) == read(bees(102))
    again = imported(tthc, bees(101), bees(103), options=("--complete",))
    assert (again.err, len(drafts_of(office))) == ("Không có gì thay đổi.\n", 1)


def test_a_file_that_is_not_said_to_be_complete_withdraws_nothing(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    assert "gỡ" not in imported(tthc, bees(101)).out
    assert drafts_of(office) == []


def test_a_list_that_calls_itself_complete_and_lacks_too_much_is_refused(tthc: Run, office: Storage) -> None:
    imported(tthc, *(bees(number) for number in range(101, 121)))
    before = rows(office)

    ran = imported(tthc, *(bees(number, **DEARER) for number in range(101, 114)), options=("--complete",))

    is_refused(ran, "thiếu 7 trong 20", "chưa ghi gì", "bỏ --complete")
    assert rows(office) == before


# What officers wrote


def test_an_officers_field_stays_and_is_listed_with_what_the_portal_says(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    let_hold(office, changed(office, FIRST, TODAY, **fee(90_000)), TODAY)

    ran = imported(tthc, bees(101, authorityAgencies="Sở Nông nghiệp", **DEARER), bees(102), bees(103))

    assert "1 thay đổi, 2 như cũ, 1 khác điều cán bộ viết, 0 không đọc được." in ran.out
    _, _, told = ran.out.partition("Cán bộ đã viết khác Cổng: giữ theo cán bộ: 1\n")
    assert told.splitlines()[:4] == [
        f"  {FIRST}  Đăng ký nuôi ong loài 101",
        "      Phí, lệ phí: giữ Mức thu: 90.000 đồng",
        "        Cổng ghi Mức thu: 80.000 đồng/giấy",
        "  Muốn theo Cổng thì sửa: tthc procedure edit MÃ",
    ]
    procedure = now(office)
    assert procedure is not None
    assert (procedure.fees[0].amount_vnd, procedure.authority) == (90_000, "Sở Nông nghiệp")
    assert "khác điều cán bộ viết" not in imported(tthc, bees(101, authorityAgencies="Sở Nông nghiệp", **DEARER)).out


def test_who_brought_it_in_stands_in_the_audit(tthc: Run, office: Storage) -> None:
    imported(tthc, bees(101))
    imported(tthc, bees(101, **DEARER), options=LAN)

    with office.reading() as session:
        signed = [(row.actor, row.reason) for row in audit.entries(session, FIRST)]
    assert signed == [(LAN[1], LAN[3]), ("Cổng DVC", "nhập từ tệp cong.jsonl.gz")]
    assert faults(office) == []


# Bad records and bad files


def test_bad_lines_are_reported_and_the_others_come_in(tthc: Run, office: Storage) -> None:
    bad = ["xin chào", "[]", "7", '{"code": "ong", "name": "Ong"}', bees(102, executionMethods="một cửa"), bees(101)]

    ran = imported(tthc, bees(101), *bad, bees(103))

    assert ran.code == 0, ran.err
    assert ran.out.startswith("Đọc 8 bản ghi: 2 mới, 0 thay đổi, 0 như cũ, 6 không đọc được.\n")
    assert all(f"    bản ghi {number}" in ran.out for number in range(2, 8))
    assert (now(office) is None, now(office, SECOND) is None, now(office, THIRD) is None) == (False, True, False)


def test_no_record_gives_commands_to_the_terminal(tthc: Run, office: Storage) -> None:
    clear = "\x1b[2J\x1b]0;ong\x07\x00\u202e"

    ran = imported(tthc, bees(101, name=f"Nuôi {clear}ong"), bees(102, code=f"{clear}ong"), bees(103, name=[clear]))

    assert "1.000101  Nuôi ong" in ran.out
    assert all(sign.isprintable() or sign == "\n" for sign in ran.out + ran.err)
    assert now(office) == read(bees(101, name="Nuôi ong"))


def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(tthc: Run, office: Storage) -> None:
    before = rows(office)
    Path("do-dang.jsonl.gz").write_bytes(gzip.compress(json.dumps(bees(101)).encode())[:-30])
    Path("trong.jsonl").touch()

    for name in ("khong-co.jsonl", ".", "do-dang.jsonl.gz"):
        is_refused(tthc("portal", "import", name), f"Không đọc hết được {name}", "Chưa ghi gì")
    is_refused(tthc("portal", "import", "trong.jsonl"), "Không có bản ghi nào", "Kiểm tra lại tệp")
    assert rows(office) == before


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\n\x00\x00", b"%PDF-1.7\n", b"code,name\n1.000101,Ong\n"])
def test_a_file_of_another_kind_is_refused_with_the_kind_that_is_wanted(
    tthc: Run, office: Storage, content: bytes
) -> None:
    Path("danh-muc").write_bytes(content)
    before = rows(office)

    is_refused(tthc("portal", "import", "danh-muc"), "Không đọc được bản ghi nào", "JSON Lines", "tthc import")
    assert rows(office) == before


def test_a_file_of_our_own_is_sent_to_the_command_that_reads_it(tthc: Run, office: Storage) -> None:
    assert tthc("export", "danh-muc.jsonl").code == 0
    before = rows(office)

    ran = tthc("portal", "import", "danh-muc.jsonl")

    is_refused(ran, "Không đọc được bản ghi nào", "tthc import")
    assert "là của tthc export, không phải của Cổng" in ran.out
    assert rows(office) == before


def test_who_closes_the_pipe_that_the_report_is_read_from_does_not_stop_the_import(office: Storage) -> None:
    """`tthc portal import … | head`"""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "admin_cli.main", "portal", "import", a_file(*three())]
    ran = subprocess.run(  # noqa: S603 - our own command line
        command, stdout=writing, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False
    )
    os.close(writing)

    assert (ran.returncode, ran.stderr.decode()) == (0, "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n")
    with office.reading() as session:
        assert {FIRST, SECOND, THIRD} <= set(session.exec(select(ProcedureVersionRow.code)))


def test_without_a_file_it_is_wrong_usage(tthc: Run) -> None:
    ran = tthc("portal", "import")

    assert (ran.code, ran.out) == (2, "")
    assert "TỆP" in ran.err


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipes with names here")
@pytest.mark.parametrize("name", ["cong.jsonl", "cong.jsonl.gz"])
def test_a_pipe_is_as_good_as_a_file(tthc: Run, office: Storage, name: str) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(Path(a_file(*three(), name=name)).read_bytes())  # less than a pipe holds

    ran = tthc("portal", "import", f"/dev/fd/{reading}")

    os.close(reading)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Đọc 3 bản ghi: 3 mới")
    assert now(office, THIRD) == read(bees(103))


# With the starter catalogue


def test_in_an_empty_database_the_starter_catalogue_comes_in_too_and_its_words_find_what_the_portal_filled_in(
    tthc: Run, office: Storage
) -> None:
    Path("office.sqlite3").unlink()

    looked = imported(tthc, *november(), options=("--dry-run",))
    ran = imported(tthc, *november())

    for each in (looked, ran):
        assert each.code == 0, each.err
        assert each.out.startswith("Đọc 2 bản ghi: 1 mới, 1 thay đổi, 0 như cũ, 0 không đọc được.\n")
        assert "Điền vào chỗ còn trống: cơ quan công bố 1." in each.out
    storage = Storage(str(office.engine.url))
    procedure = in_force(storage, "2.000815", TODAY)
    assert procedure is not None
    assert (procedure.short_name, procedure.publisher) == ("Chứng thực bản sao (sao y)", "Bộ Tư pháp")
    assert in_force(storage, "1.999101", TODAY) is not None
    assert faults(storage) == []
    storage.close()
    found = tthc("ask", "photo công chứng bằng tốt nghiệp", "--json").json()
    assert (found["outcome"], found["codes"]) == ("answered", ["2.000815"])


def test_procedures_of_the_office_that_the_portal_does_not_name_are_left_alone(tthc: Run, office: Storage) -> None:
    imported(tthc, *three(), options=("--complete",))

    assert (now(office, KEEPING.code), now(office, SELLING.code)) == (KEEPING, SELLING)
    assert drafts_of(office) == []
