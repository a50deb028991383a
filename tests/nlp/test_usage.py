from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from nlp.index import EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import matcher_over
from nlp.rankings import FEATURES
from nlp.senses import Senses
from nlp.usage import Usage

CARD = [["lam", "lai", "the"], ["mat", "the"], ["lam", "lai", "the", "bi", "mat"], ["lam", "lai", "the", "cu"]]
SHIP = [["dang", "ky", "tau"], ["dang", "ky", "tau", "ca"], ["tau", "ca", "dang", "ky", "moi"]]
OTHERS = [["mot", "viec", "khac"]] * 10_000
LEARNED = Usage.of_texts({"card": CARD, "ship": SHIP, "others": OTHERS})


def likely(key: str, *words: str) -> tuple[float, float, float]:
    heard = LEARNED.of_key(key)
    assert heard
    return LEARNED.likely(heard, LEARNED.of_question(words, dict.fromkeys(words, 1.0)))


def test_words_that_were_heard_of_an_entry_are_likelier_of_it_than_of_another() -> None:
    assert likely("card", "mat", "the")[0] > likely("ship", "mat", "the")[0]


def test_the_same_words_in_an_order_never_heard_are_less_likely() -> None:
    heard, unheard = likely("card", "lam", "lai", "the"), likely("card", "the", "lai", "lam")

    assert heard[0] == unheard[0]
    assert heard[1] > unheard[1]
    assert (heard[2], unheard[2]) == (1, 0)


def test_a_word_that_counts_nothing_says_nothing() -> None:
    heard = LEARNED.of_key("card")
    assert heard

    asked = LEARNED.of_question(["the", "tau"], {"the": 1.0, "tau": 0.0})
    assert LEARNED.likely(heard, asked)[0] == likely("card", "the")[0]


def test_words_never_heard_lower_every_entry() -> None:
    assert likely("card", "mat", "the", "xyz")[0] < likely("card", "mat", "the")[0]


def test_an_empty_question_and_an_entry_without_texts_are_told_nothing_of() -> None:
    assert likely("card") == (0, 0, 0)
    asked = LEARNED.of_question(["the"], {"the": 1.0})
    assert LEARNED.likely(LEARNED.of_new([]), asked) == (0, 0, 0)
    nothing = Usage.nothing()
    assert nothing.of_key("card") is None
    assert nothing.likely(nothing.of_new([["the"]]), nothing.of_question(["the"], {"the": 1.0})) == (0, 0, 0)


def test_what_was_counted_comes_back_from_a_file() -> None:
    file = BytesIO()
    LEARNED.save(file)
    file.seek(0)
    again = Usage.load(file)

    assert again.keys == LEARNED.keys
    for name in ("hashes", "unlikely", "starts", "terms", "counts", "many"):
        assert np.array_equal(getattr(again, name), getattr(LEARNED, name)), name


def test_an_entry_that_was_never_learned_is_known_by_its_own_texts() -> None:
    texts = [EntryText("card", "làm lại thẻ"), EntryText("new", "đăng ký tàu cá mới")]
    matcher = matcher_over(texts, load_lexicon(), senses=Senses(usage=LEARNED))

    ranking = matcher.rank(matcher.read("đăng ký tàu"))
    used = {match.key: match.features[FEATURES.index("used_pairs")] for match in ranking.matches}

    assert used["new"] > used["card"]


@pytest.mark.parametrize("count", [1, 300])
def test_a_count_stays_within_one_byte(count: int) -> None:
    usage = Usage.of_texts({"a": [["tau"]] * count, "b": OTHERS})

    heard = usage.of_key("a")
    assert heard
    assert heard.counts.tolist() == [min(count, 255)]
