from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.drafts import proposed
from knowledge.storage import Storage
from tests.admin_cli.bureau import DEARER, LAN, TODAY, drafts_of, editing, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import BEES, HONEY, Write
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import changed, fee, let_hold, repeal


def test_a_new_procedure_is_written_on_a_blank_sheet(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(
        monkeypatch,
        tmp_path,
        [
            *("\nname:\n", '\nname: "Thủ tục mở lớp nuôi ong"\n', "\nfield:\n", "\nfield: Nông nghiệp\n"),
            *("\nfees:\n", "\nfees:\n- state: free\n", "\nsource:", "\nsource: https://example.vn/mo-lop"),
        ],
    )

    ran = tthc("procedure", "new", "1.000777", "--yes", *LAN)

    assert ran.code == 0, ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.code, found.label, found.effective_from) == ("1.000777", "Mở lớp nuôi ong", TODAY)
    assert "mở lớp nuôi ong" in ran.out


def test_a_blank_sheet_that_stays_blank_is_told_what_it_needs(
    tthc: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["\nname:\n", "\nname: \n"])

    is_refused(tthc("procedure", "new", "1.000777", "--yes", *LAN), "Tên thủ tục", "Phí, lệ phí")


def test_a_repeal_points_to_its_successor(tthc: Run, office: Storage) -> None:
    ran = tthc("procedure", "repeal", HONEY, "--from", "2027-01-01", "--replaced-by", BEES, "--yes", "--submit", *LAN)

    assert f"Bãi bỏ Giấy phép bán mật ({HONEY}) từ 01/01/2027, thay bằng Đăng ký nuôi ong ({BEES})." in ran.err
    (row,) = drafts_of(office)
    assert (row.repealed, row.replaced_by, row.state) == (True, BEES, "submitted")
    assert proposed(row).effective_from == DEARER.effective_from


def test_a_successor_may_begin_on_the_day_of_the_repeal_and_not_later(tthc: Run, office: Storage) -> None:
    let_hold(office, a_procedure(code="1.000777", effective_from=DEARER.effective_from))

    for day, code in (("2026-12-31", 1), ("2027-01-01", 0)):
        ran = tthc("procedure", "repeal", HONEY, "--from", day, "--replaced-by", "1.000777", "--dry-run", *LAN)
        assert ran.code == code, ran.err


def test_what_is_repealed_itself_replaces_nothing(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY)

    is_refused(tthc("procedure", "repeal", BEES, "--replaced-by", HONEY, "--yes", *LAN), f"{HONEY} đã bãi bỏ")


def test_an_edit_of_what_is_repealed_says_that_it_comes_back(tthc: Run, office: Storage, file: Write) -> None:
    repeal(office, HONEY)
    path = file(changed(office, HONEY, **fee(5_000)))

    ran = tthc("procedure", "edit", HONEY, "--file", path, "--yes", *LAN)

    assert f"{HONEY} đang bãi bỏ; công bố bản này thì có hiệu lực trở lại từ 25/11/2026" in ran.err
