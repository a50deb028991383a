from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from nlp.discerning import Discerner

TERMS = {"mất": 0, "lần đầu": 1, "thẻ": 2}
LEARNED = Discerner.of_rows(
    TERMS,
    np.array([1.0, 2.0, 1.0], np.float32),
    {"first": 0, "again": 1},
    np.array([[-2, 3, 0], [2, 0, 0]], np.float32),
)


def test_a_term_speaks_for_one_entry_and_against_another() -> None:
    heard = LEARNED.heard([("mất", 1.0)])

    assert LEARNED.speaks_for("again", heard) == pytest.approx(2)
    assert LEARNED.speaks_for("first", heard) == pytest.approx(-2)


def test_a_rarer_term_counts_more_and_a_long_text_no_more_than_a_short_one() -> None:
    both = LEARNED.heard([("mất", 1.0), ("lần đầu", 1.0), ("?", 1.0)])

    assert np.linalg.norm(both.weights) == pytest.approx(1)
    weights = dict(zip(both.places.tolist(), both.weights.tolist(), strict=True))
    assert weights[TERMS["lần đầu"]] == pytest.approx(2 * weights[TERMS["mất"]])


def test_nothing_speaks_for_or_against_an_entry_that_was_never_learned() -> None:
    assert LEARNED.speaks_for("new", LEARNED.heard([("mất", 1.0)])) == 0
    assert LEARNED.speaks_for("first", LEARNED.heard([("?", 1.0)])) == 0
    nothing = Discerner.nothing()
    assert nothing.speaks_for("first", nothing.heard([("mất", 1.0)])) == 0


def test_what_was_learned_comes_back_from_a_file() -> None:
    file = BytesIO()
    LEARNED.save(file)
    file.seek(0)
    again = Discerner.load(file)

    heard = again.heard([("mất", 1.0), ("lần đầu", 0.5)])
    assert heard.weights.tolist() == LEARNED.heard([("mất", 1.0), ("lần đầu", 0.5)]).weights.tolist()
    assert [again.speaks_for(key, heard) for key in ("first", "again")] == [
        LEARNED.speaks_for(key, heard) for key in ("first", "again")
    ]


def test_more_terms_than_two_bytes_count_are_kept_too() -> None:
    many = {f"t{place}": place for place in range(70_000)}
    weights = np.zeros((1, len(many)), np.float32)
    weights[0, 69_999] = 1.5
    file = BytesIO()
    Discerner.of_rows(many, np.ones(len(many), np.float32), {"a": 0}, weights).save(file)
    file.seek(0)
    again = Discerner.load(file)

    assert again.speaks_for("a", again.heard([("t69999", 1.0)])) == pytest.approx(1.5)
