from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge import audit
from knowledge.drafts import proposed
from knowledge.interchange import commented_yaml
from knowledge.phrase_keeping import add_phrase
from knowledge.storage import Storage
from tests.admin_cli import bureau
from tests.admin_cli.bureau import LAN, MINH, amount, dearer, drafts_of, editing, is_refused, states
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import HONEY
from tests.knowledge.audited import MINH as WHO_MINH
from tests.knowledge.officers import NEW_YEAR, changed, fee, in_force, let_hold, save


def test_a_draft_is_edited_further(tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dearer(office, amount_vnd=51_000)
    opened_text = editing(monkeypatch, tmp_path, ["amount_vnd: 51000", "amount_vnd: 55000"])

    ran = tthc("draft", "edit", "1", "--yes", *MINH)

    assert ran.err == "Đã lưu bản nháp số 1. Gửi duyệt: tthc draft submit 1\n"
    (row,) = drafts_of(office)
    assert (proposed(row).fees[0].amount_vnd, row.state, row.actor) == (55_000, "draft", "Trần Minh")
    assert opened_text.read_text(encoding="utf-8").startswith("# Bản nháp số 1.\n")


def test_a_draft_that_is_not_changed_stays_submitted(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dearer(office)
    editing(monkeypatch, tmp_path, ["──── NỘI DUNG", "──── Nội dung"])

    assert tthc("draft", "edit", "1", "--yes", *MINH).err == "Bản nháp không có gì thay đổi.\n"
    assert states(office) == ["submitted"]


def test_what_cannot_become_of_a_draft_is_kept_in_a_file(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dearer(office)
    editing(monkeypatch, tmp_path, ["effective_from: 2026-11-25", "effective_from: 2026-11-01"])

    ran = tthc("draft", "edit", "1", "--yes", *LAN)

    (kept,) = tmp_path.glob(f"{HONEY}-*.yaml")
    is_refused(ran, "đã qua", kept.name)
    assert states(office) == ["submitted"]


def test_a_draft_that_is_put_off_takes_over_what_is_announced(tthc: Run, office: Storage, tmp_path: Path) -> None:
    let_hold(office, changed(office, HONEY, NEW_YEAR, **fee(70_000)))
    number = save(office, changed(office, HONEY, summary="Nộp ở tỉnh."))
    later = proposed(drafts_of(office)[-1]).model_copy(update={"effective_from": date(2027, 3, 1)})
    (tmp_path / "sau.yaml").write_text(commented_yaml(later), encoding="utf-8")

    ran = tthc("draft", "edit", str(number), "--file", "sau.yaml", "--yes", *LAN)

    assert "lấy luôn: Phí, lệ phí" in ran.err
    found = proposed(drafts_of(office)[-1])
    assert (found.fees[0].amount_vnd, found.summary) == (70_000, "Nộp ở tỉnh.")
    tthc("draft", "submit", str(number), *LAN)
    assert tthc("draft", "publish", str(number), "--yes", *MINH).code == 0
    assert amount(office, HONEY, date(2027, 3, 1)) == 70_000


def test_a_draft_whose_day_passed_while_it_waited_gets_another(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dearer(office)
    bureau.tomorrow_comes(monkeypatch)

    is_refused(tthc("draft", "publish", "1", "--yes", *MINH), "25/11/2026 đã qua", "2026-11-26", "tthc draft edit 1")
    editing(monkeypatch, tmp_path, ["effective_from: 2026-11-25", "effective_from: 2026-11-26"])
    tthc("draft", "edit", "1", "--yes", *LAN)
    tthc("draft", "submit", "1", *LAN)

    assert tthc("draft", "publish", "1", "--yes", *MINH).code == 0
    assert amount(office, HONEY, date(2026, 11, 26)) == 50_000


def test_who_publishes_over_others_is_told_and_goes_on_from_there(tthc: Run, office: Storage) -> None:
    number = dearer(office)
    with office.writing() as session:
        audit.record(session, WHO_MINH, add_phrase(session, HONEY, "đem mật ra chợ", situation=False))

    is_refused(tthc("draft", "publish", str(number), "--yes", *MINH), "vẫn còn nguyên", f"tthc draft rebase {number}")
    assert states(office) == ["submitted"]
    ran = tthc("draft", "rebase", str(number), *LAN)

    assert ran.err == "Bản nháp 1 đã ghép với bản mới nhất. Gửi duyệt: tthc draft submit 1\n"
    tthc("draft", "submit", "1", *LAN)
    assert tthc("draft", "publish", "1", "--yes", *MINH).code == 0
    with office.reading() as session:
        found = in_force(session, HONEY)
    assert found.phrases == ("xin giấy phép bán mật", "đem mật ra chợ")
    assert found.fees[0].amount_vnd == 50_000


def test_what_both_changed_is_told_by_its_name(tthc: Run, office: Storage) -> None:
    save(office, changed(office, HONEY, phrases=("bán mật ong",)))
    with office.writing() as session:
        audit.record(session, WHO_MINH, add_phrase(session, HONEY, "đem mật ra chợ", situation=False))

    ran = tthc("draft", "rebase", "1", *LAN)

    assert "Cả hai cùng sửa “Cách hỏi”: giữ theo bản nháp" in ran.err
    assert "đem mật ra chợ" in ran.err
    assert "tthc draft edit 1" in ran.err
