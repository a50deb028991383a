"""What does the office have, and how is it asked on a day?"""

from __future__ import annotations

from datetime import UTC, date, datetime

from knowledge.front_desk import FrontDesk
from knowledge.law_in_force import Law, law_on
from knowledge.storage import Storage
from tests.knowledge.examples import ON, Clock, a_procedure, shown

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


def law_that_day(storage: Storage, on: date = ON) -> Law:
    with storage.reading() as session:
        return law_on(session, on)


def asked(desk: FrontDesk, text: str, person: int = AN) -> str:
    return shown(desk.on_question(person, text))


def pressed(desk: FrontDesk, action: str) -> str:
    reply = desk.on_action(AN, action)
    assert reply is not None
    return shown(reply)


def it_is(clock: Clock, day: date) -> None:
    """Nine in the morning of that day in Vietnam."""
    clock.moment = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
