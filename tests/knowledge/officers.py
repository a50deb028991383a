"""What do officers do in the tests? They draft, submit and publish, as the commands do, without the commands."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from knowledge import drafts, publishing, reviewing
from knowledge.audit import Who
from knowledge.drafts import Proposal
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH
from tests.knowledge.examples import ON, a_procedure

BEES = "1.000001"
NEW_YEAR = date(2027, 1, 1)


def fee(amount_vnd: int) -> dict[str, Any]:
    """A change of a procedure: it costs so much."""
    return {"fees": a_procedure(fees=({"state": "stated", "amount_vnd": amount_vnd},)).fees}


def changed(storage: Storage, code: str, start: date = ON, **changes: Any) -> Procedure:
    """The procedure as the law has it on the day `start`, with these changes from then on."""
    with storage.reading() as session:
        known = drafts.base_of(session, code, start).procedure
    assert known is not None
    return known.model_copy(update={**changes, "effective_from": start})


def save(storage: Storage, proposal: Proposal | Procedure, who: Who = LAN, today: date = ON) -> int:
    """Save a draft that begins with the state of now; returns its number."""
    proposal = Proposal(proposal) if isinstance(proposal, Procedure) else proposal
    with storage.writing() as session:
        base = drafts.base_of(session, proposal.procedure.code, today)
        return drafts.save(session, proposal, base, who, today).id or 0


def submit(storage: Storage, number: int, who: Who = LAN) -> None:
    """Put a draft up for review."""
    with storage.writing() as session:
        reviewing.submit(session, number, who)


def publish(storage: Storage, number: int, who: Who = MINH, today: date = ON, *, self_review: bool = False) -> None:
    """Publish a submitted draft."""
    with storage.writing() as session:
        reviewing.publish(session, number, who, today, self_review=self_review)


def let_hold(storage: Storage, proposal: Proposal | Procedure, today: date = ON, who: Who = LAN) -> int:
    """Draft, submit and publish a change; returns the number of its draft."""
    number = save(storage, proposal, who, today)
    submit(storage, number, who)
    publish(storage, number, today=today)
    return number


def repeal(storage: Storage, code: str, start: date = ON, replaced_by: str = "", today: date = ON) -> int:
    """Let a procedure end on the day `start`."""
    return let_hold(storage, Proposal(changed(storage, code, start), repealed=True, replaced_by=replaced_by), today)


def in_force(session: Session, code: str, on: date = ON) -> Procedure:
    """A procedure as the law has it on that day."""
    (found,) = [each for each in publishing.procedures_in_force(session, on) if each.code == code]
    return found
