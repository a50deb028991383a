"""How much may one person ask? A number of messages a minute, and one answer to an album of photos."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import Enum, auto
from typing import NamedTuple

PER_WINDOW = 20
WINDOW_SECONDS = 60.0
CAPACITY = 10_000
"""People (or albums) remembered at once; beyond it the one seen longest ago is forgotten."""


class Verdict(Enum):
    """What to do with a message."""

    ANSWER = auto()
    WARN = auto()
    """Say once that it is too fast."""
    IGNORE = auto()
    """It has been said; stay silent until the window has passed."""


class _Window(NamedTuple):
    begins: float
    messages: int


class RateLimit:
    """Counts messages per person in windows that begin with a person's first message.

    Kept in this process only: a restart forgives, and every replica counts for itself.
    """

    def __init__(
        self,
        per_window: int = PER_WINDOW,
        window_seconds: float = WINDOW_SECONDS,
        capacity: int = CAPACITY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_window = per_window
        self._window_seconds = window_seconds
        self._capacity = capacity
        self._clock = clock
        self._windows: OrderedDict[Hashable, _Window] = OrderedDict()

    def judge(self, person: Hashable) -> Verdict:
        """Count one message of `person`; returns what to do with it."""
        now = self._clock()
        window = self._windows.pop(person, None)
        if window is None or now - window.begins >= self._window_seconds:
            window = _Window(now, 0)
        window = _Window(window.begins, window.messages + 1)
        self._windows[person] = window
        if len(self._windows) > self._capacity:
            self._windows.popitem(last=False)
        if window.messages <= self._per_window:
            return Verdict.ANSWER
        return Verdict.WARN if window.messages == self._per_window + 1 else Verdict.IGNORE

    def __len__(self) -> int:
        return len(self._windows)


class FirstOnly:
    """Tells the first of equal things from the rest; remembers a limited number of them."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._seen: OrderedDict[Hashable, None] = OrderedDict()

    def is_first(self, thing: Hashable) -> bool:
        """Whether `thing` comes for the first time.

        >>> albums = FirstOnly()
        >>> albums.is_first("a"), albums.is_first("a")
        (True, False)
        """
        if thing in self._seen:
            return False
        self._seen[thing] = None
        if len(self._seen) > self._capacity:
            self._seen.popitem(last=False)
        return True
