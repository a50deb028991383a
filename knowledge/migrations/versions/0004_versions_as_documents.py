"""Versions become documents; drafts, office words, expired laws and the portal's records get what officers need.

Revision ID: 0004
Revises: 0003
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

import knowledge.models

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LISTS = ("audience", "levels", "conditions", "results")
_WORDS = ("code", "name", "short_name", "summary", "field", "authority", "submit_to", "decision", "source")
_PARTS = {"channels": "submission_channel", "fees": "fee", "legal_bases": "legal_basis"}
_GONE = ("summary", *_LISTS, "authority", "submit_to", "decision", "source", "verified_on")
_MOMENT = knowledge.models.UtcDateTime(timezone=True)


def upgrade() -> None:
    """Take this step."""
    contents = dict(_contents(op.get_bind()))
    for table in ("required_document", "submission_case", *_PARTS.values(), "step"):
        op.drop_table(table)
    _widen_codes()
    with op.batch_alter_table("procedure_version") as batch:
        for name in _GONE:
            batch.drop_column(name)
        batch.add_column(sa.Column("reach", AutoString(), nullable=False, server_default="national"))
        batch.add_column(sa.Column("origin", AutoString(), nullable=False, server_default="starter"))
        batch.add_column(sa.Column("officer_fields", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("digest", AutoString(length=64), nullable=False, server_default=""))
        batch.add_column(sa.Column("content", sa.LargeBinary(), nullable=True))
    _store(op.get_bind(), contents)
    with op.batch_alter_table("procedure_version") as batch:
        batch.alter_column("content", existing_type=sa.LargeBinary(), nullable=False)
        for name in ("reach", "origin", "officer_fields", "digest"):
            batch.alter_column(name, server_default=None)
    _extend_drafts()
    with op.batch_alter_table("regression_question") as batch:
        batch.add_column(sa.Column("aspects", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("actor", AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("regression_question") as batch:
        batch.alter_column("aspects", server_default=None)
        batch.alter_column("actor", server_default=None)
    _new_tables()


def _widen_codes() -> None:
    """Old forms of codes are longer than sixteen characters."""
    old, new = AutoString(length=16), AutoString(length=32)
    for table, column in (
        ("procedure", "code"),
        ("procedure_version", "code"),
        ("procedure_version", "replaced_by"),
        ("phrase", "code"),
        ("draft", "code"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, existing_type=old, type_=new, existing_nullable=False)


def _extend_drafts() -> None:
    added: tuple[sa.Column[Any], ...] = (
        sa.Column("base", sa.JSON(), nullable=True),
        sa.Column("base_fingerprint", AutoString(), nullable=False, server_default=""),
        sa.Column("repealed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("replaced_by", AutoString(length=32), nullable=False, server_default=""),
        sa.Column("origin", AutoString(), nullable=False, server_default="officer"),
        sa.Column("decision", AutoString(), nullable=False, server_default=""),
        sa.Column("changed_at", _MOMENT, nullable=True),
    )
    with op.batch_alter_table("draft") as batch:
        for column in added:
            batch.add_column(column)
    op.execute("UPDATE draft SET changed_at = created_at")
    with op.batch_alter_table("draft") as batch:
        batch.alter_column("changed_at", existing_type=_MOMENT, nullable=False)
        for column in added[1:-1]:
            batch.alter_column(column.name, server_default=None)
        batch.create_index("ix_draft_state", ["state"], unique=False)


def _new_tables() -> None:
    op.create_table(
        "office_word",
        sa.Column("written", AutoString(), nullable=False),
        sa.Column("meaning", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("written"),
    )
    op.create_table(
        "expired_law",
        sa.Column("number", AutoString(), nullable=False),
        sa.Column("expired_on", sa.Date(), nullable=False),
        sa.Column("replaced_by", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "portal_record",
        sa.Column("code", AutoString(length=32), nullable=False),
        sa.Column("portal_id", AutoString(), nullable=False),
        sa.Column("raw_digest", AutoString(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("line_digest", AutoString(length=64), nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_portal_record_portal_id", "portal_record", ["portal_id"], unique=False)
    op.create_table(
        "portal_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filters", AutoString(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("cursor", AutoString(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("problem", AutoString(), nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("filters"),
    )
    op.create_table(
        "portal_listed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("portal_id", AutoString(length=64), nullable=True),
        sa.Column("code", AutoString(), nullable=False),
        sa.Column("line", sa.JSON(), nullable=True),
        sa.Column("line_digest", AutoString(length=64), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("problem", AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("fetched_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["portal_run.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "portal_id"),
    )
    op.create_index("ix_portal_listed_run_id", "portal_listed", ["run_id"], unique=False)


def _contents(connection: sa.Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each version's number, and what it says as the document that it becomes."""
    tables = sa.MetaData()
    tables.reflect(
        connection, only=["procedure_version", "submission_case", "required_document", "step", *_PARTS.values()]
    )

    def rows(name: str, parent: str) -> dict[int, list[dict[str, Any]]]:
        table = tables.tables[name]
        found: dict[int, list[dict[str, Any]]] = {}
        for row in connection.execute(table.select().order_by(table.c.position)).mappings():
            own = {key: value for key, value in row.items() if key not in ("id", "position", parent)}
            found.setdefault(row[parent], []).append({**own, "_id": row["id"]})
        return found

    parts = {key: rows(name, "version_id") for key, name in _PARTS.items()}
    cases, steps = rows("submission_case", "version_id"), rows("step", "version_id")
    documents = rows("required_document", "case_id")
    for version in connection.execute(tables.tables["procedure_version"].select()).mappings():
        number = version["id"]
        content: dict[str, Any] = {name: version[name] for name in _WORDS if version[name]}
        for name in _LISTS:
            value = version[name]
            content[name] = json.loads(value) if isinstance(value, str) else value
        content |= {name: str(version[name]) for name in ("verified_on", "effective_from")}
        content |= {key: [_said(row) for row in found.get(number, [])] for key, found in parts.items()}
        content["steps"] = [row["text"] for row in steps.get(number, [])]
        content["cases"] = [
            {"name": case["name"], "documents": [_said(row) for row in documents.get(case["_id"], [])]}
            for case in cases.get(number, [])
        ]
        yield number, content


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "_id" and value is not None}


def _store(connection: sa.Connection, contents: dict[int, dict[str, Any]]) -> None:
    version = sa.table("procedure_version", sa.column("id"), sa.column("content"))
    for number, said in contents.items():
        content = zlib.compress(json.dumps(said, ensure_ascii=False).encode())
        connection.execute(version.update().where(version.c.id == number).values(content=content))


def downgrade() -> None:
    """There is no way back: documents hold more than the old tables could."""
    raise RuntimeError("0004 cannot be taken back; restore the copy made before")
