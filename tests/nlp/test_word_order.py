from __future__ import annotations

import pytest

from nlp.word_order import WordOrder

TEXTS = ["phai danh gia rui ro", "khong phai danh gia rui ro", "cap giay phep"]
ORDER = WordOrder.of(text.split() for text in TEXTS)


def likeness(question: str, text: int) -> float:
    return ORDER.likeness(ORDER.of_text(text), ORDER.of_words(question.split()))


def test_the_same_words_in_the_same_order_are_wholly_alike() -> None:
    assert likeness(TEXTS[1], 1) == pytest.approx(1)


def test_a_word_that_stands_before_tells_two_texts_apart() -> None:
    assert likeness(TEXTS[1], 1) > likeness(TEXTS[1], 0) > likeness(TEXTS[1], 2)


def test_the_same_words_in_another_order_are_not_alike() -> None:
    assert likeness("phep giay cap", 2) == 0


def test_words_that_no_text_has_are_like_nothing() -> None:
    assert likeness("xin chao", 0) == 0
    assert likeness("", 0) == 0


def test_an_order_comes_back_from_its_arrays() -> None:
    again = WordOrder.kept(ORDER.starts, ORDER.words, ORDER.numbers)

    assert again.of_text(1) == ORDER.of_text(1)
