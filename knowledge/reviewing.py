"""How does a proposed change come into force, or not: submitted by one officer, decided by another?"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from knowledge import versions
from knowledge.audit import Event, Who, published, record, take_turn
from knowledge.differences import FACTS, OF_THE_VERSION, changes, plain_changes
from knowledge.drafts import STATES, Proposal, check, one_to_go_on_with, open_one, proposed, refuse_if_changed
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow, PortalRecordRow, ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.phrase_book import Said, replace_phrases
from knowledge.procedure import Procedure
from knowledge.publishing import raise_revision, revision

_Said = dict[str, Any] | None


def submit(session: Session, number: int, who: Who) -> DraftRow:
    """Put a draft up for review."""
    row = one_to_go_on_with(session, number)
    if row.state == "submitted":
        raise CatalogueError(f"Bản nháp {number} đã gửi duyệt rồi. Người duyệt chạy: tthc draft publish {number}.")
    return _moved(session, row, "submitted", "submit", who)


def reject(session: Session, number: int, who: Who) -> DraftRow:
    """Give a submitted draft back with the reason."""
    row = open_one(session, number)
    if row.state != "submitted":
        raise CatalogueError(f"Bản nháp {number} chưa gửi duyệt nên chưa trả lại được.")
    row.reviewer, row.decision = who.actor, who.reason
    return _moved(session, row, "rejected", "reject", who)


def withdraw(session: Session, number: int, who: Who) -> DraftRow:
    """Take a draft back before it is decided."""
    return _moved(session, open_one(session, number), "withdrawn", "withdraw", who)


def refuse_unready(session: Session, row: DraftRow, who: Who, today: date, *, self_review: bool) -> bool:
    """Whether the draft is the officer's own; raises CatalogueError when they must not publish it, or nobody may."""
    own = row.actor.casefold() == who.actor.casefold()
    if row.state != "submitted":
        raise CatalogueError(f"Bản nháp {row.id} {STATES[row.state]}. Gửi duyệt trước: tthc draft submit {row.id}.")
    if own and not self_review:
        raise CatalogueError(
            f"Bản nháp {row.id} do chính {row.actor} soạn: cần người khác duyệt. "
            "Cơ quan chỉ có một cán bộ thì bật: tthc setting set self_review on --reason …"
        )
    check(session, Proposal(due(row, today), row.repealed, row.replaced_by), today, row.id or 0)
    refuse_if_changed(session, row.code, row.base_fingerprint, today, row.id or 0)
    return own


def refuse_if_moved(session: Session, tried_against: int) -> None:
    """Raise CatalogueError when the catalogue is no longer the one of that revision, which changes were tried on."""
    take_turn(session)
    if revision(session) != tried_against:
        raise CatalogueError("Danh mục vừa đổi trong lúc đang thử. Chưa ghi gì: chạy lại lệnh này để thử lại.")


def publish(
    session: Session,
    number: int,
    who: Who,
    today: date,
    *,
    self_review: bool,
) -> ProcedureVersionRow:
    """Let a submitted draft come into force from its day on; raises CatalogueError when it must not.

    `self_review` says whether this office lets an officer publish a draft of their own; that is recorded.
    """
    row = open_one(session, number)
    own = refuse_unready(session, row, who, today, self_review=self_review)
    base = Procedure.model_validate(row.base) if row.base else None
    procedure = due(row, today)
    before = versions.version_on(session, row.code, procedure.effective_from)
    was, becomes = _difference(row, before, base, procedure)
    version = _version(session, row, before, procedure, base, who)
    versions.write_version(session, version)
    if not row.repealed:
        replace_phrases(session, row.code, Said(procedure.phrases, procedure.situations), row.origin)
    row.reviewer, row.decision = who.actor, who.reason
    seal = published(version) | {"draft": number, "author": row.actor, "draft_reason": row.reason, "self_review": own}
    _moved(session, row, "published", "repeal" if row.repealed else "publish", who, was, becomes | seal)
    raise_revision(session)
    return version


def _difference(
    row: DraftRow, before: ProcedureVersionRow | None, base: Procedure | None, procedure: Procedure
) -> tuple[_Said, dict[str, Any]]:
    """What was and what becomes of the fields that change, and of being in force."""
    was, becomes = plain_changes(base, procedure)
    if before and (before.repealed, before.replaced_by) != (row.repealed, row.replaced_by):
        was = {**(was or {}), "repealed": before.repealed, "replaced_by": before.replaced_by}
        becomes |= {"repealed": row.repealed, "replaced_by": row.replaced_by}
    return was, becomes


def due(row: DraftRow, today: date) -> Procedure:
    """What a draft proposes; what the portal says holds at the latest from the day on which somebody agrees to it."""
    procedure = proposed(row)
    if row.origin != "portal" or procedure.effective_from >= today:
        return procedure
    return procedure.model_copy(update={"effective_from": today})


def _version(
    session: Session,
    row: DraftRow,
    before: ProcedureVersionRow | None,
    procedure: Procedure,
    base: Procedure | None,
    who: Who,
) -> ProcedureVersionRow:
    written = {change.field for change in changes(base, procedure)} - OF_THE_VERSION - {"code"}
    written |= set(before.officer_fields if before else ())
    return versions.version_row(
        procedure,
        origin=row.origin,
        officer_fields=written - _said_by_portal(session, procedure),
        verified_by=who.actor,
        repealed=row.repealed,
        replaced_by=row.replaced_by,
    )


def _said_by_portal(session: Session, procedure: Procedure) -> set[str]:
    """The facts that the portal told last just as they stand here: no officer has to keep these."""
    record = session.get(PortalRecordRow, procedure.code)
    said = unpacked(record.content) if record else None
    return {name for name in FACTS if said and (value := getattr(procedure, name)) and value == getattr(said, name)}


def _moved(
    session: Session, row: DraftRow, state: str, action: str, who: Who, was: _Said = None, becomes: _Said = None
) -> DraftRow:
    row.state, row.changed_at = state, who.at
    session.add(row)
    record(session, who, Event(action, row.code, was, becomes or {"draft": row.id}))
    return row
