"""Which words did somebody mean who slipped? The likeliest sequence of them, as through a noisy channel.

A word is weighed by how usual it is after the one before, and by how easily it comes out as what was typed (Kernighan,
Church and Gale, *A spelling correction program based on a noisy channel model*, 1990). Whole sequences are compared
(Viterbi), since a slip's neighbour may be a slip too. A word that stands in its place as it does in some text is never
touched, nor is a known one with marks: most words that look odd are right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nlp.slips import oddity
from nlp.syllables import is_syllable, unmark
from nlp.vocabulary import Vocabulary

SLIP, SLIP_INTO_KNOWN = 6.0, 9.0
"""How unlikely a slip is (minus its log probability), and one that happens to spell a known word."""
STRANGE = 8.0
"""How unlikely it is that somebody means a word that no text holds."""
LEAST = 3
"""A shorter word is left alone."""

_Choices = Sequence[tuple[str, float]]
"""What a typed word may mean, each with how unlikely it came out like this."""
_Way = tuple[float, str, "_Way | None"]
"""What a sequence costs, its last word, and the way up to that."""


def meant_words(words: Sequence[str], vocabulary: Vocabulary, also: Collection[str] = ()) -> list[str]:
    """What each word means, without marks; `also` are known words that the vocabulary lacks.

    >>> vocabulary = Vocabulary.of([["dang", "ky", "khai", "sinh"]] * 9)
    >>> meant_words(["dagn", "ky", "kai", "sinh"], vocabulary)
    ['dang', 'ky', 'khai', 'sinh']
    """
    plain = [unmark(word) for word in words]
    around = zip(["", *plain], plain, [*plain[1:], ""], strict=False)
    choices = [
        _choices(word, typed, (before, after), vocabulary, also)
        for word, (before, typed, after) in zip(words, around, strict=True)
    ]
    return plain if all(len(each) == 1 for each in choices) else _likeliest(choices, vocabulary)


def _choices(word: str, plain: str, around: tuple[str, str], vocabulary: Vocabulary, also: Collection[str]) -> _Choices:
    """The word itself and the near ones that may be meant between its neighbours; `plain` is the word without marks.

    Letters with marks that cannot stand so ("xuấ") are no known word. What spells a proper syllable that no text holds
    may only mean a word that some text has beside one of the neighbours.
    """
    proper = is_syllable(word)
    known = (plain in vocabulary.words or plain in also) and (word.isascii() or proper)
    itself = (plain, 0.0 if known else STRANGE)
    in_place = known and (not word.isascii() or vocabulary.beside(plain, *around))
    if in_place or len(plain) < LEAST or not plain.isalpha():
        return [itself]
    cost = SLIP_INTO_KNOWN if known else SLIP
    others = [
        (near, cost + oddity(near, plain))
        for near in vocabulary.near(plain)
        if len(near) > 1 and (known or not proper or vocabulary.beside(near, *around))
    ]
    return [itself, *others]


def _likeliest(choices: Sequence[_Choices], vocabulary: Vocabulary) -> list[str]:
    """The sequence of least cost; where nothing is to be chosen, how usual it is does not matter."""
    ways: list[_Way] = [(0.0, "", None)]
    for each in choices:
        chosen = len(each) > 1 or len(ways) > 1
        ways = [_best_way(ways, word, slip, vocabulary if chosen else None) for word, slip in each]
    return _words_of(min(ways, key=_cost))


def _best_way(ways: Sequence[_Way], word: str, slip: float, vocabulary: Vocabulary | None) -> _Way:
    """The cheapest of the ways with a word more; without a vocabulary, however rare it is after the one before."""
    longer: list[_Way] = [
        (way[0] + slip + (vocabulary.rarity(word, way[1]) if vocabulary else 0.0), word, way) for way in ways
    ]
    return min(longer, key=_cost)


def _cost(way: _Way) -> tuple[float, str]:
    return way[0], way[1]


def _words_of(way: _Way | None) -> list[str]:
    words = []
    while way and way[2]:
        words.append(way[1])
        way = way[2]
    return words[::-1]
