from __future__ import annotations

from nlp.phrases import PhraseTable
from nlp.syllables import unmark


def found(table: PhraseTable, typed: str) -> list[tuple[str, int, int]]:
    """What the table finds in a message: value, start, place after the end."""
    words = typed.split()
    return [(entry.value, start, end) for entry, start, end in table.all_in([unmark(word) for word in words], words)]


def longest(table: PhraseTable, typed: str) -> tuple[str, int] | None:
    words = typed.split()
    best = table.longest_at(tuple(map(unmark, words)), words, 0)
    return best and (best[0].value, best[1])


def test_every_row_is_found_wherever_it_stands() -> None:
    table = PhraseTable()
    table.add("sổ đỏ", "land")
    table.add("mất", "lost")

    assert found(table, "mất sổ đỏ rồi, bị mất".replace(",", "")) == [("lost", 0, 1), ("land", 1, 3), ("lost", 5, 6)]
    assert found(table, "") == []
    assert found(table, "sổ") == []


def test_the_longest_row_wins_at_a_place() -> None:
    table = PhraseTable()
    for words in ("giấy", "giấy phép", "giấy phép lái xe"):
        table.add(words, words)

    assert longest(table, "giấy phép lái xe") == ("giấy phép lái xe", 4)
    assert longest(table, "giấy phép lái tàu") == ("giấy phép", 2)
    assert longest(table, "giấy tờ xe") == ("giấy", 1)
    assert longest(table, "giấy") == ("giấy", 1)
    assert longest(table, "tờ giấy") is None


def test_a_row_is_found_by_its_letters_whatever_marks_people_slip_on() -> None:
    table = PhraseTable()
    table.add("khai sinh", "birth")

    assert found(table, "khai sinh") == found(table, "khái sịnh") == [("birth", 0, 2)]


def test_a_marked_row_wants_exactly_its_marks() -> None:
    table = PhraseTable()
    table.add("má", "mother", marks="exact")

    assert found(table, "má") == [("mother", 0, 1)]
    assert found(table, "ma") == found(table, "mà") == []


def test_a_strict_row_takes_no_mark_that_contradicts_it() -> None:
    table = PhraseTable()
    table.add("sổ đỏ", "land", marks="agreeing")

    assert found(table, "sổ đỏ") == found(table, "so do") == found(table, "sổ do") == [("land", 0, 2)]
    assert found(table, "sơ đồ") == []
