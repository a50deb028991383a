from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import WorkCalendar, result_day
from knowledge.procedure import TimeUnit
from knowledge.viet_time import VIETNAM
from tests.knowledge.examples import SOME

CALENDAR = WorkCalendar()
with Path(__file__).with_name("deadlines.tsv").open(encoding="utf-8") as table:
    GOLDEN = list(csv.DictReader(table, delimiter="\t"))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 11, 30), timezones=st.just(VIETNAM))  # noqa: DTZ001 - bounds


def _vietnamese(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def test_sixty_cases_or_more_were_worked_out_by_hand() -> None:
    assert len({(row["handed_in"], row["amount"], row["unit"]) for row in GOLDEN}) >= 60


@pytest.mark.parametrize(
    "row", GOLDEN, ids=lambda row: f"{row['handed_in']}+{row['amount']} {row['unit']}: {row['why']}"
)
def test_the_day_a_result_is_due(row: dict[str, str]) -> None:
    due = result_day(_vietnamese(row["handed_in"]), int(row["amount"]), TimeUnit(row["unit"]), CALENDAR)

    assert (due.isoformat() if due else "-") == row["due"]


def test_the_day_is_that_of_vietnam_wherever_the_clock_stands() -> None:
    late_on_tuesday_in_london = datetime(2026, 12, 8, 17, 30, tzinfo=UTC)  # half past midnight on Wednesday in Hanoi

    assert result_day(late_on_tuesday_in_london, 1, TimeUnit.WORKING_DAY, CALENDAR) == date(2026, 12, 10)


def test_an_office_may_close_or_open_on_days_of_its_own() -> None:
    friday, saturday = date(2026, 12, 4), date(2026, 12, 5)
    own = WorkCalendar({friday: False, saturday: True})

    assert (own.works(friday), own.works(saturday), own.works(date(2026, 12, 6))) == (False, True, False)
    assert result_day(_vietnamese("2026-12-03 09:00"), 1, TimeUnit.WORKING_DAY, own) == saturday


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 8, 22), date(2026, 2, 13)])
def test_a_working_day_is_its_own_next_working_day(day: date) -> None:
    assert CALENDAR.next_working_day(day) == day


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 2, 14), date(2026, 2, 23)),
        (date(2027, 2, 4), date(2027, 2, 11)),
        (date(2026, 8, 29), date(2026, 9, 3)),
    ],
)
def test_after_a_long_holiday_comes_the_first_working_day(day: date, following: date) -> None:
    assert CALENDAR.next_working_day(day) == following


@SOME
@given(
    moment=MOMENTS,
    amount=st.integers(1, 60),
    unit=st.sampled_from([TimeUnit.DAY, TimeUnit.WORKING_DAY, TimeUnit.MONTH]),
)
def test_a_result_is_due_on_a_working_day_after_the_file_came_in(moment: datetime, amount: int, unit: TimeUnit) -> None:
    due = result_day(moment, amount, unit, CALENDAR)

    assert due is not None
    assert CALENDAR.works(due)
    assert due > moment.date()


@SOME
@given(moment=MOMENTS, amount=st.integers(1, 60))
def test_working_days_last_at_least_as_long_as_calendar_days(moment: datetime, amount: int) -> None:
    working = result_day(moment, amount, TimeUnit.WORKING_DAY, CALENDAR)
    calendar = result_day(moment, amount, TimeUnit.DAY, CALENDAR)

    assert working is not None
    assert calendar is not None
    assert working >= calendar


@SOME
@given(moment=MOMENTS, amount=st.integers(1, 60), later=st.timedeltas(timedelta(0), timedelta(days=20)))
def test_who_hands_in_later_never_waits_less_long(moment: datetime, amount: int, later: timedelta) -> None:
    first = result_day(moment, amount, TimeUnit.WORKING_DAY, CALENDAR)
    second = result_day(moment + later, amount, TimeUnit.WORKING_DAY, CALENDAR)

    assert first is not None
    assert second is not None
    assert first <= second
