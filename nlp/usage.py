"""How do people speak of each entry? Counted: which words, and which two beside each other, were heard of it how often.

Others weigh what tells near entries apart; this tells how much a question sounds like what was said of one entry rather
than of any. It is the query likelihood of a language model with Dirichlet smoothing (Zhai and Lafferty, *A study of
smoothing methods for language models*, 2004), once for words and once for pairs of them, as log odds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SMOOTHING = 300.0
"""So many words, spread as they are over all entries, are taken as heard of each entry besides (Dirichlet's μ)."""
LEAST = 3
"""A pair heard in fewer texts is not kept."""
TELLING = 1.5
"""What was heard of an entry is kept where it adds so much to the log odds; for words that anybody says it does not."""
_MOST = 255
_NOTHING = (0.0, 0.0, 0.0)


class Terms(NamedTuple):
    """The words of a question, and its pairs, that were ever heard."""

    places: NDArray[np.uint32]
    """Among all terms, rising."""
    weights: NDArray[np.float64]
    are_pairs: NDArray[np.bool_]
    words: float
    """The weight of all words of the question, those never heard too."""
    pairs: float
    """How many pairs it has."""


class Counts(NamedTuple):
    """What was heard of one entry."""

    terms: NDArray[np.uint32]
    """Places among all terms, rising."""
    counts: NDArray[np.uint8]
    """In how many texts."""
    words: float
    """How many words were heard in all, each text counting each of its words once."""
    pairs: float
    """How many pairs."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What was heard of each entry that was learned."""

    hashes: NDArray[np.uint32]
    """Of every term (CRC-32), rising."""
    unlikely: NDArray[np.float32]
    """Of each term, how many times it would have to be heard to be as frequent as what smoothing adds, inverted."""
    keys: Mapping[str, int]
    starts: NDArray[np.int64]
    """What was heard of the entry `k` is `terms[starts[k] : starts[k + 1]]`, so many times as `counts` say."""
    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    many: NDArray[np.float32]
    """For each entry, how many words and how many pairs were heard."""

    @classmethod
    def nothing(cls) -> Self:
        """Nothing was ever heard."""
        return cls.of_texts({})

    @classmethod
    def of_texts(cls, texts: Mapping[str, Iterable[Sequence[str]]]) -> Self:
        """What is heard in these texts, given as unmarked words, by key."""
        heard = {key: Counter(term for text in each for term in _terms(text)) for key, each in texts.items()}
        often = Counter[str]()
        for counts in heard.values():
            often.update(counts)
        whole = [max(1, sum(count for term, count in often.items() if (" " in term) is paired)) for paired in _KINDS]
        kept = sorted(
            (crc32(term.encode()), term) for term, count in often.items() if count >= LEAST or " " not in term
        )
        place = {term: number for number, (_, term) in enumerate(kept)}
        unlikely = [whole[" " in term] / (SMOOTHING * often[term]) for _, term in kept]
        rows = [
            sorted(
                (place[term], count)
                for term, count in each.items()
                if term in place and math.log1p(count * unlikely[place[term]]) >= TELLING
            )
            for each in heard.values()
        ]
        cells = [cell for row in rows for cell in row]
        return cls(
            np.array([number for number, _ in kept], np.uint32),
            np.array(unlikely, np.float32),
            {key: number for number, key in enumerate(heard)},
            np.cumsum([0, *map(len, rows)], dtype=np.int64),
            np.array([term for term, _ in cells], np.uint32),
            np.array([min(count, _MOST) for _, count in cells], np.uint8),
            np.array([_many(each) for each in heard.values()], np.float32).reshape(-1, 2),
        )

    @classmethod
    def load(cls, file: IO[bytes]) -> Self:
        """What `save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            keys = kept["keys"].tobytes().decode().split("\n")
            hashes, terms = kept["hashes"], kept["terms"]
            return cls(
                np.cumsum(hashes, out=hashes),
                kept["unlikely"],
                {key: place for place, key in enumerate(keys)},
                np.cumsum(kept["lengths"]),
                np.cumsum(terms, out=terms),
                kept["counts"],
                kept["many"],
            )

    def save(self, file: IO[bytes]) -> None:
        """Everything, in NumPy's own format and without a pickle; of rising numbers only by how much each rises.

        From one entry to the next numbers fall: their difference is taken modulo 2³², and so is the sum that undoes it.
        """
        np.savez_compressed(
            file,
            hashes=np.diff(self.hashes, prepend=np.uint32(0)),
            unlikely=self.unlikely,
            keys=np.frombuffer("\n".join(self.keys).encode(), np.uint8),
            lengths=np.diff(self.starts, prepend=0),
            terms=np.diff(self.terms, prepend=np.uint32(0)),
            counts=self.counts,
            many=self.many,
        )

    def of_question(self, plain: Sequence[str], weights: Mapping[str, float]) -> Terms:
        """A question given as unmarked words, with the weight of each (0 to 1)."""
        pairs = {f"{first} {second}" for first, second in pairwise(plain)}
        said = [(crc32(word.encode()), weight, False) for word, weight in weights.items() if weight]
        said += [(crc32(pair.encode()), 1.0, True) for pair in pairs]
        said.sort()
        hashes = np.array([number for number, _, _ in said], np.uint32)
        places = np.searchsorted(self.hashes, hashes)
        known = self.hashes[np.minimum(places, len(self.hashes) - 1)] == hashes if len(self.hashes) else hashes > hashes
        return Terms(
            places[known].astype(np.uint32),
            np.array([weight for _, weight, _ in said])[known],
            np.array([paired for _, _, paired in said], np.bool_)[known],
            sum(weights.values()),
            float(len(pairs)),
        )

    def of_key(self, key: str) -> Counts | None:
        """What was heard of an entry; None of one that was never learned."""
        if (place := self.keys.get(key)) is None:
            return None
        own = slice(self.starts[place], self.starts[place + 1])
        return Counts(self.terms[own], self.counts[own], *self.many[place].tolist())

    def of_new(self, texts: Iterable[Sequence[str]]) -> Counts:
        """What is heard of an entry in texts that were never learned, given as unmarked words."""
        counts = Counter(term for text in texts for term in _terms(text))
        by_hash = {crc32(term.encode()): count for term, count in counts.items()}
        hashes = np.array(sorted(by_hash), np.uint32)
        known = hashes[np.isin(hashes, self.hashes)]
        places = np.searchsorted(self.hashes, known).astype(np.uint32)
        return Counts(
            places, np.array([min(by_hash[each], _MOST) for each in known.tolist()], np.uint8), *_many(counts)
        )

    def likely(self, heard: Counts, asked: Terms) -> tuple[float, float, float]:
        """How much likelier a question's words and its pairs are of this entry than of any, and the pairs' share heard.

        The first two are log odds, scaled by the root of how many there are; the last is 0 to 1.
        """
        if not len(heard.terms) or not asked.words:
            return _NOTHING
        at = np.minimum(np.searchsorted(heard.terms, asked.places), len(heard.terms) - 1)
        met = heard.terms[at] == asked.places
        gains = np.log1p(heard.counts[at[met]] * self.unlikely[asked.places[met]]) * asked.weights[met]
        paired = asked.are_pairs[met]
        of_pairs = float(gains[paired].sum())
        return (
            _scaled(float(gains.sum()) - of_pairs, asked.words, heard.words),
            _scaled(of_pairs, asked.pairs, heard.pairs),
            float(np.count_nonzero(paired)) / (asked.pairs or 1.0),
        )


_KINDS = (False, True)


def _terms(words: Sequence[str]) -> set[str]:
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


def _many(counts: Mapping[str, int]) -> tuple[float, float]:
    pairs = sum(count for term, count in counts.items() if " " in term)
    return float(sum(counts.values()) - pairs), float(pairs)


def _scaled(gain: float, asked: float, heard: float) -> float:
    """The log odds, with what all terms lose to those of an entry of which more was heard."""
    return (gain + asked * math.log(SMOOTHING / (heard + SMOOTHING))) / math.sqrt(asked) if asked else 0.0
