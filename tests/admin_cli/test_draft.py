from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge import audit
from knowledge.drafts import Proposal, proposed
from knowledge.interchange import commented_yaml
from knowledge.phrase_keeping import add_phrase
from knowledge.storage import Storage
from tests.admin_cli import bureau
from tests.admin_cli.bureau import (
    KEEPING,
    LAN,
    MINH,
    SELLING,
    TODAY,
    amount,
    dearer,
    drafts_of,
    editing,
    is_refused,
    opened,
    states,
    submitted,
)
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import MINH as WHO_MINH
from tests.knowledge.audited import faults, rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import NEW_YEAR, changed, fee, in_force, let_hold, repeal, save, submit

BEES, HONEY = KEEPING.code, SELLING.code


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


# Looking


def test_without_drafts_it_says_how_to_begin_one(tthc: Run) -> None:
    ran = tthc("draft", "list")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc procedure edit" in ran.err


def test_the_list_says_what_each_draft_is_and_where_it_stands(tthc: Run, office: Storage) -> None:
    save(office, changed(office, BEES, **fee(50_000)))
    submitted(office, Proposal(changed(office, HONEY, NEW_YEAR), repealed=True))
    save(office, a_procedure(code="1.000777", short_name="Mở lớp nuôi ong", effective_from=TODAY))

    lines = tthc("draft", "list").out.splitlines()

    for number, words in enumerate(
        (
            ("1", BEES, "sửa", "25/11/2026", "Nguyễn Lan", "đang soạn"),
            ("2", HONEY, "bãi bỏ", "01/01/2027", "chờ duyệt"),
            ("3", "Mở lớp nuôi ong", "mới"),
        ),
        1,
    ):
        (line,) = [each for each in lines if each.startswith(f"│ {number} ")]
        assert all(word in line for word in words)


def test_what_is_decided_is_listed_only_when_asked_for(tthc: Run, office: Storage) -> None:
    let_hold(office, changed(office, HONEY, **fee(50_000)))

    assert tthc("draft", "list").out == ""
    assert "đã công bố" in tthc("draft", "list", "--all").out
    assert [each["state"] for each in tthc("draft", "list", "--all", "--json").json()] == ["published"]


def test_a_draft_is_shown_with_what_changes_and_what_citizens_will_read(tthc: Run, office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))

    ran = tthc("draft", "show", str(number))

    for words in (
        "Bản nháp 1 · 1.000001 · Đăng ký nuôi ong · đang soạn",
        "Nguyễn Lan soạn lúc 09:00 25/11/2026: theo QĐ 812/QĐ-BTC",
        "Có hiệu lực từ 25/11/2026",
        "− Miễn phí",
        "50.000 đồng",
        "Người dân đang đọc",
        "Người dân sẽ đọc",
    ):
        assert words in ran.out
    found = tthc("draft", "show", str(number), "--json").json()
    assert (found["id"], found["content"]["fees"][0]["amount_vnd"], found["repealed"]) == (1, 50_000, False)


def test_a_repeal_is_shown_as_one(tthc: Run, office: Storage) -> None:
    save(office, Proposal(changed(office, HONEY), repealed=True, replaced_by=BEES))

    assert f"Sẽ bãi bỏ thủ tục này, thay bằng {BEES}." in tthc("draft", "show", "1").out


def test_what_would_come_back_is_shown_as_that(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY)
    number = save(office, changed(office, HONEY, **fee(50_000)))

    assert "nay có hiệu lực trở lại" in tthc("draft", "show", str(number)).out


# One step after the other


def test_from_draft_to_what_citizens_read(tthc: Run, office: Storage) -> None:
    save(office, changed(office, HONEY, **fee(50_000)))

    sent = tthc("draft", "submit", "1", *LAN[:2])
    live = tthc("draft", "publish", "1", "--yes", *MINH)

    assert sent.err == "Đã gửi duyệt bản nháp 1. Người duyệt chạy: tthc draft publish 1\n"
    assert live.code == 0, live.err
    assert "Đã công bố 1 thủ tục: người dân đọc bản mới ngay bây giờ." in live.err
    assert f"tthc procedure rollback {HONEY}" in live.err
    assert amount(office, HONEY) == 50_000
    assert "50.000 đồng" in tthc("ask", f"{HONEY} bao nhiêu tiền").out
    assert faults(office) == []


