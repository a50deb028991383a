"""Which tables hold what the law says: procedures, their versions and the parts of a version?

The parts keep the names of the value classes of `knowledge.procedure`.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


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


class VersionPart(SQLModel):
    """A part of a version, in its order."""

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="procedure_version.id", index=True, ondelete="CASCADE")
    position: int


class SubmissionCaseRow(VersionPart, table=True):
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


class SubmissionChannelRow(VersionPart, table=True):
    """A way to hand in, and its time."""

    __tablename__ = "submission_channel"
    kind: str
    time_amount: int | None = None
    time_unit: str | None = None
    time_words: str = ""
    online_level: str | None = None
    note: str = ""


class FeeRow(VersionPart, table=True):
    """A fee: stated, free or not stated."""

    __tablename__ = "fee"
    state: str
    kind: str | None = None
    amount_vnd: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    per: str = ""
    condition: str = ""
    channel: str | None = None


class StepRow(VersionPart, table=True):
    """One step for the citizen."""

    __tablename__ = "step"
    text: str


class LegalBasisRow(VersionPart, table=True):
    """A law, decree or circular the version rests on."""

    __tablename__ = "legal_basis"
    number: str = Field(default="", index=True)
    title: str
