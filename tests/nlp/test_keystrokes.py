from __future__ import annotations

import pytest
from hypothesis import given

from nlp.keystrokes import decode
from nlp.lexicon import rows
from nlp.syllables import is_syllable
from tests.nlp.texts import TRIED, anything, texts
from tests.nlp.typed_keys import TELEX, TELEX_TONES, VNI, VNI_TONES, keys_of

MARKED_SYLLABLES = sorted(
    {
        word
        for table, column in (("synonyms", "canonical"), ("aspects", "words"), ("filler", "words"))
        for row in rows(table)
        for word in row[column].split()
        if not word.isascii() and is_syllable(word)
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Telex
        ("ddawng", "đăng"),
        ("ddang", "đang"),
        ("kys", "ký"),
        ("giaays", "giấy"),
        ("giayas", "giấy"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("nguoiwf", "người"),
        ("chuwngs", "chứng"),
        ("truowngf", "trường"),
        ("dduowcj", "được"),
        ("duocdwj", "được"),
        ("ddaats", "đất"),
        ("ddaast", "đất"),
        ("datads", "đất"),
        ("duongdwf", "đường"),
        ("hojc", "học"),
        ("thif", "thì"),
        ("cuar", "của"),
        ("thuees", "thuế"),
        ("quees", "quế"),
        ("quyeets", "quyết"),
        ("hoaf", "hòa"),
        ("toans", "toán"),
        ("giaf", "già"),
        ("giuwax", "giữa"),
        ("xax", "xã"),
        ("uyr", "ủy"),
        # VNI
        ("d9ang8", "đăng"),
        ("d9a8ng", "đăng"),
        ("ky1", "ký"),
        ("gia6y1", "giấy"),
        ("giay61", "giấy"),
        ("ngu7o7i2", "người"),
        ("nguo7i2", "người"),
        ("nguoi72", "người"),
        ("d9uo7c5", "được"),
        ("d9a6t1", "đất"),
        ("dat961", "đất"),
        ("hoc5", "học"),
        ("xa4", "xã"),
        ("cua3", "của"),
    ],
)
def test_leftover_keystrokes_are_decoded(typed: str, meant: str) -> None:
    assert decode(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "q", "vs", "ck", "x1", "st", "giay", "giấy", "so", "zzz", "2025", "facebookcom", "wifi", "gmail", "w", "s"],
)
def test_what_spells_no_other_syllable_is_left_alone(typed: str) -> None:
    assert decode(typed) is None


@pytest.mark.parametrize("tone_at_once", [False, True])
@pytest.mark.parametrize(("letters", "tones"), [(TELEX, TELEX_TONES), (VNI, VNI_TONES)], ids=["Telex", "VNI"])
def test_every_marked_syllable_of_the_word_tables_is_found_again_from_its_keys(
    letters: dict[str, str], tones: dict[str, str], tone_at_once: bool
) -> None:
    typed = {word: keys_of(word, letters, tones, tone_at_once=tone_at_once) for word in MARKED_SYLLABLES}
    decoded = {word: decode(keys) for word, keys in typed.items() if not is_syllable(keys)}

    assert len(decoded) > 500
    assert {word: found for word, found in decoded.items() if found != word} == {}


@TRIED
@given(texts | anything)
def test_whatever_is_decoded_is_a_marked_syllable(text: str) -> None:
    found = [decode(word) for word in text.lower().split()]

    assert all(word is None or (is_syllable(word) and not word.isascii()) for word in found)
