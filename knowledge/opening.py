"""How does the office open? Everything is put together here, once, from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, SQLModel

from knowledge import publishing
from knowledge.askers import kept_secret
from knowledge.audit import SYSTEM, Event, Who, adopt, published, record, take_turn
from knowledge.conversations import Conversations
from knowledge.elsewhere import publish_elsewhere
from knowledge.errors import CatalogueError
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.phrase_book import add_everyday
from knowledge.procedure import Procedure
from knowledge.question_log import QuestionLog
from knowledge.settings import Settings
from knowledge.snapshots import catalogue_on
from knowledge.starter_files import starter_elsewhere, starter_life_events, starter_procedures
from knowledge.storage import Storage
from knowledge.versions import of_others
from knowledge.viet_time import now, vietnamese_day


@dataclass(frozen=True, slots=True)
class OpenedOffice:
    """An office ready to serve: close it when done."""

    storage: Storage
    catalogue: CatalogueKeeper
    desk: FrontDesk

    def close(self) -> None:
        """Give the database back."""
        self.storage.close()


def open_desk(settings: Settings, clock: Callable[[], datetime] = now) -> OpenedOffice:
    """The office of these settings, on an up-to-date database; raises CatalogueError when its catalogue is empty."""
    storage = Storage(settings.database_url)
    storage.migrate()
    with storage.writing() as session:
        secret = settings.secret.get_secret_value().encode() if settings.secret else kept_secret(session)
    catalogue = CatalogueKeeper(storage, clock)
    if not catalogue().procedures:
        storage.close()
        raise CatalogueError("Danh mục đang trống. Chạy `tthc init` để nạp danh mục khởi đầu.")
    conversations = Conversations(storage, secret, timedelta(minutes=settings.context_minutes))
    log = QuestionLog(storage, secret)
    conversations.forget_old(clock())
    log.delete_older_than(settings.question_days, clock())
    return OpenedOffice(storage, catalogue, FrontDesk(catalogue, conversations, log, clock))


def load_starter(storage: Storage, clock: Callable[[], datetime] = now) -> tuple[int, int]:
    """Bring the starter catalogue in; returns how many versions are new and how many procedures it has.

    What is there already stays as it is: loading twice changes nothing. The index is built and kept here, so that
    even the first start is a quick one.
    """
    storage.migrate()
    procedures = starter_procedures()
    with storage.writing() as session:
        added = write_starter(session, procedures, clock())
    catalogue_on(storage, vietnamese_day(clock()), keep_at=clock())
    return added, len(procedures)


def write_starter(session: Session, procedures: Sequence[Procedure], at: datetime) -> int:
    """Write what the starter catalogue has and the database lacks; returns how many versions are new.

    A procedure that an officer or the portal has touched gets no version of ours any more: theirs would end that day.
    """
    take_turn(session)
    adopt(session, at)
    added = publishing.publish(session, procedures, settled=of_others(session))
    publishing.publish_life_events(session, starter_life_events())
    heard = add_everyday(session)
    if publish_elsewhere(session, starter_elsewhere()) or added or heard:
        publishing.raise_revision(session)
    record(
        session,
        Who(SYSTEM, "danh mục khởi đầu", at),
        *(Event("starter", row.code, None, published(row)) for row in added),
    )
    return len(added)


@contextmanager
def starter_in_memory(procedures: Sequence[Procedure], at: datetime) -> Iterator[Storage]:
    """A database with nothing but the starter catalogue: what an empty one will hold when that is written first."""
    storage = Storage("sqlite://")
    SQLModel.metadata.create_all(storage.engine)
    try:
        with storage.writing() as session:
            write_starter(session, procedures, at)
        yield storage
    finally:
        storage.close()
