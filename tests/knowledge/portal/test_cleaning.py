from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.cleaning import clean_line, clean_text, clean_title, is_nothing, lines_of, without_bullet
from knowledge.portal.dirt import CHARACTERS, RULES, Rule
from tests.knowledge.examples import SOME

WORDS = [
    "Bước 1:",
    "nộp",
    "hồ sơ",
    "20.000",
    "đồng",
    "ngày",
    ",",
    ";",
    ".",
    "..",
    "./.",
    "<br>",
    "**",
    "\t",
    "\n",
    " ",
    "(a)",
    "TT-BCA",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_why_and_does_what_its_example_says(rule: Rule) -> None:
    assert rule.reason
    assert rule.needs in rule.before
    assert re.sub(rule.pattern, rule.replacement, rule.before) == rule.after
    assert clean_text(rule.before) == rule.after


@pytest.mark.parametrize("sign", CHARACTERS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_every_odd_character_has_a_reason_and_a_plain_one_in_its_place(sign: str) -> None:
    plain, reason = CHARACTERS[sign]
    assert reason
    assert clean_text(f"đ{sign}ược") == clean_text(f"đ{plain}ược")


@given(TEXTS)
@SOME
def test_cleaning_changes_no_digit_and_no_letter(text: str) -> None:
    kept = [sign for sign in clean_text(text) if sign.isalnum()]
    assert kept == [sign for sign in text.replace("<br>", "") if sign.isalnum()]


@given(TEXTS)
@SOME
def test_a_clean_text_is_clean_in_one_line_and_without_dirt(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert not set(line) & set(CHARACTERS)


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    assert clean_text(unicodedata.normalize("NFD", "Chủ rừng nộp hồ sơ")) == "Chủ rừng nộp hồ sơ"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Cấp giấy phép xây dựng cho nhà thầu nước ngoài..", "Cấp giấy phép xây dựng cho nhà thầu nước ngoài"),
        ("Cấp lại giấy phép .", "Cấp lại giấy phép"),
        ("- Tờ khai (nếu có);;.", "Tờ khai (nếu có)"),
        ("* Lưu ý :", "Lưu ý"),
        ("\uf0fc\tTrường hợp đã ly hôn;", "Trường hợp đã ly hôn"),
        (".Văn bản đề nghị", "Văn bản đề nghị"),
        ("Các giấy tờ khác ...", "Các giấy tờ khác ..."),
        ("02 ảnh 3×4", "02 ảnh 3×4"),
        ("-5 độ C", "-5 độ C"),
        (" -- ", ""),
        ("Không có thông tin.", ""),
        ("./.", ""),
    ],
)
def test_a_title_has_no_bullet_before_and_no_mark_behind(before: str, after: str) -> None:
    assert clean_title(before) == after


@pytest.mark.parametrize("text", ["", " ", "--", "Không", "không có.", "Không có thông tin", "N/A", "./.", '""'])
def test_these_say_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["Không thu", "Không quy định", "Có", "0"])
def test_these_say_something(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Nộp tại Trung tâm\nhành chính công.", ["Nộp tại Trung tâm hành chính công."]),
        ("Nộp cho Cục Ngoại vụ,\nBộ Ngoại giao", ["Nộp cho Cục Ngoại vụ, Bộ Ngoại giao"]),
        ("Gồm:\na) Đơn;\nb) Ảnh.", ["Gồm:", "a) Đơn;", "b) Ảnh."]),
        ("Nộp đơn\n- hai bản", ["Nộp đơn", "- hai bản"]),
        ("Loại\n1\n2", ["Loại", "1", "2"]),
    ],
)
def test_a_line_wrapped_in_the_middle_of_a_sentence_is_one_line(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_numbers_before_a_line_stay_since_others_point_to_them() -> None:
    assert without_bullet("+ 1. Đơn") == "1. Đơn"
