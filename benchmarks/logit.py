"""How are the weights of a logit over candidates and *none of them* fitted? By maximum likelihood, with a ridge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped] # ships no types

Seen = tuple[ArrayLike, ArrayLike, Sequence[int], float]
"""Figures of each candidate, figures of *none of them*, places of the right candidates (no place: none of them is
right), and how much it counts."""


def fit_logit(seen: Sequence[Seen], ridge: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weights of a candidate's figures and of those of *none of them*."""
    nones = np.array([none for _, none, _, _ in seen])
    weight = np.array([weight for *_, weight in seen])
    rows = [np.asarray(entries) for entries, *_ in seen]
    most, size = max(map(len, rows)), rows[0].shape[1]
    entries = np.zeros((len(seen), most, size))
    there, right = np.zeros((2, len(seen), most + 1), bool)
    for number, (row, (_, _, places, _)) in enumerate(zip(rows, seen, strict=True)):
        entries[number, : len(row)] = row
        there[number, [*range(len(row)), most]] = True
        right[number, list(places) or most] = True

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        utilities = np.column_stack([entries @ parameters[:size], nones @ parameters[size:]])
        utilities = np.where(there, utilities, -np.inf)
        chances = np.exp(utilities - utilities.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        share = (chances * right).sum(axis=1, keepdims=True)
        error = (chances - chances * right / (share + 1e-300)) * weight[:, None]
        gradient = np.concatenate([np.einsum("nk,nkf->f", error[:, :-1], entries), error[:, -1] @ nones])
        total = -(weight * np.log(share[:, 0] + 1e-12)).sum() + 0.5 * ridge * parameters @ parameters
        return float(total), gradient + ridge * parameters

    start = np.zeros(size + nones.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found[:size], found[size:]
