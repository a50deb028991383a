from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge import publishing
from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.law_in_force import Law, Repeal, law_of, law_on, law_with, successor
from knowledge.question_log import QuestionLog
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import ON, SECRET, Clock, a_life_event, a_procedure, actions, shown
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold, repeal

AN = 1
SELLING, HIVES, HONEY = "1.000002", "1.000003", "1.000004"
OFFICE = (
    a_procedure(
        phrases=("khai báo đàn ong",),
        situations=("vườn nhà em mới có mấy tổ",),
        fees=({"state": "free"},),
        channels=({"kind": "in_person", "time_words": "ngay trong ngày"},),
    ),
    a_procedure(code=SELLING, name="Thủ tục cấp giấy phép bán mật", short_name="Giấy phép bán mật"),
    a_procedure(code=HIVES, name="Thủ tục đăng ký vùng nuôi", short_name="Vùng nuôi thả"),
)


@pytest.fixture
def office(storage: Storage) -> Storage:
    """A catalogue of three procedures and a life event about bees."""
    bring_in(storage, *OFFICE)
    with storage.writing() as session:
        publishing.publish_life_events(session, [a_life_event()])
    return storage


@pytest.fixture
def desk(office: Storage, clock: Clock) -> FrontDesk:
    """What citizens speak with, on the law of the clock's day."""
    return FrontDesk(CatalogueKeeper(office, clock), Conversations(office, SECRET), QuestionLog(office, SECRET), clock)


def _law(storage: Storage, on: date = ON) -> Law:
    with storage.reading() as session:
        return law_on(session, on)


def _asked(desk: FrontDesk, text: str, person: int = AN) -> str:
    return shown(desk.on_question(person, text))


def _pressed(desk: FrontDesk, action: str) -> str:
    reply = desk.on_action(AN, action)
    assert reply is not None
    return shown(reply)


def _on(clock: Clock, day: date) -> None:
    """Nine in the morning of that day in Vietnam."""
    clock.moment = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


# What will change is announced from the day it is published


@pytest.mark.parametrize(
    ("moment", "now", "coming"),
    [
        pytest.param(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), "Miễn phí", True, id="announced weeks before"),
        pytest.param(datetime(2026, 12, 31, 2, 0, tzinfo=UTC), "Miễn phí", True, id="the day before"),
        pytest.param(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), "Miễn phí", True, id="23:59 in Vietnam"),
        pytest.param(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "70.000 đồng", False, id="00:00 in Vietnam"),
        pytest.param(datetime(2027, 1, 1, 2, 0, tzinfo=UTC), "70.000 đồng", False, id="on the day"),
        pytest.param(datetime(2027, 1, 2, 2, 0, tzinfo=UTC), "70.000 đồng", False, id="the day after"),
    ],
)
def test_a_new_fee_is_announced_before_and_holds_from_midnight_on(
    office: Storage, desk: FrontDesk, clock: Clock, moment: datetime, now: str, coming: bool
) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000), decision="812/QĐ-BTC"))
    clock.moment = moment

    said = _asked(desk, f"{BEES} bao nhiêu tiền")

    assert said.index(now) < (said.index("📌") if coming else len(said))
    assert ("📌 <b>Từ 01/01/2027, phí, lệ phí (QĐ 812/QĐ-BTC):</b>\n• Mức thu: <b>70.000 đồng</b>" in said) is coming
    assert ("Miễn phí" in said) is coming


def test_who_asks_for_something_else_is_told_that_the_fee_will_change(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))

    said = _asked(desk, f"{BEES} bao lâu")

    assert "📌 <b>Từ 01/01/2027</b> thay đổi: phí, lệ phí." in said
    assert "70.000" not in said


# A repeal is announced, then points to what stands in its place


def test_a_coming_repeal_is_announced_with_its_successor(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)

    said = _asked(desk, f"{BEES} bao nhiêu tiền")

    assert "Miễn phí" in said
    assert f"Từ 01/01/2027 thủ tục này được bãi bỏ</b>, thay bằng <b>Giấy phép bán mật</b> ({SELLING})" in said


