"""What does a machine read about an import from the portal?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.differences import Change, Conflict, plain_field
from knowledge.portal.fetched import Fetched
from knowledge.portal.plan import Changed, Plan


def report_json(plan: Plan, fetched: Fetched | None) -> dict[str, Any]:
    """The whole plan as data."""
    content: dict[str, Any] = {
        "read": plan.read,
        "added": [each._asdict() for each in plan.added],
        "changed": [_changed(each) for each in plan.changed],
        "unchanged": len(plan.unchanged),
        "withdrawn": [each._asdict() for each in plan.withdrawn],
        "returned": [each._asdict() for each in plan.returned],
        "problems": [each._asdict() for each in plan.problems],
        "notes": plan.notes,
        "reach": {reach.value: count for reach, count in plan.reach.items()},
    }
    if fetched is not None:
        content["portal"] = {
            "total": fetched.total,
            "listed": fetched.listed,
            "fetched": fetched.fetched,
            "reused": fetched.reused,
            "left_out": fetched.left_out,
            "whole": fetched.whole,
            "problems": [each._asdict() for each in fetched.problems],
        }
    return content


def _changed(changed: Changed) -> dict[str, Any]:
    content: dict[str, Any] = {
        "code": changed.code,
        "name": changed.name,
        "changes": _changes(changed.changes),
        "conflicts": _conflicts(changed.conflicts),
    }
    if changed.later:
        content["later"] = [
            {
                "effective_from": each.effective_from.isoformat(),
                "changes": _changes(each.changes),
                "conflicts": _conflicts(each.conflicts),
            }
            for each in changed.later
        ]
    return content


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {"field": each.field, "before": plain_field(each.before), "after": plain_field(each.after)} for each in changes
    ]


def _conflicts(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    return [
        {"field": each.field, "ours": plain_field(each.ours), "theirs": plain_field(each.theirs)} for each in conflicts
    ]
