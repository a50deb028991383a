"""Can a citizen trust where a procedure comes from: its link, and the day it was compared with its source?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from urllib.parse import SplitResult, urlsplit

from knowledge.checks.rules import Finding, finding
from knowledge.procedure import Procedure

STATE_SITES = ".gov.vn"
"""How the hosts of state agencies end, `dichvucong.gov.vn` among them."""
GONE = (404, 410)
"""HTTP answers that say a page is no more; other failures may pass."""
Fetch = Callable[[str], int | Exception]
"""What a link answers: an HTTP status, or why there was none, in Vietnamese."""


def verification(procedure: Procedure, on: date, stale_after_days: int) -> Iterator[Finding]:
    """A day of comparison that is long ago, or has not come yet."""
    days = (on - procedure.verified_on).days
    day = f"{procedure.verified_on:%d/%m/%Y}"
    if days < 0:
        yield finding("verified_in_future", procedure.code, day=day)
    elif days > stale_after_days:
        yield finding("stale", procedure.code, day=day, days=days)


def link(procedure: Procedure) -> Iterator[Finding]:
    """A source that is no address, or none of a state agency; only its form is looked at."""
    split = _split(procedure.source)
    if split is None:
        yield finding("malformed_link", procedure.code, link=procedure.source)
        return
    if split.scheme != "https":
        yield finding("insecure_link", procedure.code, link=procedure.source)
    if not is_state_site(split.hostname or ""):
        yield finding("off_site_link", procedure.code, host=split.hostname)


def check_links(
    procedures: Sequence[Procedure], fetch: Fetch, progress: Callable[[], None] = lambda: None
) -> list[Finding]:
    """What is wrong with the links once they are followed; each is fetched once, after which `progress` is called.

    Links that `link` finds malformed are left to it.
    """
    answers: dict[str, int | Exception] = {}
    found: list[Finding] = []
    for procedure in procedures:
        if _split(procedure.source) is None:
            continue
        if procedure.source not in answers:
            answers[procedure.source] = fetch(procedure.source)
            progress()
        found += _answered(procedure, answers[procedure.source])
    return found


def is_state_site(host: str) -> bool:
    """Whether a host belongs to a state agency.

    >>> is_state_site("dichvucong.gov.vn"), is_state_site("gov.vn.example.com")
    (True, False)
    """
    return f".{host.lower()}".endswith(STATE_SITES)


def _answered(procedure: Procedure, answer: int | Exception) -> Iterator[Finding]:
    if isinstance(answer, Exception):
        yield finding("unreachable_link", procedure.code, link=procedure.source, answer=answer)
    elif answer in GONE:
        yield finding("dead_link", procedure.code, link=procedure.source, answer=answer)
    elif answer >= 400:
        yield finding("unreachable_link", procedure.code, link=procedure.source, answer=f"HTTP {answer}")


def _split(address: str) -> SplitResult | None:
    """The parts of a web address; None of what is none."""
    try:
        split = urlsplit(address)
        host = split.hostname or ""
        split.port  # noqa: B018 - raises where the port is no number
    except ValueError:
        return None
    if split.scheme not in ("http", "https") or "." not in host.strip(".") or any(map(str.isspace, address)):
        return None
    return split
