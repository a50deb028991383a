from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

from knowledge.models import ProcedureVersionRow
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, SELLING, TODAY, drafts_of, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.portal.importing import FIRST, ROOT, SECOND, THIRD, a_file, imported, now, three
from tests.admin_cli.portal_months import november
from tests.knowledge.audited import faults, rows
from tests.knowledge.portal.imports import bees, in_force, read


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
