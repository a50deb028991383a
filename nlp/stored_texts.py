"""What does a stored text say? Read by itself, whatever stands beside it, so that what was read can be kept.

A message is repaired with the words of all stored texts; a stored text is spelled as its writer meant it, so that its
own words are all that its reading needs.
"""

from __future__ import annotations

import json
import zlib
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
    reading = read_words(normal, words, lexicon, Vocabulary.of([plain]))
    return StoredText(plain, *terms(reading), reading.circumstances)


def to_bytes(read: Mapping[str, StoredText]) -> bytes:
    """Texts as they were read, packed."""
    plain = {
        text: [" ".join(each.raw), list(each.words.items()), list(each.joined.items()), sorted(each.circumstances)]
        for text, each in read.items()
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), level=1)


def from_bytes(content: bytes) -> dict[str, StoredText]:
    """What `to_bytes` gave, back; raises ValueError when the bytes are anything else."""
    try:
        plain = json.loads(zlib.decompress(content))
        return {
            text: StoredText(tuple(map(intern, raw.split())), _weights(words), _weights(joined), frozenset(told))
            for text, (raw, words, joined, told) in plain.items()
        }
    except (zlib.error, AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"no texts: {error}") from error


def _weights(pairs: list[tuple[str, float]]) -> dict[str, float]:
    return {intern(term): weight for term, weight in pairs}
