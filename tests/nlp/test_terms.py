from __future__ import annotations

from hypothesis import given

from nlp.lexicon import load_lexicon, rows
from nlp.reading import read
from nlp.terms import CIRCUMSTANCE_WEIGHT, ROLE_WEIGHT, terms, with_what_was_said
from tests.nlp.texts import TRIED, VOCABULARY, anything, texts


def terms_of(text: str) -> tuple[dict[str, float], dict[str, float]]:
    return terms(read(text, load_lexicon(), VOCABULARY))


def test_a_topic_word_counts_more_than_a_word_that_asks_and_a_filler_nothing() -> None:
    words, _ = terms_of("dạ cho em hỏi khai sinh bao nhiêu tiền ạ")

    assert words["khai"] == ROLE_WEIGHT["topic"]
    assert words["tien"] == ROLE_WEIGHT["aspect"]
    assert not {"da", "a", "em"} & set(words)


def test_a_word_said_twice_counts_by_its_weightier_place() -> None:
    words, _ = terms_of("hoàn tiền thuế thì bao nhiêu tiền")

    assert words["tien"] == ROLE_WEIGHT["topic"]


def test_a_compound_is_a_term_of_its_own() -> None:
    assert "khai_sinh" in {row["compound"] for row in rows("compounds")}
    assert terms_of("đăng ký khai sinh")[1]["khai_sinh"] == ROLE_WEIGHT["topic"]
    assert "khai_sinh" not in terms_of("sinh khai")[1]


def test_a_circumstance_is_a_term_of_its_own() -> None:
    assert terms_of("bị mất thẻ căn cước")[1]["#lost"] == CIRCUMSTANCE_WEIGHT


def test_a_message_takes_over_what_was_said_before() -> None:
    now, before = (read(text, load_lexicon(), VOCABULARY) for text in ("của người nước ngoài", "làm khai sinh"))
    reading, words, _ = with_what_was_said(now, before)

    assert {"khai", "sinh", "nuoc", "ngoai"} <= set(words)
    assert reading.circumstances == {"foreign"}


def test_a_state_said_now_replaces_one_said_before() -> None:
    now, before = (read(text, load_lexicon(), VOCABULARY) for text in ("mất rồi", "gia hạn giấy phép lao động"))
    reading, words, joined = with_what_was_said(now, before)

    assert reading.circumstances == {"lost"}
    assert "#extend" not in joined
    assert "gia" not in words
    assert "phep" in words


def test_nothing_said_leaves_no_terms() -> None:
    assert terms_of("") == ({}, {})
    assert terms_of("dạ ạ") == ({}, {})


@TRIED
@given(texts | anything)
def test_every_weight_lies_between_zero_and_one(text: str) -> None:
    words, joined = terms_of(text)

    assert all(0 < weight <= 1 for weight in (*words.values(), *joined.values()))
    assert all(name.startswith("#") or "_" in name for name in joined)
