"""How fast may the portal be asked, and how long is waited after it says no?"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime

PER_SECOND = 2
"""Requests in any second, retries among them."""
WINDOW_SECONDS = 1.0
FIRST_BACKOFF_SECONDS = 1.0
LONGEST_BACKOFF_SECONDS = 60.0


class Pace:
    """Lets requests through one at a time, at most `per_second` within any second, also as the portal counts them.

    A request reaches the portal somewhere between its start and its end. So it starts a second after the *end* of the
    one that came `per_second` before it: then their arrivals are a second apart however long the way took.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], per_second: int = PER_SECOND
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._gap = WINDOW_SECONDS / per_second
        self._next_start = clock()
        self._ends: deque[float] = deque(maxlen=per_second)

    @contextmanager
    def turn(self) -> Iterator[float]:
        """Wait until a request may start, give the moment, and notice when it is over."""
        self._wait()
        started = self._clock()
        self._next_start = started + self._gap
        try:
            yield started
        finally:
            self._ends.append(self._clock())

    def postpone(self, seconds: float) -> None:
        """Let no request start before `seconds` have gone by."""
        self._next_start = max(self._next_start, self._clock() + seconds)

    def _wait(self) -> None:
        earliest = self._next_start
        if len(self._ends) == self._ends.maxlen:
            earliest = max(earliest, self._ends[0] + WINDOW_SECONDS)
        while (left := earliest - self._clock()) > 0:
            self._sleep(left)


def backoff_seconds(attempt: int, jitter: random.Random) -> float:
    """How long to wait after the `attempt`-th failure (from 1): anything up to a limit that doubles each time."""
    return jitter.uniform(0, min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** (attempt - 1)))


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """The wait that `Retry-After` asks for, in seconds or until a date; None where it says nothing usable.

    A date counts from the answer's own `Date`, so a clock that goes wrong on either side does no harm.

    >>> retry_after_seconds({"retry-after": "30"})
    30.0
    >>> dates = {"retry-after": "Wed, 25 Nov 2026 02:01:00 GMT", "date": "Wed, 25 Nov 2026 02:00:00 GMT"}
    >>> retry_after_seconds(dates), retry_after_seconds({"retry-after": "soon"}), retry_after_seconds({})
    (60.0, None, None)
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked[:9])
    try:
        until, since = parsedate_to_datetime(asked), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - since).total_seconds())
    except (ValueError, TypeError):
        return None
