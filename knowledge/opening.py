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
from knowledge.built_indexes import index_of
from knowledge.catalogue import Catalogue, build_catalogue, matcher_texts
from knowledge.conversations import Conversations
from knowledge.elsewhere import elsewhere, publish_elsewhere
from knowledge.errors import CatalogueError
from knowledge.front_desk import FrontDesk
from knowledge.question_log import QuestionLog
from knowledge.settings import Settings
from knowledge.starter_files import starter_elsewhere, starter_life_events, starter_procedures
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
                self._current = catalogue_on(self.storage, today, keep_at=self.clock())
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

    What is there already stays as it is: loading twice changes nothing. The index is built and kept here, so that
    even the first start is a quick one.
    """
    storage.migrate()
    procedures = starter_procedures()
    with storage.writing() as session:
        added = publishing.publish(session, procedures)
        publishing.publish_life_events(session, starter_life_events())
        if publish_elsewhere(session, starter_elsewhere()) or added:
            publishing.raise_revision(session)
    catalogue_on(storage, vietnamese_day(now()), keep_at=now())
    return added, len(procedures)


def catalogue_on(storage: Storage, day: date, *, keep_at: datetime | None = None) -> Catalogue:
    """The catalogue as the law has it on `day`, straight from the database.

    An index that had to be built is kept for the next time, unless `keep_at` is None.
    """
    with storage.reading() as session:
        revision = publishing.revision(session)
        procedures = publishing.procedures_in_force(session, day)
        events = publishing.life_events(session)
        foreign = elsewhere(session)
    index = index_of(storage, matcher_texts(procedures, foreign), keep_at)
    return build_catalogue(procedures, events, day, revision, foreign, index)
