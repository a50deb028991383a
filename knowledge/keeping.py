"""Which catalogue answers right now? The one of today's law and of the last change, without a pause in between."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge import publishing
from knowledge.catalogue import Catalogue
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.viet_time import vietnamese_day

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
        """The catalogue of today; looks at the database at most every two seconds.

        While one caller builds a changed catalogue the others are given the one before; from midnight on nobody is
        given yesterday's law.
        """
        today = vietnamese_day(self.clock())
        current = self._current
        fresh = time.monotonic() - self._looked_at < _LOOK_EVERY.total_seconds()
        if current is not None and current.on == today and (fresh or self._lock.locked()):
            return current
        with self._lock:
            return self._renewed()

    def _renewed(self) -> Catalogue:
        today = vietnamese_day(self.clock())  # read again: who waited for the lock may have waited past midnight
        with self.storage.reading() as session:
            revision = publishing.revision(session)
        current = self._current
        if current is None or (current.revision, current.on) != (revision, today):
            with _without_collecting():
                current = catalogue_on(self.storage, today, keep_at=self.clock(), before=current)
        self._current, self._looked_at = current, time.monotonic()
        return current


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
