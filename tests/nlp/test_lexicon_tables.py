"""Are the word tables sound data?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from knowledge.wording.messages import SMALL_TALK
from nlp.asking import ASPECTS
from nlp.lexicon import SIGNS, load_lexicon, rows
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark

COLUMNS = {
    "abbreviations": ("written", "meaning", "reason"),
    "synonyms": ("variant", "canonical", "marks", "reason"),
    "filler": ("words", "marks", "reason"),
    "aspects": ("words", "aspect", "marks", "reason"),
    "aspect_exceptions": ("words", "reason"),
    "aspect_frames": ("frame", "aspect", "reason"),
    "frame_words": ("name", "words", "reason"),
    "circumstances": ("words", "circumstance", "marks", "reason"),
    "small_talk": ("words", "kind", "marks", "reason"),
    "not_ours": ("words", "topic", "marks", "reason"),
    "family_words": ("words", "kind", "marks", "reason"),
    "old_names": ("words", "today", "reason"),
    "particles": ("word", "not_before", "not_after", "reason"),
    "compounds": ("compound", "count", "reason"),
}
"""Every table and its columns; what is looked for stands in the first."""
TYPED = [table for table in COLUMNS if table not in {"compounds", "aspect_frames", "frame_words"}]
OLD_SPELLINGS = {"uỉ quyền"}
"""Variants that are here because they are misspelled."""


def test_every_table_of_the_folder_is_known() -> None:
    found = {file.name for file in files("nlp.lexicon").iterdir() if file.name.endswith(".tsv")}

    assert found == {f"{table}.tsv" for table in COLUMNS}
    assert set(SIGNS) < set(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_is_composed_text_with_as_many_cells_in_every_line(table: str) -> None:
    text = files("nlp.lexicon").joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")

    assert unicodedata.is_normalized("NFC", text)
    assert tuple(lines[0].split("\t")) == COLUMNS[table]
    assert [line for line in lines if len(line.split("\t")) != len(COLUMNS[table])] == []
    assert [line for line in lines if any(cell != cell.strip() or not cell for cell in line.split("\t"))] == []
    assert {row.get("marks", "any") for row in rows(table)} <= {"any", "marked"}


@pytest.mark.parametrize("table", COLUMNS)
def test_no_row_stands_twice(table: str) -> None:
    written = Counter((row[COLUMNS[table][0]], row.get("marks")) for row in rows(table))

    assert sorted(row for row, count in written.items() if count > 1) == []


@pytest.mark.parametrize("table", TYPED)
def test_words_are_written_as_normalising_leaves_them(table: str) -> None:
    texts = {row[column] for row in rows(table) for column in COLUMNS[table][:1]}

    assert sorted(text for text in texts - OLD_SPELLINGS if normalise(text) != text) == []


@pytest.mark.parametrize(("table", "column"), [("synonyms", "canonical"), ("abbreviations", "meaning")])
def test_what_words_are_brought_to_is_written_as_normalising_leaves_it(table: str, column: str) -> None:
    assert [row[column] for row in rows(table) if normalise(row[column]) != row[column]] == []


@pytest.mark.parametrize("table", TYPED)
def test_words_are_cut_as_messages_are(table: str) -> None:
    texts = [row[COLUMNS[table][0]] for row in rows(table)]

    assert [text for text in texts if WORD.findall(text) != text.split()] == []


@pytest.mark.parametrize(("table", "column"), [("aspect_frames", "frame"), ("frame_words", "words")])
def test_words_of_frames_are_written_and_cut_as_messages_are(table: str, column: str) -> None:
    cut = r"[()|$]|<\w+>|\.\.\."
    words = {word for row in rows(table) for word in re.split(cut, row[column]) if word.strip()}

    assert sorted(word for word in words if normalise(word) != word.strip()) == []
    assert sorted(word for word in words if WORD.findall(word) != word.split()) == []


def test_at_least_three_hundred_abbreviations_and_synonyms_come_with_a_reason() -> None:
    reasoned = [row for table in ("abbreviations", "synonyms") for row in rows(table) if len(row["reason"]) >= 3]

    assert len(rows("abbreviations")) >= 300
    assert len(reasoned) == len(rows("abbreviations")) + len(rows("synonyms"))


def test_an_abbreviation_is_one_word_keyed_without_marks() -> None:
    written = [row["written"] for row in rows("abbreviations")]

    assert [each for each in written if each != unmark(each).lower() or not each.isalnum()] == []


def test_no_abbreviation_leads_to_another() -> None:
    meanings = {row["written"]: row["meaning"] for row in rows("abbreviations")}
    chains = [
        (written, word)
        for written, meaning in meanings.items()
        for word in meaning.split()
        if word.isascii() and meanings.get(word, word) != word
    ]

    assert chains == []


def test_a_canonical_wording_is_not_rewritten_again() -> None:
    synonyms = load_lexicon().synonyms
    canonical = sorted({row["canonical"] for row in rows("synonyms")})
    rewriting = {text: " ".join(synonyms.rewritten(text.split())) for text in canonical}

    assert {text: again for text, again in rewriting.items() if again != text} == {}


@pytest.mark.parametrize("table", ["aspects", "aspect_exceptions", "small_talk", "not_ours"])
def test_words_looked_for_after_synonyms_can_still_be_there(table: str) -> None:
    """A row that synonyms rewrite has a twin in the words that they leave."""
    synonyms = load_lexicon().synonyms
    found = {row["words"] for row in rows(table)}
    plain = {unmark(words) for words in found}
    lost = {words for words in found if unmark(" ".join(synonyms.rewritten(words.split()))) not in plain}

    assert sorted(lost) == []


def test_every_aspect_is_one_of_the_twelve_and_all_occur() -> None:
    assert {row["aspect"] for row in rows("aspects")} == set(ASPECTS)


def test_every_kind_of_small_talk_has_a_sentence() -> None:
    assert sorted({row["kind"] for row in rows("small_talk")} - set(SMALL_TALK)) == []


def test_compounds_are_two_to_four_unmarked_words() -> None:
    compounds = [row["compound"].split("_") for row in rows("compounds")]

    assert [parts for parts in compounds if not 2 <= len(parts) <= 4] == []
    assert [parts for parts in compounds if any(part != unmark(part).lower() or not part for part in parts)] == []
    assert all(int(row["count"]) > 0 for row in rows("compounds"))
