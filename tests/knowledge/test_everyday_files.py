"""Is what people say outside the starter catalogue fit to be taught?"""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from knowledge.everyday_files import KINDS, Sentence, everyday, everyday_sentences
from knowledge.law_in_force import card_of
from knowledge.phrase_book import add_everyday, phrase_rows
from knowledge.phrase_keeping import LONGEST, SHORTEST, plain
from knowledge.procedure import LABEL_LENGTH, Procedure, is_code
from knowledge.short_names import short_names
from knowledge.storage import Storage
from nlp.redaction import redact
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import a_procedure

LEAST = 8
"""Sentences of each procedure."""


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return list(everyday_sentences())


def test_together_with_the_starter_catalogue_it_is_known_how_people_ask_for_most_of_what_they_can_meet(
    sentences: list[Sentence], starter: list[Procedure]
) -> None:
    assert len({each.code for each in sentences} | {each.code for each in starter}) >= 1_500


def test_each_procedure_has_several_sentences_of_several_kinds(sentences: list[Sentence]) -> None:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for each in sentences:
        kinds[each.code][each.kind] += 1

    assert [code for code, counts in kinds.items() if counts.total() < LEAST or len(counts) < 3] == []
    assert {kind for counts in kinds.values() for kind in counts} == set(KINDS)


def test_every_sentence_is_of_a_procedure_outside_the_starter_catalogue(
    sentences: list[Sentence], starter: list[Procedure]
) -> None:
    ours = {each.code for each in starter}

    assert [each for each in sentences if not is_code(each.code) or each.code in ours] == []


def test_no_sentence_leads_to_two_procedures(sentences: list[Sentence], starter: list[Procedure]) -> None:
    texts = [text for each in starter for text in (each.name, each.short_name, *each.phrases, *each.situations)]
    said = Counter([*(plain(each.text) for each in sentences), *dict.fromkeys(map(plain, texts))])

    assert [text for text, count in said.items() if count > 1] == []


def test_every_sentence_could_be_a_phrase_of_an_officer(sentences: list[Sentence]) -> None:
    bad = [each for each in sentences if not SHORTEST <= len(plain(each.text)) <= len(each.text) <= LONGEST]

    assert bad == []
    assert [each for each in sentences if redact(each.text) != each.text] == []


def test_every_short_name_fits_on_a_button_and_is_of_one_procedure(
    sentences: list[Sentence], starter: list[Procedure]
) -> None:
    names = short_names()
    said = Counter(name.casefold() for name in (*names.values(), *(each.short_name for each in starter)))

    assert [name for name in names.values() if not 3 <= len(name) <= LABEL_LENGTH] == []
    assert [name for name, count in said.items() if count > 1] == []
    assert set(names) <= {each.code for each in sentences}


def test_a_short_name_of_ours_is_said_until_an_officer_writes_another() -> None:
    code, ours = next(iter(short_names().items()))
    procedure = a_procedure(code=code, short_name="")

    assert (procedure.label, card_of(procedure).label) == (ours, ours)
    assert a_procedure(code=code, short_name="Nuôi ong").label == "Nuôi ong"


def test_the_sentences_of_a_code_are_heard_as_soon_as_the_database_has_it(storage: Storage) -> None:
    code, texts = next(iter(everyday().items()))
    bring_in(storage, a_procedure(code=code, phrases=("nuôi ong",)))

    with storage.writing() as session:
        assert add_everyday(session) == len(texts)
        assert add_everyday(session) == 0
        rows = phrase_rows(session, code)

    assert [(row.text, row.situation, row.source) for row in rows[1:]] == [(*text, "everyday") for text in texts]
