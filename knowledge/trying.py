"""How would the catalogue answer if this change were in force? Built beside the running one, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from knowledge.catalogue import Catalogue
from knowledge.drafts import Proposal
from knowledge.law_in_force import Stored, law_from, stored_on
from knowledge.phrase_book import Said
from knowledge.snapshots import Sources, catalogue_from, sources_of, sources_on
from knowledge.storage import Storage
from knowledge.versions import version_row


class Trial(NamedTuple):
    """The catalogue of a day without and with a change, both ready to be asked."""

    before: Catalogue
    after: Catalogue


def trial(storage: Storage, proposals: Sequence[Proposal], today: date, at: datetime) -> Trial:
    """The catalogue of the last first day of the proposals, without and with them.

    The index that bots will need today is kept on the way, so that they need not build it after the change.
    """
    day = max([today, *(each.procedure.effective_from for each in proposals)])
    sources, changed = _sources(storage, proposals, day)
    before = catalogue_from(storage, sources, keep_at=at)
    after = catalogue_from(storage, changed, keep_at=at, before=before)
    if day > today:
        now, then = _sources(storage, proposals, today)
        if now.law.cards != then.law.cards:
            catalogue_from(storage, then, keep_at=at)
    return Trial(before, after)


def _sources(storage: Storage, proposals: Sequence[Proposal], day: date) -> tuple[Sources, Sources]:
    """What the database holds for a day, and what it would hold with the proposals."""
    with storage.reading() as session:
        stored = stored_on(session, day)
        sources = sources_of(session, law_from(stored, day))
    return sources, sources._replace(law=law_from(_with(stored, proposals, day), day))


def _with(stored: Stored, proposals: Sequence[Proposal], day: date) -> Stored:
    """Versions hold from their first day; phrases from the moment of publishing, whenever the version begins."""
    begun = [each for each in proposals if each.procedure.effective_from <= day]
    rows = [
        version_row(each.procedure, origin=each.origin, repealed=each.repealed, replaced_by=each.replaced_by)
        for each in begun
    ]
    kept = {
        (procedure := each.procedure).code: Said(procedure.phrases, procedure.situations)
        for each in proposals
        if not each.repealed
    }
    return Stored({**stored.in_force, **{row.code: row for row in rows}}, stored.to_come, {**stored.said, **kept})


def trial_of_sources(storage: Storage, changed: Sources, day: date, at: datetime) -> Trial:
    """The catalogue of a day as it is, and of `changed` sources: other phrases or other words."""
    before = catalogue_from(storage, sources_on(storage, day), keep_at=at)
    return Trial(before, catalogue_from(storage, changed, keep_at=at, before=before))
