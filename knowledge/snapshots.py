"""How does the catalogue of a day come out of the database, ready to be asked?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from knowledge import publishing
from knowledge.built_indexes import index_of
from knowledge.catalogue import Catalogue, build_catalogue, build_matcher, matcher_texts
from knowledge.elsewhere import elsewhere
from knowledge.law_in_force import Law, law_on
from knowledge.office_words import lexicon_of
from knowledge.starter_files import LifeEvent
from knowledge.storage import Storage
from nlp.lexicon import Lexicon


class Sources(NamedTuple):
    """Everything that a catalogue is built from."""

    law: Law
    life_events: Sequence[LifeEvent]
    elsewhere: Sequence[str]
    lexicon: Lexicon
    revision: int


def sources_on(storage: Storage, day: date) -> Sources:
    """What the database holds for `day`, all read at one moment."""
    with storage.reading() as session:
        return sources_of(session, law_on(session, day))


def sources_of(session: Session, law: Law) -> Sources:
    """The law, and everything else that the database holds."""
    return Sources(
        law,
        publishing.life_events(session),
        elsewhere(session),
        lexicon_of(session),
        publishing.revision(session),
    )


def catalogue_on(
    storage: Storage, day: date, *, keep_at: datetime | None = None, before: Catalogue | None = None
) -> Catalogue:
    """The catalogue as the law has it on `day`, straight from the database.

    An index that had to be built is kept for the next time, unless `keep_at` is None. What a catalogue from `before`
    has in common with it is used again.
    """
    return catalogue_from(storage, sources_on(storage, day), keep_at=keep_at, before=before)


def catalogue_from(
    storage: Storage, sources: Sources, *, keep_at: datetime | None = None, before: Catalogue | None = None
) -> Catalogue:
    """The catalogue of these sources; the database only keeps its index."""
    law, events, foreign, lexicon, revision = sources
    texts = matcher_texts(law.cards, foreign)
    if before and before.matcher.lexicon is lexicon and before.matcher.texts == texts:
        matcher = before.matcher
    else:
        matcher = build_matcher(texts, lexicon, index_of(storage, texts, keep_at, lexicon))
    return build_catalogue(law, events, revision, foreign, lexicon, matcher)
