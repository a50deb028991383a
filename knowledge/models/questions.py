"""Which tables hold what people asked and what was said to them? None of them knows who a person is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from knowledge.models.columns import moment


class QuestionRow(SQLModel, table=True):
    """A question as asked, redacted before it came here; the asker only as a keyed hash."""

    __tablename__ = "question"
    id: int | None = Field(default=None, primary_key=True)
    asked_at: datetime = moment(index=True)
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
    """Every procedure that is a right answer; none: it must be declined."""
    aspects: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    source: str = ""
    """golden, regression or accepted."""
    actor: str = ""


class ClusterDecisionRow(SQLModel, table=True):
    """What was decided about a cluster of unanswered questions."""

    __tablename__ = "cluster_decision"
    id: int | None = Field(default=None, primary_key=True)
    cluster: str = Field(index=True)
    decision: str
    code: str = ""
    actor: str
    reason: str = ""
    decided_at: datetime = moment()


class SubscriptionRow(SQLModel, table=True):
    """A chat that asked to be told: an officers' chat, or a citizen waiting for an answer."""

    __tablename__ = "subscription"
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str
    subject: str = ""
    expires_at: datetime | None = moment(nullable=True)


class ConversationRow(SQLModel, table=True):
    """What the last turns of a conversation left, by the keyed hash of the person."""

    __tablename__ = "conversation"
    asker: str = Field(primary_key=True, max_length=32)
    context: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    updated_at: datetime = moment(index=True)


Index("ix_question_outcome_asked_at", QuestionRow.__table__.c.outcome, QuestionRow.__table__.c.asked_at)  # type: ignore[attr-defined]
