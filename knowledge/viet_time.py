"""What day is it in Vietnam?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def vietnamese_day(moment: datetime) -> date:
    """The day of the Vietnamese calendar at an aware moment.

    >>> from datetime import UTC
    >>> vietnamese_day(datetime(2026, 11, 22, 17, 30, tzinfo=UTC)).isoformat()
    '2026-11-23'
    """
    return moment.astimezone(VIETNAM).date()


def now() -> datetime:
    """The present moment, aware; read only at the edge."""
    return datetime.now(UTC)
