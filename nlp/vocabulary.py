"""Which words does this catalogue know, and which of them did a mistyped word mean?

The vocabulary is counted from names and phrases, so a repair can only lead to a word that means something here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log1p

from rapidfuzz.distance import OSA

from nlp.syllables import is_syllable

MAX_GLUED = 24
"""Longest run of letters that is taken apart into syllables."""
LONG_GLUED = 6
"""From so many letters even words that no text has side by side count as glued; a shorter run is more likely a slip."""
RATHER = 10
"""So many times as often a word must occur as the known one that it is taken for."""
OFTEN = 15
"""So often it must stand beside each neighbour."""


@dataclass(slots=True)
class Vocabulary:
    """Counts of unmarked words and of neighbouring pairs, those with a space between them."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    _by_part: dict[str, list[str]] = field(default_factory=dict)
    """The words of letters by what is left of them when up to one letter is taken away."""
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
                for part in _parts(word):
                    vocabulary._by_part.setdefault(part, []).append(word)
        return vocabulary

    def near(self, word: str) -> tuple[str, ...]:
        """Known words one slip away (a letter more, less, other, or two swapped)."""
        if word not in self._near:
            if len(self._near) > 20_000:
                self._near.clear()
            found = {near: None for part in _parts(word) for near in self._by_part.get(part, ())}
            self._near[word] = tuple(near for near in found if OSA.distance(near, word, score_cutoff=1) == 1)
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

    def instead(self, word: str, before: str, after: str) -> str | None:
        """A near word for one that is known, but beside these neighbours in no text, where the near one often stands.

        "xay dun nha" means "xay dung nha". Most words out of place are right, so there must be no doubt.
        """
        if len(word) < 3 or self.pairs[f"{before} {word}"] or self.pairs[f"{word} {after}"]:
            return None
        least = RATHER * self.words[word]
        candidates = [
            (self._usual(near, before, after), near)
            for near in self.near(word)
            if self.words[near] >= least and min(self.pairs[f"{before} {near}"], self.pairs[f"{near} {after}"]) >= OFTEN
        ]
        return max(candidates)[1] if candidates else None

    def slipped(self, word: str, before: str, after: str) -> bool:
        """Whether some near word stands beside one of these neighbours in a text."""
        return any(self.pairs[f"{before} {near}"] or self.pairs[f"{near} {after}"] for near in self.near(word))

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
                usual = 1.0 - 0.05 * log1p(joined) if joined else 2.5
                score = before[0] - usual - (1.5 if len(piece) < 2 else 0.0)
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


def _parts(word: str) -> Iterator[str]:
    """The word, and what is left of it when one letter is taken away; words a slip apart have one in common."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
