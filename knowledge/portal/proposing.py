"""What of an import waits for an officer? Everything with `--as-drafts`, and always the end of a procedure."""

from __future__ import annotations

from sqlmodel import Session, col, select

from knowledge import versions
from knowledge.audit import Who
from knowledge.drafts import OPEN, Base, Proposal, base_of, open_draft, save
from knowledge.models import DraftRow, PhraseRow
from knowledge.packing import unpacked
from knowledge.phrase_book import REMOVED, Said, with_phrases
from knowledge.portal.plan import SOURCE, Plan
from knowledge.procedure import Procedure
from knowledge.reviewing import submit, withdraw

RETURNED = "thủ tục lại có trên Cổng"
"""Why a draft to repeal a procedure is withdrawn."""


def propose(session: Session, plan: Plan, who: Who) -> list[str]:
    """Put the plan's new and changed procedures up for review; returns the codes that have another draft already."""
    busy = set(session.exec(select(DraftRow.code).where(col(DraftRow.state).in_(OPEN))))
    for code, new in plan.from_today.items():
        if code not in busy:
            base = base_of(session, code, plan.today)
            procedure = unpacked(new.row.content)
            said = _said(session, base, code, plan.said.get(code, ()))
            _submit(session, Proposal(with_phrases(procedure, said), origin=SOURCE), base, plan, who)
    return [code for code in plan.from_today if code in busy]


def settle_withdrawn(session: Session, plan: Plan, who: Who) -> None:
    """Put up for review that what the portal has no more is repealed, and take that back for what it has again.

    Nobody but an officer decides that a procedure ends.
    """
    for code, _ in plan.withdrawn:
        version, base = versions.version_on(session, code, plan.today), base_of(session, code, plan.today)
        if version and not version.repealed and base.procedure and not open_draft(session, code):
            last: Procedure = base.procedure.model_copy(update={"effective_from": plan.today})
            _submit(session, Proposal(last, repealed=True, origin=SOURCE), base, plan, who)
    for code, _ in plan.returned:
        draft = open_draft(session, code)
        if draft and draft.repealed and draft.origin == SOURCE:
            withdraw(session, draft.id or 0, who._replace(reason=RETURNED))


def _submit(session: Session, proposal: Proposal, base: Base, plan: Plan, who: Who) -> None:
    draft = save(session, proposal, base, who, plan.today)
    submit(session, draft.id or 0, who)


def _said(session: Session, base: Base, code: str, new: tuple[str, ...]) -> Said:
    """The phrases of a procedure with the portal's, but for those that were taken out."""
    own = (base.procedure.phrases, base.procedure.situations) if base.procedure else ((), ())
    out = select(PhraseRow.text).where(PhraseRow.code == code, PhraseRow.source == REMOVED)
    removed = set(session.exec(out)) if new else set()
    return Said(tuple(dict.fromkeys((*own[0], *(text for text in new if text not in removed)))), own[1])
