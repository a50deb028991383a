"""How would the catalogue answer if this change were in force? Built beside the running one, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from knowledge.catalogue import Catalogue
from knowledge.drafts import Proposal
from knowledge.law_in_force import Law, Repeal, law_with
from knowledge.procedure import Procedure
from knowledge.snapshots import Sources, catalogue_from, sources_on
from knowledge.storage import Storage


class Trial(NamedTuple):
    """The catalogue of a day without and with a change, both ready to be asked."""

    before: Catalogue
    after: Catalogue


def trial(storage: Storage, proposals: Sequence[Proposal], today: date, at: datetime) -> Trial:
    """The catalogue of the first day of the proposals, which is the same for all, without and with them.

    The index that bots will need today is kept on the way, so that they need not build it after the change.
    """
    day = max(today, proposals[0].procedure.effective_from)
    sources = sources_on(storage, day)
    before = catalogue_from(storage, sources, keep_at=at)
    changed = sources._replace(law=_changed(sources.law, proposals))
    after = catalogue_from(storage, changed, keep_at=at, before=before)
    if day > today:
        _ready_today(storage, [each.procedure for each in proposals if not each.repealed], today, at)
    return Trial(before, after)


def trial_of_sources(storage: Storage, changed: Sources, day: date, at: datetime) -> Trial:
    """The catalogue of a day as it is, and of `changed` sources: other phrases or other words."""
    before = catalogue_from(storage, sources_on(storage, day), keep_at=at)
    return Trial(before, catalogue_from(storage, changed, keep_at=at, before=before))


def _changed(law: Law, proposals: Sequence[Proposal]) -> Law:
    repealed = {
        (procedure := each.procedure).code: Repeal(
            procedure.code, procedure.label, procedure.effective_from, each.replaced_by
        )
        for each in proposals
        if each.repealed
    }
    kept = [each.procedure for each in proposals if not each.repealed]
    return law_with(law, kept, gone=repealed.keys(), repealed=repealed)


def _ready_today(storage: Storage, procedures: Sequence[Procedure], today: date, at: datetime) -> None:
    """Phrases hold from the moment of publishing, whenever the version begins."""
    sources = sources_on(storage, today)
    now = [
        sources.law.procedures[each.code].model_copy(update={"phrases": each.phrases, "situations": each.situations})
        for each in procedures
        if each.code in sources.law.procedures
    ]
    if now:
        catalogue_from(storage, sources._replace(law=law_with(sources.law, now)), keep_at=at)
