"""Which tables hold a fetch from the national portal on its way, so that a cut loses nothing?

A run and its lines live until what was fetched has been imported; then the run is deleted, and its lines go with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.models.columns import moment

PORTAL_ID_LENGTH = 64


class PortalRunRow(SQLModel, table=True):
    """A fetch from the portal; at most one for the same filters."""

    __tablename__ = "portal_run"
    __table_args__ = (UniqueConstraint("filters"),)
    id: int | None = Field(default=None, primary_key=True)
    filters: str
    """What is fetched, as JSON with sorted keys: equal filters are equal texts."""
    started_at: datetime = moment()
    cursor: str = ""
    """Where the list goes on; empty at its beginning."""
    total: int = 0
    """How many procedures the portal says that the list has."""
    listed: bool = False
    """Whether the list has been read to its end."""
    problem: str = ""
    """Why the list ended before its total."""
    finished_at: datetime | None = moment(nullable=True)


class PortalListedRow(SQLModel, table=True):
    """A procedure that the list named in a run and, once it has been fetched, everything the portal says of it."""

    __tablename__ = "portal_listed"
    __table_args__ = (UniqueConstraint("run_id", "portal_id"),)
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="portal_run.id", index=True, ondelete="CASCADE")
    portal_id: str | None = Field(default=None, max_length=PORTAL_ID_LENGTH)
    """None where the line has none, or one that another procedure has already."""
    code: str = ""
    line: Any = Field(default=None, sa_column=Column(JSON, nullable=True))
    """The item of the list as it came."""
    line_digest: str = Field(default="", max_length=64)
    state: str
    """waiting, fetched, left_out, unavailable or broken."""
    problem: str = ""
    fetched_at: datetime | None = moment(nullable=True)
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The detail as compressed JSON; the last column, so that SQLite need not read it to reach another."""