def test_a_coming_repeal_names_a_successor_that_begins_on_the_same_day(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    repeal(office, BEES, NEW_YEAR, replaced_by=HONEY)

    assert f"thay bằng <b>Nuôi ong kiểu mới</b> ({HONEY})" in _asked(desk, BEES)


def test_a_repealed_code_is_answered_by_its_successor_from_its_day_on(
    office: Storage, desk: FrontDesk, clock: Clock
) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)

    before = _asked(desk, f"{BEES} bao nhiêu tiền")
    _on(clock, NEW_YEAR)
    after = _asked(desk, f"{BEES} bao nhiêu tiền")

    assert before.startswith("<b>Đăng ký nuôi ong — phí, lệ phí</b>")
    assert after.startswith(f"<b>Đăng ký nuôi ong</b> ({BEES}) đã bãi bỏ từ 01/01/2027. Nay làm theo thủ tục sau:")
    assert "<b>Giấy phép bán mật — phí, lệ phí</b>" in after
    assert SELLING in after


@pytest.mark.parametrize("words", ["khai báo đàn ong", "vườn nhà em mới có mấy tổ", "thủ tục đăng ký nuôi ong"])
def test_what_people_said_for_a_repealed_procedure_leads_to_its_successor(
    office: Storage, desk: FrontDesk, words: str
) -> None:
    repeal(office, BEES, replaced_by=SELLING)

    assert "Giấy phép bán mật" in _asked(desk, words)


def test_a_long_official_name_leads_on_in_full(office: Storage, desk: FrontDesk) -> None:
    name = "Thủ tục công nhận cơ sở gây giống ong chúa và nhân đàn ong bố mẹ phục vụ cải tạo đàn địa phương"
    bring_in(office, a_procedure(code=HONEY, name=name, short_name=""))
    repeal(office, HONEY, replaced_by=HIVES)

    (card,) = [card for card in _law(office).cards if card.code == HIVES]

    assert card.phrases == (name,)


def test_a_chain_of_successors_leads_to_its_end(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, replaced_by=SELLING)
    repeal(office, SELLING, replaced_by=HIVES)

    said = _asked(desk, f"{BEES} bao lâu")

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
        said = _asked(desk, code)
        assert f"({code}) đã bãi bỏ từ 25/11/2026" in said
        assert "chưa ghi thủ tục thay thế" in said


def test_without_a_successor_people_are_told_so(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES)

    said = _asked(desk, BEES)

    assert f"<b>Đăng ký nuôi ong</b> ({BEES}) đã bãi bỏ từ 25/11/2026" in said
    assert "chưa ghi thủ tục thay thế" in said


def test_a_successor_that_begins_later_is_named_with_its_day(office: Storage, desk: FrontDesk) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    _end(office, BEES, replaced_by=HONEY)

    said = _asked(desk, BEES)

    assert f"Từ 01/01/2027 làm theo thủ tục <b>Nuôi ong kiểu mới</b> ({HONEY})" in said
    assert "chưa ghi thủ tục thay thế" not in said


@pytest.mark.parametrize("action", [f"p:{BEES}:fee", f"p:{BEES}:", f"o:{BEES}"])
def test_an_old_button_of_a_repealed_procedure_leads_to_its_successor(
    office: Storage, desk: FrontDesk, action: str
) -> None:
    _asked(desk, BEES)
    repeal(office, BEES, replaced_by=SELLING)
    desk.catalogue._looked_at = float("-inf")  # type: ignore[attr-defined]

    said = _pressed(desk, action)

    assert f"({BEES}) đã bãi bỏ từ 25/11/2026" in said
    assert "<b>Giấy phép bán mật" in said
    assert "thời gian giải quyết" in _asked(desk, "thế bao lâu"), "the conversation goes on about the successor"


def test_a_button_of_what_was_never_there_says_that_it_is_gone(desk: FrontDesk) -> None:
    assert "không còn trong danh mục" in _pressed(desk, "p:9.999999:fee")


def test_a_conversation_about_a_procedure_goes_on_about_its_successor(
    office: Storage, desk: FrontDesk, clock: Clock
) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by=SELLING)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    assert "Đăng ký nuôi ong" in _asked(desk, BEES)
    clock.moment += timedelta(minutes=2)

    said = _asked(desk, "thế bao nhiêu tiền")

    assert f"({BEES}) đã bãi bỏ từ 01/01/2027" in said
    assert "<b>Giấy phép bán mật — phí, lệ phí</b>" in said


