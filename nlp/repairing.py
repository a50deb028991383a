"""Which words did a message mean to hold? Full words for abbreviations, leftover keystrokes, glued words and slips."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.keystrokes import decode
from nlp.lexicon import Lexicon
from nlp.noisy_channel import meant_words
from nlp.syllables import is_syllable, unmark
from nlp.vocabulary import LONG_GLUED, Vocabulary


def repaired(raw: Sequence[str], lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[list[str], list[tuple[str, str]]]:
    """Full words for abbreviations, Telex/VNI leftovers, glued words and slips; and what was repaired."""
    words: list[str] = []
    repairs: list[tuple[str, str]] = []
    plains = ["", *map(unmark, raw), ""]
    for place, word in enumerate(raw, start=1):
        plain, around = plains[place], (plains[place - 1], plains[place + 1])
        meaning = lexicon.abbreviations.get(plain)
        if meaning is None and plain in vocabulary.words:
            words.append(word)
        elif meaning is not None and (word.isascii() or not is_syllable(word)):
            words.extend(meaning.split())
        elif _is_fine(word, plain, lexicon, vocabulary):
            words.append(word)
        else:
            meant = _meant(word, plain, around, lexicon, vocabulary)
            words.extend(meant)
            if meant != [word]:
                repairs.append((word, " ".join(meant)))
    meant, slips = _without_slips(words, lexicon, vocabulary)
    return meant, repairs + slips


def _without_slips(
    words: Sequence[str], lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[list[str], list[tuple[str, str]]]:
    """The words with each that is unknown, or out of place, as what it was meant to be; and what was repaired."""
    meant: list[str] = []
    slips: list[tuple[str, str]] = []
    for word, known in zip(words, meant_words(words, vocabulary, lexicon.words), strict=True):
        if known == unmark(word):
            meant.append(word)
        else:
            slips.append((word, known))
            meant += lexicon.abbreviations.get(known, known).split()
    return meant, slips


def _is_fine(word: str, plain: str, lexicon: Lexicon, vocabulary: Vocabulary) -> bool:
    """Whether a word needs no repair: a known one, a syllable, a number."""
    return (
        plain in vocabulary.words or is_syllable(word) or word.isdigit() or not word.isalnum() or word in lexicon.words
    )


def _meant(word: str, plain: str, around: tuple[str, str], lexicon: Lexicon, vocabulary: Vocabulary) -> list[str]:
    """The words that leftover keystrokes spell, or that are glued together; else the word as it is.

    A short word is rather one with a slip, where a near one is usual between its neighbours.
    """
    if spelled := decode(word) or decode(plain):
        return [spelled]
    if len(plain) < LONG_GLUED and vocabulary.slipped(plain, *around):
        return [word]
    pieces = vocabulary.split(plain, lexicon.abbreviations)
    if not pieces:
        return [word]
    found: list[str] = []
    for piece in _marked_pieces(word, pieces):
        found.extend([piece] if is_syllable(piece) else lexicon.abbreviations.get(piece, piece).split())
    return found


def _marked_pieces(word: str, pieces: Sequence[str]) -> list[str]:
    """The pieces of a glued word with the marks that were typed."""
    out, place = [], 0
    for piece in pieces:
        out.append(word[place : place + len(piece)])
        place += len(piece)
    return out
