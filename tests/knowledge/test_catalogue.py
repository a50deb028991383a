from __future__ import annotations

from knowledge.catalogue import Catalogue, entry_texts, learned_classifier, learned_weights
from knowledge.law_in_force import card_of
from nlp.rankings import FEATURES, NONE_FEATURES
from tests.knowledge.examples import ON, a_procedure, catalogue_of


def test_procedures_are_found_by_code(catalogue: Catalogue) -> None:
    assert all(procedure.code == code for code, procedure in catalogue.procedures.items())
    assert catalogue.on == ON


def test_every_procedure_stands_in_one_field(catalogue: Catalogue) -> None:
    codes = [code for _, members in catalogue.fields for code in members]

    assert sorted(codes) == sorted(catalogue.procedures)


def test_fields_come_with_the_largest_first_and_their_procedures_by_short_name() -> None:
    found = catalogue_of(
        a_procedure(code="1.000001", short_name="Việc b", field="Ong"),
        a_procedure(code="1.000002", short_name="Việc c", field="Cá"),
        a_procedure(code="1.000003", short_name="Việc a", field="Ong"),
        a_procedure(code="1.000004", short_name="Việc d", field="Bò"),
    )

    assert found.fields == (("Ong", ("1.000003", "1.000001")), ("Bò", ("1.000004",)), ("Cá", ("1.000002",)))


def test_the_matcher_knows_names_phrases_and_situations() -> None:
    procedure = a_procedure(phrases=("nuôi ong",), situations=("nhà tôi có mấy đàn bay đi bay về",))

    assert [(text.key, text.text, text.is_name) for text in entry_texts([card_of(procedure)])] == [
        ("1.000001", procedure.name, True),
        ("1.000001", procedure.short_name, True),
        ("1.000001", "nuôi ong", False),
        ("1.000001", "nhà tôi có mấy đàn bay đi bay về", False),
    ]


def test_what_was_learned_fits_the_matcher() -> None:
    assert len(learned_weights().entry) == len(FEATURES)
    assert len(learned_weights().none) == len(NONE_FEATURES)
    assert learned_classifier()


def test_a_catalogue_without_procedures_can_be_built() -> None:
    empty = catalogue_of()

    assert (dict(empty.procedures), empty.fields) == ({}, ())
