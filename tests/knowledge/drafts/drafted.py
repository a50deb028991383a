"""What stands in the drafts of an office?"""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from knowledge import drafts
from knowledge.differences import Conflict
from knowledge.models import DraftRow
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import LAN
from tests.knowledge.examples import ON

YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)


def draft(storage: Storage, number: int) -> DraftRow:
    with storage.reading() as session:
        return drafts.found(session, number)


def all_drafts(storage: Storage) -> list[DraftRow]:
    with storage.reading() as session:
        return list(session.exec(select(DraftRow)))


def rebased(storage: Storage, number: int, today: date = ON) -> tuple[Procedure, tuple[Conflict, ...]]:
    with storage.writing() as session:
        row, conflicts = drafts.rebase(session, number, LAN, today)
        return drafts.proposed(row), conflicts
