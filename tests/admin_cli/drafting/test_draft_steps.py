from __future__ import annotations

import pytest

from knowledge import audit
from knowledge.drafts import Proposal
from knowledge.storage import Storage
from tests.admin_cli.bureau import LAN, MINH, TODAY, amount, dearer, is_refused, states, submitted
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import BEES, HONEY
from tests.knowledge.audited import faults, rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import NEW_YEAR, changed, fee, save, submit


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
