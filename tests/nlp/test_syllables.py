from __future__ import annotations

import pytest
from hypothesis import given

from nlp.normalising import normalise
from nlp.syllables import WORD, agrees, is_syllable, toneless, unmark
from tests.nlp.texts import TRIED, anything, texts


@TRIED
@given(texts | anything)
def test_what_is_unmarked_stays_as_it_is_and_keeps_its_length(text: str) -> None:
    plain = unmark(text)

    assert unmark(plain) == plain
    assert len(plain) == len(text)


@TRIED
@given(texts)
def test_a_word_typed_without_marks_agrees_with_the_marked_one(text: str) -> None:
    assert all(agrees(unmark(word), word) and agrees(word, word) for word in normalise(text).split())


@TRIED
@given(texts)
def test_a_syllable_stays_one_when_its_marks_are_dropped(text: str) -> None:
    assert [word for word in WORD.findall(text) if is_syllable(word) and not is_syllable(unmark(word))] == []


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Đăng ký lại việc sinh", "Dang ky lai viec sinh"),
        ("đường, ĐƯỜNG", "duong, DUONG"),
        ("giấy 1.001193", "giay 1.001193"),
        ("Straße", "Straße"),
        ("日本", "日本"),
    ],
)
def test_marks_are_dropped_and_nothing_else(marked: str, plain: str) -> None:
    assert unmark(marked) == plain


@pytest.mark.parametrize(
    ("word", "spelling", "tone"),
    [
        ("giấy", "giây", "'"),
        ("ngờ", "ngơ", "`"),
        ("của", "cua", "?"),
        ("mã", "ma", "~"),
        ("được", "đươc", "."),
        ("con", "con", ""),
    ],
)
def test_a_tone_is_taken_off_its_syllable(word: str, spelling: str, tone: str) -> None:
    assert toneless(word) == (spelling, tone)


@pytest.mark.parametrize(
    "word",
    "nghiêng quyết giếng gì gìn quê thuở khuya khuỷu huỳnh hòa oan y yêu ương uống truyền nghị".split()
    + "nghieng quyet gieng thuo khuya duong dat".split(),
)
def test_a_vietnamese_syllable_is_one(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["", "đ", "kh", "w", "zzz", "giâys", "sổt", "mãc", "họp2", "facebook", "căncước"])
def test_a_string_of_letters_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "stored", "agree"),
    [("tu", "tử", True), ("tử", "tử", True), ("tư", "tử", False), ("từ", "tử", False), ("tử", "tu", False)],
)
def test_a_typed_mark_must_not_contradict_the_stored_word(typed: str, stored: str, agree: bool) -> None:
    assert agrees(typed, stored) is agree


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.001193", ["1.001193"]),
        ("số 123/2015/nđ-cp", ["số", "123/2015", "nđ", "cp"]),
        ("giấy_tờ, (2)", ["giấy", "tờ", "2"]),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_or_a_number_with_its_points(text: str, found: list[str]) -> None:
    assert WORD.findall(text) == found
