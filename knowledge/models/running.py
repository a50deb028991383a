"""Which tables keep an installation running: inbox, jobs, notices, holidays, switches and the built index?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, LargeBinary
from sqlmodel import Field, SQLModel

from knowledge.models.columns import moment


class InboxUpdateRow(SQLModel, table=True):
    """A Telegram update, stored before it is acknowledged."""

    __tablename__ = "inbox_update"
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    received_at: datetime = moment(index=True)
    done: bool = False
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class JobRunRow(SQLModel, table=True):
    """A job that has been claimed for a period, so that it runs at most once."""

    __tablename__ = "job_run"
    job: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    claimed_at: datetime = moment()


class NoticeRow(SQLModel, table=True):
    """An announcement that replies carry between two days."""

    __tablename__ = "notice"
    id: int | None = Field(default=None, primary_key=True)
    text: str
    starts_on: date
    ends_on: date


class HolidayRow(SQLModel, table=True):
    """A public holiday, or a weekend day worked to make up for one."""

    __tablename__ = "holiday"
    day: date = Field(primary_key=True)
    name: str
    works: bool = False


class SettingRow(SQLModel, table=True):
    """A switch or a number that outlives a process: the catalogue's revision, the pause."""

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str


class BuiltIndexRow(SQLModel, table=True):
    """An index of the catalogue's texts as bytes, so that a start need not read them all again; safe to delete."""

    __tablename__ = "built_index"
    key: str = Field(primary_key=True, max_length=64)
    """A hash of everything that the index was built from."""
    built_at: datetime = moment(index=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
