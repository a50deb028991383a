"""Which procedure codes does the shell offer after a Tab?"""

from __future__ import annotations

import typer
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from admin_cli.database_file import absent_file
from knowledge.models import ProcedureVersionRow
from knowledge.procedure import shortened
from knowledge.settings import Settings
from knowledge.storage import Storage


def codes(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The codes that begin like this, each with a name; none where the database cannot be read."""
    try:
        return _codes(context.params.get("database") or Settings().database_url, incomplete)
    except (SQLAlchemyError, ImportError, ValueError, OSError):
        return []


def _codes(database: str, incomplete: str) -> list[tuple[str, str]]:
    if absent_file(database):
        return []
    row = ProcedureVersionRow
    wanted = select(row.code, row.short_name, row.name).where(col(row.code).startswith(incomplete, autoescape=True))
    storage = Storage(database)
    try:
        with storage.reading() as session:
            found = session.exec(wanted.order_by(col(row.code), col(row.effective_from))).all()
    finally:
        storage.close()
    return list({code: short_name or shortened(name) for code, short_name, name in found}.items())
