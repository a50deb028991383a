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


def meant_words(words: Sequence[str], vocabulary: Vocabulary, also: Collection[str] = ()) -> list[str]:
    """What each word means, without marks; `also` are known words that the vocabulary lacks.

    >>> vocabulary = Vocabulary.of([["dang", "ky", "khai", "sinh"]] * 9)
    >>> meant_words(["dagn", "ky", "kai", "sinh"], vocabulary)
    ['dang', 'ky', 'khai', 'sinh']
    """
    plain = [unmark(word) for word in words]
    around = ["", *plain, ""]
    choices: list[_Choices] = [
        [(typed, 0.0 if known else STRANGE), *_others(word, known, around[place], around[place + 2], vocabulary)]
        for place, (word, typed) in enumerate(zip(words, plain, strict=True))
        for known in [_is_known(word, typed, vocabulary, also)]
    ]
    return plain if all(len(each) == 1 for each in choices) else _likeliest(choices, vocabulary)


def _is_known(word: str, plain: str, vocabulary: Vocabulary, also: Collection[str]) -> bool:
    """Whether some text holds a word; letters with marks that cannot stand so ("xuấ") are no word of any."""
    return (plain in vocabulary.words or plain in also) and (word.isascii() or is_syllable(word))


def _others(word: str, known: bool, before: str, after: str, vocabulary: Vocabulary) -> list[tuple[str, float]]:
    """The near words that may be meant instead of a word between its neighbours, and how unlikely each slip is.

    One that spells a proper syllable may only be a word that some text has beside one of these neighbours.
    """
    plain, pairs = unmark(word), vocabulary.pairs
    if len(plain) < LEAST or not plain.isalpha():
        return []
    if known and (not word.isascii() or pairs[f"{before} {plain}"] or pairs[f"{plain} {after}"]):
        return []
    cost = SLIP_INTO_KNOWN if known else SLIP
    return [
        (near, cost + oddity(near, plain))
        for near in vocabulary.near(plain)
        if len(near) > 1 and (known or not is_syllable(word) or pairs[f"{before} {near}"] or pairs[f"{near} {after}"])
    ]


def _likeliest(choices: Sequence[_Choices], vocabulary: Vocabulary) -> list[str]:
    """The sequence of least cost; where nothing is to be chosen, how usual it is does not matter."""
    ways: list[tuple[float, list[str]]] = [(0.0, [""])]
    for each in (*choices, [("", 0.0)]):
        chosen = len(each) > 1 or len(ways) > 1
        ways = [
            min(
                (cost + slip + (vocabulary.rarity(word, way[-1]) if chosen and word else 0.0), [*way, word])
                for cost, way in ways
            )
            for word, slip in each
        ]
    return ways[0][1][1:-1]
