"""What changes in the catalogue when records of the portal come in? What officers wrote stays; what clashes is told.

Reading and comparing happen beside the running bot; the result is written in one short transaction, so that the bot
never waits long and a killed import leaves the old state or the new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from knowledge.differences import FACTS, Change, Conflict, merged
from knowledge.errors import CatalogueError
from knowledge.models import PortalRecordRow, ProcedureVersionRow
from knowledge.packing import packed, unpacked
from knowledge.portal.mapping import MalformedRecordError, Mapped, procedure_of
from knowledge.procedure import FeeState, Procedure, Reach
from knowledge.versions import version_row

MOST_WITHDRAWN = 0.2
"""A complete list that lacks more than this share of what is known is taken for a broken one."""
_DETAILS = ("cases", "channels", "steps", "results", "legal_bases", "conditions")


class Problem(NamedTuple):
    """A record that could not be read, and why."""

    place: str
    why: str


class Added(NamedTuple):
    """A procedure that the catalogue does not have yet."""

    code: str
    name: str


class Changed(NamedTuple):
    """A procedure with what an import changes, and what it leaves because an officer wrote it."""

    code: str
    name: str
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...] = ()


class Known(NamedTuple):
    """What the database has of a code: the portal's last record, and the version in force."""

    record: PortalRecordRow | None
    version: ProcedureVersionRow | None


