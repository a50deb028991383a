"""Which of several near entries is it? Told by a sparse linear model that learned from near ones.

Vectors of words tell what is near in meaning, and have too few numbers for every fine difference. Here each entry
weighs each term by itself, learned offline against the entries that its texts could be mistaken for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import IO, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from nlp.meaning import Said
from nlp.sparse import Floats, numbered

UNCLEAR = "?"
"""The key of what speaks for a message that leaves too much open; ELSEWHERE is that of one that no entry is about."""
STEPS = 16.0
"""A weight is kept as a whole number of these steps to 1, from -127 to 127."""


Columns = NDArray[np.unsignedinteger[Any]]
"""Columns of terms, in as few bytes as hold all of them."""


class Heard(NamedTuple):
    """The terms of a text that a discerner knows."""

    places: Columns
    """Of its terms, rising."""
    weights: Floats


@dataclass(frozen=True, slots=True)
class Discerner:
    """For each entry that was learned, the terms that speak for it (above 0) and against it."""

    terms: Mapping[str, int]
    rarity: Floats
    """Of each term, among the texts that were learned from (1 and more)."""
    keys: Mapping[str, int]
    starts: NDArray[np.int64]
    """The weights of the entry `k` are `cells[starts[k] : starts[k + 1]]`, those of the terms in `columns` (rising)."""
    columns: Columns
    cells: NDArray[np.int8]

    @classmethod
    def nothing(cls) -> Self:
        """No entry is known."""
        none = np.zeros(0, np.float32)
        return cls({}, none, {}, np.zeros(1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int8))

    @classmethod
    def of_rows(cls, terms: Mapping[str, int], rarity: Floats, keys: Mapping[str, int], rows: Floats) -> Self:
        """The weights nearest to these, by keys and terms."""
        steps = np.clip(np.round(rows * STEPS), -127, 127).astype(np.int8)
        owners, columns = np.nonzero(steps)
        starts = np.searchsorted(owners, np.arange(len(keys) + 1))
        return cls(terms, rarity, keys, starts, columns.astype(_bytes_for(terms)), steps[owners, columns])

    @classmethod
    def load(cls, file: IO[bytes]) -> Self:
        """What `save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            terms, keys = (kept[name].tobytes().decode().split("\n") for name in ("terms", "keys"))
            columns = kept["low"] + (kept["high"].astype(np.uint32) << 8)
            return cls(
                numbered(terms),
                kept["rarity"],
                {key: place for place, key in enumerate(keys)},
                kept["starts"],
                columns.astype(_bytes_for(terms)),
                kept["cells"],
            )

    def save(self, file: IO[bytes]) -> None:
        """Everything, in NumPy's own format and without a pickle; packed bytes are fewer when halves stand apart."""
        terms, keys = (np.frombuffer("\n".join(names).encode(), np.uint8) for names in (self.terms, self.keys))
        low, high = (self.columns & 255).astype(np.uint8), (self.columns >> 8).astype(np.uint16)
        np.savez_compressed(
            file, terms=terms, rarity=self.rarity, keys=keys, starts=self.starts, low=low, high=high, cells=self.cells
        )

    def heard(self, said: Said) -> Heard:
        """A text by terms, as `speaks_for` takes it: each weight times rarity, of length 1; nothing where none is."""
        weights = {place: weight for term, weight in said if (place := self.terms.get(term)) is not None}
        places = np.array(sorted(weights), self.columns.dtype)
        values = np.array([weights[place] for place in places.tolist()], np.float32) * self.rarity[places]
        return Heard(places, values / np.float32(np.linalg.norm(values) or 1.0))

    def speaks_for(self, key: str, heard: Heard) -> float:
        """How much a text speaks for an entry rather than for those near it (log odds); 0 for one never learned."""
        if (place := self.keys.get(key)) is None:
            return 0.0
        own = slice(self.starts[place], self.starts[place + 1])
        columns, cells = self.columns[own], self.cells[own]
        if not len(columns):
            return 0.0
        at = np.minimum(np.searchsorted(columns, heard.places), len(columns) - 1)
        met = columns[at] == heard.places
        return float(heard.weights[met] @ cells[at[met]].astype(np.float32)) / STEPS


def _bytes_for(terms: Sized) -> type[np.unsignedinteger[Any]]:
    return np.uint16 if len(terms) <= 1 << 16 else np.uint32