def test_what_is_published_for_later_is_announced_today(tthc: Run, office: Storage) -> None:
    dearer(office, HONEY, NEW_YEAR)

    ran = tthc("draft", "publish", "1", "--yes", *MINH)

    assert "từ 00:00 ngày 01/01/2027, hôm nay đã báo trước" in ran.err
    assert "Từ 01/01/2027, phí, lệ phí" in tthc("ask", f"{HONEY} bao nhiêu tiền").out
    assert amount(office, HONEY) is None


@pytest.mark.parametrize(
    ("step", "state", "words"),
    [
        ("reject", "rejected", "Đã trả lại bản nháp 1. Người soạn sửa rồi gửi lại: tthc draft edit 1"),
        ("withdraw", "withdrawn", "Đã rút bản nháp 1."),
    ],
)
def test_a_draft_goes_back(tthc: Run, office: Storage, step: str, state: str, words: str) -> None:
    dearer(office)

    ran = tthc("draft", step, "1", "--actor", "Trần Minh", "--reason", "thiếu số quyết định")

    assert (ran.code, ran.err) == (0, words + "\n")
    assert states(office) == [state]


def test_a_draft_that_was_given_back_is_listed_with_the_reason_and_mended(tthc: Run, office: Storage) -> None:
    dearer(office)
    tthc("draft", "reject", "1", "--actor", "Trần Minh", "--reason", "thiếu số quyết định")

    assert "bị trả lại" in tthc("draft", "list").out
    assert "Trần Minh trả lại: thiếu số quyết định. Sửa tiếp: tthc draft edit 1" in tthc("draft", "show", "1").out
    assert tthc("draft", "submit", "1", *LAN).code == 0
    assert states(office) == ["submitted"]


@pytest.mark.parametrize("step", ["submit", "reject", "withdraw", "rebase", "publish"])
def test_what_is_only_tried_is_not_written(tthc: Run, office: Storage, step: str) -> None:
    number = save(office, changed(office, HONEY, **fee(50_000)))
    if step in ("reject", "publish"):
        submit(office, number)
    before = rows(office)

    ran = tthc("draft", step, "1", "--dry-run", *MINH)

    assert ran.code == 0, ran.err
    assert "hưa" in ran.err.splitlines()[-1], "not yet"
    assert rows(office) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "12"), "tthc draft list"),
        (("submit", "12", *LAN), "tthc draft list"),
        (("publish", "12", *MINH), "tthc draft list"),
        (("publish", *MINH), "tthc draft list"),
        (("submit", "1"), "TTHC_ACTOR"),
        (("submit", "1", "--actor", " "), "TTHC_ACTOR"),
        (("withdraw", "1", "--actor", "Nguyễn Lan"), "--reason"),
        (("submit", "1", "--actor", "x" * 81), "dài nhất 80"),
        (("publish", "1", "--yes", *MINH), "tthc draft submit 1"),
        (("reject", "1", *MINH), "chưa gửi duyệt"),
        (("submit", "2", *LAN), "đã gửi duyệt rồi"),
        (("publish", "2", "--yes", *LAN), "tthc setting set self_review on"),
        (("publish", "2", *MINH), "Thêm --yes"),
        (("publish", "1", "2", "--yes", *MINH), "Bản nháp 1"),
        (("submit", "3", *LAN), f"tthc procedure edit {BEES}"),
        (("edit", "3", *LAN), "đã rút, không đổi được nữa"),
        (("rebase", "3", *LAN), "đã rút, không đổi được nữa"),
        (("publish", "3", *MINH), "đã rút"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_way_on(
    tthc: Run, office: Storage, arguments: tuple[str, ...], words: str
) -> None:
    save(office, changed(office, HONEY, **fee(50_000)))
    submitted(
        office, Proposal(a_procedure(code="1.000777", name="Thuê ao thả cá", short_name="", effective_from=TODAY))
    )
    save(office, changed(office, BEES, summary="Bỏ."))
    tthc("draft", "withdraw", "3", *LAN)
    before = rows(office)

    is_refused(tthc("draft", *arguments), words)

    assert rows(office) == before


@pytest.mark.parametrize("arguments", [["dance"], ["show"], ["show", "một"], ["submit", "1", "--fast"]])
def test_wrong_usage_ends_with_two(tthc: Run, arguments: list[str]) -> None:
    ran = tthc("draft", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_an_office_of_one_publishes_its_own_once_that_is_allowed(tthc: Run, office: Storage) -> None:
    dearer(office)
    tthc("setting", "set", "self_review", "on", *LAN)

    assert tthc("draft", "publish", "1", "--yes", *LAN).code == 0
    with office.reading() as session:
        assert (audit.entries(session, HONEY, limit=1)[0].after or {})["self_review"] is True


# Going on with a draft


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
