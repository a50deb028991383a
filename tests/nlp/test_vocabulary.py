from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.vocabulary import LONG_GLUED, MAX_GLUED, Vocabulary
from tests.nlp.texts import TRIED, VOCABULARY

KNOWN = sorted(word for word in VOCABULARY.words if word.isalpha())


@pytest.mark.parametrize(
    ("glued", "words"),
    [
        ("khaisinh", "khai sinh"),
        ("dangky", "dang ky"),
        ("cancuoc", "can cuoc"),
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("giayphep", "giay phep"),
        ("giaychungnhan", "giay chung nhan"),
        ("tachthuadat", "tach thua dat"),
        ("otro", "o tro"),
        ("thuethunhapcanhan", "thue thu nhap ca nhan"),
        ("hochieu", "ho chieu"),
        ("ketkon", None),
        ("khai", None),
        ("abc", None),
        ("khai2sinh", None),
        ("khaisinhcuaai", None),
        ("dangky" * 5, None),
    ],
)
def test_glued_words_come_apart_into_known_ones(glued: str, words: str | None) -> None:
    assert VOCABULARY.split(glued) == (words.split() if words else None)


def test_an_abbreviation_of_three_letters_may_be_glued_on() -> None:
    assert VOCABULARY.split("matcccd", {"cccd"}) == ["mat", "cccd"]
    assert VOCABULARY.split("matcccd") is None
    assert VOCABULARY.split("giaykt", {"kt"}) is None


def test_words_that_are_often_neighbours_win_over_other_ways_to_cut() -> None:
    vocabulary = Vocabulary.of([["ho", "chieu"], ["hoc", "hieu"], ["ho", "chieu"], ["tien", "hoc"], ["hieu", "qua"]])

    assert Vocabulary.of([["ho", "chieu"], ["hoc"], ["hieu"]]).split("hochieu") == ["ho", "chieu"]
    assert vocabulary.split("tienhoc") == ["tien", "hoc"]


def test_near_words_are_remembered_but_not_without_end() -> None:
    vocabulary = Vocabulary.of([["khai"]])
    for number in range(20_002):
        vocabulary.near(f"{number:x}")

    assert vocabulary.near("khay") == ("khai",)
    assert vocabulary.near("khay") == ("khai",)
    assert vocabulary.near("khai") == ()


@TRIED
@given(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=5))
def test_known_words_glued_together_come_apart_into_known_words(words: list[str]) -> None:
    glued = "".join(words)
    found = VOCABULARY.split(glued)

    assert found is not None or not (LONG_GLUED <= len(glued) <= MAX_GLUED and min(map(len, words)) > 1)
    if found is not None:
        assert "".join(found) == glued
        assert set(found) <= set(KNOWN)


def test_a_short_run_of_letters_is_glued_only_where_its_words_stand_side_by_side() -> None:
    assert Vocabulary.of([["bao", "hiem"], ["he"], ["im"]]).split("heim") is None
    assert Vocabulary.of([["so", "do"]]).split("sodo") == ["so", "do"]
    assert Vocabulary.of([["khuyet"], ["khu"], ["y"], ["yet"]]).split("khuyyet") is None


@TRIED
@given(st.text(max_size=30))
def test_what_comes_apart_are_known_words(typed: str) -> None:
    pieces = VOCABULARY.split(typed)

    assert pieces is None or ("".join(pieces) == typed and set(pieces) <= set(KNOWN))


def test_a_word_is_less_rare_after_one_that_it_often_follows_and_never_impossible() -> None:
    vocabulary = Vocabulary.of([["xay", "dung"]] * 20 + [["dung", "xe"]])

    assert vocabulary.rarity("dung", "xay") < vocabulary.rarity("dung", "xe") < vocabulary.rarity("xqz", "xe")
    assert Vocabulary.of([]).rarity("dung", "xay") > 0


def test_where_a_glued_word_may_be_cut_twice_the_more_usual_words_are_meant() -> None:
    vocabulary = Vocabulary.of([["cong", "an"]] * 50 + [["co", "ngan"]])

    assert vocabulary.split("congan") == ["cong", "an"]
