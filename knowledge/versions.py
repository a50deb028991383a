"""Which version of a procedure holds on a day, which come later, and how is one written?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert
from sqlmodel import Session, col, select

from knowledge.models import PortalRecordRow, ProcedureRow, ProcedureVersionRow
from knowledge.packing import packed, unpacked
from knowledge.procedure import Procedure

_VERSION = ProcedureVersionRow
_CHUNK = 500


def version_row(
    procedure: Procedure,
    *,
    origin: str,
    officer_fields: Collection[str] = (),
    verified_by: str = "",
    repealed: bool = False,
    replaced_by: str = "",
    content: bytes | None = None,
) -> ProcedureVersionRow:
    """The row that holds `procedure` from its first day on; a repeal keeps what held before it.

    `content` is the procedure packed, where that is at hand.
    """
    row = ProcedureVersionRow(
        code=procedure.code,
        effective_from=procedure.effective_from,
        repealed=repealed,
        replaced_by=replaced_by,
        name=procedure.name,
        short_name=procedure.short_name,
        field=procedure.field,
        reach=procedure.reach.value,
        origin=origin,
        officer_fields=sorted(officer_fields),
        verified_by=verified_by,
        content=packed(procedure) if content is None else content,
    )
    row.digest = sealed(row)
    return row


def sealed(row: ProcedureVersionRow) -> str:
    """The fingerprint of all that a version says: 64 hexadecimal digits."""
    said = (
        *(row.code, row.effective_from, row.repealed, row.replaced_by, row.name, row.short_name, row.field, row.reach),
        *(row.origin, row.verified_by, *row.officer_fields),
    )
    return hashlib.sha256("\0".join(map(str, said)).encode() + b"\0" + row.content).hexdigest()


def write_versions(session: Session, rows: Iterable[ProcedureVersionRow]) -> None:
    """Write versions; one that begins on the day of another of the same procedure takes its place."""
    known = set(session.exec(select(ProcedureRow.code)))
    starts = {
        (code, start): number
        for code, start, number in session.exec(
            select(col(_VERSION.code), col(_VERSION.effective_from), col(_VERSION.id))
        )
    }
    codes: list[dict[str, str]] = []
    new: list[dict[str, Any]] = []
    for row in rows:
        if row.code not in known:
            known.add(row.code)
            codes.append({"code": row.code})
        values = row.model_dump(exclude={"id"})
        number = starts.get((row.code, row.effective_from))
        if number is None:
            new.append(values)
        else:
            session.merge(_VERSION(id=number, **values))
    session.flush()
    for table, values_of in ((ProcedureRow, codes), (_VERSION, new)):
        for start in range(0, len(values_of), _CHUNK):
            session.execute(insert(table), values_of[start : start + _CHUNK])


def write_version(session: Session, row: ProcedureVersionRow) -> None:
    """Write one version; it takes the place of one that begins on the same day."""
    if session.get(ProcedureRow, row.code) is None:
        session.add(ProcedureRow(code=row.code))
        session.flush()
    known = session.exec(
        select(_VERSION.id).where(_VERSION.code == row.code, _VERSION.effective_from == row.effective_from)
    ).first()
    session.merge(_VERSION(id=known, **row.model_dump(exclude={"id"})))
    session.flush()


def history(session: Session, code: str) -> list[ProcedureVersionRow]:
    """Every version of a procedure, the earliest first."""
    return list(session.exec(select(_VERSION).where(_VERSION.code == code).order_by(col(_VERSION.effective_from))))


def version_on(session: Session, code: str, on: date) -> ProcedureVersionRow | None:
    """The version of a procedure on the day `on`, which may be a repeal; None before the first."""
    return session.exec(
        select(_VERSION)
        .where(_VERSION.code == code, _VERSION.effective_from <= on)
        .order_by(col(_VERSION.effective_from).desc())
    ).first()


def of_others(session: Session) -> set[str]:
    """The codes that an officer or the portal has written a version of, or that were repealed."""
    rows = select(_VERSION.code, _VERSION.origin, _VERSION.repealed, col(_VERSION.officer_fields))
    found = {code for code, origin, repealed, fields in session.exec(rows) if origin != "starter" or repealed or fields}
    return found | set(session.exec(select(PortalRecordRow.code)))


def fingerprint(versions: Sequence[ProcedureVersionRow]) -> str:
    """What changes with any change of a procedure's versions."""
    return hashlib.sha256("\n".join(row.digest for row in versions).encode()).hexdigest()


def rows_in_force(session: Session, on: date) -> Sequence[Row[Any]]:
    """The columns of every version on the day `on`: code, names, field, reach, first day, repeal, content."""
    return _chosen(session, func.max, col(_VERSION.effective_from) <= on)


def rows_to_come(session: Session, on: date) -> Sequence[Row[Any]]:
    """The same for the next version after the day `on`, of the procedures that have one."""
    return _chosen(session, func.min, col(_VERSION.effective_from) > on)


def _chosen(session: Session, choice: Any, condition: Any) -> Sequence[Row[Any]]:
    newest = select(_VERSION.code, choice(_VERSION.effective_from).label("start")).where(condition)
    chosen = newest.group_by(_VERSION.code).subquery()
    columns = ("code", "name", "short_name", "field", "reach", "effective_from", "repealed", "replaced_by", "content")
    return session.execute(
        select(*(getattr(_VERSION, name) for name in columns)).join(
            chosen, (col(_VERSION.code) == chosen.c.code) & (col(_VERSION.effective_from) == chosen.c.start)
        )
    ).all()


def procedures_of(rows: Iterable[ProcedureVersionRow]) -> Iterator[Procedure]:
    """The procedures that the rows hold, without phrases."""
    return (unpacked(row.content) for row in rows)