def test_a_conversation_about_what_ended_at_midnight_is_told_so(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, NEW_YEAR)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    _asked(desk, BEES)
    clock.moment += timedelta(minutes=2)

    assert f"({BEES}) đã bãi bỏ từ 01/01/2027" in _asked(desk, "thế bao nhiêu tiền")


def test_an_option_that_ended_while_it_was_shown_is_not_chosen(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, NEW_YEAR)
    clock.moment = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    reply = desk.on_question(AN, "nhà em mới nuôi ong phải làm gì")
    assert f"o:{BEES}" in actions(reply)
    clock.moment += timedelta(minutes=2)

    assert "đã bãi bỏ" in _asked(desk, "cái thứ nhất")
    assert "Giấy phép bán mật" in _asked(desk, "cái thứ hai")


def test_a_repealed_procedure_is_neither_browsed_nor_a_step_of_a_life_event(office: Storage, desk: FrontDesk) -> None:
    repeal(office, BEES, replaced_by=SELLING)

    assert f"o:{BEES}" not in _pressed(desk, "f:0.0")
    event = desk.on_action(AN, "e:nuoi-ong")
    assert event
    assert [action for action in actions(event) if action.startswith("o:")] == [f"o:{SELLING}"]


def test_what_comes_back_is_answered_itself_again(office: Storage, desk: FrontDesk, clock: Clock) -> None:
    repeal(office, BEES, replaced_by=SELLING)
    let_hold(office, changed(office, BEES, NEW_YEAR))
    _on(clock, NEW_YEAR)

    assert _asked(desk, f"{BEES} bao nhiêu tiền").startswith("<b>Đăng ký nuôi ong — phí, lệ phí</b>")
    law = _law(office, NEW_YEAR)
    assert law.repealed == {}
    assert [card.phrases for card in law.cards if card.code == SELLING] == [()]


# What the law of a day is made of


def test_what_agencies_do_among_themselves_is_nowhere(office: Storage, desk: FrontDesk) -> None:
    bring_in(office, a_procedure(code=HONEY, short_name="Luân chuyển hồ sơ", reach="internal"))
    law = _law(office)

    assert HONEY not in law.procedures
    assert HONEY not in {card.code for card in law.cards}
    assert "không có mã này" in _asked(desk, HONEY)


def test_before_the_first_day_there_is_no_law(office: Storage) -> None:
    law = _law(office, date(2025, 12, 31))

    assert (law.cards, len(law.procedures), law.repealed) == ((), 0, {})
    assert set(law.coming) == {BEES, SELLING, HIVES}


def test_the_shelf_has_what_was_put_on_it(office: Storage) -> None:
    law = _law(office)

    assert dict(law.procedures) == {procedure.code: procedure for procedure in OFFICE}
    assert law.procedures[BEES] is law.procedures[BEES], "unpacked once"
    assert "9.999999" not in law.procedures
    with pytest.raises(KeyError):
        law.procedures["9.999999"]


def test_labels_are_those_of_today_or_of_what_comes(office: Storage) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    law = _law(office)

    assert [law.label_of(code) for code in (BEES, HONEY, "9.999999")] == ["Đăng ký nuôi ong", "Nuôi ong kiểu mới", ""]


def test_a_law_with_other_procedures_leaves_the_first_as_it_is() -> None:
    first = law_of(OFFICE, ON)
    dearer = OFFICE[0].model_copy(update=fee(70_000))
    hidden = a_procedure(code=HONEY, reach="internal")

    second = law_with(first, [dearer, hidden])

    assert first.procedures[BEES] == OFFICE[0]
    assert second.procedures[BEES] == dearer
    assert [card.code for card in second.cards] == [BEES, SELLING, HIVES]


@pytest.mark.parametrize(
    ("successors", "end"),
    [
        ({}, BEES),
        ({BEES: SELLING}, SELLING),
        ({BEES: SELLING, SELLING: HIVES}, HIVES),
        ({BEES: ""}, ""),
        ({BEES: SELLING, SELLING: ""}, ""),
        ({BEES: BEES}, ""),
        ({BEES: SELLING, SELLING: BEES}, ""),
        ({BEES: SELLING, SELLING: HIVES, HIVES: SELLING}, ""),
    ],
)
def test_who_stands_in_the_place_of_a_repealed_procedure(successors: dict[str, str], end: str) -> None:
    repealed = {code: Repeal(code, code, ON, heir) for code, heir in successors.items()}

    assert successor(BEES, repealed) == end