@dataclass(slots=True)
class Plan:
    """What an import would do, ready to be written."""

    today: date
    read: int = 0
    unchanged: list[str] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    """Procedures of which at least one field changes, or would if no officer had written it."""
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    """Code and name of procedures that the portal had and has no more."""
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    """How many records each kind of note was made for."""
    reach: dict[Reach, int] = field(default_factory=lambda: dict.fromkeys(Reach, 0))
    versions: list[ProcedureVersionRow] = field(default_factory=list)
    records: list[PortalRecordRow] = field(default_factory=list)
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases that the portal has (its keywords), by code."""


def known_state(session: Session, today: date) -> dict[str, Known]:
    """What the database has of each code on the day `today`."""
    version = ProcedureVersionRow
    found: dict[str, ProcedureVersionRow] = {}
    begun = select(version).where(version.effective_from <= today).order_by(col(version.effective_from))
    for row in session.exec(begun):
        found[row.code] = row
    records = {row.code: row for row in session.exec(select(PortalRecordRow))}
    return {code: Known(records.get(code), found.get(code)) for code in found.keys() | records.keys()}


def planned(
    records: Iterable[Any],
    known: Mapping[str, Known],
    today: date,
    *,
    complete: bool = False,
    also_there: Collection[str] = (),
    progress: Callable[[], None] = lambda: None,
) -> Plan:
    """What bringing in `records` would change.

    `complete` says that they are all that the portal has, but for the codes `also_there`.

    A record may be an exception that says why it could not be read: it is a problem of the plan, and nothing else.
    """
    plan = Plan(today)
    seen: set[str] = set()
    for record in records:
        plan.read += 1
        try:
            _take(plan, record, known, seen)
        except MalformedRecordError as error:
            plan.problems.append(Problem(_place(record, plan.read), str(error)))
        progress()
    if complete:
        plan.withdrawn += _withdrawn(known, seen.union(also_there))
    return plan


def _withdrawn(known: Mapping[str, Known], seen: Collection[str]) -> list[tuple[str, str]]:
    """Code and name of what the portal had and has no more; raises CatalogueError where that is too much to be true."""
    had = {code: each.record for code, each in sorted(known.items()) if each.record and not each.record.withdrawn_on}
    gone = [(code, unpacked(record.content).name) for code, record in had.items() if code not in seen]
    if len(gone) > MOST_WITHDRAWN * len(had):
        raise CatalogueError(
            f"Danh sách thiếu {len(gone)} trong {len(had)} thủ tục đã có, nhiều quá mức bình thường nên chưa ghi gì. "
            "Xem lại tệp có đủ không; nếu chỉ nhập một phần thì bỏ --complete."
        )
    return gone


def _take(plan: Plan, record: Any, known: Mapping[str, Known], seen: set[str]) -> None:
    if isinstance(record, MalformedRecordError):
        raise record
    raw = _raw_digest(record)
    code = str(record.get("code") or "") if isinstance(record, Mapping) else ""
    before = known.get(code, Known(None, None))
    if code in seen:
        raise MalformedRecordError(f"Mã {code} có hai lần trong tệp: lấy bản ghi đầu.")
    if before.record and before.version and before.record.raw_digest == raw and not before.record.withdrawn_on:
        seen.add(code)
        plan.unchanged.append(code)
        return
    mapped = procedure_of(record, plan.today)
    code = mapped.procedure.code
    seen.add(code)
    for note in {note.partition(":")[0] for note in mapped.notes}:
        plan.notes[note] = plan.notes.get(note, 0) + 1
    plan.reach[mapped.procedure.reach] += 1
    said = _record_row(mapped, raw, plan.today)
    plan.records.append(said)
    if mapped.procedure.phrases:
        plan.said[code] = mapped.procedure.phrases
    if before.version is None:
        plan.added.append(Added(code, mapped.procedure.name))
        plan.versions.append(version_row(mapped.procedure, origin="portal", content=said.content))
    else:
        _merge(plan, mapped.procedure, before.version, before.record)


def _merge(plan: Plan, theirs: Procedure, version: ProcedureVersionRow, record: PortalRecordRow | None) -> None:
    """Take what the portal changed into the version in force."""
    ours = unpacked(version.content)
    base = unpacked(record.content) if record else _ancestor(ours, theirs)
    officers = frozenset(version.officer_fields)
    found = merged(base, ours, theirs, officers, _spoken_of(theirs, first=record is None))
    back = version.repealed and record is not None and record.withdrawn_on is not None
    if (version.repealed and not back) or not (found.taken or found.conflicts or back):
        plan.unchanged.append(ours.code)
        return
    changes = tuple(Change(name, getattr(ours, name), getattr(theirs, name)) for name in found.taken)
    plan.changed.append(Changed(ours.code, ours.name, changes, found.conflicts))
    if found.taken or back:
        new = found.procedure.model_copy(
            update={"effective_from": plan.today, "verified_on": plan.today, "source": theirs.source}
        )
        plan.versions.append(version_row(new, origin=version.origin, officer_fields=officers))


def _ancestor(ours: Procedure, theirs: Procedure) -> Procedure:
    """What both came from when the portal's record was never seen before.

    Facts that were written from the same decision are the portal's in plainer words, and stay, but where they are
    silent; facts from another decision give way.
    """
    if not theirs.decision or theirs.decision != ours.decision:
        return ours
    return theirs.model_copy(update={name: value for name in FACTS if _is_silent(value := getattr(ours, name))})


def _spoken_of(theirs: Procedure, *, first: bool) -> tuple[str, ...]:
    """The fields that a record speaks of: one that comes for the first time or in short form is silent where empty."""
    if not first and any(getattr(theirs, name) for name in _DETAILS):
        return FACTS
    return tuple(name for name in FACTS if not _is_silent(getattr(theirs, name)))


def _is_silent(value: Any) -> bool:
    if isinstance(value, tuple) and value and hasattr(value[0], "state"):
        return all(fee.state is FeeState.NOT_STATED and not fee.condition for fee in value)
    return value in ("", (), None, Reach.NATIONAL)


def _record_row(mapped: Mapped, raw: str, today: date) -> PortalRecordRow:
    return PortalRecordRow(
        code=mapped.procedure.code,
        portal_id=mapped.portal_id,
        raw_digest=raw,
        content=packed(mapped.procedure),
        seen_on=today,
    )


def _raw_digest(record: Any) -> str:
    canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(_digest_of_readers() + canonical.encode()).hexdigest()


@cache
def _digest_of_readers() -> bytes:
    """A hash of the code that reads records: after it has learned something, every record is read again."""
    seen = hashlib.sha256()
    for file in sorted(files("knowledge.portal").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".py"):
            seen.update(file.read_bytes())
    return seen.digest()


def _place(record: Any, number: int) -> str:
    code = record.get("code") if isinstance(record, Mapping) else None
    return f"bản ghi {number}" + (f" ({code})" if isinstance(code, str) and code else "")
