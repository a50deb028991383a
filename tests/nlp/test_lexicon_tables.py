"""Are the word tables sound data?"""

import unicodedata

import pytest

from knowledge.wording.messages import SMALL_TALK
from nlp.lexicon import GAP, PhraseTable, load_lexicon, rows
from nlp.reading import ASPECTS, rewritten
from nlp.syllables import unmark

TABLES = {
    "abbreviations": "written",
    "synonyms": "variant",
    "filler": "words",
    "aspects": "words",
    "aspect_exceptions": "words",
    "circumstances": "words",
    "small_talk": "words",
    "not_ours": "words",
    "family_words": "words",
    "old_names": "words",
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_complete_composed_and_unique(table: str) -> None:
    found = rows(table)
    keys = [(row[TABLES[table]], row.get("marks")) for row in found]

    assert found
    assert len(set(keys)) == len(keys)
    for row in found:
        assert None not in row.values()
        assert row["reason"].strip()
        assert row[TABLES[table]].strip()
        assert all(unicodedata.is_normalized("NFC", value) for value in row.values())
        assert row.get("marks", "any") in ("any", "marked")


def test_there_are_at_least_three_hundred_words_of_the_field_with_a_reason() -> None:
    assert len(rows("abbreviations")) >= 260
    assert len(rows("abbreviations")) + len(rows("synonyms")) >= 300


def test_an_abbreviation_is_keyed_by_its_unmarked_writing() -> None:
    assert all(row["written"] == unmark(row["written"]).lower() for row in rows("abbreviations"))


def test_a_canonical_wording_is_not_rewritten_again() -> None:
    synonyms = load_lexicon().synonyms
    chains = [
        row["canonical"]
        for row in rows("synonyms")
        if rewritten(row["canonical"].split(), synonyms) != row["canonical"].split()
    ]

    assert chains == []


def test_every_aspect_of_the_table_is_one_of_the_twelve_and_all_occur() -> None:
    assert {row["aspect"] for row in rows("aspects")} == set(ASPECTS)


def test_every_kind_of_small_talk_has_a_sentence() -> None:
    assert {row["kind"] for row in rows("small_talk")} <= set(SMALL_TALK)


def test_a_gap_stands_for_up_to_three_words() -> None:
    table = PhraseTable()
    table.add(f"hết {GAP} tiền", "fee", table="aspects")

    assert table.all_in("het bao nhieu tien".split(), "hết bao nhiêu tiền".split())
    assert not table.all_in("het a b c d tien".split(), "het a b c d tien".split())


def test_a_marked_row_wants_its_marks_and_a_strict_table_wants_none_that_differ() -> None:
    table = PhraseTable(strict=True)
    table.add("ba", "cha", marked_only=True)
    table.add("má", "mẹ")

    assert table.longest_at(["ba"], ["bà"], 0) is None
    assert table.longest_at(["ma"], ["ma"], 0) is not None
    assert table.longest_at(["ma"], ["mà"], 0) is None
