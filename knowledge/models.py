"""Which tables hold what the office knows and what people asked?

Every table works on SQLite and PostgreSQL. Times are aware UTC, stored as such; dates are days of the Vietnamese
calendar. The parts of a version repeat the value classes of `knowledge.procedure`, so a field is named once there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, Index, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel


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


def _moment(*, nullable: bool = False, index: bool = False) -> Any:  # SQLModel's Field has no type of its own
    return Field(sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


class ProcedureRow(SQLModel, table=True):
    """A procedure by its code, stable across changes of law."""

    __tablename__ = "procedure"
    code: str = Field(primary_key=True, max_length=16)


class ProcedureVersionRow(SQLModel, table=True):
    """Everything the law says of a procedure from `effective_from` until the next version's date.

    Only start dates are stored: overlaps and gaps cannot be written. A repeal is a version with `repealed`.
    """

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(foreign_key="procedure.code", index=True, max_length=16)
    effective_from: date
    repealed: bool = False
    replaced_by: str = Field(default="", max_length=16)
    name: str
    short_name: str
    summary: str
    field: str = Field(index=True)
    audience: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    levels: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    conditions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    results: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    authority: str = ""
    submit_to: str = ""
    decision: str = ""
    source: str = ""
    verified_on: date
    verified_by: str = ""


class _Part(SQLModel):
    """A part of a version, in its order."""

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="procedure_version.id", index=True, ondelete="CASCADE")
    position: int


class SubmissionCaseRow(_Part, table=True):
    """A case (trường hợp) of a version."""

    __tablename__ = "submission_case"
    name: str = ""


class RequiredDocumentRow(SQLModel, table=True):
    """A paper of a case."""

    __tablename__ = "required_document"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="submission_case.id", index=True, ondelete="CASCADE")
    position: int
    name: str
    originals: int = 0
    copies: int = 0
    form: str = ""
    condition: str = ""
    one_of: str = ""
    to_show: bool = False


class SubmissionChannelRow(_Part, table=True):
    """A way to hand in, and its time."""

    __tablename__ = "submission_channel"
    kind: str
    time_amount: int | None = None
    time_unit: str | None = None
    time_words: str = ""
    online_level: str | None = None
    note: str = ""


class FeeRow(_Part, table=True):
    """A fee: stated, free or not stated."""

    __tablename__ = "fee"
    state: str
    kind: str | None = None
    amount_vnd: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    per: str = ""
    condition: str = ""
    channel: str | None = None


class StepRow(_Part, table=True):
    """One step for the citizen."""

    __tablename__ = "step"
    text: str


class LegalBasisRow(_Part, table=True):
    """A law, decree or circular the version rests on."""

    __tablename__ = "legal_basis"
    number: str = Field(default="", index=True)
    title: str


class PhraseRow(SQLModel, table=True):
    """A way citizens ask for a procedure, with where it came from: starter, officer or cluster."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("code", "text"),)
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(foreign_key="procedure.code", index=True, max_length=16)
    text: str
    situation: bool = False
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


class DraftRow(SQLModel, table=True):
    """A proposed version or phrase set on its way: draft, submitted, published or rejected."""

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True, max_length=16)
    state: str = "draft"
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    actor: str
    reviewer: str = ""
    reason: str = ""
    created_at: datetime = _moment()


class AuditEntryRow(SQLModel, table=True):
    """Who did what, when and why; append-only, each entry sealed with the hash of the one before."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _moment()
    actor: str
    action: str
    subject: str = Field(index=True)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    reason: str = ""
    previous_hash: str = ""
    hash: str = ""


class QuestionRow(SQLModel, table=True):
    """A question as asked, redacted before it came here; the asker only as a keyed hash."""

    __tablename__ = "question"
    id: int | None = Field(default=None, primary_key=True)
    asked_at: datetime = _moment(index=True)
    asker: str = Field(index=True, max_length=32)
    channel: str = "telegram"
    text: str
    outcome: str = Field(index=True)
    reason: str = ""
    codes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    offered: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    aspects: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    probability: float | None = None
    catalogue_revision: int = 0
    feedback: int | None = None
    feedback_reason: str = ""


class RegressionQuestionRow(SQLModel, table=True):
    """A question that must keep its answer."""

    __tablename__ = "regression_question"
    id: int | None = Field(default=None, primary_key=True)
    text: str
    codes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    source: str = ""


class ClusterDecisionRow(SQLModel, table=True):
    """What was decided about a cluster of unanswered questions."""

    __tablename__ = "cluster_decision"
    id: int | None = Field(default=None, primary_key=True)
    cluster: str = Field(index=True)
    decision: str
    code: str = ""
    actor: str
    reason: str = ""
    decided_at: datetime = _moment()


class SubscriptionRow(SQLModel, table=True):
    """A chat that asked to be told: an officers' chat, or a citizen waiting for an answer."""

    __tablename__ = "subscription"
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str
    subject: str = ""
    expires_at: datetime | None = _moment(nullable=True)


class ConversationRow(SQLModel, table=True):
    """What the last turns of a conversation left, by the keyed hash of the person."""

    __tablename__ = "conversation"
    asker: str = Field(primary_key=True, max_length=32)
    context: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    updated_at: datetime = _moment(index=True)


class InboxUpdateRow(SQLModel, table=True):
    """A Telegram update, stored before it is acknowledged."""

    __tablename__ = "inbox_update"
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    received_at: datetime = _moment(index=True)
    done: bool = False
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class JobRunRow(SQLModel, table=True):
    """A job that has been claimed for a period, so that it runs at most once."""

    __tablename__ = "job_run"
    job: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    claimed_at: datetime = _moment()


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


Index("ix_question_outcome_asked_at", QuestionRow.__table__.c.outcome, QuestionRow.__table__.c.asked_at)  # type: ignore[attr-defined]
