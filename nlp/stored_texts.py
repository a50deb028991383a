"""What does a stored text say? Read by itself, whatever stands beside it, so that what was read can be kept.

A message is repaired with the words of all stored texts; a stored text is spelled as its writer meant it, so that its
own words are all that its reading needs.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from sys import intern
from typing import NamedTuple, Self

from nlp.lexicon import Lexicon
from nlp.normalising import normalise
from nlp.reading import read_words, words_of
from nlp.syllables import unmark
from nlp.terms import neighbours, terms
from nlp.vocabulary import Vocabulary


class Weighted(NamedTuple):
    """Different terms, each with its weight (0 to 1); tens of thousands of them take a third of what mappings would."""

    terms: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Self:
        """The same as a mapping."""
        values = tuple(weights.values())
        return cls(tuple(map(intern, weights)), _ALIKE.setdefault(values, values))

    def items(self) -> Iterable[tuple[str, float]]:
        """Each term with its weight."""
        return zip(self.terms, self.weights, strict=True)


_ALIKE: dict[tuple[float, ...], tuple[float, ...]] = {}
"""Rows of weights that have been met: nearly all are nothing but ones, so that few different ones are kept."""
_TOLD: dict[frozenset[str], frozenset[str]] = {}
"""The same for circumstances."""


class StoredText(NamedTuple):
    """A stored text, read."""

    raw: tuple[str, ...]
    """Its unmarked words, as written."""
    plain: tuple[str, ...]
    """The same as understood: abbreviations in full, one wording for each thing."""
    words: Weighted
    """Its words as understood."""
    joined: Weighted
    """Its compounds and circumstances as terms."""
    circumstances: frozenset[str]


def stored_text(text: str, lexicon: Lexicon) -> StoredText:
    """A text of the catalogue, read with the word tables alone."""
    normal = normalise(text)
    words = words_of(normal)
    plain = tuple([intern(unmark(word)) for word in words])
    reading = read_words(normal, words, lexicon, Vocabulary(Counter(plain)))
    words_of_it, joined = terms(reading)
    told = _TOLD.setdefault(reading.circumstances, reading.circumstances)
    understood = tuple([intern(word.plain) for word in reading.words])
    return StoredText(
        plain, plain if understood == plain else understood, Weighted.of(words_of_it), Weighted.of(joined), told
    )


def all_terms(text: StoredText) -> Iterable[tuple[str, float]]:
    """Its words, compounds, circumstances and neighbouring words, with their weights."""
    return (*text.words.items(), *text.joined.items(), *neighbours(text.plain))


def to_bytes(read: Mapping[str, StoredText]) -> bytes:
    """Texts as they were read, packed: a line with the weights that occur, then a line a text.

    Each weight is a letter; what was understood stands last, where it differs from what was written.
    """
    weights = sorted(
        {weight for each in read.values() for part in (each.words, each.joined) for weight in part.weights}
    )
    letters = {weight: chr(ord("a") + place) for place, weight in enumerate(weights)}
    packing = zlib.compressobj(level=1)
    packed = [packing.compress(json.dumps(weights).encode())]
    for text, each in read.items():
        understood = [] if each.plain == each.raw else [" ".join(each.plain)]
        parts = [" ".join(each.raw), " ".join(sorted(each.circumstances))]
        for part in (each.words, each.joined):
            parts += [" ".join(part.terms), "".join([letters[weight] for weight in part.weights])]
        packed.append(packing.compress(b"\n" + json.dumps([text, *parts, *understood]).encode()))
    return b"".join((*packed, packing.flush()))


def from_bytes(content: bytes) -> dict[str, StoredText]:
    """What `to_bytes` gave, back; raises ValueError when the bytes are anything else."""
    try:
        first, *lines = zlib.decompress(content).split(b"\n")
        weights = {chr(ord("a") + place): weight for place, weight in enumerate(json.loads(first))}
        read = {}
        for line in lines:
            text, raw, told, words, word_weights, joined, joined_weights, *understood = json.loads(line)
            written = tuple(map(intern, raw.split()))
            read[text] = StoredText(
                written,
                tuple(map(intern, understood[0].split())) if understood else written,
                _weighted(words, word_weights, weights),
                _weighted(joined, joined_weights, weights),
                _TOLD.setdefault(circumstances := frozenset(told.split()), circumstances),
            )
    except (zlib.error, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"no texts: {error}") from error
    return read


def _weighted(terms: str, letters: str, weights: Mapping[str, float]) -> Weighted:
    """Terms with spaces between them, and a letter for the weight of each; raises LookupError or ValueError."""
    found = Weighted(tuple(map(intern, terms.split())), tuple([weights[letter] for letter in letters]))
    if len(found.terms) != len(found.weights):
        raise ValueError("every term has a weight")
    return found._replace(weights=_ALIKE.setdefault(found.weights, found.weights))
