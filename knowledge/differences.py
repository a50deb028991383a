"""What is different between two states of a procedure, field by field?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from pydantic_core import to_jsonable_python

from knowledge.procedure import Procedure

OF_THE_VERSION = frozenset({"effective_from", "verified_on"})
"""Fields that say when a state holds and was checked, not what it says."""
OURS = frozenset({"short_name", "summary", "phrases", "situations"})
"""Fields that this project and officers write; the portal's words never replace them."""
FIELDS = tuple(Procedure.model_fields)
"""Every field, in the order people read them."""
FACTS = tuple(name for name in FIELDS if name not in OF_THE_VERSION | OURS | {"code"})
"""What the law says."""
_SILENT = ("", (), None)


class Change(NamedTuple):
    """A field with what it said and says."""

    field: str
    before: Any
    after: Any


class Conflict(NamedTuple):
    """A field that two sides changed differently; ours is kept."""

    field: str
    base: Any
    ours: Any
    theirs: Any


class Merged(NamedTuple):
    """What comes of two changed states: the value, the fields taken from the other side, and what clashes."""

    procedure: Procedure
    taken: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def changes(before: Procedure | None, after: Procedure) -> list[Change]:
    """The fields that differ, in reading order; all that say something where there was nothing before."""
    if before is None:
        return [Change(name, None, value) for name in FIELDS if (value := getattr(after, name)) not in _SILENT]
    return [
        Change(name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    ]


def changed_facts(before: Procedure, after: Procedure) -> tuple[str, ...]:
    """The fields of the law that differ."""
    return tuple(name for name in FACTS if getattr(before, name) != getattr(after, name))


def same_content(first: Procedure, second: Procedure) -> bool:
    """Whether two states say the same, whenever they hold and were checked."""
    return all(change.field in OF_THE_VERSION for change in changes(first, second))


def merged(
    base: Procedure | None, ours: Procedure, theirs: Procedure, keep: Collection[str], fields: Iterable[str] = FACTS
) -> Merged:
    """`ours` with what `theirs` changed since `base`; a field of `keep` stays as it is and is a conflict if it differs.

    Without a base both wrote it anew, and neither takes away what only the other says.

    >>> from datetime import date
    >>> base = Procedure(code="1.000001", name="A", field="F", fees=({"state": "free"},), source="s",
    ...                  verified_on=date(2026, 1, 1), effective_from=date(2026, 1, 1))
    >>> ours, theirs = base.model_copy(update={"name": "B"}), base.model_copy(update={"name": "C", "decision": "1/QĐ"})
    >>> found = merged(base, ours, theirs, frozenset({"name"}))
    >>> found.procedure.name, found.procedure.decision, found.taken, [each.field for each in found.conflicts]
    ('B', '1/QĐ', ('decision',), ['name'])
    """
    taken: dict[str, Any] = {}
    conflicts = []
    for name in fields:
        was, mine, new = getattr(base, name) if base else None, getattr(ours, name), getattr(theirs, name)
        if new in (was, mine) or (base is None and new in _SILENT):
            continue
        if name in keep:
            conflicts.append(Conflict(name, was, mine, new))
        else:
            taken[name] = new
    return Merged(ours.model_copy(update=taken), tuple(taken), tuple(conflicts))


def plain(procedure: Procedure) -> dict[str, Any]:
    """The procedure as JSON values, all fields."""
    return procedure.model_dump(mode="json")


def plain_field(value: Any) -> Any:
    """The value of one field as JSON values."""
    return to_jsonable_python(value)


def plain_changes(before: Procedure | None, after: Procedure) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """What was and what is of the fields that differ, as JSON values; what was is None for something new."""
    names = {change.field for change in changes(before, after)}
    was = before.model_dump(mode="json", include=names) if before else None
    return was, after.model_dump(mode="json", include=names)
