"""Which words does this catalogue know, and which of them did a mistyped word mean?

The vocabulary is counted from names and phrases, so a repair can only lead to a word that means something here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log1p

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlp.syllables import is_syllable

MAX_GLUED = 24
"""Longest run of letters that is taken apart into syllables."""
LONG_GLUED = 6
"""From so many letters even words that no text has side by side count as glued; a shorter run is more likely a slip."""


@dataclass(slots=True)
class Vocabulary:
    """Counts of unmarked words and of neighbouring pairs, those with a space between them."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Vocabulary:
        """The vocabulary of texts given as lists of unmarked words."""
        counted: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for words in texts:
            counted.update(words)
            pairs.update(map(" ".join, pairwise(words)))
        return cls.counted(counted, pairs)

    @classmethod
    def counted(cls, words: Counter[str], pairs: Counter[str]) -> Vocabulary:
        """The vocabulary with these counts."""
        vocabulary = cls(words, pairs)
        for word in words:
            if word.isalpha():
                vocabulary._by_length.setdefault(len(word), []).append(word)
        return vocabulary

    def near(self, word: str) -> tuple[str, ...]:
        """Known words one slip away (a letter more, less, other, or two swapped)."""
        if word not in self._near:
            if len(self._near) > 20_000:
                self._near.clear()
            found: list[str] = []
            for length in (len(word) - 1, len(word), len(word) + 1):
                choices = self._by_length.get(length, [])
                hits = process.extract(word, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
                found += [str(hit[0]) for hit in hits if hit[0] != word]
            self._near[word] = tuple(found)
        return self._near[word]

    def corrected(self, word: str, before: str, after: str) -> str | None:
        """The known word that `word` was meant to be between its neighbours, or None.

        A word that is no syllable at all may become any near word; a proper syllable that the catalogue
        never uses only one that is usual beside its neighbours.
        """
        if len(word) < 3 or word in self.words or not word.isalpha():
            return None
        candidates = self.near(word)
        if is_syllable(word):
            candidates = tuple(
                each for each in candidates if self.pairs[f"{before} {each}"] or self.pairs[f"{each} {after}"]
            )
        if not candidates:
            return None
        return max(candidates, key=lambda each: (self._usual(each, before, after), each))

    def _usual(self, word: str, before: str, after: str) -> float:
        """How usual a word is here: standing beside these neighbours counts twice as much as occurring at all."""
        beside = log1p(self.pairs[f"{before} {word}"]) + log1p(self.pairs[f"{word} {after}"])
        return beside + 0.5 * log1p(self.words[word])

    def split(self, word: str, short_forms: Collection[str] = ()) -> list[str] | None:
        """The known words (or abbreviations of three letters and more) that are glued together in `word`, or None.

        >>> Vocabulary.of([["khai", "sinh"], ["kha"], ["i"]]).split("khaisinh")
        ['khai', 'sinh']
        """
        if not 4 <= len(word) <= MAX_GLUED or not word.isalpha():
            return None
        best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 7), end):
                before, piece = best[start], word[start:end]
                known = (self.words[piece] and is_syllable(piece)) or (len(piece) > 2 and piece in short_forms)
                if before is None or not known:
                    continue
                pieces = before[1]
                joined = self.pairs[f"{pieces[-1]} {piece}"] if pieces else 1
                score = before[0] - (1.0 if joined else 2.5) - (1.5 if len(piece) < 2 else 0.0)
                kept = best[end]
                if kept is None or score > kept[0]:
                    best[end] = (score, [*pieces, piece])
        found = best[len(word)]
        if not found or len(found[1]) < 2:
            return None
        pieces = found[1]
        doubtful = len(word) < LONG_GLUED or min(map(len, pieces)) < 2
        if doubtful and not all(self.pairs[" ".join(pair)] for pair in pairwise(pieces)):
            return None
        return pieces
