from __future__ import annotations

import pytest

from nlp.index import EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import matcher_over
from nlp.rankings import FEATURES
from nlp.verbatim import Verbatim

KNOWN = Verbatim.of([(("sang", "ten"), 1), (("nuoi", "ong"), 0), (("sang", "ten"), 3), (("sang", "ten"), 1), ((), 2)])


def test_a_text_is_found_word_for_word() -> None:
    assert KNOWN.owners_of(("nuoi", "ong")) == [0]


def test_a_text_of_several_owners_gives_each_once() -> None:
    assert KNOWN.owners_of(("sang", "ten")) == [1, 3]


def test_other_words_or_another_order_are_another_text() -> None:
    assert KNOWN.owners_of(("ong", "nuoi")) == []
    assert KNOWN.owners_of(("nuoi", "ong", "mat")) == []
    assert KNOWN.owners_of(()) == []


def test_nothing_is_known_of_no_texts() -> None:
    assert Verbatim.of([]).owners_of(("nuoi", "ong")) == []


@pytest.mark.parametrize(
    "question",
    [
        "Thủ tục đăng ký kết hôn",
        "dang ky ket hon",
        "đăng ký kết hôn cần giấy tờ gì",
        "thủ tục đăng ký kết hôn mất bao lâu",
    ],
)
def test_a_question_that_says_a_text_and_what_is_asked_of_it_is_word_for_word(question: str) -> None:
    texts = [EntryText("plain", "Thủ tục đăng ký kết hôn", is_name=True), EntryText("plain", "đăng ký kết hôn")]
    matcher = matcher_over([*texts, EntryText("mobile", "Thủ tục đăng ký kết hôn lưu động")], load_lexicon())

    found = {
        match.key: match.features[FEATURES.index("verbatim")] for match in matcher.rank(matcher.read(question)).matches
    }

    assert found == {"plain": 1, "mobile": 0}
