"""How is it remembered what the portal said last, when, and what it has no more?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from knowledge.differences import OF_THE_VERSION, changes
from knowledge.models import PortalRecordRow
from knowledge.packing import unpacked
from knowledge.portal.fingerprint import is_same_record
from knowledge.portal.plan import Plan, Record

_CHUNK = 500
_RECORD = PortalRecordRow


def says_the_same(last: PortalRecordRow | None, now: Record) -> bool:
    """Whether the portal says now what it said when it was looked at last, however that is written."""
    if last is None or last.withdrawn_on is not None:
        return False
    if is_same_record(last.raw_digest, now.raw_digest):
        return True
    return all(change.field in OF_THE_VERSION for change in changes(unpacked(last.content), unpacked(now.content)))


def write_records(session: Session, plan: Plan, leave: Collection[str] = ()) -> None:
    """Remember all that the plan's records say, but for the codes `leave`, which are to be looked at again."""
    known = set(session.exec(select(_RECORD.code)))
    rows = [row for row in plan.records if row.code not in leave]
    for values in _chunks([row._asdict() for row in rows if row.code not in known]):
        session.execute(insert(_RECORD), values)
    for values in _chunks([row._asdict() for row in rows if row.code in known]):
        session.execute(update(_RECORD), values)
    stale = col(_RECORD.seen_on) != plan.today
    for codes in _chunks([code for code in plan.unchanged if code not in leave]):
        session.execute(update(_RECORD).where(col(_RECORD.code).in_(codes), stale).values(seen_on=plan.today))
    for codes in _chunks([each.code for each in plan.withdrawn if each.code not in leave]):
        session.execute(update(_RECORD).where(col(_RECORD.code).in_(codes)).values(withdrawn_on=plan.today))


def note_lines(
    session: Session, lines: Mapping[str, tuple[str, date]], plan: Plan, leave: Collection[str] = ()
) -> None:
    """Remember by the portal's ids what its list said of what was taken, and the day on which that was fetched.

    The next fetch can skip these; what could not be taken, or is in `leave`, it fetches again.
    """
    taken = {*plan.unchanged, *(row.code for row in plan.records)}.difference(leave)
    changed = []
    for code, portal_id in session.exec(select(_RECORD.code, _RECORD.portal_id)):
        if portal_id in lines:
            digest, day = lines[portal_id] if code in taken else ("", None)
            changed.append({"code": code, "line_digest": digest, "fetched_on": day})
    for values in _chunks(changed):
        session.execute(update(_RECORD), values)


def _chunks(values: Sequence[Any]) -> Iterable[list[Any]]:
    return (list(values[start : start + _CHUNK]) for start in range(0, len(values), _CHUNK))
