"""Which texts does the national catalogue hold? Names from the portal's file, what people say from this project."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from benchmarks.learning import NATIONAL
from knowledge.catalogue import Catalogue, build_catalogue, matcher_texts
from knowledge.everyday_files import everyday
from knowledge.law_in_force import card_of, law_of
from knowledge.portal.mapping import procedure_of
from knowledge.portal.raw_record import MalformedRecordError
from knowledge.portal.record_files import records_in
from knowledge.procedure import Procedure, Reach
from knowledge.starter_files import starter_elsewhere, starter_life_events, starter_procedures
from knowledge.viet_time import now, vietnamese_day
from nlp.index import EntryText


@cache
def national_texts() -> list[EntryText]:
    """All that the matcher compares a question with once the portal's file has been imported.

    The starter's alone where that file is not at hand.
    """
    cards = [card_of(procedure) for procedure in _procedures() if procedure.reach is not Reach.INTERNAL]
    return matcher_texts(cards, [sentence.text for sentence in starter_elsewhere()])


def national_catalogue() -> Catalogue:
    """The catalogue after the portal's file has been imported into the starter's, as of today."""
    law = law_of(_procedures(), vietnamese_day(now()))
    law = replace(law, cards=tuple(card for card in law.cards if card.reach is not Reach.INTERNAL))
    return build_catalogue(law, starter_life_events(), elsewhere=[sentence.text for sentence in starter_elsewhere()])


@cache
def _procedures() -> list[Procedure]:
    """Those of the starter catalogue, and those of the portal with their everyday sentences, by code."""
    found = {procedure.code: procedure for procedure in starter_procedures()}
    for record in records_in(NATIONAL) if NATIONAL.exists() else ():
        try:
            procedure = procedure_of(record, vietnamese_day(now())).procedure
        except MalformedRecordError:
            continue
        said = everyday().get(procedure.code, ())
        phrases = (*procedure.phrases, *(text for text, situation in said if not situation))
        situations = tuple(text for text, situation in said if situation)
        found.setdefault(procedure.code, procedure.model_copy(update={"phrases": phrases, "situations": situations}))
    return [procedure for _, procedure in sorted(found.items())]
