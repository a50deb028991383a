"""How are thousands of short texts scored against a question in microseconds? By the rows of its terms alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NOTHING = (np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse matrix by rows: for each term the columns it touches and by how much."""

    rows: Mapping[str, tuple[NDArray[np.int32], Floats]]
    width: int

    @classmethod
    def of(cls, cells: Iterable[tuple[str, int, float]], width: int) -> SparseRows:
        """The matrix of (term, column, value) cells; `width` is the number of columns."""
        gathered: dict[str, tuple[list[int], list[float]]] = {}
        for term, column, value in cells:
            columns, values = gathered.setdefault(term, ([], []))
            columns.append(column)
            values.append(value)
        return cls(
            {
                term: (np.array(columns, np.int32), np.array(values, np.float32))
                for term, (columns, values) in gathered.items()
            },
            width,
        )

    def times(self, vector: Mapping[str, float]) -> NDArray[np.float64]:
        """The product of `vector` (term to weight) and the matrix: one number a column."""
        found = [(self.rows.get(term, _NOTHING), weight) for term, weight in vector.items()]
        if not found:
            return np.zeros(self.width)
        columns = np.concatenate([row[0] for row, _ in found])
        values = np.concatenate([row[1] * weight for row, weight in found])
        return np.bincount(columns, values, self.width).astype(np.float64, copy=False)
