"""What does a file of procedures change, and how do its changes become drafts, all of them or none?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from knowledge import versions
from knowledge.audit import Who
from knowledge.differences import changes
from knowledge.drafts import Base, Proposal, base_of, save
from knowledge.models import DraftRow
from knowledge.packing import unpacked
from knowledge.phrase_book import said_for, with_phrases
from knowledge.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file compared with the catalogue."""

    proposals: tuple[tuple[Proposal, tuple[str, ...] | None], ...]
    """What would change, each with its changed fields; None for a new procedure."""
    bases: tuple[Base, ...]
    """What each of them would change: whoever publishes something else meanwhile is not overwritten."""
    unchanged: int


def compared(session: Session, procedures: Iterable[Procedure], today: date) -> Incoming:
    """What these procedures change; one whose first day is past takes effect today."""
    proposals = []
    bases = []
    unchanged = 0
    for procedure in procedures:
        start = max(procedure.effective_from, today)
        row = versions.version_on(session, procedure.code, start)
        known = with_phrases(unpacked(row.content), said_for(session, procedure.code)) if row else None
        fields = tuple(c.field for c in changes(known, procedure) if c.field != "effective_from") if known else None
        if fields == () and row and not row.repealed:
            unchanged += 1
        else:
            proposals.append((Proposal(procedure.model_copy(update={"effective_from": start})), fields))
            bases.append(base_of(session, procedure.code, start))
    return Incoming(tuple(proposals), tuple(bases), unchanged)


def save_all(
    session: Session,
    incoming: Incoming,
    who: Who,
    today: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[DraftRow]:
    """A draft for each change; raises CatalogueError, and nothing is kept, when one of them cannot be saved."""
    rows = []
    for number, ((proposal, _), base) in enumerate(zip(incoming.proposals, incoming.bases, strict=True), 1):
        rows.append(save(session, proposal, base, who, today))
        progress(number, len(incoming.proposals))
    return rows
