"""What do the scripts that learn by gradients share? Steps (Adam), batches, softmax, and length with its slope."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nlp.sparse import Floats

BATCH = 512
"""So many texts are met at a time."""
Places = NDArray[np.int64]


class Adam:
    """Adam (Kingma and Ba, 2015) for one array, changed in place."""

    def __init__(self, values: Floats) -> None:
        self._values, self._step = values, 0
        self._mean, self._square = np.zeros_like(values), np.zeros_like(values)

    def step(self, gradient: Floats, rate: float) -> None:
        """One step down the gradient."""
        self._step += 1
        self._mean += 0.1 * (gradient - self._mean)
        self._square += 0.001 * (gradient * gradient - self._square)
        mean, square = self._mean / (1 - 0.9**self._step), self._square / (1 - 0.999**self._step)
        self._values -= rate * mean / (np.sqrt(square) + 1e-7)


def batches(count: int, rounds: int, rng: np.random.Generator) -> Iterator[Places]:
    """The places of `count` texts, all of them in each round, in another order every time."""
    for _ in range(rounds):
        order = rng.permutation(count)
        for start in range(0, count, BATCH):
            yield order[start : start + BATCH]


def count_batches(count: int, rounds: int) -> int:
    """How many `batches` there are."""
    return -(-count // BATCH) * rounds


def chances(scores: Floats) -> Floats:
    """The softmax of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = raised / raised.sum(axis=1, keepdims=True)
    return found


def unit(rows: Floats) -> tuple[Floats, Floats]:
    """The rows with length 1, and how long they were."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    return rows / lengths, lengths


def through(gradient: Floats, directions: Floats, lengths: Floats) -> Floats:
    """A gradient for rows of length 1 as one for the rows before they were scaled."""
    along = (gradient * directions).sum(axis=1, keepdims=True)
    scaled: Floats = (gradient - along * directions) / lengths
    return scaled
