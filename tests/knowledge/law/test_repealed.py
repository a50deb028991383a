from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.front_desk import FrontDesk
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import Clock, a_procedure, actions
from tests.knowledge.law.the_law import AN, HIVES, HONEY, SELLING, asked, it_is, law_that_day, pressed
from tests.knowledge.officers import BEES, NEW_YEAR, changed, let_hold, repeal


def test_a_coming_repeal_is_announced_with_its_successor(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)

    said = asked(desk, f"{BEES} bao nhiêu tiền")

    assert "Miễn phí" in said
    assert f"Từ 01/01/2027 thủ tục này được bãi bỏ</b>, thay bằng <b>Giấy phép bán mật</b> ({SELLING})" in said


def test_a_coming_repeal_names_a_successor_that_begins_on_the_same_day(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    repeal(office, BEES, NEW_YEAR, replaced_by=HONEY)

    assert f"thay bằng <b>Nuôi ong kiểu mới</b> ({HONEY})" in asked(desk, BEES)


def test_a_repealed_code_is_answered_by_its_successor_from_its_day_on(
    office: Storage, desk: FrontDesk, clock: Clock
) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)

    before = asked(desk, f"{BEES} bao nhiêu tiền")
    it_is(clock, NEW_YEAR)
    after = asked(desk, f"{BEES} bao nhiêu tiền")

    assert before.startswith("<b>Đăng ký nuôi ong — phí, lệ phí</b>")
    assert after.startswith(f"<b>Đăng ký nuôi ong</b> ({BEES}) đã bãi bỏ từ 01/01/2027. Nay làm theo thủ tục sau:")
    assert "<b>Giấy phép bán mật — phí, lệ phí</b>" in after
    assert SELLING in after


@pytest.mark.parametrize("words", ["khai báo đàn ong", "vườn nhà em mới có mấy tổ", "thủ tục đăng ký nuôi ong"])
def test_what_people_said_for_a_repealed_procedure_leads_to_its_successor(
    office: Storage, desk: FrontDesk, words: str
) -> None:
    repeal(office, BEES, replaced_by=SELLING)

    assert "Giấy phép bán mật" in asked(desk, words)


def test_a_long_official_name_leads_on_in_full(office: Storage, desk: FrontDesk) -> None:
    name = "Thủ tục công nhận cơ sở gây giống ong chúa và nhân đàn ong bố mẹ phục vụ cải tạo đàn địa phương"
    bring_in(office, a_procedure(code=HONEY, name=name, short_name=""))
    repeal(office, HONEY, replaced_by=HIVES)

    (card,) = [card for card in law_that_day(office).cards if card.code == HIVES]

    assert card.phrases == (name,)


def test_a_chain_of_successors_leads_to_its_end(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, replaced_by=SELLING)
    repeal(office, SELLING, replaced_by=HIVES)

    said = asked(desk, f"{BEES} bao lâu")

    assert f"({BEES}) đã bãi bỏ từ 25/11/2026" in said
    assert "<b>Vùng nuôi thả — thời gian giải quyết</b>" in said


def _end(storage: Storage, code: str, replaced_by: str) -> None:
    """End a procedure as no officer can any more: nothing is asked of its successor."""
    last = changed(storage, code)
    with storage.writing() as session:
        write_version(session, version_row(last, origin="officer", repealed=True, replaced_by=replaced_by))


def test_a_cycle_of_successors_ends_without_one(office: Storage, desk: FrontDesk) -> None:
    _end(office, BEES, replaced_by=SELLING)
    _end(office, SELLING, replaced_by=BEES)

    for code in (BEES, SELLING):
        said = asked(desk, code)
        assert f"({code}) đã bãi bỏ từ 25/11/2026" in said
        assert "chưa ghi thủ tục thay thế" in said


def test_without_a_successor_people_are_told_so(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES)

    said = asked(desk, BEES)

    assert f"<b>Đăng ký nuôi ong</b> ({BEES}) đã bãi bỏ từ 25/11/2026" in said
    assert "chưa ghi thủ tục thay thế" in said


def test_a_successor_that_begins_later_is_named_with_its_day(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    _end(office, BEES, replaced_by=HONEY)

    said = asked(desk, BEES)

    assert f"Từ 01/01/2027 làm theo thủ tục <b>Nuôi ong kiểu mới</b> ({HONEY})" in said
    assert "chưa ghi thủ tục thay thế" not in said


@pytest.mark.parametrize("action", [f"p:{BEES}:fee", f"p:{BEES}:", f"o:{BEES}"])
def test_an_old_button_of_a_repealed_procedure_leads_to_its_successor(
    office: Storage, desk: FrontDesk, action: str
) -> None:
    asked(desk, BEES)
    repeal(office, BEES, replaced_by=SELLING)
    desk.catalogue._looked_at = float("-inf")  # type: ignore[attr-defined]

    said = pressed(desk, action)

    assert f"({BEES}) đã bãi bỏ từ 25/11/2026" in said
    assert "<b>Giấy phép bán mật" in said
    assert "thời gian giải quyết" in asked(desk, "thế bao lâu"), "the conversation goes on about the successor"


def test_a_button_of_what_was_never_there_says_that_it_is_gone(desk: FrontDesk) -> None:
    assert "không còn trong danh mục" in pressed(desk, "p:9.999999:fee")


def test_a_conversation_about_a_procedure_goes_on_about_its_successor(
    office: Storage, desk: FrontDesk, clock: Clock
) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    assert "Đăng ký nuôi ong" in asked(desk, BEES)
    clock.moment += timedelta(minutes=2)

    said = asked(desk, "thế bao nhiêu tiền")

    assert f"({BEES}) đã bãi bỏ từ 01/01/2027" in said
    assert "<b>Giấy phép bán mật — phí, lệ phí</b>" in said


def test_a_conversation_about_what_ended_at_midnight_is_told_so(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, NEW_YEAR)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    asked(desk, BEES)
    clock.moment += timedelta(minutes=2)

    assert f"({BEES}) đã bãi bỏ từ 01/01/2027" in asked(desk, "thế bao nhiêu tiền")


def test_an_option_that_ended_while_it_was_shown_is_not_chosen(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, NEW_YEAR)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    reply = desk.on_question(AN, "nhà em mới nuôi ong phải làm gì")
    assert f"o:{BEES}" in actions(reply)
    clock.moment += timedelta(minutes=2)

    assert "đã bãi bỏ" in asked(desk, "cái thứ nhất")
    assert "Giấy phép bán mật" in asked(desk, "cái thứ hai")


def test_a_repealed_procedure_is_neither_browsed_nor_a_step_of_a_life_event(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, replaced_by=SELLING)

    assert f"o:{BEES}" not in pressed(desk, "f:0.0")
    event = desk.on_action(AN, "e:nuoi-ong")
    assert event
    assert [action for action in actions(event) if action.startswith("o:")] == [f"o:{SELLING}"]


def test_what_comes_back_is_answered_itself_again(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, replaced_by=SELLING)
    let_hold(office, changed(office, BEES, NEW_YEAR))
    it_is(clock, NEW_YEAR)

    assert asked(desk, f"{BEES} bao nhiêu tiền").startswith("<b>Đăng ký nuôi ong — phí, lệ phí</b>")
    law = law_that_day(office, NEW_YEAR)
    assert law.repealed == {}
    assert [card.phrases for card in law.cards if card.code == SELLING] == [()]
