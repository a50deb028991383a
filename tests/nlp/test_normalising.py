from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given

from nlp.lexicon import rows
from nlp.normalising import MAX_CHARACTERS, normalise
from tests.nlp.texts import TEN_THOUSAND, TRIED, anything, texts

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202c"
RIMES = {
    f"{vowel}{toned}": f"{older}{rest}"
    for vowel, olds, rest, tones in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for older, toned in zip(olds, tones, strict=True)
}
"""An open rime with its tone placed the newer way, and the older."""
NEWER_OF = {older: newer for newer, older in RIMES.items()}
NEWER = re.compile(f"(?:{'|'.join(NEWER_OF)})(?= )")
ONSETS = "b ch d đ g h k kh l m n ng nh ph s t th tr v x".split()


@TEN_THOUSAND
@given(texts | anything)
def test_normalising_what_is_normalised_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@TEN_THOUSAND
@given(texts)
def test_however_a_text_is_spelled_it_reads_alike(text: str) -> None:
    invisible = INVISIBLE[len(text) % len(INVISIBLE)]
    spellings = {
        "composed": unicodedata.normalize("NFC", text),
        "decomposed": unicodedata.normalize("NFD", text),
        "capitals": text.upper(),
        "small letters": text.lower(),
        "an invisible character between any two": invisible.join(text),
        "one invisible character": text[:3] + invisible + text[3:],
        "tones placed the newer way": NEWER.sub(lambda older: NEWER_OF[older[0]], text),
    }

    assert {name: normalise(spelling) for name, spelling in spellings.items()} == dict.fromkeys(
        spellings, normalise(text)
    )


@pytest.mark.parametrize(("newer", "older"), RIMES.items())
def test_both_placements_of_a_tone_read_alike(newer: str, older: str) -> None:
    words = [(onset + newer, onset + older) for onset in ["", *ONSETS]]

    assert [typed for typed, same in words if normalise(typed) != normalise(same)] == []
    assert normalise(" ".join(typed for typed, _ in words)) == " ".join(same for _, same in words)


@TRIED
@given(texts | anything)
def test_what_is_left_is_bounded_composed_visible_and_single_spaced(text: str) -> None:
    left = normalise(text)

    assert len(left) <= MAX_CHARACTERS
    assert unicodedata.is_normalized("NFC", left)
    assert left == " ".join(left.split())
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "So") for character in left)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("", ""),
        ("   \n\t ", ""),
        ("🙂🙂", ""),
        ("Câu 1: HOÀ GIẢI", "hòa giải"),
        ("Câu 1: câu 2. Làm sao", "làm sao"),
        ("Hỏi: làm sao", "làm sao"),
        ("câu hỏi của em", "câu hỏi của em"),
        ("thuỷ  thủ\n🙂", "thủy thủ"),
        ("1️⃣ khai\u00a0sinh", "1 khai sinh"),
        ("đi\u200b làm", "đi làm"),
        ("ｄａｎｇ ký", "dang ký"),
        ("Ðăng ký", "đăng ký"),
        ("đăng k\u0443\u0301", "đăng ký"),
        ("ɖất ɡì", "đất gì"),
        ("“giấy” – tờ…", '"giấy" - tờ...'),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b", "áb"),
        ("ố\u0336 đ\u0489", "ố đ"),
    ],
)
def test_what_carries_no_language_disappears(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("hoàn thuế", "hoàn thuế"),
        ("hòan thuế", "hoàn thuế"),
        ("an tòan", "an toàn"),
        ("khỏang", "khoảng"),
        ("lọai", "loại"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("qủan", "quản"),
        ("huỳnh", "huỳnh"),
        ("hùynh", "huỳnh"),
        ("ngùyên", "nguyền"),
        ("tíên", "tiến"),
        ("đừơng", "đường"),
        ("thủơ", "thuở"),
        ("qúôc", "quốc"),
        ("của", "của"),
        ("mía", "mía"),
    ],
)
def test_a_misplaced_tone_comes_to_its_vowel(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("đuợc", "được"), ("đựoc", "được"), ("NGUỜI", "người"), ("lưong", "lương"), ("thuở", "thuở"), ("quơ", "quơ")],
)
def test_a_horn_on_one_of_two_vowels_comes_to_both(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("điiiii", "đi"),
        ("đăng kýyyy", "đăng ký"),
        ("emmmm", "em"),
        ("khôngggg", "không"),
        ("nhanhhhh", "nhanh"),
        ("sáchhh", "sách"),
        ("đượccc", "được"),
        ("bạnnnn", "bạn"),
        ("kkkkkkk", "kkk"),
        ("xxxxxx", "xxx"),
        ("hoàààn", "hoàn"),
    ],
)
def test_a_letter_held_down_counts_once(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


def test_every_abbreviation_reaches_its_table_as_it_is_written() -> None:
    written = [row["written"] for row in rows("abbreviations")]

    assert [word for word in written if normalise(word.upper()) != word] == []


def test_only_the_beginning_of_an_endless_message_is_read() -> None:
    message = "đăng ký " * 1000

    assert normalise(message) == message[:MAX_CHARACTERS].strip()
    assert normalise("\u200b" * 200 + message) == normalise(message)
