"""What does a record of the portal change in a procedure that is there, and what stays because an officer wrote it?

Three states are compared field by field: what the portal said last, what the catalogue says, what the portal says now.
A field that officers wrote stays, whatever the portal says (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from knowledge.differences import FACTS, Change, merged
from knowledge.models import ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.portal.plan import SOURCE, Changed, Known, Later, NewVersion
from knowledge.procedure import FeeState, Procedure, Reach
from knowledge.versions import version_row

UNSPOKEN = frozenset({"description", "groups", "publisher", "authorized", "coordinating", "decision_on"})
"""What the starter catalogue never tells; where it is silent about anything else, the source had nothing right."""
_DETAILS = ("cases", "channels", "steps", "results", "legal_bases", "conditions")


class Met(NamedTuple):
    """What comes of a record that meets a procedure: what an officer is told, and the versions to write."""

    changed: Changed | None = None
    versions: tuple[NewVersion, ...] = ()


class _Ancestor(NamedTuple):
    """What both sides came from, and the fields that may be taken from the portal."""

    base: Procedure
    fields: tuple[str, ...]


def met(theirs: Procedure, known: Known, today: date, *, reread: bool = False) -> Met:
    """What `theirs` changes in the version in force and in those that come.

    `reread` says that the portal's record is the one of last time, and only read better now.
    """
    version = known.version
    if version is None:
        raise ValueError("there is no version to meet")
    back = version.repealed and version.origin == SOURCE and was_withdrawn(known)
    if version.repealed and not back:
        return Met()
    ours, officers = unpacked(version.content), frozenset(version.officer_fields)
    base, fields = _ancestor(ours, theirs, known, officers, reread=reread)
    found = merged(base, ours, theirs, officers, fields)
    if not (found.taken or found.conflicts or back):
        return Met()
    changes = _changes(found.taken, ours, theirs)
    later = [_later(row, ours, theirs, found.taken) for row in known.later if not row.repealed]
    versions = [new for _, new in later if new.changes]
    if found.taken or back:
        new = found.procedure.model_copy(update=_days(today, version, found.taken))
        same_day = version.effective_from == today  # this version takes its place, and was agreed to by the same person
        row = version_row(
            new,
            origin=version.origin,
            officer_fields=officers,
            verified_by=version.verified_by if same_day else "",
        )
        versions.append(NewVersion(row, changes, returns=back))
    touched = tuple(each for each, _ in later if each.changes or each.conflicts)
    return Met(Changed(ours.code, ours.name, changes, found.conflicts, touched), tuple(versions))


def was_withdrawn(known: Known) -> bool:
    """Whether the portal did not have the procedure any more when it was looked at last."""
    return known.record is not None and known.record.withdrawn_on is not None


def remembered(theirs: Procedure, last: Procedure | None) -> Procedure:
    """What the portal is taken to have said; a record in short form takes back nothing that a longer one said."""
    if last is None or is_detailed(theirs) or not is_detailed(last):
        return theirs
    return last.model_copy(
        update={name: getattr(theirs, name) for name in (*_spoken(theirs), "verified_on", "effective_from")}
    )


def is_detailed(procedure: Procedure) -> bool:
    """Whether a record came with its details, and not as the portal's list has it."""
    return any(getattr(procedure, name) for name in _DETAILS)


def is_silent(value: Any) -> bool:
    """Whether a field says nothing; the fees of a record say nothing while none is stated or free."""
    if isinstance(value, tuple) and value and hasattr(value[0], "state"):
        return all(fee.state is FeeState.NOT_STATED and not fee.condition for fee in value)
    return value in ("", (), None, Reach.NATIONAL)


def _spoken(procedure: Procedure) -> tuple[str, ...]:
    return tuple(name for name in FACTS if not is_silent(getattr(procedure, name)))


def _ancestor(
    ours: Procedure, theirs: Procedure, known: Known, officers: Collection[str], *, reread: bool
) -> _Ancestor:
    """The common ancestor; of a field that the portal never spoke of before, ours."""
    last = unpacked(known.record.content) if known.record else None
    told = FACTS if last and is_detailed(last) else () if last is None else _spoken(last)
    seen = {name: getattr(last, name) for name in told}
    fields = [
        name
        for name in FACTS
        if (
            _speaks_again(name, seen[name], ours, theirs, officers, reread=reread)
            if name in seen
            else _speaks_first(name, ours, theirs, known, officers)
        )
    ]
    return _Ancestor(ours.model_copy(update=seen), tuple(fields))


def _speaks_again(
    name: str, was: Any, ours: Procedure, theirs: Procedure, officers: Collection[str], *, reread: bool
) -> bool:
    """Whether the portal's word counts in a field where its last one is known; a better reading is no new word."""
    if reread:
        return name not in officers and getattr(ours, name) == was
    return is_detailed(theirs) or not is_silent(getattr(theirs, name))


def _speaks_first(name: str, ours: Procedure, theirs: Procedure, known: Known, officers: Collection[str]) -> bool:
    """Whether it counts where it was never heard before.

    Facts from another decision give way. Otherwise ours are the portal's in plainer words, and only what was left open
    is filled in; whatever officers wrote differently is told.
    """
    if is_silent(getattr(theirs, name)):
        return False
    if name in officers or ("decision" not in officers and _another_decision(ours.decision, theirs.decision)):
        return True
    return is_silent(getattr(ours, name)) and (name in UNSPOKEN or not known.from_starter)


def _another_decision(ours: str, theirs: str) -> bool:
    """Whether two numbers of decisions are two; a slip of the pen ("2045/QĐ_BYT") makes no other one."""
    first, second = ("".join(filter(str.isalnum, number.casefold())) for number in (ours, theirs))
    return bool(first and second) and first != second


def _days(today: date, version: ProcedureVersionRow, taken: Collection[str]) -> dict[str, date]:
    """From when the merged version holds, and whether it has been checked: what people wrote only people check."""
    checked = version.origin == SOURCE or "decision" in taken
    return {"effective_from": today} | ({"verified_on": today} if checked else {})


def _later(
    row: ProcedureVersionRow, ours: Procedure, theirs: Procedure, taken: Collection[str]
) -> tuple[Later, NewVersion]:
    """What of the change also holds in a version that comes: all but the fields that this one changes itself."""
    then = unpacked(row.content)
    own = {name for name in taken if name in row.officer_fields or getattr(then, name) != getattr(ours, name)}
    found = merged(ours, then, theirs, own, taken)
    changes = _changes(found.taken, then, theirs)
    new = version_row(
        found.procedure, origin=row.origin, officer_fields=row.officer_fields, verified_by=row.verified_by
    )
    return Later(row.effective_from, changes, found.conflicts), NewVersion(new, changes)


def _changes(names: Collection[str], before: Procedure, after: Procedure) -> tuple[Change, ...]:
    return tuple(Change(name, getattr(before, name), getattr(after, name)) for name in names)
