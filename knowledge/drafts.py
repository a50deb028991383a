"""How is a change of a procedure proposed, so that two officers who change it at once lose nothing?"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from knowledge import versions
from knowledge.audit import Event, Who, record, take_turn
from knowledge.differences import FIELDS, OF_THE_VERSION, Conflict, Merged, changes, merged, plain, plain_changes
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow, ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.phrase_book import said_for, with_phrases
from knowledge.procedure import Procedure

OPEN = ("draft", "submitted")
REJECTED = "rejected"
"""Given back: its author may go on with it, and until then it stands in nobody's way."""
_SAID = tuple(name for name in FIELDS if name not in {"code", *OF_THE_VERSION})
STATES = {
    "draft": "đang soạn",
    "submitted": "chờ duyệt",
    "published": "đã công bố",
    "rejected": "bị trả lại",
    "withdrawn": "đã rút",
}


class Base(NamedTuple):
    """A procedure as it is when somebody begins to change it."""

    procedure: Procedure | None
    """As the law has it on that day, with its phrases; None for a new one or before its first day."""
    fingerprint: str
    """Of all its versions and phrases."""


class Proposal(NamedTuple):
    """What a procedure should become, from its `effective_from` on."""

    procedure: Procedure
    repealed: bool = False
    replaced_by: str = ""
    origin: str = "officer"


def base_of(session: Session, code: str, on: date) -> Base:
    """The state that a change of the procedure begins with on the day `on`."""
    said = said_for(session, code)
    row = versions.version_on(session, code, on)
    known = with_phrases(unpacked(row.content), said) if row else None
    texts = "\n".join((versions.fingerprint(versions.history(session, code)), *said.phrases, "", *said.situations))
    return Base(known, hashlib.sha256(texts.encode()).hexdigest())


def open_draft(session: Session, code: str) -> DraftRow | None:
    """The draft of a procedure that is not decided yet; there is at most one."""
    return session.exec(select(DraftRow).where(DraftRow.code == code, col(DraftRow.state).in_(OPEN))).first()


def refuse_second(session: Session, code: str) -> None:
    """Raise CatalogueError when the procedure has an open draft, with whose it is and how to go on."""
    other = open_draft(session, code)
    if other is not None:
        raise CatalogueError(
            f"{code} đang có bản nháp số {other.id} của {other.actor} ({STATES[other.state]}). "
            f"Xem: tthc draft show {other.id}. Sửa tiếp bản ấy: tthc draft edit {other.id}; "
            f"hoặc nhờ {other.actor} rút: tthc draft withdraw {other.id}."
        )


def proposed(row: DraftRow) -> Procedure:
    """The procedure that a draft proposes."""
    return Procedure.model_validate(row.content)


def found(session: Session, number: int) -> DraftRow:
    """The draft with this number; raises CatalogueError when there is none."""
    row = session.get(DraftRow, number, populate_existing=True)
    if row is None:
        raise CatalogueError(f"Không có bản nháp số {number}. Xem các bản nháp: tthc draft list.")
    return row


def save(session: Session, proposal: Proposal, base: Base, who: Who, today: date) -> DraftRow:
    """A new draft; raises CatalogueError when another is open, others changed the procedure, or nothing changes."""
    procedure = proposal.procedure
    take_turn(session)
    refuse_second(session, procedure.code)
    check(session, proposal, today)
    refuse_if_changed(session, procedure.code, base.fingerprint, today)
    base = base._replace(procedure=base_of(session, procedure.code, procedure.effective_from).procedure)
    row = draft_row(proposal, base, who)
    session.add(row)
    session.flush()
    record(session, who, drafted(row, proposal, base))
    return row


def draft_row(proposal: Proposal, base: Base, who: Who) -> DraftRow:
    """A draft as it is when it is new; what it changes is the procedure of `base`."""
    return DraftRow(
        code=proposal.procedure.code,
        content=plain(proposal.procedure),
        base=plain(base.procedure) if base.procedure else None,
        base_fingerprint=base.fingerprint,
        repealed=proposal.repealed,
        replaced_by=proposal.replaced_by,
        origin=proposal.origin,
        actor=who.actor,
        reason=who.reason,
        created_at=who.at,
        changed_at=who.at,
    )


def drafted(row: DraftRow, proposal: Proposal, base: Base) -> Event:
    """What the audit says of a new draft."""
    was, becomes = plain_changes(base.procedure, proposal.procedure)
    return Event("draft", row.code, was, {"draft": row.id, **becomes})


def revise(session: Session, number: int, procedure: Procedure, who: Who, today: date) -> DraftRow:
    """Change a draft that is open or was given back; it has to be submitted again."""
    row = one_to_go_on_with(session, number)
    if procedure.code != row.code:
        raise CatalogueError(f"Bản nháp {number} là của {row.code}. Mã thủ tục không đổi được: ghi lại mã ấy.")
    check(session, Proposal(procedure, row.repealed, row.replaced_by, row.origin), today)
    was, becomes = plain_changes(proposed(row), procedure)
    before = base_of(session, row.code, procedure.effective_from)
    if before.fingerprint == row.base_fingerprint:
        row.base = plain(before.procedure) if before.procedure else None
    row.content, row.state, row.changed_at = plain(procedure), "draft", who.at
    row.actor, row.reason = who.actor, who.reason
    session.add(row)
    record(session, who, Event("revise", row.code, was, {"draft": row.id, **becomes}))
    return row


