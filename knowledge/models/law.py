"""Which tables hold what the law says: procedures, their versions, and laws that no longer hold?

A version is one document: its content is the whole value of `knowledge.procedure`, packed (`knowledge.packing`); the
columns beside it are what lists, browsing and the matcher need without unpacking.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

CODE_LENGTH = 32


class ProcedureRow(SQLModel, table=True):
    """A procedure by its code, stable across changes of law."""

    __tablename__ = "procedure"
    code: str = Field(primary_key=True, max_length=CODE_LENGTH)


class ProcedureVersionRow(SQLModel, table=True):
    """Everything the law says of a procedure from `effective_from` until the next version's date.

    Only start dates are stored: overlaps and gaps cannot be written. A repeal is a version with `repealed`.
    """

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(foreign_key="procedure.code", index=True, max_length=CODE_LENGTH)
    effective_from: date
    repealed: bool = False
    replaced_by: str = Field(default="", max_length=CODE_LENGTH)
    name: str
    short_name: str = ""
    field: str = Field(index=True)
    reach: str = "national"
    origin: str = "starter"
    """Who wrote it: starter, officer or portal."""
    officer_fields: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Fields that an officer has written; an import never overwrites them."""
    verified_by: str = ""
    digest: str = Field(default="", max_length=64)
    """Fingerprint of all that the version says (`knowledge.versions.sealed`)."""
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ExpiredLawRow(SQLModel, table=True):
    """A law, decree or circular that officers have marked as no longer in force."""

    __tablename__ = "expired_law"
    number: str = Field(primary_key=True)
    expired_on: date
    replaced_by: str = ""
