"""When will the result be there, counting working days, holidays and make-up days?

Vietnamese offices count from the day after the file is complete; a file handed in on a day off, or after the
closing hour, counts as handed in on the next working day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from knowledge.procedure import TimeUnit
from knowledge.viet_time import VIETNAM

CLOSING_HOUR = time(17, 0)
"""After this hour of the Vietnamese day a file counts as handed in on the next working day."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days the offices work: no weekends, no public holidays, but the make-up days.

    `days` overrides the shipped calendar: a day to True (worked) or False (off).
    """

    days: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self.days:
            return self.days[day]
        return _works(day)

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        while not self.works(day):
            day += timedelta(days=1)
        return day


@cache
def _works(day: date) -> bool:
    calendar = holidays.country_holidays("VN", years=day.year)
    if day.weekday() >= _SATURDAY:
        return day in calendar.weekend_workdays
    return day not in calendar


def result_day(handed_in: datetime, amount: int, unit: TimeUnit, calendar: WorkCalendar) -> date | None:
    """The day a result is due for a complete file handed in at `handed_in` (aware).

    Working days skip days off; calendar days and months that end on a day off move to the next working day.
    None for hours beyond a day's work and for years, where a single day would promise too much.
    """
    local = handed_in.astimezone(VIETNAM)
    start = local.date()
    if not calendar.works(start) or local.time() >= CLOSING_HOUR:
        start = calendar.next_working_day(start + timedelta(days=1))
    match unit:
        case TimeUnit.WORKING_DAY:
            return _after_working_days(start, amount, calendar)
        case TimeUnit.DAY:
            return calendar.next_working_day(start + timedelta(days=amount))
        case TimeUnit.MONTH:
            return calendar.next_working_day(_months_later(start, amount))
        case TimeUnit.HOUR:
            return _after_working_days(start, -(-amount // 8), calendar) if amount <= 24 else None
        case TimeUnit.YEAR:
            return None


def _after_working_days(start: date, amount: int, calendar: WorkCalendar) -> date:
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= calendar.works(day)
    return day


def _months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