def rebase(session: Session, number: int, who: Who, today: date) -> tuple[DraftRow, tuple[Conflict, ...]]:
    """Put an open draft on top of what others published meanwhile; where both changed a field, the draft's stays.

    Returns the draft, and those fields.
    """
    row = one_to_go_on_with(session, number)
    mine = proposed(row)
    now = base_of(session, row.code, max(mine.effective_from, today))
    found = onto(now.procedure, mine, Procedure.model_validate(row.base) if row.base else None)
    row.content, row.base = plain(found.procedure), plain(now.procedure) if now.procedure else None
    row.base_fingerprint, row.state, row.changed_at = now.fingerprint, "draft", who.at
    session.add(row)
    record(session, who, Event("rebase", row.code, None, {"draft": number, "taken": list(found.taken)}))
    return row, found.conflicts


def onto(law: Procedure | None, mine: Procedure, base: Procedure | None) -> Merged:
    """What somebody made of `base`, with all that `law` says differently; where both changed a field, theirs stays."""
    if law is None:
        return Merged(mine, (), ())
    return merged(base, mine, law, {change.field for change in changes(base, mine)}, _SAID)


def open_one(session: Session, number: int) -> DraftRow:
    """The draft with this number, which nobody else changes meanwhile; raises CatalogueError when it is decided."""
    take_turn(session)
    row = found(session, number)
    refuse_decided(row)
    return row


def one_to_go_on_with(session: Session, number: int) -> DraftRow:
    """The same; one that was given back must not get in the way of another that somebody has begun since."""
    row = open_one(session, number)
    if row.state == REJECTED:
        refuse_second(session, row.code)
    return row


def refuse_decided(row: DraftRow) -> None:
    """Raise CatalogueError when a draft is published or withdrawn."""
    if row.state not in (*OPEN, REJECTED):
        raise CatalogueError(
            f"Bản nháp {row.id} {STATES[row.state]}, không đổi được nữa. Soạn bản mới: tthc procedure edit {row.code}."
        )


def check(session: Session, proposal: Proposal, today: date, number: int = 0) -> None:
    """Raise CatalogueError when a proposal (of draft `number`, if any) cannot come into force or changes nothing."""
    procedure = proposal.procedure
    if procedure.effective_from < today:
        raise CatalogueError(
            f"Ngày bắt đầu {procedure.effective_from:%d/%m/%Y} đã qua. "
            f"Đặt effective_from từ hôm nay ({today:%Y-%m-%d}) hoặc một ngày sau đó"
            + (f": tthc draft edit {number}." if number else ".")
        )
    if procedure.verified_on > today:
        raise CatalogueError(f"verified_on {procedure.verified_on:%d/%m/%Y} là ngày chưa tới. Ghi ngày đã đối chiếu.")
    if proposal.repealed and proposal.replaced_by:
        heir_of(session, proposal)
    if _is_so_already(session, proposal):
        raise CatalogueError("Không có gì thay đổi so với bản có hiệu lực ngày ấy, nên không lưu.")


def heir_of(session: Session, proposal: Proposal) -> ProcedureVersionRow:
    """What takes the place of a procedure on the day it ends; raises CatalogueError when that cannot be."""
    heir, day = proposal.replaced_by, proposal.procedure.effective_from
    if heir == proposal.procedure.code:
        raise CatalogueError("Một thủ tục không thể được thay bằng chính nó. Ghi mã của thủ tục mới.")
    row = versions.version_on(session, heir, day)
    if row is None:
        raise CatalogueError(
            f"Ngày {day:%d/%m/%Y} chưa có thủ tục thay thế {heir}. Soạn và công bố trước: tthc procedure new {heir}."
        )
    if row.repealed:
        raise CatalogueError(f"{heir} đã bãi bỏ từ {row.effective_from:%d/%m/%Y}, không thay thế được. Chọn mã khác.")
    return row


def _is_so_already(session: Session, proposal: Proposal) -> bool:
    """Whether the version of the proposal's first day says the same, with the same phrases."""
    procedure = proposal.procedure
    row = versions.version_on(session, procedure.code, procedure.effective_from)
    if row is None or row.repealed != proposal.repealed:
        return False
    if row.repealed:
        return row.replaced_by == proposal.replaced_by
    known = with_phrases(unpacked(row.content), said_for(session, procedure.code))
    return all(change.field == "effective_from" for change in changes(known, procedure))


def refuse_if_changed(session: Session, code: str, fingerprint: str, today: date, number: int = 0) -> None:
    """Raise CatalogueError when somebody changed the procedure after this change was begun."""
    if base_of(session, code, today).fingerprint == fingerprint:
        return
    raise ChangedMeanwhileError(code, number)


class ChangedMeanwhileError(CatalogueError):
    """Somebody else changed the procedure meanwhile; the draft stays."""

    def __init__(self, code: str, number: int) -> None:
        way = f"tthc draft rebase {number}" if number else f"tthc procedure edit {code}"
        kept = f" Bản nháp {number} vẫn còn nguyên." if number else ""
        super().__init__(
            f"Có người vừa thay đổi {code} sau khi anh/chị mở ra sửa.{kept} Xem: tthc procedure history {code}. "
            f"Rồi làm tiếp trên bản mới: {way}."
        )
