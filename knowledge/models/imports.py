"""Which table remembers what the national portal said last, so that a later import can tell what has changed?"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from knowledge.models.law import CODE_LENGTH


class PortalRecordRow(SQLModel, table=True):
    """A procedure as the portal had it at the last import: the common ancestor of its next state and of ours."""

    __tablename__ = "portal_record"
    code: str = Field(primary_key=True, max_length=CODE_LENGTH)
    portal_id: str = Field(default="", index=True)
    raw_digest: str = Field(max_length=64)
    """Of the record as it came and of the code that reads it: the same one is not read again."""
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """The record as a procedure, packed (`knowledge.packing`)."""
    line_digest: str = Field(default="", max_length=64)
    """Of its line in the portal's list, for incremental fetching."""
    fetched_on: date | None = None
    """Day on which its details were fetched from the live portal."""
    seen_on: date
    withdrawn_on: date | None = None
    """First day on which it was missing from the whole list."""
