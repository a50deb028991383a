"""Which catalogue is measured? The one that ships with the project, in memory, as of today."""

from __future__ import annotations

from knowledge.catalogue import Catalogue, build_catalogue, matcher_texts
from knowledge.law_in_force import card_of, law_of
from knowledge.starter_files import starter_elsewhere, starter_life_events, starter_procedures
from knowledge.viet_time import now, vietnamese_day
from nlp.index import EntryText


def starter_texts() -> list[EntryText]:
    """All that its matcher compares a question with."""
    return matcher_texts(map(card_of, starter_procedures()), [sentence.text for sentence in starter_elsewhere()])


def starter_catalogue() -> Catalogue:
    """The starter catalogue as of today."""
    elsewhere = [sentence.text for sentence in starter_elsewhere()]
    law = law_of(starter_procedures(), vietnamese_day(now()))
    return build_catalogue(law, starter_life_events(), elsewhere=elsewhere)
