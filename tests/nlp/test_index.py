from __future__ import annotations

import numpy as np
import pytest

from nlp.index import ELSEWHERE, EntryText, Index
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher
from nlp.rankings import Weights

TEXTS = [
    EntryText("bees", "Đăng ký nuôi ong", is_name=True),
    EntryText("bees", "mất giấy nuôi ong"),
    EntryText("again", "Đăng ký lại việc nuôi ong", is_name=True),
    EntryText(ELSEWHERE, "giá mật ong hôm nay"),
]
CLASSIFIER = {"ong": {"bees": 0.5, "gone": 2.0}, "gia": {ELSEWHERE: 1.5}, "never_said": {"bees": 1.0}}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(TEXTS, load_lexicon(), CLASSIFIER)


def test_elsewhere_is_no_entry_and_has_the_last_place(index: Index) -> None:
    assert index.keys == ("bees", "again")
    assert index.ends.tolist() == [2, 3, 4]
    assert index.taught.tolist() == [True, False, True]


def test_a_text_is_scaled_to_length_one_and_a_rare_word_weighs_more(index: Index) -> None:
    columns, values = index.texts.row(1)
    by_word = dict(zip(columns.tolist(), values.tolist(), strict=True))

    assert np.sum(values**2) == pytest.approx(1)
    assert by_word[index.terms["mat"]] > by_word[index.terms["ong"]]


def test_the_classifier_speaks_of_the_entries_that_it_has_met_alone(index: Index) -> None:
    assert index.classifier.row(index.terms["ong"])[0].tolist() == [0]
    assert index.classifier.row(index.terms["gia"])[0].tolist() == [1]
    assert index.classifier.row(index.terms["never_said"])[0].tolist() == [0]


def test_circumstances_of_all_texts_and_those_of_the_names_are_told_apart(index: Index) -> None:
    assert index.circumstances[0] == {"lost": 0.5}
    assert index.always == (frozenset(), frozenset({"again"}), frozenset())


def test_texts_of_an_entry_that_do_not_stand_together_are_refused() -> None:
    with pytest.raises(ValueError, match="together"):
        Index.of([TEXTS[0], TEXTS[2], TEXTS[1]], load_lexicon(), {})


def test_an_index_comes_back_from_its_bytes_and_ranks_the_same(index: Index) -> None:
    again = Index.from_bytes(index.to_bytes())
    matchers = [Matcher(TEXTS, each, load_lexicon(), Weights()) for each in (index, again)]

    assert again.vocabulary.near("onk") == index.vocabulary.near("onk") == ("ong",)
    for question in ("nuôi ong", "mất giấy", "gia mat ong", "đăng ký lại", "chuyện khác hẳn"):
        first, second = (matcher.rank(matcher.read(question)) for matcher in matchers)
        assert first == second


def test_an_index_of_nothing_can_be_kept_too() -> None:
    assert Index.from_bytes(Index.of([], load_lexicon(), {}).to_bytes()).keys == ()


@pytest.mark.parametrize("content", [b"", b"not an index", Index.of([], load_lexicon(), {}).to_bytes()[:200]])
def test_bytes_that_are_no_index_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no index"):
        Index.from_bytes(content)
