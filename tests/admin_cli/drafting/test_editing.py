from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.differences import changes
from knowledge.drafts import proposed
from knowledge.storage import Storage
from tests.admin_cli.bureau import DEARER, KEEPING, LAN, TODAY, drafts_of, editing, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import BEES, Write
from tests.knowledge.audited import rows
from tests.knowledge.officers import changed, fee


def test_an_edit_in_the_editor_becomes_a_draft(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened_text = editing(
        monkeypatch,
        tmp_path,
        [
            "state: free",
            "state: stated\n  amount_vnd: 50000",
            "effective_from: 2026-11-25",
            "effective_from: 2026-12-01",
        ],
    )

    ran = tthc("procedure", "edit", BEES, "--yes", *LAN)

    assert ran.code == 0, ran.err
    assert "− Miễn phí" in ran.out
    assert "50.000 đồng" in ran.out
    assert "Ngày 01/12/2026, nếu giữ nguyên" in ran.out
    assert "Lưu ý: đã công bố một bản từ 01/01/2027" in ran.err
    assert f"tthc procedure edit {BEES} --from 2027-01-01" in ran.err
    assert ran.err.endswith("Đã lưu bản nháp số 1.\nGửi duyệt: tthc draft submit 1\n")
    (row,) = drafts_of(office)
    assert (row.actor, row.reason, row.state) == ("Nguyễn Lan", "theo QĐ 812/QĐ-BTC", "draft")
    assert [change.field for change in changes(KEEPING, proposed(row))] == ["fees", "effective_from"]
    assert opened_text.read_text(encoding="utf-8").startswith(f"# Sửa {BEES}.\n")


def test_an_edit_from_a_file_may_be_submitted_at_once(tthc: Run, office: Storage, file: Write) -> None:
    path = file(changed(office, BEES, summary="Báo trước ba ngày."))

    ran = tthc("procedure", "edit", BEES, "--file", path, "--submit", "--yes", *LAN)

    assert "Người duyệt chạy: tthc draft publish 1" in ran.err
    assert drafts_of(office)[0].state == "submitted"


def test_an_edit_can_be_piped_in(
    tthc: Run, office: Storage, file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / file(changed(office, BEES, summary="Qua ống."))).open(encoding="utf-8") as piped:
        monkeypatch.setattr("sys.stdin", piped)
        ran = tthc("procedure", "edit", BEES, "--file", "-", "--yes", *LAN)

    assert ran.code == 0, ran.err
    assert proposed(drafts_of(office)[0]).summary == "Qua ống."


def test_an_edit_of_a_later_day_has_what_is_announced_until_then(tthc: Run, office: Storage, file: Write) -> None:
    later = KEEPING.model_copy(update={"summary": "Nộp ở tỉnh.", "effective_from": TODAY.replace(2027, 7, 1)})

    ran = tthc("procedure", "edit", BEES, "--file", file(later), "--yes", *LAN)

    assert "Theo bản đã công bố trước đó, lấy luôn: Phí, lệ phí." in ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.summary, found.fees) == ("Nộp ở tỉnh.", DEARER.fees)


def test_of_what_is_announced_and_edited_the_edit_stays_and_it_is_told(tthc: Run, office: Storage, file: Write) -> None:
    later = KEEPING.model_copy(update={**fee(90_000), "effective_from": DEARER.effective_from})

    ran = tthc("procedure", "edit", BEES, "--file", file(later), "--yes", *LAN)

    assert "Bản đã công bố cũng sửa, giữ theo bản đang soạn: Phí, lệ phí." in ran.err
    assert proposed(drafts_of(office)[0]).fees[0].amount_vnd == 90_000


def test_an_announced_version_can_itself_be_edited(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["amount_vnd: 70000", "amount_vnd: 75000"])

    ran = tthc("procedure", "edit", BEES, "--from", "2027-01-01", "--yes", *LAN)

    assert ran.code == 0, ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.fees[0].amount_vnd, found.effective_from) == (75_000, DEARER.effective_from)


@pytest.mark.parametrize("option", ["--dry-run", ""])
def test_what_is_only_looked_at_is_not_saved(tthc: Run, office: Storage, file: Write, option: str) -> None:
    before = rows(office)
    path = file(changed(office, BEES, **fee(50_000)))

    ran = tthc("procedure", "edit", BEES, "--file", path, *filter(None, [option]), *LAN)

    assert "50.000 đồng" in ran.out
    if option:
        assert (ran.code, ran.err.splitlines()[-1]) == (0, "Chưa lưu gì.")
    else:
        is_refused(ran, "Thêm --yes")
    assert rows(office) == before
