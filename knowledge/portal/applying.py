"""How does a planned import become the catalogue, all of it or nothing?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from knowledge import publishing
from knowledge.audit import Event, Who, published, record
from knowledge.built_indexes import index_of
from knowledge.catalogue import matcher_texts
from knowledge.differences import plain_field
from knowledge.everyday_files import everyday
from knowledge.law_in_force import Stored, law_from
from knowledge.models import PhraseRow
from knowledge.phrase_book import NOTHING, Said, add_everyday, add_phrases
from knowledge.portal.plan import SOURCE, NewVersion, Plan
from knowledge.portal.proposing import propose, settle_withdrawn, withdraw_overtaken
from knowledge.portal.records import write_records
from knowledge.portal.standing import Standing, take_turn_at
from knowledge.storage import Storage
from knowledge.versions import write_versions

Write = Callable[[Session], object]
"""Something more to write in the same transaction."""


def apply_plan(
    storage: Storage,
    plan: Plan,
    standing: Standing,
    who: Who,
    *,
    begin: Write = lambda session: None,
    end: Write = lambda session: None,
) -> None:
    """Let the plan come into force; `standing` is what it was made from.

    Raises CatalogueError, and nothing is written, when somebody published something since.
    """
    if plan.versions or plan.said:
        _build_index(storage, plan, standing, who.at)
    with storage.writing() as session:
        take_turn_at(session, standing)
        begin(session)
        heard = _new_phrases(session, plan.said)
        if plan.versions or heard:
            write_versions(session, [new.row for new in plan.versions])
            add_phrases(session, {code: [(text, False) for text in texts] for code, texts in heard.items()}, SOURCE)
            add_everyday(session)
            record(session, who, *_events(plan, heard))
            withdraw_overtaken(session, plan, who)
            publishing.raise_revision(session)
        write_records(session, plan, leave=settle_withdrawn(session, plan, who))
        end(session)


def apply_as_drafts(
    storage: Storage,
    plan: Plan,
    standing: Standing,
    who: Who,
    *,
    begin: Write = lambda session: None,
    end: Callable[[Session, list[str]], object] = lambda session, left: None,
) -> list[str]:
    """Put the plan up for review; returns the codes that have an open draft already and are left for the next import.

    Raises CatalogueError, and nothing is written, when somebody published something since.
    """
    with storage.writing() as session:
        take_turn_at(session, standing)
        begin(session)
        left = propose(session, plan, who)
        write_records(session, plan, leave=[*left, *settle_withdrawn(session, plan, who)])
        end(session, left)
    return left


def _build_index(storage: Storage, plan: Plan, standing: Standing, at: datetime) -> None:
    """Have the index ready before the catalogue changes, so that running bots need not build it."""
    rows, _, said = standing.stored
    with storage.reading() as session:
        heard = _new_phrases(session, plan.said)
    versions = {code: new.row for code, new in plan.from_today.items()}
    more = {code: _with(said.get(code, NOTHING), heard.get(code, ()), code) for code in {*heard, *versions}}
    law = law_from(Stored({**rows, **versions}, {}, {**said, **more}), plan.today)
    index_of(storage, matcher_texts(law.cards, standing.elsewhere), at, standing.lexicon)


def _with(said: Said, texts: tuple[str, ...], code: str) -> Said:
    """What will be said for the procedure: what is, the portal's keywords, the everyday sentences."""
    new = [text for text in everyday().get(code, ()) if text[0] not in (*said.phrases, *said.situations, *texts)]
    return Said(
        tuple(dict.fromkeys((*said.phrases, *texts, *(text for text, situation in new if not situation)))),
        tuple(dict.fromkeys((*said.situations, *(text for text, situation in new if situation)))),
    )


def _new_phrases(session: Session, said: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The phrases that the database does not have, neither heard nor taken out."""
    known = set(session.exec(select(PhraseRow.code, PhraseRow.text))) if said else set()
    new = {code: tuple(text for text in texts if (code, text) not in known) for code, texts in said.items()}
    return {code: texts for code, texts in new.items() if texts}


def _events(plan: Plan, heard: Mapping[str, tuple[str, ...]]) -> Iterator[Event]:
    """One entry a version, and one for each procedure that gets no more than phrases."""
    told = dict(heard)
    for new in plan.versions:
        begins = new.row.effective_from == plan.today
        yield _event(new, told.pop(new.row.code, ()) if begins else ())
    for code, texts in told.items():
        yield Event("import", code, None, {"phrases": list(texts)})


def _event(new: NewVersion, phrases: tuple[str, ...]) -> Event:
    """The fields that change, what they were and are, and the seal of the version."""
    before: dict[str, Any] = {change.field: plain_field(change.before) for change in new.changes}
    after: dict[str, Any] = {change.field: plain_field(change.after) for change in new.changes}
    if new.returns:
        before["repealed"], after["repealed"] = True, False
    if phrases:
        after["phrases"] = list(phrases)
    return Event("import", new.row.code, before or None, after | published(new.row))
