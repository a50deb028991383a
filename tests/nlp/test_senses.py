from __future__ import annotations

import numpy as np
import pytest

from nlp.discerning import UNCLEAR, Discerner
from nlp.index import ELSEWHERE, EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.meaning import WordVectors
from nlp.rankings import FEATURES, NONE_FEATURES, Match, Ranking
from nlp.senses import Senses, name_terms

TEXTS = [
    EntryText("plain", "Đăng ký kết hôn", is_name=True),
    EntryText("abroad", "Đăng ký kết hôn có yếu tố nước ngoài", is_name=True),
    EntryText("house", "Cấp giấy phép xây dựng", is_name=True),
]
NAMING = WordVectors.of_rows(
    {"nhat": 0, "=nước ngoài": 1, "=kết hôn": 2}, np.array([[1, 0], [1, 0], [0, 1]], np.float32)
)
"""Who tells of Japan means names with "nước ngoài"."""
DISCERNER = Discerner.of_rows(
    {"vang": 0, "giay": 1},
    np.ones(2, np.float32),
    {ELSEWHERE: 0, UNCLEAR: 1},
    np.array([[3, -1], [-1, 2]], np.float32),
)
"""Who tells of gold asks elsewhere, who tells of papers leaves too much open."""


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return matcher_over(TEXTS, load_lexicon(), senses=Senses(naming=NAMING, discerner=DISCERNER))


def asked(matcher: Matcher, question: str) -> Ranking:
    return matcher.rank(matcher.read(question))


def told(match: Match, name: str) -> float:
    return match.features[FEATURES.index(name)]


def test_a_name_is_called_by_words_that_it_does_not_hold(matcher: Matcher) -> None:
    called = {match.key: match for match in asked(matcher, "chồng là người Nhật").matches}

    assert told(called["abroad"], "called") > 0.6
    assert told(called["plain"], "called") == told(called["house"], "called") == 0
    assert told(called["abroad"], "less_called") == 0
    assert told(called["plain"], "less_called") == -told(called["abroad"], "called")


@pytest.mark.parametrize(("question", "sign"), [("giá vàng", "elsewhere_discerned"), ("xin giấy", "unclear_discerned")])
def test_words_tell_what_kind_of_message_it_is(matcher: Matcher, question: str, sign: str) -> None:
    heard = dict(zip(NONE_FEATURES, asked(matcher, question).none_features, strict=True))

    kinds = {name: heard[name] for name in ("elsewhere_discerned", "unclear_discerned")}
    assert max(kinds, key=kinds.__getitem__) == sign
    assert kinds[sign] > 0


def test_whoever_learned_nothing_hears_nothing() -> None:
    ranking = asked(matcher_over(TEXTS, load_lexicon()), "chồng là người Nhật")

    assert {told(match, "called") for match in ranking.matches} == {0}
    assert ranking.none_features[NONE_FEATURES.index("elsewhere_discerned")] == 0


def test_the_words_of_a_name_keep_their_marks_and_are_other_terms_than_those_of_a_question() -> None:
    assert [term for term, _ in name_terms("Cấp LẠI sổ")] == ["=cấp", "=lại", "=sổ", "=cấp lại", "=lại sổ"]
