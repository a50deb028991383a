from __future__ import annotations

import pytest

from nlp.asked_for import TOLD, Hearing, learned_hearing, signs
from nlp.asking import ASPECTS


def test_words_runs_and_words_apart_are_signs() -> None:
    found = signs(["gui", "nhung", "gi"], ())

    assert found.keys() >= {"", "^", "$", "gui", "gui nhung", "gui nhung gi", "gui _ gi", "^ _ gi"}
    assert "gui nhung gi $" not in found
    assert set(found.values()) == {1.0}


def test_what_the_lexicon_found_is_a_sign_of_its_own() -> None:
    assert signs(["phi"], ["fee"])["<fee>"] == TOLD


def test_an_aspect_is_asked_from_its_weights() -> None:
    hearing = Hearing.of([("", "documents", -2.0), ("gui _ gi", "documents", 3.0), ("phi", "fee", -9.0)])

    assert hearing.asked(["gui", "nhung", "gi"], ()) == (
        "documents",
        *(aspect for aspect in sorted(ASPECTS) if aspect != "documents"),
    )
    assert "documents" not in hearing.asked(["gui"], ())
    assert "fee" not in hearing.asked(["phi", "bao", "ve"], ["fee"])


def test_those_that_the_lexicon_found_stand_first_and_in_their_order() -> None:
    hearing = Hearing.of(
        [*(("", aspect, -9.0) for aspect in ASPECTS), ("a", "time", 20.0), ("a", "fee", 10.0), ("a", "forms", 11.0)]
    )

    assert hearing.asked(["a"], ["fee"]) == ("fee", "time", "forms")


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("xin lai thi gui nhung gi", {"documents"}),
        ("mau don xin cap lai", {"forms"}),
        ("lam cai nay so nao ky", {"authority"}),
        ("an trom vat", set()),
    ],
)
def test_what_was_learned_hears_what_no_row_foresaw(question: str, aspects: set[str]) -> None:
    assert set(learned_hearing().asked(question.split(), ())) == aspects
