"""What does a stored text say? Read by itself, whatever stands beside it, so that what was read can be kept.

A message is repaired with the words of all stored texts; a stored text is spelled as its writer meant it, so that its
own words are all that its reading needs.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from sys import intern
from typing import NamedTuple

from nlp.lexicon import Lexicon
from nlp.normalising import normalise
from nlp.reading import read_words, words_of
from nlp.syllables import unmark
from nlp.terms import terms
from nlp.vocabulary import Vocabulary


class StoredText(NamedTuple):
    """A stored text, read."""

    raw: tuple[str, ...]
    """Its unmarked words, as written."""
    words: Mapping[str, float]
    """Its words as understood, each with its weight (0 to 1)."""
    joined: Mapping[str, float]
    """Its compounds and circumstances as terms, each with its weight."""
    circumstances: frozenset[str]


def stored_text(text: str, lexicon: Lexicon) -> StoredText:
    """A text of the catalogue, read with the word tables alone."""
    normal = normalise(text)
    words = words_of(normal)
    plain = tuple([intern(unmark(word)) for word in words])
    reading = read_words(normal, words, lexicon, Vocabulary(Counter(plain)))
    return StoredText(plain, *terms(reading), reading.circumstances)


def to_bytes(read: Mapping[str, StoredText]) -> bytes:
    """Texts as they were read, packed: a line with the weights that occur, then a line a text, each weight a letter."""
    weights = sorted({weight for each in read.values() for part in each[1:3] for weight in part.values()})
    letters = {weight: chr(ord("a") + place) for place, weight in enumerate(weights)}
    packing = zlib.compressobj(level=1)
    packed = [packing.compress(json.dumps(weights).encode())]
    for text, each in read.items():
        parts = [" ".join(each.raw), " ".join(sorted(each.circumstances))]
        for part in each[1:3]:
            parts += [" ".join(part), "".join([letters[weight] for weight in part.values()])]
        packed.append(packing.compress(b"\n" + json.dumps([text, *parts]).encode()))
    return b"".join((*packed, packing.flush()))


def from_bytes(content: bytes) -> dict[str, StoredText]:
    """What `to_bytes` gave, back; raises ValueError when the bytes are anything else."""
    try:
        first, *lines = zlib.decompress(content).split(b"\n")
        weights = {chr(ord("a") + place): weight for place, weight in enumerate(json.loads(first))}
        read = {}
        for line in lines:
            text, raw, told, words, word_weights, joined, joined_weights = json.loads(line)
            read[text] = StoredText(
                tuple(map(intern, raw.split())),
                {intern(word): weights[letter] for word, letter in zip(words.split(), word_weights, strict=True)},
                {intern(term): weights[letter] for term, letter in zip(joined.split(), joined_weights, strict=True)},
                frozenset(told.split()),
            )
    except (zlib.error, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"no texts: {error}") from error
    return read
