"""What do the tests of planning an import ask of a plan? One record against one state of the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.packing import unpacked
from knowledge.portal.importing import planned
from knowledge.portal.plan import Known, Plan
from knowledge.procedure import Procedure
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.portal.imports import DECISION, LAST_WEEK, bees, method, read
from tests.knowledge.portal.portal_records import Json

DEARER: Json = {"executionMethods": [method(80_000)]}
"""The bees' papers cost more."""


def plan_for(record: Any, state: dict[str, Known] | None = None, **more: Any) -> Plan:
    """What one record would change in this state."""
    return planned([record], state or {}, ON, **more)


def written(plan: Plan, start: date = ON) -> Procedure:
    """The version that a plan writes for that day."""
    (row,) = [new.row for new in plan.versions if new.row.effective_from == start]
    return unpacked(row.content)


def fields(plan: Plan) -> list[str]:
    """The fields that a plan changes."""
    return [change.field for each in plan.changed for change in each.changes]


def conflicts(plan: Plan) -> list[str]:
    """The fields that a plan leaves to officers."""
    return [clash.field for each in plan.changed for clash in each.conflicts]


def ours(record: Json | None = None, **changes: Any) -> Procedure:
    """The catalogue's procedure: what the portal said last week, with `changes` by officers."""
    return read(record or bees(), LAST_WEEK).model_copy(update=changes)


def plain_words(**changes: Any) -> Procedure:
    """The starter catalogue's procedure about bees: the same facts in other words."""
    return a_procedure(
        name="Đăng ký nuôi ong loài 1",
        decision=DECISION,
        authority="UBND xã",
        submit_to="Ủy ban nhân dân xã nơi nuôi ong",
        fees=({"state": "stated", "kind": "state_fee", "amount_vnd": 50_000},),
        cases=({"documents": ({"name": "Tờ khai nuôi ong (viết tay cũng được)", "originals": 1},)},),
        steps=("Ra xã nộp tờ khai.",),
    ).model_copy(update=changes)
