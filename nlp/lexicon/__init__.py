"""The word tables, and the code that reads them: which words mean the same, which are empty, which ask for what?

Every table is a TSV file beside this module with a `reason` column; see `README.md` there. A table is compared
on the unmarked form; a row marked `marked` applies only to words typed with exactly its marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from nlp.syllables import agrees, unmark

GAP = "..."
"""In a pattern: up to `MAX_GAP` arbitrary words may stand here."""
MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the words to find and what they stand for."""

    words: tuple[str, ...]
    plain: tuple[str, ...]
    marked_only: bool
    value: str


@dataclass(slots=True)
class PhraseTable:
    """Rows found by their first word, longest first."""

    strict: bool = False
    """True: a word typed with marks must bear those of the row. False: any marks will do, people slip on them."""
    by_first_word: dict[str, list[Entry]] = field(default_factory=dict)
    """Rows of one word, and rows with a gap behind the first word."""
    by_first_pair: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    """All other rows, by their first two words: most starts are ruled out by one look-up."""

    def add(self, words: str, value: str, *, marked_only: bool = False) -> None:
        """Add a row; `words` are separated by spaces."""
        parts = tuple(words.split())
        entry = Entry(parts, tuple(map(unmark, parts)), marked_only, value)
        pair = entry.plain[:2]
        if len(pair) < 2 or GAP in pair:
            row = self.by_first_word.setdefault(pair[0], [])
        else:
            row = self.by_first_pair.setdefault((pair[0], pair[1]), [])
        row.append(entry)
        row.sort(key=lambda each: -len(each.plain))

    def longest_at(self, plain: Sequence[str], typed: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """The longest row that begins at word `start`, and the place after its last word."""
        best: tuple[Entry, int] | None = None
        for entry in self._starting_at(plain, start):
            end = _end_of(entry, plain, typed, start, strict=self.strict)
            if end and (best is None or end > best[1]):
                best = entry, end
        return best

    def all_in(self, plain: Sequence[str], typed: Sequence[str]) -> Iterator[tuple[Entry, int, int]]:
        """Every row that begins at any word: the row, its start, the place after its end; they may overlap."""
        for start in range(len(plain)):
            for entry in self._starting_at(plain, start):
                end = _end_of(entry, plain, typed, start, strict=self.strict)
                if end:
                    yield entry, start, end

    def _starting_at(self, plain: Sequence[str], start: int) -> Sequence[Entry]:
        single = self.by_first_word.get(plain[start], ())
        if start + 1 == len(plain):
            return single
        longer = self.by_first_pair.get((plain[start], plain[start + 1]), ())
        return [*longer, *single] if single and longer else longer or single


def _end_of(entry: Entry, plain: Sequence[str], typed: Sequence[str], start: int, *, strict: bool) -> int:
    """The place after the last word when `entry` stands at `start`, else 0."""
    wanted = entry.plain
    if GAP in wanted:
        return _end_with_gap(wanted, plain, start)
    end = start + len(wanted)
    if tuple(plain[start:end]) != wanted:
        return 0
    if entry.marked_only and tuple(typed[start:end]) != entry.words:
        return 0
    if strict and not all(map(agrees, typed[start:end], entry.words)):
        return 0
    return end


def _end_with_gap(wanted: tuple[str, ...], plain: Sequence[str], start: int) -> int:
    place, slack = start, 0
    for word in wanted:
        if word == GAP:
            slack = MAX_GAP
            continue
        limit = min(place + slack, len(plain) - 1)
        while place <= limit and plain[place] != word:
            place += 1
        if place > limit:
            return 0
        place, slack = place + 1, 0
    return place


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, ready for reading a message."""

    abbreviations: dict[str, str]
    synonyms: PhraseTable
    filler: PhraseTable
    aspects: PhraseTable
    aspect_exceptions: PhraseTable
    circumstances: PhraseTable
    small_talk: PhraseTable
    not_ours: PhraseTable

    def with_words(self, abbreviations: dict[str, str]) -> Lexicon:
        """This lexicon with an office's own abbreviations (unmarked writing to meaning) on top."""
        return Lexicon(
            {**self.abbreviations, **abbreviations},
            self.synonyms,
            self.filler,
            self.aspects,
            self.aspect_exceptions,
            self.circumstances,
            self.small_talk,
            self.not_ours,
        )


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `name`.tsv as dictionaries by column."""
    text = files("nlp.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _table(name: str, words: str, value: str, *, strict: bool = False) -> PhraseTable:
    table = PhraseTable(strict)
    for row in rows(name):
        table.add(row[words], row.get(value, ""), marked_only=row.get("marks") == "marked")
    return table


@cache
def load_lexicon() -> Lexicon:
    """The shipped tables; read once a process."""
    return Lexicon(
        abbreviations={row["written"]: row["meaning"] for row in rows("abbreviations")},
        synonyms=_table("synonyms", "variant", "canonical", strict=True),
        filler=_table("filler", "words", "reason"),
        aspects=_table("aspects", "words", "aspect"),
        aspect_exceptions=_table("aspect_exceptions", "words", "reason"),
        circumstances=_table("circumstances", "words", "circumstance"),
        small_talk=_table("small_talk", "words", "kind"),
        not_ours=_table("not_ours", "words", "topic"),
    )
