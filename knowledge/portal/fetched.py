"""What did a fetch from the portal bring, and what of it is there to import?"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import col, select

from knowledge.models.portal import PortalListedRow
from knowledge.portal.lines import State
from knowledge.portal.spool import counts, lines_in, run_of
from knowledge.storage import Storage
from knowledge.viet_time import vietnamese_day

_BATCH = 200


class Problem(NamedTuple):
    """A procedure that could not be fetched; without id and code it is the list itself."""

    portal_id: str
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought, also before it was cut: the lines of the list by what became of them."""

    run_id: int
    total: int
    """How many procedures the portal says that there are."""
    listed: int
    """How many its list named."""
    fetched: int
    reused: int
    """Not fetched, since nothing has changed."""
    left_out: int
    """Not wanted by the filters that only we can apply."""
    problems: tuple[Problem, ...]
    whole: bool
    """Whether the list came to its end; only then is what it does not name gone from the portal."""


def fetched_by(storage: Storage, run_id: int) -> Fetched:
    """What a run has brought."""
    run, count = run_of(storage, run_id), counts(storage, run_id)
    failed = lines_in(storage, run_id, State.BROKEN) + lines_in(storage, run_id, State.UNAVAILABLE)
    of_list = (Problem("", "", run.problem),) if run.problem else ()
    return Fetched(
        run_id=run_id,
        total=run.total,
        listed=sum(count.values()),
        fetched=count[State.FETCHED],
        reused=count[State.WAITING],
        left_out=count[State.LEFT_OUT],
        problems=of_list + tuple(Problem(line.portal_id or "", line.code, line.problem) for line in failed),
        whole=run.listed and not run.problem,
    )


def records(storage: Storage, run_id: int) -> Iterator[dict[str, Any]]:
    """The details that a run fetched, one after the other, in the order of the list."""
    last = 0
    while batch := _contents(storage, run_id, last):
        for _, content in batch:
            yield json.loads(zlib.decompress(content))
        last, _ = batch[-1]


def fetched_lines(storage: Storage, run_id: int) -> dict[str, tuple[str, date]]:
    """By the portal's id: the digest of the list's line, and the Vietnamese day on which the detail was fetched.

    The next fetch wants to know this of everything that has been imported.
    """
    row = PortalListedRow
    fetched = select(row.portal_id, row.line_digest, row.fetched_at)
    with storage.reading() as session:
        lines = session.exec(fetched.where(row.run_id == run_id, row.state == State.FETCHED))
        return {portal_id: (digest, vietnamese_day(at)) for portal_id, digest, at in lines if portal_id and at}


def _contents(storage: Storage, run_id: int, after: int) -> list[tuple[int, bytes]]:
    row = PortalListedRow
    batch = (
        select(row.id, row.content)
        .where(row.run_id == run_id, row.state == State.FETCHED, col(row.id) > after)
        .order_by(col(row.id))
        .limit(_BATCH)
    )
    with storage.reading() as session:
        return [(number, content) for number, content in session.exec(batch) if number and content]
