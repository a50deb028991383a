"""What do the import's tests bring in? Records of bee keeping in the portal's shape, against what the catalogue has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from knowledge import audit, drafts, publishing
from knowledge.audit import Who
from knowledge.models import DraftRow, PortalRecordRow, ProcedureVersionRow
from knowledge.packing import packed
from knowledge.portal.applying import apply_as_drafts, apply_plan
from knowledge.portal.fingerprint import fingerprint
from knowledge.portal.importing import planned
from knowledge.portal.mapping import procedure_of
from knowledge.portal.plan import Known, Plan
from knowledge.portal.standing import standing_on
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.versions import history, version_row
from tests.knowledge.examples import NOW, ON
from tests.knowledge.officers import BEES
from tests.knowledge.portal.portal_records import Json, a_record

LAST_WEEK = date(2026, 11, 18)
PORTAL = Who("Cổng DVC", "đồng bộ với Cổng", NOW)
DECISION = "812/QĐ-BNNMT"


def method(vnd: int = 50_000, days: int = 3) -> Json:
    """How to hand the bees' papers in, what that costs and how long it takes, as the portal has it."""
    fees = [{"type": "Lệ phí", "value": vnd, "description": f"{vnd:,} đồng/giấy".replace(",", "."), "currencyId": ""}]
    time = {"processingTime": str(days), "processingTimeUnit": "WORKING_DAY", "description": ""}
    return {"submissionMethod": "DIRECT", "fees": fees, **time}


def bees(number: int = 1, **changes: Any) -> Json:
    """The record of a procedure about bees with all its details, with `changes`."""
    told: Json = {
        "code": f"1.{number:06}",
        "name": f"Đăng ký nuôi ong loài {number}",
        "decisionNo": DECISION,
        "authorityAgencies": "Ủy ban nhân dân cấp xã",
        "dossierReceivingAddresses": "Bộ phận một cửa cấp xã",
        "requirementsAndConditions": "Có ít nhất hai tổ ong.",
        "executionMethods": [method()],
        "executionCases": [
            {"name": "", "profileComponents": [{"name": "Tờ khai nuôi ong", "originalQty": 1, "attachments": []}]}
        ],
        "resultsDetails": [{"name": "Giấy xác nhận nuôi ong", "code": "KQ.01"}],
        "legalBasisesDetails": [{"name": "Luật Chăn nuôi", "code": "32/2018/QH14"}],
    }
    return a_record(number, **(told | changes))


def short_form(record: Json) -> Json:
    """The record as it comes where only the portal's list is known."""
    kept = ("id", "code", "name", "state", "type", "categoriesDetails", "departmentPromulgateName")
    return {name: record[name] for name in kept}


def read(record: Json, on: date = ON) -> Procedure:
    """The procedure that a record becomes."""
    return procedure_of(record, on).procedure


def remembered(record: Json, withdrawn_on: date | None = None) -> PortalRecordRow:
    """What the database keeps of a record that came last week."""
    procedure = read(record, LAST_WEEK)
    return PortalRecordRow(
        code=procedure.code,
        portal_id=str(record["id"]),
        raw_digest=fingerprint(record),
        content=packed(procedure),
        seen_on=LAST_WEEK,
        withdrawn_on=withdrawn_on,
    )


def known(
    ours: Procedure | None,
    last: Json | None = None,
    *,
    origin: str = "portal",
    officers: Collection[str] = (),
    later: Iterable[ProcedureVersionRow] = (),
    repealed: bool = False,
    withdrawn_on: date | None = None,
) -> dict[str, Known]:
    """What the database has of one procedure; `last` is the portal's last record."""
    record = remembered(last, withdrawn_on) if last else None
    version = version_row(ours, origin=origin, officer_fields=officers, repealed=repealed) if ours else None
    code = ours.code if ours else str(last and last["code"])
    return {code: Known(record, version, tuple(later), origin == "starter")}


def brought_in(storage: Storage, *records: Any, today: date = ON, who: Who = PORTAL, complete: bool = False) -> Plan:
    """Import records; returns what changed."""
    standing = standing_on(storage, today)
    plan = planned(records, standing.known, today, complete=complete)
    apply_plan(storage, plan, standing, who)
    return plan


def drafted(storage: Storage, *records: Any, today: date = ON, who: Who = PORTAL, complete: bool = False) -> list[str]:
    """Put records up for review; returns the codes that are busy."""
    standing = standing_on(storage, today)
    plan = planned(records, standing.known, today, complete=complete, as_drafts=True)
    return apply_as_drafts(storage, plan, standing, who)


def in_force(storage: Storage, code: str = BEES, on: date = ON) -> Procedure | None:
    """The procedure as citizens read it on that day; None where it is repealed or unknown."""
    with storage.reading() as session:
        return next((each for each in publishing.procedures_in_force(session, on) if each.code == code), None)


def versions(session: Session, code: str = BEES) -> list[date]:
    """The first days of a procedure's versions."""
    return [row.effective_from for row in history(session, code)]


def records(storage: Storage) -> dict[str, PortalRecordRow]:
    """What the database remembers of the portal, by code."""
    with storage.reading() as session:
        return {row.code: row for row in session.exec(select(PortalRecordRow))}


def entries(storage: Storage, code: str = BEES) -> list[tuple[str, Any, Any]]:
    """Who imported the procedure, what was and what became of it, the latest first, without the seals."""
    with storage.reading() as session:
        rows = [row for row in audit.entries(session, code) if row.action == "import"]
    return [(row.actor, row.before, {k: v for k, v in (row.after or {}).items() if k != audit.DIGEST}) for row in rows]


def open_drafts(storage: Storage) -> list[DraftRow]:
    """The drafts that wait, by code."""
    with storage.reading() as session:
        waits = select(DraftRow).where(col(DraftRow.state).in_(drafts.OPEN)).order_by(col(DraftRow.code))
        return list(session.exec(waits))
