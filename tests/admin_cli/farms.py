"""Which office do the tests of the officers' commands work in? Bees, honey and fish, all of it in the audit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge import audit
from knowledge.models import AuditEntryRow
from knowledge.saved_questions import golden
from knowledge.storage import Storage
from tests.knowledge.audited import BEES, FISH, HONEY, bring_in

WHO = ("--actor", "Nguyễn Lan", "--reason", "theo QĐ 812/QĐ-BTC")


def opened_farm(folder: Path) -> Iterator[Storage]:
    """The database that `tthc` opens in a test, with three procedures."""
    storage = Storage(f"sqlite:///{folder / 'office.sqlite3'}")
    storage.migrate()
    bring_in(storage, BEES, HONEY, FISH)
    yield storage
    storage.close()


def accepting_golden() -> list[str]:
    """The options that let go whatever happens to the questions that ship: they are about another catalogue."""
    return [word for question in golden() for word in ("--accept-changes", question.name)]


def last_entry(storage: Storage) -> AuditEntryRow:
    """What the audit says last."""
    with storage.reading() as session:
        return audit.entries(session, limit=1)[0]
