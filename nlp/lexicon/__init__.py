"""The word tables, and the code that reads them: which words mean the same, which are empty, which ask for what?

Every table is a TSV file beside this module with a `reason` column; see `README.md` there. A table is compared
on the unmarked form; a row marked `marked` applies only to words typed with exactly its marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter

from nlp.frames import Frames
from nlp.syllables import agrees, unmark


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the table it stands in, the words to find, and what they stand for."""

    table: str
    words: tuple[str, ...]
    plain: tuple[str, ...]
    marked_only: bool
    """Whether the words must be typed with exactly these marks."""
    strict: bool
    """Whether a word typed with marks must bear these; else any marks will do, people slip on them."""
    value: str


@dataclass(slots=True)
class PhraseTable:
    """Rows of one or several tables, found by their unmarked words."""

    rows: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    """By all their words."""
    lengths: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """For the first two words (one, in rows of one), how long the rows are, longest first."""
    seconds: dict[str, set[str]] = field(default_factory=dict)
    """For the first word of every row, the words that may come next; "" where it may stand alone."""

    def add(self, words: str, value: str, *, table: str = "", marked_only: bool = False, strict: bool = False) -> None:
        """Add a row; `words` are separated by spaces."""
        parts = tuple(words.split())
        entry = Entry(table, parts, tuple(map(unmark, parts)), marked_only, strict, value)
        self.seconds.setdefault(entry.plain[0], set()).add("".join(entry.plain[1:2]))
        self.rows.setdefault(entry.plain, []).append(entry)
        lengths = self.lengths.setdefault(entry.plain[:2], [])
        if len(parts) not in lengths:
            lengths.append(len(parts))
            lengths.sort(reverse=True)

    def longest_at(self, plain: tuple[str, ...], typed: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """The longest row that begins at word `start`, and the place after its last word."""
        return max(self._at(plain, typed, start), key=itemgetter(1), default=None)

    def all_in(self, plain: Sequence[str], typed: Sequence[str]) -> list[tuple[Entry, int, int]]:
        """Every row that begins at any word: the row, its start, the place after its end; they may overlap."""
        words = tuple(plain)
        return [(entry, start, end) for start in self.begins(words) for entry, end in self._at(words, typed, start)]

    def begins(self, plain: Sequence[str]) -> list[int]:
        """The places of unmarked words at which a row may begin, judged by the first two words alone."""
        return [
            start
            for start, (first, second) in enumerate(pairwise((*plain, "")))
            if (seconds := self.seconds.get(first)) and (second in seconds or "" in seconds)
        ]

    def rewritten(self, typed: Sequence[str]) -> list[str]:
        """The words with what each row finds replaced by what it stands for, longest row first."""
        plain = tuple(map(unmark, typed))
        out: list[str] = []
        place = 0
        for start in self.begins(plain):
            if start >= place and (found := self.longest_at(plain, typed, start)):
                entry, end = found
                out += [*typed[place:start], *entry.value.split()]
                place = end
        return [*out, *typed[place:]]

    def words(self) -> set[str]:
        """Every unmarked word of any row."""
        return {word for plain in self.rows for word in plain}

    def _at(self, plain: tuple[str, ...], typed: Sequence[str], start: int) -> Iterator[tuple[Entry, int]]:
        """The rows that stand at word `start`, longest first, each with the place after its last word."""
        one, two = plain[start : start + 1], plain[start : start + 2]
        lengths = self.lengths.get(two, ())
        if two != one:
            lengths = (*lengths, *self.lengths.get(one, ()))
        for length in lengths:
            end = start + length
            for entry in self.rows.get(plain[start:end], ()) if end <= len(plain) else ():
                if entry.marked_only and tuple(typed[start:end]) != entry.words:
                    continue
                if not entry.strict or all(map(agrees, typed[start:end], entry.words)):
                    yield entry, end


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
    """Every unmarked word that some table looks for: none of them is a slip ("visa" is no Telex for "vía")."""

    def with_words(self, abbreviations: Mapping[str, str]) -> Lexicon:
        """This lexicon with an office's own abbreviations (unmarked writing to meaning) on top."""
        return replace(self, abbreviations={**self.abbreviations, **abbreviations})


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `name`.tsv as dictionaries by column."""
    text = files("nlp.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def load_lexicon() -> Lexicon:
    """The shipped tables; read once a process."""
    synonyms = PhraseTable()
    for row in rows("synonyms"):
        synonyms.add(row["variant"], row["canonical"], marked_only=row["marks"] == "marked", strict=True)
    signs = PhraseTable()
    for table, value in SIGNS.items():
        for row in rows(table):
            words = row.get("words", "")
            signs.add(words, row[value], table=table, marked_only=row.get("marks") == "marked", strict=table in STRICT)
    old_names = PhraseTable()
    for row in rows("old_names"):
        old_names.add(row["words"], row["today"], strict=True)
    frames = Frames({row["name"]: row["words"] for row in rows("frame_words")}, synonyms.rewritten)
    for row in rows("aspect_frames"):
        frames.add(row["frame"], row["aspect"])
    known = frozenset(word for table in (synonyms, old_names, signs) for word in table.words())
    return Lexicon(
        abbreviations={row["written"]: row["meaning"] for row in rows("abbreviations")},
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
