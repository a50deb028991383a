"""How does a planned import become the catalogue, all of it or nothing?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from knowledge import publishing
from knowledge.audit import Event, Who, published, record, take_turn
from knowledge.built_indexes import index_of
from knowledge.catalogue import matcher_texts
from knowledge.differences import plain_field
from knowledge.drafts import Proposal, base_of, open_draft, save
from knowledge.errors import CatalogueError
from knowledge.law_in_force import Card
from knowledge.models import PortalRecordRow
from knowledge.packing import unpacked
from knowledge.phrase_book import NOTHING, Said, add_phrases, with_phrases
from knowledge.portal.importing import Plan
from knowledge.procedure import Reach
from knowledge.reviewing import submit
from knowledge.snapshots import Sources
from knowledge.storage import Storage
from knowledge.versions import write_versions

SOURCE = "portal"
_CHUNK = 500


def apply_plan(storage: Storage, plan: Plan, sources: Sources, who: Who) -> None:
    """Let the plan come into force; `sources` is what the database held when it was planned.

    Raises CatalogueError when somebody published something since.
    """
    _build_index(storage, plan, sources, who.at)
    with storage.writing() as session:
        take_turn(session)
        if publishing.revision(session) != sources.revision:
            raise CatalogueError("Có người vừa công bố thay đổi khác. Chưa ghi gì cả: chạy lại lệnh nhập.")
        _write_records(session, plan)
        if plan.versions:
            events = _events(plan)
            write_versions(session, plan.versions)
            add_phrases(session, {code: [(text, False) for text in texts] for code, texts in plan.said.items()}, SOURCE)
            record(session, who, *events)
            publishing.raise_revision(session)
        _draft_repeals(session, plan, who)


def apply_as_drafts(storage: Storage, plan: Plan, who: Who) -> list[str]:
    """Put the plan's new and changed procedures up for review; returns the codes that have an open draft already."""
    busy = []
    with storage.writing() as session:
        take_turn(session)
        drafted = set()
        for version in plan.versions:
            if open_draft(session, version.code):
                busy.append(version.code)
                continue
            base = base_of(session, version.code, plan.today)
            said = NOTHING if base.procedure is None else Said(base.procedure.phrases, base.procedure.situations)
            procedure = with_phrases(unpacked(version.content), said)
            draft = save(session, Proposal(procedure, origin=SOURCE), base, who, plan.today)
            submit(session, draft.id or 0, who)
            drafted.add(version.code)
        undrafted = {version.code for version in plan.versions} - drafted
        plan.records[:] = [row for row in plan.records if row.code not in undrafted]
        _write_records(session, plan)
        _draft_repeals(session, plan, who)
    return busy


def _draft_repeals(session: Session, plan: Plan, who: Who) -> None:
    """Put up for review that what the portal has no more is repealed; nobody but an officer decides that."""
    for code, _ in plan.withdrawn:
        base = base_of(session, code, plan.today)
        if base.procedure is not None and not open_draft(session, code):
            last = base.procedure.model_copy(update={"effective_from": plan.today})
            draft = save(session, Proposal(last, repealed=True, origin=SOURCE), base, who, plan.today)
            submit(session, draft.id or 0, who)


def _build_index(storage: Storage, plan: Plan, sources: Sources, at: datetime) -> None:
    """Have the index ready before the catalogue changes, so that running bots need not build it."""
    cards = {card.code: card for card in sources.law.cards}
    for row in plan.versions:
        if row.reach != Reach.INTERNAL:
            known, new = cards.get(row.code), plan.said.get(row.code, ())
            phrases = tuple(dict.fromkeys((*(known.phrases if known else ()), *new)))
            situations = known.situations if known else ()
            cards[row.code] = Card(row.code, row.name, row.short_name, row.field, Reach(row.reach), phrases, situations)
    texts = matcher_texts([card for _, card in sorted(cards.items())], sources.elsewhere)
    index_of(storage, texts, at, sources.lexicon)


def _events(plan: Plan) -> list[Event]:
    """One entry a procedure: the fields that change, what they were and are, and the seal of the new version."""
    changed = {each.code: each.changes for each in plan.changed}
    events = []
    for version in plan.versions:
        fields = {change.field for change in changed.get(version.code, ())}
        after = unpacked(version.content).model_dump(mode="json", include=fields) if fields else {}
        before = {change.field: plain_field(change.before) for change in changed.get(version.code, ())}
        events.append(Event("import", version.code, before or None, after | published(version)))
    return events


def _write_records(session: Session, plan: Plan) -> None:
    known = set(session.exec(select(PortalRecordRow.code)))
    new = [row.model_dump() for row in plan.records if row.code not in known]
    changed = [row.model_dump() for row in plan.records if row.code in known]
    for values in _chunks(new):
        session.execute(insert(PortalRecordRow), values)
    for values in _chunks(changed):
        session.execute(update(PortalRecordRow), values)
    for codes in _chunks(plan.unchanged):
        seen = update(PortalRecordRow).where(col(PortalRecordRow.code).in_(codes))
        session.execute(seen.values(seen_on=plan.today))
    for gone in _chunks([code for code, _ in plan.withdrawn]):
        session.execute(
            update(PortalRecordRow).where(col(PortalRecordRow.code).in_(gone)).values(withdrawn_on=plan.today)
        )


def _chunks(values: Sequence[Any]) -> Iterable[list[Any]]:
    return (list(values[start : start + _CHUNK]) for start in range(0, len(values), _CHUNK))
