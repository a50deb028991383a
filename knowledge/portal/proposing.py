"""What of an import waits for an officer? Everything with `--as-drafts`, and always the end of a procedure."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from knowledge import versions
from knowledge.audit import Event, Who, record
from knowledge.drafts import OPEN, Base, Proposal, base_of, draft_row, drafted, open_draft, save
from knowledge.models import DraftRow, PhraseRow, PortalRecordRow, ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.phrase_book import REMOVED, Said, with_phrases
from knowledge.portal.plan import SOURCE, Plan
from knowledge.portal.records import says_the_same
from knowledge.procedure import Procedure
from knowledge.reviewing import submit, withdraw

GONE = "Cổng đã gỡ thủ tục này"
"""Why a draft to let a procedure in is withdrawn."""
OVERTAKEN = "đã nhập thẳng từ Cổng"
"""Why it is withdrawn when the procedure has come in without it."""
RETURNED = "thủ tục lại có trên Cổng"
"""Why a draft to repeal a procedure is withdrawn."""
_OPEN_ONES = select(DraftRow).where(col(DraftRow.state).in_(OPEN))


def propose(session: Session, plan: Plan, who: Who) -> list[str]:
    """Put the plan's new and changed procedures up for review.

    Returns the codes that have another draft already, also those of which the portal only takes something back: an
    officer may still agree to the draft, and then that has to be told again.
    """
    busy = set(session.exec(select(DraftRow.code).where(col(DraftRow.state).in_(OPEN))))
    known = {*session.exec(select(ProcedureVersionRow.code)), *session.exec(select(PhraseRow.code))}
    of_nobody = base_of(session, "", plan.today)
    waiting = []
    for code, new in plan.from_today.items():
        if code not in busy:
            base = base_of(session, code, plan.today) if code in known else of_nobody
            said = _said(session, base, code, plan.said.get(code, ()))
            waiting.append((Proposal(with_phrases(unpacked(new.row.content), said), origin=SOURCE), base))
    _put_up(session, waiting, who)
    others = busy.difference(each.code for each in plan.returned)
    told = [row for row in plan.records if row.code in others]
    news = {row.code for row in told if not says_the_same(session.get(PortalRecordRow, row.code), row)}
    return sorted(news | (busy & plan.from_today.keys()))


def settle_withdrawn(session: Session, plan: Plan, who: Who) -> list[str]:
    """Put up for review that what the portal has no more is repealed, and take that back for what it has again.

    Nobody but an officer decides that a procedure ends. Returns the codes of which somebody decides something else now,
    so that they have to be asked about later.
    """
    left = []
    for code, _ in plan.withdrawn:
        version, base = versions.version_on(session, code, plan.today), base_of(session, code, plan.today)
        draft = open_draft(session, code)
        if draft and not version and _is_untouched(draft):
            withdraw(session, draft.id or 0, who._replace(reason=GONE))
        elif draft and not draft.repealed:
            left.append(code)
        elif not draft and version and not version.repealed and base.procedure:
            last: Procedure = base.procedure.model_copy(update={"effective_from": plan.today})
            _submit(session, Proposal(last, repealed=True, origin=SOURCE), base, plan, who)
    for code, _ in plan.returned:
        draft = open_draft(session, code)
        if draft and draft.repealed and draft.origin == SOURCE:
            withdraw(session, draft.id or 0, who._replace(reason=RETURNED))
    return left


def withdraw_overtaken(session: Session, plan: Plan, who: Who) -> None:
    """Withdraw the drafts that would let procedures in which the plan lets in without asking."""
    new = {each.code for each in plan.added}
    rows = [row for row in session.exec(_OPEN_ONES) if row.code in new and not row.repealed and _is_untouched(row)]
    for row in rows:
        row.state, row.changed_at = "withdrawn", who.at
    events = [Event("withdraw", row.code, None, {"draft": row.id}) for row in rows]
    record(session, who._replace(reason=OVERTAKEN), *events)


def _is_untouched(draft: DraftRow) -> bool:
    """Whether a draft is the portal's, and no officer has changed it."""
    return draft.origin == SOURCE and draft.changed_at == draft.created_at


def _put_up(session: Session, waiting: Sequence[tuple[Proposal, Base]], who: Who) -> None:
    """Draft and submit all of these at once: there may be thousands, and everybody else waits."""
    rows = [draft_row(proposal, base, who) for proposal, base in waiting]
    for row in rows:
        row.state = "submitted"
    session.add_all(rows)
    session.flush()
    events = [drafted(row, *each) for row, each in zip(rows, waiting, strict=True)]
    record(session, who, *events, *(Event("submit", row.code, None, {"draft": row.id}) for row in rows))


def _submit(session: Session, proposal: Proposal, base: Base, plan: Plan, who: Who) -> None:
    draft = save(session, proposal, base, who, plan.today)
    submit(session, draft.id or 0, who)


def _said(session: Session, base: Base, code: str, new: tuple[str, ...]) -> Said:
    """The phrases of a procedure with the portal's, but for those that were taken out."""
    own = (base.procedure.phrases, base.procedure.situations) if base.procedure else ((), ())
    out = select(PhraseRow.text).where(PhraseRow.code == code, PhraseRow.source == REMOVED)
    removed = set(session.exec(out)) if new else set()
    return Said(tuple(dict.fromkeys((*own[0], *(text for text in new if text not in removed)))), own[1])
