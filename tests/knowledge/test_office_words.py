from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.errors import CatalogueError
from knowledge.law_in_force import law_of
from knowledge.office_words import (
    WordKind,
    add_word,
    lexicon_of,
    lexicon_with,
    office_words,
    remove_word,
)
from knowledge.publish_gate import Given, given
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from nlp.lexicon import load_lexicon
from tests.knowledge.audited import BEES, FISH, HONEY, bring_in
from tests.knowledge.examples import NOW, ON

ABBREVIATION, SYNONYM = WordKind.ABBREVIATION, WordKind.SYNONYM


def _catalogue(*words: tuple[str, str, str]) -> Catalogue:
    return build_catalogue(law_of([BEES, HONEY, FISH], ON), (), lexicon=lexicon_with(words))


def _added(storage: Storage, kind: WordKind, written: str, meaning: str) -> tuple[str, str, str]:
    with storage.writing() as session:
        row = add_word(session, kind, written, meaning, "Nguyễn Lan", NOW)
        return row.written, row.meaning, row.kind


@pytest.mark.parametrize(
    ("kind", "written", "meaning", "kept"),
    [
        (ABBREVIATION, "KBTO", "Khai báo tổ ong", ("kbto", "khai báo tổ ong", "abbreviation")),
        (ABBREVIATION, "Gpbđ", "giấy phép bán đất", ("gpbd", "giấy phép bán đất", "abbreviation")),
        (SYNONYM, " đõ  ong ", "tổ ong", ("đõ ong", "tổ ong", "synonym")),
    ],
)
def test_a_word_is_kept_as_it_is_looked_up(
    storage: Storage, kind: WordKind, written: str, meaning: str, kept: tuple[str, str, str]
) -> None:
    assert _added(storage, kind, written, meaning) == kept


@pytest.mark.parametrize(
    ("kind", "written", "meaning", "says"),
    [
        (ABBREVIATION, "", "tổ ong", "đều phải có chữ"),
        (ABBREVIATION, "kbto", " ", "đều phải có chữ"),
        (ABBREVIATION, "kbto" * 16, "tổ ong", "dài quá"),
        (SYNONYM, "đõ", "tổ ong " * 10, "dài quá"),
        (SYNONYM, "Tổ Ong", "to ong", "là một"),
        (ABBREVIATION, "kb to", "khai báo tổ ong", "dấu cách.*--synonym"),
    ],
)
def test_what_can_stand_for_nothing_is_refused(
    storage: Storage, kind: WordKind, written: str, meaning: str, says: str
) -> None:
    with storage.writing() as session, pytest.raises(CatalogueError, match=says):
        add_word(session, kind, written, meaning, "Nguyễn Lan", NOW)


def test_a_word_added_again_takes_its_new_meaning(storage: Storage) -> None:
    _added(storage, ABBREVIATION, "kbto", "khai báo tổ ong")
    _added(storage, ABBREVIATION, "KBTO", "khai báo tạm ở")

    with storage.reading() as session:
        assert [(row.written, row.meaning) for row in office_words(session)] == [("kbto", "khai báo tạm ở")]


@pytest.mark.parametrize("typed", ["gpbd", "GPBĐ", " gpbđ "])
def test_a_word_is_removed_however_it_is_typed(storage: Storage, typed: str) -> None:
    _added(storage, ABBREVIATION, "gpbđ", "giấy phép bán đất")

    with storage.writing() as session:
        assert remove_word(session, typed).meaning == "giấy phép bán đất"
    with storage.reading() as session:
        assert office_words(session) == []


def test_a_word_that_the_office_has_not_cannot_be_removed(storage: Storage) -> None:
    with storage.writing() as session, pytest.raises(CatalogueError, match="tthc word list"):
        remove_word(session, "cccd")


def test_an_office_without_words_uses_the_shipped_tables(storage: Storage) -> None:
    with storage.reading() as session:
        assert lexicon_of(session) is load_lexicon()


def test_while_nothing_changes_the_tables_are_the_same_object(storage: Storage) -> None:
    _added(storage, ABBREVIATION, "kbto", "khai báo tổ ong")

    with storage.reading() as first, storage.reading() as second:
        assert lexicon_of(first) is lexicon_of(second)


def test_an_abbreviation_is_understood() -> None:
    assert given("kbto", _catalogue()).outcome != "answered"
    assert given("kbto", _catalogue(("abbreviation", "kbto", "khai báo tổ ong"))) == Given("answered", (BEES.code,))


def test_a_synonym_is_understood_in_questions_and_in_phrases() -> None:
    knowing = _catalogue(("synonym", "đõ nuôi", "tổ ong"))

    assert given("khai báo đõ nuôi", knowing) == Given("answered", (BEES.code,))
    assert given("khai báo tổ ong", knowing) == Given("answered", (BEES.code,))


def test_the_shipped_tables_stay_as_they_are() -> None:
    lexicon_with((("abbreviation", "kbto", "khai báo tổ ong"), ("synonym", "đõ nuôi", "tổ ong")))

    assert "kbto" not in load_lexicon().abbreviations
    assert load_lexicon().of_the_office == ()


def test_the_catalogue_of_the_database_knows_the_words(either_storage: Storage) -> None:
    bring_in(either_storage, BEES, HONEY, FISH)
    _added(either_storage, ABBREVIATION, "kbto", "khai báo tổ ong")
    _added(either_storage, SYNONYM, "đõ nuôi", "tổ ong")

    catalogue = catalogue_on(either_storage, ON, keep_at=NOW)
    again = catalogue_on(either_storage, ON)

    for each in (catalogue, again):
        assert given("kbto", each) == given("khai báo đõ nuôi", each) == Given("answered", (BEES.code,))
