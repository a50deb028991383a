"""How does the office open? Everything is put together here, once, from the settings."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from knowledge import publishing
from knowledge.askers import kept_secret
from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.conversations import Conversations
from knowledge.errors import CatalogueError
from knowledge.front_desk import FrontDesk
from knowledge.question_log import QuestionLog
from knowledge.settings import Settings
from knowledge.starter_files import starter_life_events, starter_procedures
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day

_LOOK_EVERY = timedelta(seconds=2)


@dataclass(slots=True)
class CatalogueKeeper:
    """Gives the catalogue in force; builds the new one beside the old when its revision or the day changes."""

    storage: Storage
    clock: Callable[[], datetime]
    _current: Catalogue | None = None
    _looked_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> Catalogue:
        """The catalogue of today; looks at the database at most every two seconds."""
        current = self._current
        if current is not None and time.monotonic() - self._looked_at < _LOOK_EVERY.total_seconds():
            return current
        if current is not None and self._lock.locked():
            return current
        with self._lock:
            return self._renewed()

    def _renewed(self) -> Catalogue:
        today = vietnamese_day(self.clock())
        with self.storage.reading() as session:
            revision = publishing.revision(session)
            current = self._current
            if current is None or (current.revision, current.on) != (revision, today):
                with _without_collecting():
                    procedures = publishing.procedures_in_force(session, today)
                    self._current = build_catalogue(procedures, publishing.life_events(session), today, revision)
        self._looked_at = time.monotonic()
        if self._current is None:
            raise CatalogueError("Chưa có danh mục nào. Chạy `tthc init` trước.")
        return self._current


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


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Build many long-lived objects without searching them for garbage again and again.

    Afterwards they are put out of the collector's sight, which also keeps its pauses out of answers.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def load_starter(storage: Storage) -> tuple[int, int]:
    """Bring the starter catalogue in; returns how many versions are new and how many procedures it has.

    What is there already stays as it is: loading twice changes nothing.
    """
    storage.migrate()
    procedures = starter_procedures()
    with storage.writing() as session:
        added = publishing.publish(session, procedures)
        publishing.publish_life_events(session, starter_life_events())
        if added:
            publishing.raise_revision(session)
    return added, len(procedures)


def catalogue_on(storage: Storage, day: date) -> Catalogue:
    """The catalogue as the law has it on `day`, straight from the database."""
    with storage.reading() as session:
        procedures = publishing.procedures_in_force(session, day)
        return build_catalogue(procedures, publishing.life_events(session), day, publishing.revision(session))
