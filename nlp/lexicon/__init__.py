"""The word tables, and the code that reads them: which words mean the same, which are empty, which ask for what?

Every table is a TSV file beside this module with a `reason` column; see `README.md` there. A table is compared
on the unmarked form; a row marked `marked` applies only to words typed with exactly its marks.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from nlp.frames import Frames
from nlp.phrases import Marks, PhraseTable
from nlp.syllables import unmark

SIGNS = {
    "filler": "reason",
    "aspects": "aspect",
    "aspect_exceptions": "reason",
    "circumstances": "circumstance",
    "small_talk": "kind",
    "not_ours": "topic",
    "family_words": "kind",
}
"""The tables that are looked up together once a message is in full, canonical words, and what each row stands for."""
STRICT = ("not_ours",)
"""Those of them in which "làm thợ" is no slip for "làm thơ": a false alarm there costs an answer."""


@dataclass(frozen=True, slots=True)
class Particle:
    """Neighbours beside which an unmarked particle ("thi") is a word of its own ("thi lại")."""

    not_before: frozenset[str]
    not_after: frozenset[str]

    def stands(self, before: str, after: str) -> bool:
        """Whether between these unmarked neighbours it is the particle."""
        return after not in self.not_before and before not in self.not_after


class OfficeWord(NamedTuple):
    """A row that an office added to the shipped tables."""

    kind: Literal["abbreviation", "synonym"]
    written: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, ready for reading a message."""

    abbreviations: Mapping[str, str]
    synonyms: PhraseTable
    old_names: PhraseTable
    """Names that no longer hold, looked up before synonyms make them today's."""
    signs: PhraseTable
    """The tables of `SIGNS`, each entry marked with its table."""
    frames: Frames
    """What is asked in many wordings."""
    particles: Mapping[str, Particle]
    """Empty words by their unmarked writing, for messages typed without marks."""
    words: frozenset[str]
    """Every unmarked word that a table looks for or gives: none of them is a slip ("visa" is no Telex for "vía")."""
    of_the_office: tuple[OfficeWord, ...] = ()
    """What an office added to the shipped tables."""

    def with_words(self, abbreviations: Mapping[str, str], synonyms: Mapping[str, str] | None = None) -> Lexicon:
        """This lexicon with an office's own abbreviations (unmarked writing to meaning) and synonyms on top."""
        table = deepcopy(self.synonyms)
        for variant, canonical in (synonyms or {}).items():
            table.add(variant, canonical, marks="agreeing")
        return replace(
            self,
            abbreviations={**self.abbreviations, **abbreviations},
            synonyms=table,
            words=self.words | table.words() | {unmark(w) for meant in abbreviations.values() for w in meant.split()},
            of_the_office=(
                *(OfficeWord("abbreviation", *row) for row in abbreviations.items()),
                *(OfficeWord("synonym", *row) for row in (synonyms or {}).items()),
            ),
        )

    def office_signs(self) -> frozenset[str]:
        """Unmarked words, one of which a text must hold so that the office's words can change how it is read."""
        begins = {unmark(row.written).split()[0] for row in self.of_the_office}
        short = {
            written for written, meaning in self.abbreviations.items() if not begins.isdisjoint(unmark(meaning).split())
        }
        return frozenset(begins | short) if begins else frozenset()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `name`.tsv as dictionaries by column."""
    text = files("nlp.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def load_lexicon() -> Lexicon:
    """The shipped tables; read once a process."""
    synonyms = PhraseTable()
    for row in rows("synonyms"):
        synonyms.add(row["variant"], row["canonical"], marks=_marks(row, "agreeing"))
    signs = PhraseTable()
    for table, value in SIGNS.items():
        for row in rows(table):
            marks = _marks(row, "agreeing" if table in STRICT else "any")
            signs.add(row["words"], row[value], table=table, marks=marks)
    old_names = PhraseTable()
    for row in rows("old_names"):
        old_names.add(row["words"], row["today"], marks="agreeing")
    frames = Frames({row["name"]: row["words"] for row in rows("frame_words")}, synonyms.rewritten)
    for row in rows("aspect_frames"):
        frames.add(row["frame"], row["aspect"])
    abbreviations = {row["written"]: row["meaning"] for row in rows("abbreviations")}
    meant = {unmark(word) for meaning in abbreviations.values() for word in meaning.split()}
    known = frozenset(word for table in (synonyms, old_names, signs) for word in table.words()) | meant
    return Lexicon(
        abbreviations=abbreviations,
        synonyms=synonyms,
        old_names=old_names,
        signs=signs,
        frames=frames,
        particles={
            unmark(row["word"]): Particle(frozenset(row["not_before"].split()), frozenset(row["not_after"].split()))
            for row in rows("particles")
        },
        words=known,
    )


def _marks(row: Mapping[str, str], usual: Marks) -> Marks:
    """Which marks the words of a row may bear: `usual`, unless its column `marks` says *marked*."""
    return "exact" if row.get("marks") == "marked" else usual
