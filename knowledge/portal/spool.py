"""How far has a fetch from the portal come? Kept in the database until it is imported.

A page of the list and the cursor behind it are kept in one transaction, and so is every detail before the next request
starts: whenever a process is killed, the next one knows what is there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from knowledge.models.portal import PortalListedRow, PortalRunRow
from knowledge.portal.lines import Line, State
from knowledge.storage import Storage, insert_into

GO_ON_WITHIN = timedelta(days=7)
"""A fetch that was begun longer ago and cut begins anew."""
IMPORT_WITHIN = timedelta(days=1)
"""A fetch that was begun longer ago, finished and never imported begins anew."""


def open_run(storage: Storage, scope: str, at: datetime) -> int:
    """The number of the run for these filters: the one that was begun lately, or a new one."""
    is_it = PortalRunRow.filters == scope
    with storage.writing() as session:
        run = session.exec(select(PortalRunRow).where(is_it)).one_or_none()
        if run is not None and at - run.started_at > (IMPORT_WITHIN if run.finished_at else GO_ON_WITHIN):
            session.delete(run)
            session.flush()
        new = insert_into(session, PortalRunRow).values(filters=scope, started_at=at)
        session.execute(new.on_conflict_do_nothing())
        return int(session.execute(select(PortalRunRow.id).where(is_it)).scalar_one())


def run_of(storage: Storage, run_id: int) -> PortalRunRow:
    """The run as it stands now."""
    with storage.reading() as session:
        return session.exec(select(PortalRunRow).where(PortalRunRow.id == run_id)).one()


def keep_page(storage: Storage, run_id: int, lines: Sequence[Line], **run: Any) -> None:
    """Keep a page's lines together with the run's `cursor`, `total`, `listed` and `problem` after it."""
    with storage.writing() as session:
        if lines:
            insert = insert_into(session, PortalListedRow).values([_row(run_id, line) for line in lines])
            session.execute(insert.on_conflict_do_nothing(index_elements=["run_id", "portal_id"]))
        session.execute(update(PortalRunRow).where(col(PortalRunRow.id) == run_id).values(**run))


def keep_detail(storage: Storage, run_id: int, line: Line, detail: dict[str, Any], at: datetime) -> None:
    """Keep what was fetched."""
    content = zlib.compress(json.dumps(detail).encode())
    _update(storage, run_id, line, state=State.FETCHED, content=content, fetched_at=at, problem="")


def keep_state(storage: Storage, run_id: int, line: Line, state: State, problem: str = "") -> None:
    """Keep what became of a line that gave nothing to import."""
    _update(storage, run_id, line, state=state, problem=problem)


def finish_run(storage: Storage, run_id: int, at: datetime) -> None:
    """Note that everything that could be fetched has been."""
    with storage.writing() as session:
        session.execute(update(PortalRunRow).where(col(PortalRunRow.id) == run_id).values(finished_at=at))


def delete_run(session: Session, run_id: int) -> None:
    """Forget a run and everything it fetched; an import does so in its own transaction."""
    run = session.get(PortalRunRow, run_id)
    if run is not None:
        session.delete(run)


def lines_in(storage: Storage, run_id: int, state: State) -> list[Line]:
    """The lines in this state, without their items, in the order of the list."""
    row = PortalListedRow
    wanted = (
        select(row.portal_id, row.code, row.line_digest, row.problem)
        .where(row.run_id == run_id, row.state == state)
        .order_by(col(row.id))
    )
    with storage.reading() as session:
        lines = session.exec(wanted)
        return [Line(portal_id, code, digest, state, problem) for portal_id, code, digest, problem in lines]


def another(storage: Storage, run_id: int, line: Line) -> str | None:
    """The portal's id of another procedure that it answers for as far as we know, if possible one that was fetched."""
    row = PortalListedRow
    others = (
        select(row.portal_id)
        .where(row.run_id == run_id, row.portal_id != line.portal_id, row.state != State.UNAVAILABLE)
        .order_by(col(row.fetched_at).is_(None), col(row.id).desc())
        .limit(1)
    )
    with storage.reading() as session:
        return session.exec(others).first()


def codes_by_key(storage: Storage, run_id: int) -> dict[str, str]:
    """The codes that the list has named so far, by the keys of their lines."""
    row = PortalListedRow
    named = select(row.portal_id, row.line_digest, row.code).where(row.run_id == run_id)
    with storage.reading() as session:
        return {portal_id or digest: code for portal_id, digest, code in session.exec(named)}


def counts(storage: Storage, run_id: int) -> dict[State, int]:
    """How many lines are in each state."""
    row = PortalListedRow
    by_state = select(row.state, func.count()).where(row.run_id == run_id).group_by(row.state)
    with storage.reading() as session:
        return dict.fromkeys(State, 0) | {State(state): count for state, count in session.exec(by_state)}


def _update(storage: Storage, run_id: int, line: Line, **values: Any) -> None:
    its_row = (col(PortalListedRow.run_id) == run_id, col(PortalListedRow.portal_id) == line.portal_id)
    with storage.writing() as session:
        session.execute(update(PortalListedRow).where(*its_row).values(**values))


def _row(run_id: int, line: Line) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "portal_id": line.portal_id,
        "code": line.code,
        "line": line.item,
        "line_digest": line.digest,
        "state": line.state,
        "problem": line.problem,
    }
