"""Which column types do several tables share?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, TypeDecorator
from sqlmodel import Field


class UtcDateTime(TypeDecorator[datetime]):
    """An aware point in time; SQLite, which keeps no zone, gets and gives UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back with its zone."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def moment(*, nullable: bool = False, index: bool = False) -> Any:  # SQLModel's Field has no type of its own
    """A column for an aware point in time."""
    return Field(sa_column=Column(UtcDateTime(), nullable=nullable, index=index))
