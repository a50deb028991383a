"""Does the page behind a link still answer? Asked politely, and only at hosts of the state."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from knowledge.checks.sources import Fetch, is_state_site
from knowledge.portal.pacing import Pace

TIMEOUT_SECONDS = 20.0
MOST_REDIRECTS = 5
USER_AGENT = "hoi-thu-tuc (link check)"
_NO_HEAD = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}


class LinkError(Exception):
    """A link gave no HTTP status; the message says why, in Vietnamese."""


@contextmanager
def link_fetcher(
    *,
    hosts: Collection[str] = (),
    timeout: float = TIMEOUT_SECONDS,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Fetch]:
    """What fetches a link's status, one at a time and at most two a second, as `knowledge.checking.check_links` wants.

    Redirects are followed. Only hosts of the state and those in `hosts` are asked, also on the way of a redirect.
    """
    pace = Pace(clock, sleep)
    with httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=timeout) as http:

        def fetch(link: str) -> int | Exception:
            try:
                return _status(http, pace, link, hosts)
            except LinkError as error:
                return error
            except httpx.TimeoutException:
                return LinkError(f"không trả lời trong {timeout:g} giây")
            except (httpx.HTTPError, httpx.InvalidURL, ValueError):
                return LinkError("không kết nối được")

        yield fetch


def _status(http: httpx.Client, pace: Pace, link: str, hosts: Collection[str]) -> int:
    for _ in range(1 + MOST_REDIRECTS):
        host = urlsplit(link).hostname or ""
        if not (is_state_site(host) or host in hosts):
            raise LinkError(f"dẫn sang trang ngoài ({host or link})")
        answer = _asked(http, pace, "HEAD", link)
        if answer.status_code in _NO_HEAD:
            answer = _asked(http, pace, "GET", link)
        if answer.next_request is None:
            return answer.status_code
        link = str(answer.next_request.url)
    raise LinkError("chuyển hướng vòng quanh")


def _asked(http: httpx.Client, pace: Pace, method: str, link: str) -> httpx.Response:
    """The answer without its content, which nobody reads."""
    with pace.turn(), http.stream(method, link) as answer:
        return answer
