from __future__ import annotations

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
