from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from knowledge.viet_time import VIETNAM, now, vietnamese_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 11, 22, 23, 59, tzinfo=VIETNAM), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 20, 0, tzinfo=timezone(-timedelta(hours=8))), date(2026, 11, 23)),
    ],
)
def test_the_vietnamese_day_begins_at_five_in_the_afternoon_utc(moment: datetime, day: date) -> None:
    assert vietnamese_day(moment) == day


def test_now_knows_its_zone() -> None:
    assert now().utcoffset() == timedelta(0)
