"""What does a machine read about an import from the portal?"""

from __future__ import annotations

from typing import Any

from admin_cli.field_changes import changes_json, conflicts_json
from knowledge.portal.fetched import Fetched
from knowledge.portal.plan import Changed, Plan


def report_json(plan: Plan, fetched: Fetched | None) -> dict[str, Any]:
    """The whole plan as data."""
    content: dict[str, Any] = {
        "read": plan.read,
        "added": [each._asdict() for each in plan.added],
        "changed": [_changed(each) for each in plan.changed],
        "unchanged": len(plan.unchanged),
        "put_up_before": len(plan.put_up),
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
        "changes": changes_json(changed.changes),
        "conflicts": conflicts_json(changed.conflicts),
    }
    if changed.later:
        content["later"] = [
            {
                "effective_from": each.effective_from.isoformat(),
                "changes": changes_json(each.changes),
                "conflicts": conflicts_json(each.conflicts),
            }
            for each in changed.later
        ]
    return content
