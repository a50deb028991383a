from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import WorkCalendar
from knowledge.procedure import ChannelKind, Fee, FeeKind, FeeState, SubmissionChannel, TimeUnit
from knowledge.wording.facts import UNKNOWN, due_line, duration, fee_line, money, weekday_and_day
from tests.knowledge.examples import NOW, SOME

IN_PERSON, ONLINE = ChannelKind.IN_PERSON, ChannelKind.ONLINE


@pytest.mark.parametrize(
    ("amount", "said"),
    [(1, "1 đồng"), (999, "999 đồng"), (1000, "1.000 đồng"), (50_000, "50.000 đồng"), (10**10, "10.000.000.000 đồng")],
)
def test_amounts_are_said_as_people_write_them(amount: int, said: str) -> None:
    assert money(amount) == said


@SOME
@given(amount=st.integers(0, 10**12))
def test_no_amount_loses_a_digit(amount: int) -> None:
    assert money(amount).removesuffix(" đồng").replace(".", "") == str(amount)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "thứ Hai 30/11"),
        (date(2026, 12, 1), "thứ Ba 01/12"),
        (date(2026, 12, 2), "thứ Tư 02/12"),
        (date(2026, 12, 3), "thứ Năm 03/12"),
        (date(2026, 12, 4), "thứ Sáu 04/12"),
        (date(2026, 8, 22), "thứ Bảy 22/08"),
        (date(2026, 11, 22), "Chủ nhật 22/11"),
    ],
)
def test_days_are_said_with_their_weekday(day: date, said: str) -> None:
    assert weekday_and_day(day) == said


def test_free_not_stated_and_stated_are_three_different_answers() -> None:
    said = {
        fee_line(Fee(state=FeeState.FREE)),
        fee_line(Fee(state=FeeState.NOT_STATED)),
        fee_line(Fee(state=FeeState.STATED, amount_vnd=50_000)),
    }

    assert said == {"<b>Miễn phí</b>", f"Mức thu cụ thể: {UNKNOWN}", "Mức thu: <b>50.000 đồng</b>"}


@pytest.mark.parametrize(("kind", "label"), [(FeeKind.CHARGE, "Phí"), (FeeKind.STATE_FEE, "Lệ phí"), (None, "Mức thu")])
def test_a_stated_fee_says_which_kind_it_is(kind: FeeKind | None, label: str) -> None:
    fee = Fee(state=FeeState.STATED, kind=kind, amount_vnd=8000, per="bản")

    assert fee_line(fee) == f"{label}: <b>8.000 đồng/bản</b>"


@pytest.mark.parametrize("state", [FeeState.FREE, FeeState.NOT_STATED])
def test_every_fee_says_for_whom_and_where_it_holds(state: FeeState) -> None:
    said = fee_line(Fee(state=state, condition="hộ nghèo & cận nghèo", channel=ONLINE))

    assert said.endswith(" (nộp trực tuyến) — hộ nghèo &amp; cận nghèo")


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (SubmissionChannel(kind=IN_PERSON), ""),
        (SubmissionChannel(kind=IN_PERSON, time_amount=5, time_unit=TimeUnit.WORKING_DAY), "5 ngày làm việc"),
        (SubmissionChannel(kind=IN_PERSON, time_amount=8, time_unit=TimeUnit.HOUR), "8 giờ"),
        (SubmissionChannel(kind=IN_PERSON, time_amount=3, time_unit=TimeUnit.DAY), "3 ngày"),
        (SubmissionChannel(kind=IN_PERSON, time_amount=1, time_unit=TimeUnit.MONTH), "1 tháng"),
        (SubmissionChannel(kind=IN_PERSON, time_amount=2, time_unit=TimeUnit.YEAR), "2 năm"),
        (SubmissionChannel(kind=IN_PERSON, time_words="Ngay khi nhận <đủ>"), "Ngay khi nhận &lt;đủ&gt;"),
        (
            SubmissionChannel(kind=IN_PERSON, time_amount=3, time_unit=TimeUnit.DAY, time_words="Xa thì 5"),
            "3 ngày. Xa thì 5",
        ),
    ],
)
def test_times_are_said_with_their_unit(channel: SubmissionChannel, said: str) -> None:
    assert duration(channel) == said


def _due(*channels: SubmissionChannel, moment: datetime = NOW) -> str:
    return due_line(channels, moment, WorkCalendar())


def test_the_result_day_is_told_from_the_first_channel_with_a_plain_time() -> None:
    words = SubmissionChannel(kind=IN_PERSON, time_words="Ngay")
    years = SubmissionChannel(kind=IN_PERSON, time_amount=2, time_unit=TimeUnit.YEAR)
    five = SubmissionChannel(kind=ONLINE, time_amount=5, time_unit=TimeUnit.WORKING_DAY)

    assert "<b>thứ Tư 02/12</b>" in _due(words, years, five)


def test_no_day_is_promised_where_there_is_no_plain_time() -> None:
    assert _due() == ""
    assert _due(SubmissionChannel(kind=IN_PERSON, time_words="Ngay")) == ""
    assert _due(SubmissionChannel(kind=IN_PERSON, time_amount=72, time_unit=TimeUnit.HOUR)) == ""


def test_the_result_day_is_counted_from_the_vietnamese_day() -> None:
    three = SubmissionChannel(kind=IN_PERSON, time_amount=3, time_unit=TimeUnit.WORKING_DAY)
    night_in_hanoi = datetime(2026, 12, 7, 17, 30, tzinfo=UTC)  # half past midnight on the 8th

    assert "thứ Sáu 11/12" in _due(three, moment=night_in_hanoi)
