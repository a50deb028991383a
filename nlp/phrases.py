"""Which rows of a word table stand in a message, and where? A tree of words finds them all in one walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from nlp.syllables import agrees, unmark

Marks = Literal["any", "agreeing", "exact"]
"""Which marks a word may be typed with: any, since people slip on them; none, or those of the row; those alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the table it stands in, the words to find, and what they stand for."""

    table: str
    words: tuple[str, ...]
    plain: tuple[str, ...]
    marks: Marks
    value: str

    def agrees(self, typed: Sequence[str]) -> bool:
        """Whether words typed like this, with the letters of the row, may stand for it."""
        if self.marks == "exact":
            return tuple(typed) == self.words
        return self.marks == "any" or all(map(agrees, typed, self.words))


@dataclass(slots=True)
class _Node:
    """The rows that end with a word, and the words that go on from it."""

    entries: list[Entry] = field(default_factory=list)
    after: dict[str, _Node] = field(default_factory=dict)


class PhraseTable:
    """Rows of one or several tables, found by their unmarked words."""

    def __init__(self) -> None:
        self._first: dict[str, _Node] = {}

    def add(self, words: str, value: str, *, table: str = "", marks: Marks = "any") -> None:
        """Add a row; `words` are separated by spaces."""
        parts = tuple(words.split())
        entry = Entry(table, parts, tuple(map(unmark, parts)), marks, value)
        after = self._first
        for word in entry.plain:
            if word not in after:
                after[word] = _Node()
            node = after[word]
            after = node.after
        node.entries.append(entry)

    def longest_at(self, plain: Sequence[str], typed: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """The longest row that begins at word `start`, and the place after its last word."""
        found = self._at(plain, typed, start)
        return found[0] if found else None

    def all_in(self, plain: Sequence[str], typed: Sequence[str]) -> list[tuple[Entry, int, int]]:
        """Every row that stands anywhere: the row, its start, the place after its end; they may overlap."""
        return [(entry, start, end) for start in self._begins(plain) for entry, end in self._at(plain, typed, start)]

    def rewritten(self, typed: Sequence[str]) -> list[str]:
        """The words with what each row finds replaced by what it stands for, longest row first."""
        plain = [unmark(word) for word in typed]
        out: list[str] = []
        place = 0
        for start in self._begins(plain):
            if start >= place and (found := self.longest_at(plain, typed, start)):
                entry, end = found
                out += [*typed[place:start], *entry.value.split()]
                place = end
        return [*out, *typed[place:]]

    def words(self) -> set[str]:
        """Every unmarked word of any row."""
        found: set[str] = set()
        nodes = [self._first]
        while nodes:
            after = nodes.pop()
            found.update(after)
            nodes += [node.after for node in after.values()]
        return found

    def _begins(self, plain: Sequence[str]) -> list[int]:
        """The places at which a row may stand, judged by the word there and the next: most others are out at once."""
        first = self._first
        return [
            start
            for start, (word, following) in enumerate(pairwise((*plain, "")))
            if (node := first.get(word)) and (node.entries or following in node.after)
        ]

    def _at(self, plain: Sequence[str], typed: Sequence[str], start: int) -> list[tuple[Entry, int]]:
        """The rows that stand at word `start`, longest first, each with the place after its last word."""
        ending: list[tuple[list[Entry], int]] = []
        after = self._first
        for end in range(start, len(plain)):
            node = after.get(plain[end])
            if node is None:
                break
            if node.entries:
                ending.append((node.entries, end + 1))
            after = node.after
        return [
            (entry, end)
            for entries, end in reversed(ending)
            for entry in entries
            if entry.marks == "any" or entry.agrees(typed[start:end])
        ]
