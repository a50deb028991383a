"""Which words are used for the same things? Told by vectors of words, learned offline from what people say.

Words that people use for the same procedures have vectors that point the same way, so that a question can be near an
entry that holds none of its words. An entry lies where its own texts lie, so a new one needs no learning.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from nlp.sparse import Floats, numbered

_BLOCK = 500
"""So many texts are placed at a time."""
STEPS = 127.0
"""Where a text lies is kept in whole numbers of these steps to 1."""
Said = Iterable[tuple[str, float]]
"""Terms with their weights (0 to 1)."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """A row of numbers for each term; a text lies where the weighted sum of its terms points to.

    The numbers are whole ones of one byte: with them, tens of thousands of rows take a few megabytes.
    """

    places: Mapping[str, int]
    cells: NDArray[np.int8]
    scales: Floats
    """What each row is to be multiplied with."""
    heard: Mapping[str, int]
    """The keys of which more texts were heard than an index has, each with its row in `sums`."""
    sums: NDArray[np.float16]
    """Where those texts lie, summed up."""

    @classmethod
    def of_rows(cls, places: Mapping[str, int], rows: Floats) -> Self:
        """The vectors nearest to these rows."""
        scales = np.abs(rows).max(axis=1) / 127
        cells = np.round(rows / np.where(scales == 0, 1, scales)[:, None]).astype(np.int8)
        return cls(places, cells, scales.astype(np.float32), {}, np.zeros((0, 0), np.float16))

    def having_heard(self, texts: Mapping[str, Sequence[Said]]) -> Self:
        """The same, with texts by key that no index will have."""
        sums = [np.sum([self.of(said) for said in each], axis=0) for each in texts.values()]
        return replace(self, heard={key: row for row, key in enumerate(texts)}, sums=np.array(sums, np.float16))

    @classmethod
    def nothing(cls) -> Self:
        """No term is known."""
        return cls({}, np.zeros((0, 0), np.int8), np.zeros(0, np.float32), {}, np.zeros((0, 0), np.float16))

    @classmethod
    def load(cls, file: IO[bytes]) -> Self:
        """What `save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            terms, heard = (kept[name].tobytes().decode().split("\n") for name in ("terms", "heard"))
            return cls(
                numbered(terms),
                kept["cells"],
                kept["scales"],
                {key: row for row, key in enumerate(heard)},
                kept["sums"],
            )

    def save(self, file: IO[bytes]) -> None:
        """Everything, in NumPy's own format and without a pickle."""
        terms, heard = (np.frombuffer("\n".join(names).encode(), np.uint8) for names in (self.places, self.heard))
        np.savez_compressed(file, cells=self.cells, scales=self.scales, terms=terms, heard=heard, sums=self.sums)

    def of(self, said: Said) -> Floats:
        """Where a text of these terms lies: a vector of length 1, or 0 where none of them is known."""
        known = [(self.places[term], weight) for term, weight in said if term in self.places]
        if not known:
            return np.zeros(self.cells.shape[1], np.float32)
        places = [place for place, _ in known]
        weights = np.array([weight for _, weight in known], np.float32) * self.scales[places]
        summed: Floats = weights @ self.cells[places].astype(np.float32)
        return summed / np.float32(np.linalg.norm(summed) or 1.0)

    def placed(self, texts: Iterable[Said]) -> NDArray[np.int8]:
        """Where each of many texts lies (as `of` tells), in `STEPS`."""
        each, blocks = iter(texts), [np.zeros((0, self.cells.shape[1]), np.int8)]
        while block := list(islice(each, _BLOCK)):
            blocks.append(np.round(_unit(self._summed(block)) * STEPS).astype(np.int8))
        return np.concatenate(blocks)

    def centres(self, placed: NDArray[np.int8], owners: Sequence[int], keys: Sequence[str]) -> Floats:
        """For each key the middle of its `placed` texts and of what was heard: length 1, or 0.

        `owners` are the places of the texts' keys.
        """
        whose = np.array(owners, np.int64)
        summed = np.zeros((len(keys), self.cells.shape[1]), np.float32)
        for place, key in enumerate(keys):
            if key in self.heard:
                summed[place] = self.sums[self.heard[key]]
        for start in range(0, len(whose), _BLOCK):
            some = slice(start, start + _BLOCK)
            np.add.at(summed, whose[some], placed[some] / np.float32(STEPS))
        return _unit(summed)

    def _summed(self, texts: Iterable[Said]) -> Floats:
        starts, places, weights = [0], array("i"), array("f")
        for said in texts:
            for term, weight in said:
                if (place := self.places.get(term)) is not None:
                    places.append(place)
                    weights.append(weight)
            starts.append(len(places))
        scaled = np.array(weights, np.float32) * self.scales[places]
        rows = np.vstack([self.cells[places] * scaled[:, None], np.zeros((1, self.cells.shape[1]), np.float32)])
        begins = np.array(starts[:-1])
        summed: Floats = np.add.reduceat(rows, begins)
        summed[begins == np.array(starts[1:])] = 0  # a text without a known term
        return summed


def _unit(rows: NDArray[np.float32]) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.where(length == 0, 1, length)).astype(np.float32)
    return scaled
