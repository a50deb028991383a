"""How is a strange server asked over HTTP: one request at a time, not too fast, and again later when it says so?"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from knowledge.errors import CatalogueError
from knowledge.portal.envelope import MalformedAnswerError, PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.pacing import PER_SECOND, Pace, backoff_seconds, retry_after_seconds

ATTEMPTS = 6
LONGEST_WAIT_SECONDS = 600.0
"""A `Retry-After` up to this is waited for; a longer one ends the run, which goes on when it is started again."""
ANSWER_SECONDS = 120.0
"""Longest time for one whole answer, however steadily it drips."""
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
MISSING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
COME_BACK = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True, slots=True)
class _Failure:
    """An attempt that may be repeated, and the wait that the server asked for."""

    why: str
    wait: float | None = None


class PoliteHttp:
    """One connection to a server.

    `contact` is how its operators reach whoever runs this. `notice` is told, in Vietnamese, of every wait. The clock
    counts seconds from anywhere; it and `sleep` are arguments so that a test lets hours pass in a moment.
    """

    def __init__(
        self,
        base_url: str,
        *,
        contact: str,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: random.Random | None = None,
        notice: Callable[[str], None] = lambda _: None,
        transport: httpx.BaseTransport | None = None,
        per_second: int = PER_SECOND,
    ) -> None:
        if not base_url.startswith(("https://", "http://")):
            raise CatalogueError(f"Địa chỉ của cổng phải bắt đầu bằng https://, không phải “{base_url}”.")
        self._clock = clock
        self._jitter = jitter or random.SystemRandom()
        self._notice = notice
        self._pace = Pace(clock, sleep, per_second)
        self._http = httpx.Client(
            base_url=base_url,
            headers={"User-Agent": user_agent(contact)},
            timeout=httpx.Timeout(30.0, connect=10.0),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            transport=transport,
        )

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def post(self, path: str, body: dict[str, object], limit_bytes: int) -> bytes:
        """The bytes of the answer; raises a PortalError when there is none, or none of at most `limit_bytes`."""
        for attempt in range(1, ATTEMPTS + 1):
            answer = self._attempt(path, body, limit_bytes)
            if isinstance(answer, bytes):
                return answer
            self._postpone(answer, attempt)
            failure = answer
        raise PortalUnavailableError(f"{failure.why}, đã thử {ATTEMPTS} lần")

    def _postpone(self, failure: _Failure, attempt: int) -> None:
        """Put off the next request, also when it will be another one: a server that said when is not asked before."""
        if failure.wait is not None and failure.wait > LONGEST_WAIT_SECONDS:
            raise PortalSaysLaterError(f"{failure.why} và yêu cầu chờ {math.ceil(failure.wait / 60)} phút")
        seconds = backoff_seconds(attempt, self._jitter)
        if failure.wait is not None:
            seconds = failure.wait + self._jitter.uniform(0, 1)
        self._pace.postpone(seconds)
        if attempt < ATTEMPTS:
            self._notice(f"Cổng {failure.why}; chờ {seconds:.0f} giây rồi thử lại (lần {attempt + 1}/{ATTEMPTS}).")

    def _attempt(self, path: str, body: dict[str, object], limit_bytes: int) -> bytes | _Failure:
        try:
            with self._pace.turn() as started, self._http.stream("POST", path, json=body) as response:
                return _failure(response) or self._read(response, limit_bytes, started + ANSWER_SECONDS)
        except httpx.TimeoutException:
            return _Failure("không trả lời kịp")
        except httpx.RequestError:
            return _Failure("mất kết nối")

    def _read(self, response: httpx.Response, limit_bytes: int, until: float) -> bytes:
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > limit_bytes:
                raise MalformedAnswerError(f"câu trả lời lớn hơn {limit_bytes / 1_000_000:g} MB")
            if self._clock() > until:
                raise httpx.ReadTimeout("the answer drips")
        return bytes(content)


def user_agent(contact: str) -> str:
    """How the server's operators see this program: its name and whom to write to.

    >>> user_agent("https://motcua.example.vn")
    'hoi-thu-tuc (+https://motcua.example.vn)'
    """
    contact = contact.strip()
    if not contact or not contact.isascii() or not contact.isprintable():
        raise CatalogueError(
            "Cần một địa chỉ liên hệ (email hoặc trang web, viết không dấu) để cổng biết ai đang tải dữ liệu. "
            "Đặt một lần: export TTHC_PORTAL_CONTACT=motcua@xa.gov.vn"
        )
    return f"hoi-thu-tuc (+{contact})"


def _failure(response: httpx.Response) -> _Failure | None:
    """What the status says: None, go on reading; a failure that may be repeated; raises where that is no use."""
    status = response.status_code
    if response.is_success:
        return None
    if status in COME_BACK or response.is_server_error:
        return _Failure(f"đang bận (HTTP {status})", retry_after_seconds(response.headers))
    if status in REFUSED:
        raise PortalUnavailableError(f"từ chối (HTTP {status})")
    raise MalformedAnswerError("không có nội dung này (HTTP 404)" if status in MISSING else f"trả lời HTTP {status}")
