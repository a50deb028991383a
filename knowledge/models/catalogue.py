"""Which tables hold what the office adds to the law: phrases, words, life events, drafts and who changed what?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.models.columns import moment
from knowledge.models.law import CODE_LENGTH


class PhraseRow(SQLModel, table=True):
    """A way citizens ask for a procedure, with where it came from: starter, officer or cluster."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("code", "text"),)
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(foreign_key="procedure.code", index=True, max_length=CODE_LENGTH)
    text: str
    situation: bool = False
    source: str = "starter"


class ElsewhereRow(SQLModel, table=True):
    """A sentence people ask that no procedure is about, with where it came from: starter or officer."""

    __tablename__ = "elsewhere"
    __table_args__ = (UniqueConstraint("text"),)
    id: int | None = Field(default=None, primary_key=True)
    topic: str
    text: str
    source: str = "starter"


class LifeEventRow(SQLModel, table=True):
    """A life event (sự kiện) and, in `steps`, its procedures in the order people need them."""

    __tablename__ = "life_event"
    key: str = Field(primary_key=True, max_length=32)
    position: int
    name: str
    opening: str = ""
    phrases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    steps: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class OfficeWordRow(SQLModel, table=True):
    """A word of this office's people and what it means: an abbreviation or a synonym, on top of the shipped tables."""

    __tablename__ = "office_word"
    written: str = Field(primary_key=True)
    meaning: str
    kind: str
    actor: str
    added_at: datetime = moment()


class DraftRow(SQLModel, table=True):
    """A proposed version with its phrases on its way: draft, submitted, published, rejected or withdrawn."""

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True, max_length=CODE_LENGTH)
    state: str = Field(default="draft", index=True)
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """The procedure as it would be; for a repeal, as it was last."""
    base: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    """The procedure as it was when editing began; none for a new one."""
    base_fingerprint: str = ""
    """Of the versions and phrases then: whoever publishes over others' changes is told."""
    repealed: bool = False
    replaced_by: str = Field(default="", max_length=CODE_LENGTH)
    origin: str = "officer"
    actor: str
    reason: str = ""
    reviewer: str = ""
    decision: str = ""
    """What the reviewer said."""
    created_at: datetime = moment()
    changed_at: datetime = moment()


class AuditEntryRow(SQLModel, table=True):
    """Who did what, when and why; append-only, each entry sealed with the hash of the one before."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    actor: str
    action: str
    subject: str = Field(index=True)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    reason: str = ""
    previous_hash: str = ""
    hash: str = ""
