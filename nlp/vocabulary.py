"""Which words does this catalogue know, which stand beside each other, and which are near a mistyped one?

The vocabulary is counted from names and phrases, so a repair can only lead to a word that means something here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, log1p

from rapidfuzz.distance import OSA

from nlp.syllables import is_syllable

MAX_GLUED = 24
"""Longest run of letters that is taken apart into syllables."""
LONG_GLUED = 6
"""From so many letters even words that no text has side by side count as glued; a shorter run is more likely a slip."""
SMOOTHING = 40.0
"""So many words, spread as they are over all texts, are taken as heard after each word besides (Dirichlet's μ)."""
UNHEARD = 0.05
"""So often a word that no text holds is taken as heard."""


@dataclass(slots=True)
class Vocabulary:
    """Counts of unmarked words and of neighbouring pairs, those with a space between them."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    _by_part: dict[str, list[str]] = field(default_factory=dict)
    """The words of letters by what is left of them when up to one letter is taken away."""
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _whole: int = field(init=False)
    """How many words were counted."""

    def __post_init__(self) -> None:
        """Count them once."""
        self._whole = max(1, self.words.total())

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

    def slipped(self, word: str, before: str, after: str) -> bool:
        """Whether some near word stands beside one of these neighbours in a text."""
        return any(self.beside(near, before, after) for near in self.near(word))

    def beside(self, word: str, before: str, after: str) -> bool:
        """Whether a word stands beside one of these neighbours in a text."""
        return bool(self.pairs[f"{before} {word}"] or self.pairs[f"{word} {after}"])

    def rarity(self, word: str, before: str) -> float:
        """How rare a word is after another: minus its log probability, smoothed by how often it occurs at all."""
        usual = SMOOTHING * (self.words[word] + UNHEARD) / self._whole
        return -log((self.pairs[f"{before} {word}"] + usual) / (self.words[before] + SMOOTHING))

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
