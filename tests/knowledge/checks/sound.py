"""Which procedure has nothing wrong with it? Tests change it in the one thing they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from knowledge.checking import Finding, findings
from knowledge.procedure import Procedure
from tests.knowledge.examples import ON, a_procedure

CONTENT: dict[str, Any] = {
    "audience": ("Công dân Việt Nam",),
    "cases": ({"documents": ({"name": "Tờ khai đàn ong", "originals": 1},)},),
    "channels": ({"kind": "in_person", "time_amount": 5, "time_unit": "working_day"},),
    "fees": ({"state": "free"},),
    "steps": ("Nộp tờ khai ở xã.",),
    "decision": "12/QĐ-UBND",
    "source": "https://dichvucong.gov.vn/thu-tuc/1.000001",
    "phrases": ("khai báo tổ ong",),
}


def sound(**changes: Any) -> Procedure:
    """A procedure in which nothing is found, with `changes`."""
    return a_procedure(**CONTENT | {"code": "1.000001"} | changes)


def another(**changes: Any) -> Procedure:
    """A second one, which has nothing to do with the first."""
    content = {
        "code": "1.000002",
        "name": "Thủ tục cấp phép thả bè nuôi cá",
        "short_name": "Thả bè nuôi cá",
        "phrases": ("đóng lồng nuôi cá trên sông",),
    }
    return sound(**content | changes)


def kinds(*procedures: Procedure, on: date = ON) -> list[tuple[str, str]]:
    """Code and kind of everything found."""
    return [(each.code, each.kind) for each in findings(procedures, on)]


def only(found: Sequence[Finding]) -> Finding:
    """The one finding that there is."""
    (one,) = found
    return one
