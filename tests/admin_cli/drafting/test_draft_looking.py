from __future__ import annotations

from knowledge.drafts import Proposal
from knowledge.storage import Storage
from tests.admin_cli.bureau import TODAY, submitted
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import BEES, HONEY
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import NEW_YEAR, changed, fee, let_hold, repeal, save


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
