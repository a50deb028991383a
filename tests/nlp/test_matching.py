from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given

from nlp.index import ELSEWHERE, EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.rankings import FEATURES, NONE_FEATURES
from tests.nlp.texts import TRIED, anything, texts

TEXTS = [
    EntryText("birth", "Thủ tục đăng ký khai sinh", is_name=True),
    EntryText("birth", "làm giấy khai sinh cho con"),
    EntryText("birth", "con mới đẻ phải khai ở xã"),
    EntryText("again", "Thủ tục đăng ký lại khai sinh", is_name=True),
    EntryText("again", "mất bản gốc giấy khai sinh, sổ gốc cũng cháy"),
    EntryText("abroad", "Đăng ký khai sinh có yếu tố nước ngoài", is_name=True),
    EntryText("abroad", "khai sinh cho con có cha là người nước ngoài"),
    EntryText("stay", "Đăng ký tạm trú", is_name=True),
    EntryText("stay", "ở trọ phải khai với công an phường"),
]


@cache
def small_matcher() -> Matcher:
    return matcher_over(TEXTS, load_lexicon())


@pytest.fixture
def matcher() -> Matcher:
    return small_matcher()


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("lam giay khai sinh", "birth"),
        ("đăng ký lại khai sinh vì mất bản gốc", "again"),
        ("khai sinh cho con có bố là người nước ngoài", "abroad"),
        ("tạm trú", "stay"),
        ("em ở trọ công an bảo phải khai", "stay"),
    ],
)
def test_the_entry_that_is_meant_comes_first(matcher: Matcher, question: str, key: str) -> None:
    assert matcher.rank(matcher.read(question)).matches[0].key == key


def test_probabilities_are_shares_of_one_together_with_none_of_them(matcher: Matcher) -> None:
    ranking = matcher.rank(matcher.read("khai sinh cho con"))

    assert sum(match.probability for match in ranking.matches) + ranking.none == pytest.approx(1)
    assert [m.probability for m in ranking.matches] == sorted((m.probability for m in ranking.matches), reverse=True)
    assert all(len(match.features) == len(FEATURES) for match in ranking.matches)
    assert len(ranking.none_features) == len(NONE_FEATURES)


def test_how_much_of_a_message_is_known(matcher: Matcher) -> None:
    assert matcher.known(matcher.read("khai sinh")) == pytest.approx(1.0)
    assert 0.0 < matcher.known(matcher.read("khai sinh tàu vũ trụ")) < 1.0
    assert matcher.known(matcher.read("…")) == 0.0


def test_after_what_was_said_the_same_entries_are_ranked_twice(matcher: Matcher) -> None:
    alone, together = matcher.rank_after(matcher.read("bị mất"), matcher.read("giấy khai sinh"), ["stay", "unknown"])

    assert "stay" in {match.key for match in alone.matches}
    assert {match.key for match in alone.matches} == {match.key for match in together.matches}


def test_what_is_said_now_is_understood_together_with_what_was_said(matcher: Matcher) -> None:
    alone, together = matcher.rank_after(matcher.read("bị mất"), matcher.read("giấy khai sinh"), [])

    assert {match.key: match.probability for match in together.matches}["again"] > {
        match.key: match.probability for match in alone.matches
    }["again"]


def test_entries_are_as_alike_as_their_texts(matcher: Matcher) -> None:
    assert matcher.alike("again", "again") == pytest.approx(1.0, abs=1e-5)
    assert 0.0 <= matcher.alike("again", "stay") < matcher.alike("again", "birth") < 1.0


def test_a_question_without_a_word_matches_nothing(matcher: Matcher) -> None:
    assert matcher.rank(matcher.read("…")).matches == ()


def test_an_empty_catalogue_matches_nothing() -> None:
    empty = matcher_over([], load_lexicon())

    assert empty.rank(empty.read("khai sinh")).matches == ()


def test_the_classifier_speaks_for_what_it_has_learned_and_not_against_newcomers() -> None:
    taught = {"tru": {"birth": 9.0, ELSEWHERE: 0.1}, "tam": {"birth": 9.0}}
    matcher = matcher_over(TEXTS, load_lexicon(), taught)
    ranking = matcher.rank(matcher.read("tạm trú"))

    assert ranking.matches[0].key == "birth"
    assert len({m.features[0] for m in ranking.matches if m.key != "birth"}) == 1


def test_a_question_in_no_word_of_the_catalogue_is_probably_about_none_of_it(matcher: Matcher) -> None:
    strange, known = (matcher.rank(matcher.read(text)) for text in ("giá cà phê hôm nay", "khai sinh cho con"))

    assert strange.none > known.none
    assert strange.none_features[NONE_FEATURES.index("unknown")] == pytest.approx(1)


def test_a_telltale_word_speaks_for_none_of_them(matcher: Matcher) -> None:
    ranking = matcher.rank(matcher.read("em muốn ly hôn"))

    assert ranking.none_features[NONE_FEATURES.index("not_ours")] == 1


def test_a_long_story_may_hold_words_that_the_catalogue_has_never_seen(matcher: Matcher) -> None:
    story = "khai sinh " + " ".join(f"chuyện{n}" for n in "abcdefghij")
    strange = NONE_FEATURES.index("strange")

    assert matcher.rank(matcher.read("khai sinh abcxyz")).none_features[strange] > 0
    assert matcher.rank(matcher.read(story)).none_features[strange] == 0


def test_what_people_ask_elsewhere_speaks_for_none_of_them_and_is_never_an_entry() -> None:
    elsewhere = EntryText(ELSEWHERE, "xem lịch đăng ký thi bằng lái tàu vũ trụ")
    bare, taught = matcher_over(TEXTS, load_lexicon()), matcher_over([*TEXTS, elsewhere], load_lexicon())
    question = "đăng ký thi lái tàu vũ trụ"

    assert taught.rank(taught.read(question)).none > bare.rank(bare.read(question)).none
    assert ELSEWHERE not in {match.key for match in taught.rank(taught.read(question)).matches}


def test_a_circumstance_that_only_the_name_tells_counts_against_the_entry(matcher: Matcher) -> None:
    by_key = {match.key: match.features for match in matcher.rank(matcher.read("đăng ký khai sinh")).matches}
    foreign = FEATURES.index("foreign")

    assert by_key["abroad"][foreign] == 1
    assert by_key["birth"][foreign] == 0


def test_the_stored_text_most_like_the_question_is_told(matcher: Matcher) -> None:
    match = matcher.rank(matcher.read("ở trọ khai với công an")).matches[0]

    assert match.text == "ở trọ phải khai với công an phường"


def test_a_question_is_read_with_the_words_of_the_catalogue(matcher: Matcher) -> None:
    assert ("khaisinh", "khai sinh") in matcher.read("khaisinh").repairs


@TRIED
@given(texts | anything)
def test_whatever_is_asked_the_shares_add_up_to_one(text: str) -> None:
    matcher = small_matcher()
    ranking = matcher.rank(matcher.read(text))

    assert sum(match.probability for match in ranking.matches) + ranking.none == pytest.approx(1)
    assert all(0 <= match.probability <= 1 for match in ranking.matches)
