"""Are slips, glued words and leftover keystrokes repaired, and only into words that exist?"""

import pytest

from nlp.keystrokes import decode
from nlp.normalising import normalise
from nlp.syllables import is_syllable
from nlp.vocabulary import Vocabulary

VOCABULARY = Vocabulary.of([["khai", "sinh"], ["khai", "tu"], ["tach", "thua", "dat"], ["can", "cuoc"], ["o", "dau"]])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng", "đăng"),
        ("kys", "ký"),
        ("d9ang8", "đăng"),
        ("ky1", "ký"),
        ("giaays", "giấy"),
        ("giayas", "giấy"),
        ("gia6y1", "giấy"),
        ("nguwowif", "người"),
        ("hojc", "học"),
        ("thif", "thì"),
        ("chuwngs", "chứng"),
        ("quees", "quế"),
    ],
)
def test_leftover_keystrokes_are_decoded(typed: str, meant: str) -> None:
    assert decode(typed) == meant


@pytest.mark.parametrize("typed", ["vs", "ck", "giay", "giấy", "zzz", "facebookcom", "q", "x1"])
def test_what_spells_no_syllable_is_left_alone(typed: str) -> None:
    assert decode(typed) is None


@pytest.mark.parametrize(
    ("word", "valid"),
    [
        ("nghiêng", True),
        ("quyết", True),
        ("giếng", True),
        ("gì", True),
        ("đ", False),
        ("sổt", False),
        ("kh", False),
        ("w", False),
        ("thuở", True),
        ("khuya", True),
    ],
)
def test_a_syllable_is_told_from_a_string_of_letters(word: str, valid: bool) -> None:
    assert is_syllable(word) is valid


def test_a_slip_becomes_the_near_word_that_is_usual_beside_its_neighbours() -> None:
    assert VOCABULARY.corrected("khia", "", "sinh") == "khai"
    assert VOCABULARY.corrected("tahc", "", "thua") == "tach"
    assert VOCABULARY.corrected("khia", "", "xe") is None, "a proper syllable without its neighbour stays"
    assert VOCABULARY.corrected("sinh", "", "") is None, "a known word stays"
    assert VOCABULARY.corrected("xqz", "", "") is None
    assert VOCABULARY.corrected("12", "", "") is None


def test_glued_words_come_apart_into_known_ones() -> None:
    assert VOCABULARY.split("khaisinh") == ["khai", "sinh"]
    assert VOCABULARY.split("cancuocodau") == ["can", "cuoc", "o", "dau"]
    assert VOCABULARY.split("matcccd", {"cccd"}) is None
    assert VOCABULARY.split("tachcccd", {"cccd"}) == ["tach", "cccd"]
    assert VOCABULARY.split("abc") is None
    assert VOCABULARY.split("khai2sinh") is None


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Câu 1: HOÀ GIẢI", "hòa giải"),
        ("thuỷ  thủ\n🙂", "thủy thủ"),
        ("đi​ làm", "đi làm"),
        ("ｄａｎｇ ky", "dang ky"),
        ("điiii làm", "đi làm"),
        ("Ðăng ký", "đăng ký"),
    ],
)
def test_decoration_and_old_spellings_disappear(typed: str, normal: str) -> None:
    assert normalise(typed) == normal
