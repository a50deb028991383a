from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from knowledge import models, wording
from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.question_log import QuestionLog
from knowledge.storage import Storage
from tests.knowledge.examples import NOW, SECRET, Clock, a_life_event, a_procedure, actions, catalogue_of, shown

AN, BINH = 1, 2


@pytest.fixture(scope="module")
def bees() -> Catalogue:
    keeping = a_procedure(
        code="1.000001",
        short_name="Đăng ký nuôi ong",
        phrases=("đăng ký nuôi ong", "khai báo tổ ong", "nuôi ong phải báo ai"),
        cases=({"documents": ({"name": "Tờ khai nuôi ong"},)},),
    )
    selling = a_procedure(code="1.000012", short_name="Giấy phép bán mật", name="Cấp giấy phép bán mật")
    return catalogue_of(keeping, selling, life_events=(a_life_event(),))


@pytest.fixture
def desk(bees: Catalogue, storage: Storage, clock: Clock) -> FrontDesk:
    return FrontDesk(lambda: bees, Conversations(storage, SECRET), QuestionLog(storage, SECRET), clock)


def _logged(desk: FrontDesk) -> list[models.QuestionRow]:
    with desk.log.storage.reading() as session:
        return list(session.exec(select(models.QuestionRow)))


def _context(desk: FrontDesk, person: int = AN) -> Context:
    return desk.conversations.load(person, desk.clock())


def test_a_question_is_answered_remembered_and_logged(desk: FrontDesk) -> None:
    reply = desk.on_question(AN, "1.000001 cần giấy tờ gì", "console")

    assert "Tờ khai nuôi ong" in shown(reply)
    assert _context(desk).current == ("1.000001",)
    (row,) = _logged(desk)
    assert (row.text, row.outcome, row.codes, row.channel) == (
        "1.000001 cần giấy tờ gì",
        "answered",
        ["1.000001"],
        "console",
    )


def test_who_waited_past_midnight_is_answered_in_the_new_day(bees: Catalogue, desk: FrontDesk, clock: Clock) -> None:
    def slowly() -> Catalogue:
        clock.moment = NOW + timedelta(days=1)
        return bees

    slow = FrontDesk(slowly, desk.conversations, desk.log, clock)

    slow.on_question(AN, "1.000001")

    assert [row.asked_at for row in _logged(desk)] == [NOW + timedelta(days=1)]


def test_the_next_question_goes_on(desk: FrontDesk) -> None:
    desk.on_question(AN, "1.000001 cần giấy tờ gì")

    assert "Đăng ký nuôi ong — phí, lệ phí" in shown(desk.on_question(AN, "bao nhiêu tiền"))


def test_after_half_an_hour_the_next_question_begins_anew(desk: FrontDesk, clock: Clock) -> None:
    desk.on_question(AN, "1.000001 cần giấy tờ gì")
    clock.moment = NOW + timedelta(minutes=31)

    desk.on_question(AN, "bao nhiêu tiền")

    assert _logged(desk)[-1].reason == "no_topic"


def test_people_do_not_hear_each_other(desk: FrontDesk) -> None:
    desk.on_question(AN, "1.000001 cần giấy tờ gì")
    desk.on_question(BINH, "bao nhiêu tiền")

    assert _logged(desk)[-1].reason == "no_topic"


@pytest.mark.parametrize("question", ["nuôi ong, cccd của em là 001099012345", "em tên An, gọi 0912345678 giúp em"])
def test_what_says_who_a_person_is_is_neither_logged_nor_remembered(desk: FrontDesk, question: str) -> None:
    desk.on_question(AN, question)

    kept = _logged(desk)[0].text + _context(desk).question
    assert "001099012345" not in kept
    assert "0912345678" not in kept


@pytest.mark.parametrize("question", ["", " ", "\x00", "a" * 5000, "nửa chữ \ud83d", "🐝" * 3000, "<b>", "1" * 400])
def test_whatever_is_sent_gets_a_reply(desk: FrontDesk, question: str) -> None:
    assert desk.on_question(AN, question).parts


def test_pressing_an_aspect_shows_it_in_place(desk: FrontDesk) -> None:
    reply = desk.on_action(AN, "p:1.000001:fee")

    assert reply is not None
    assert reply.replaces
    assert "phí, lệ phí" in shown(reply)
    assert _context(desk).current == ("1.000001",), "the next question goes on about it"


def test_pressing_without_an_aspect_shows_the_card(desk: FrontDesk) -> None:
    reply = desk.on_action(AN, "p:1.000001:")

    assert reply is not None
    assert "Tên chính thức" in shown(reply)


def test_choosing_an_option_answers_what_was_asked(desk: FrontDesk) -> None:
    desk.conversations.save(AN, Context(offered=("1.000001", "1.000012"), aspects=("fee",)), NOW)

    reply = desk.on_action(AN, "o:1.000001")

    assert reply is not None
    assert "Đăng ký nuôi ong — phí, lệ phí" in shown(reply)
    assert _context(desk).current == ("1.000001",)
    assert _context(desk).offered == ()


def test_pressing_is_no_question(desk: FrontDesk) -> None:
    for action in ("p:1.000001:fee", "o:1.000001", "f:", "e:"):
        desk.on_action(AN, action)

    assert _logged(desk) == []


@pytest.mark.parametrize("action", ["p:9.999999:fee", "p::", "p:", "o:9.999999", "o:", "f:9.0", "e:ban-ong"])
def test_a_button_of_what_is_gone_says_so(desk: FrontDesk, action: str) -> None:
    assert desk.on_action(AN, action) == wording.gone()


@pytest.mark.parametrize("action", ["", "x:1", "nonsense", "P:1.000001:"])
def test_a_button_that_means_nothing_gets_no_reply(desk: FrontDesk, action: str) -> None:
    assert desk.on_action(AN, action) is None


def test_fields_and_life_events_can_be_browsed(desk: FrontDesk) -> None:
    assert actions(desk.fields()) == ["f:0.0"]
    assert actions(desk.life_events()) == ["e:nuoi-ong"]
    opened = [desk.on_action(AN, action) for action in ("f:", "e:", "f:0.0", "e:nuoi-ong")]
    assert [reply is not None and reply.replaces for reply in opened] == [True] * 4


def test_start_welcomes_and_forgets(desk: FrontDesk) -> None:
    desk.on_question(AN, "1.000001")

    assert "Chào anh/chị" in shown(desk.start(AN))
    assert _context(desk) == Context()


def test_forgetting_is_said(desk: FrontDesk) -> None:
    desk.on_question(AN, "1.000001")

    assert desk.forget(AN) == wording.forgotten()
    assert _context(desk) == Context()


def test_help_needs_nobody(desk: FrontDesk) -> None:
    assert desk.help() == wording.help_text()
