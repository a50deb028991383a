"""How are thousands of short texts scored against a question in microseconds? By the rows of its terms alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse matrix by rows.

    Row `r` has `values[s:e]` in `columns[s:e]`, with s, e = `starts[r]`, `starts[r + 1]`.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float32]
    width: int
    """How many columns there are."""

    @classmethod
    def of(cls, rows: Iterable[Iterable[tuple[int, float]]], width: int) -> SparseRows:
        """The matrix whose rows are given as (column, value) cells."""
        starts, columns, values = [0], [], []
        for row in rows:
            for column, value in row:
                columns.append(column)
                values.append(value)
            starts.append(len(columns))
        return cls(np.array(starts, np.int64), np.array(columns, np.int64), np.array(values, np.float32), width)

    def transposed(self) -> SparseRows:
        """The same cells with rows and columns exchanged."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        rows = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int64), np.diff(self.starts))
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return SparseRows(starts, rows[order], self.values[order], len(self.starts) - 1)

    def row(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The columns and values of one row."""
        cells = slice(self.starts[number], self.starts[number + 1])
        return self.columns[cells], self.values[cells]

    def times(self, vector: Sequence[tuple[int, float]]) -> NDArray[np.float64]:
        """The product of `vector`, given as (row, weight), and the matrix: one number a column."""
        if not vector:
            return np.zeros(self.width)
        rows = [self.row(number) for number, _ in vector]
        columns = np.concatenate([columns for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        weights = np.repeat([weight for _, weight in vector], [len(columns) for columns, _ in rows])
        return np.bincount(columns, values * weights, self.width).astype(np.float64, copy=False)
