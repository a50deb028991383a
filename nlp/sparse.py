"""How are thousands of short texts scored against a question in microseconds? By the rows of its terms alone.

A matrix with few columns is faster with every cell in place, and still small: see `SparseRows.fastest`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import intern

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Vector = Sequence[tuple[int, float]]
"""The cells of a vector that are not 0: place and value."""
_NUMBERS: list[int] = []
"""Whole numbers that many tables share: each would take as much memory anew as its place in a table."""
DENSE = 10_000_000
"""Up to so many cells (40 MB) a matrix may be written out in full."""


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse matrix by rows.

    Row `r` has `values[s:e]` in `columns[s:e]`, with s, e = `starts[r]`, `starts[r + 1]`; a column stands there once.
    """

    starts: Sequence[int]
    """Plain numbers: a slice is cut four times faster with them than with those of an array."""
    columns: NDArray[np.int32]
    values: Floats
    width: int
    """How many columns there are."""

    @classmethod
    def of(cls, rows: Iterable[Iterable[tuple[int, float]]], width: int) -> SparseRows:
        """The matrix whose rows are given as (column, value) cells."""
        starts, columns, values = [0], array("i"), array("f")  # a list of numbers takes seven times the memory
        for row in rows:
            for column, value in row:
                columns.append(column)
                values.append(value)
            starts.append(len(columns))
        return cls(starts, np.array(columns, np.int32), np.array(values, np.float32), width)

    def transposed(self) -> SparseRows:
        """The same cells with rows and columns exchanged."""
        narrow = self.columns.astype(np.min_scalar_type(self.width))  # two bytes are sorted much faster than four
        order = np.argsort(narrow, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        rows = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        starts = [0, *np.cumsum(counts).tolist()]
        return SparseRows(starts, rows[order], self.values[order], len(self.starts) - 1)

    def grouped(self, groups: NDArray[np.int32], width: int) -> SparseRows:
        """Where each row has any cell: 1 in the group of its column, of `width` groups.

        `groups` gives each column's group and never falls; the columns of each row must rise, as transposing leaves
        them.
        """
        rows = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        found = groups[self.columns]
        new = np.ones(len(found), np.bool_)
        new[1:] = (rows[1:] != rows[:-1]) | (found[1:] != found[:-1])
        starts = [0, *np.cumsum(np.bincount(rows[new], minlength=len(self.starts) - 1)).tolist()]
        return SparseRows(starts, found[new], np.ones(starts[-1], np.float32), width)

    def row(self, number: int) -> tuple[NDArray[np.int32], Floats]:
        """The columns and values of one row."""
        cells = slice(self.starts[number], self.starts[number + 1])
        return self.columns[cells], self.values[cells]

    def times(self, vector: Vector) -> Floats:
        """The product of `vector`, over the rows, and the matrix: one number a column."""
        product = np.zeros(self.width, np.float32)
        starts, columns, values = self.starts, self.columns, self.values
        for number, weight in vector:
            start, end = starts[number], starts[number + 1]
            np.add.at(product, columns[start:end], values[start:end] * weight)
        return product

    def fastest(self) -> SparseRows | DenseRows:
        """The same matrix, written out in full where that is small enough."""
        height = len(self.starts) - 1
        if height * self.width > DENSE:
            return self
        cells = np.zeros((height, self.width), np.float32)
        cells[np.repeat(np.arange(height), np.diff(self.starts)), self.columns] = self.values
        return DenseRows(cells)


@dataclass(frozen=True, slots=True)
class DenseRows:
    """A matrix with all its cells."""

    cells: Floats

    def times(self, vector: Vector) -> Floats:
        """The same as `SparseRows.times`, in one step."""
        numbers = [number for number, _ in vector]
        weights = np.array([weight for _, weight in vector], np.float32)
        product: Floats = weights @ self.cells[numbers] if vector else np.zeros(self.cells.shape[1], np.float32)
        return product


def numbered(terms: Sequence[str]) -> dict[str, int]:
    """The place of each term; tables of the same terms share both words and numbers."""
    _NUMBERS.extend(range(len(_NUMBERS), len(terms)))
    return dict(zip(map(intern, terms), _NUMBERS, strict=False))
