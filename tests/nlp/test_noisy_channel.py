from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.noisy_channel import meant_words
from nlp.syllables import unmark
from nlp.vocabulary import Vocabulary
from tests.nlp.texts import TRIED, VOCABULARY

KNOWN = sorted(word for word in VOCABULARY.words if word.isalpha())


def meant(message: str, vocabulary: Vocabulary = VOCABULARY) -> str:
    return " ".join(meant_words(message.split(), vocabulary))


def test_neighbours_count_for_more_than_how_often_a_word_occurs() -> None:
    often = [["bao", "nhieu"]] * 500
    license_ = [["mat", "bang", "lai"]] * 20 + [["mat", "bao", "lai"]] * 2

    assert meant("mat bag lai", Vocabulary.of(often + license_)) == "mat bang lai"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("dnag ky", "dang ky"),
        ("dagn ky", "dang ky"),
        ("tahc thua", "tach thua"),
        ("can cuocc", "can cuoc"),
        ("khia sinh", "khai sinh"),
        ("pho thuong", "pho thong"),
        ("ho chieuu pho thong", "ho chieu pho thong"),
        ("phuogn", "phuong"),
        ("dagn ky khia snih", "dang ky khai sinh"),
    ],
)
def test_a_slip_becomes_the_near_word_that_is_usual_there(typed: str, understood: str) -> None:
    assert meant(typed) == understood


@pytest.mark.parametrize(
    "typed",
    ["sinh", "khia xe", "xqz", "dang ky1", "lam ho chieu", "o", "facebook"],
    ids=["known", "a syllable beside strangers", "near to nothing", "not letters", "known too", "short", "far"],
)
def test_what_is_no_clear_slip_stays(typed: str) -> None:
    assert meant(typed) == typed


def test_letters_whose_marks_cannot_stand_so_are_a_slip_although_they_spell_a_known_word_without_marks() -> None:
    vocabulary = Vocabulary.of([["de", "xuat", "bot"]] * 20 + [["ngay", "xua"]])

    assert meant("de xuấ bot", vocabulary) == "de xuat bot"
    assert meant("de xưa bot", vocabulary) == "de xua bot"


def test_a_known_word_out_of_place_gives_way_to_a_near_one_that_is_usual_there() -> None:
    vocabulary = Vocabulary.of([["xay", "dung", "nha"]] * 200 + [["dun", "nuoc"], ["xay", "nha"]])

    assert meant("xay dun nha", vocabulary) == "xay dung nha"
    assert meant("dun nuoc", vocabulary) == "dun nuoc"
    assert meant("xay đun nha", vocabulary) == "xay dun nha"


def test_of_two_near_words_the_one_that_fingers_slip_to_is_meant() -> None:
    vocabulary = Vocabulary.of([["ban", "nha"]] * 10 + [["ban", "nhe"]] * 10)

    assert meant("ban nhaa", vocabulary) == "ban nha"
    assert meant("ban nhr", vocabulary) == "ban nhe"


def test_words_known_from_elsewhere_stay() -> None:
    assert meant_words(["dang", "kyy"], VOCABULARY, {"kyy"}) == ["dang", "kyy"]


@TRIED
@given(st.lists(st.one_of(st.sampled_from(KNOWN), st.text("aăbcdeghinotuy1", min_size=1, max_size=8)), max_size=6))
def test_a_repair_leads_only_to_known_words_and_loses_none(words: list[str]) -> None:
    found = meant_words(words, VOCABULARY)

    assert len(found) == len(words)
    assert all(meant == unmark(word) or meant in KNOWN for meant, word in zip(found, words, strict=True))
