"""How probable is each candidate, when what counts depends on the situation? A small network over their figures.

Each candidate is weighed by a straight sum, like in a logit, and by a few units that look at the candidate and the
situation together: that a message goes back speaks for what was talked of earlier, and against what was talked of last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
PLACES = 4
"""So many decimal places of a weight are kept; figures are about as large as 1."""


@dataclass(frozen=True, slots=True)
class Network:
    """The learned weights, for C figures of a candidate, S figures of the situation and U units."""

    candidate: Floats
    """How a candidate's figures count by themselves (C)."""
    none: Floats
    """How the figures of the situation speak for *none of them* (S)."""
    units: Floats
    """What each unit takes from a candidate (C × U)."""
    situation: Floats
    """What each unit takes from the situation (S × U)."""
    voices: Floats
    """How much the units count (U)."""

    @classmethod
    def of(cls, learned: Mapping[str, Any], candidate: Sequence[str], situation: Sequence[str]) -> Network:
        """The network of a JSON file, with its figures in this order; one that is not learned yet counts nothing."""
        voices = _read(learned["voices"])
        nothing = {"own": 0.0, "units": "0 " * len(voices)}
        rows = [learned["candidate"].get(name, nothing) for name in candidate]
        columns = [learned["situation"].get(name, nothing) for name in situation]
        return cls(
            candidate=np.array([row["own"] for row in rows]),
            none=np.array([row["own"] for row in columns]),
            units=np.array([_read(row["units"]) for row in rows]),
            situation=np.array([_read(row["units"]) for row in columns]),
            voices=voices,
        )

    def as_json(self, candidate: Sequence[str], situation: Sequence[str]) -> dict[str, Any]:
        """What `of` reads back."""
        return {
            "candidate": _rows(candidate, self.candidate, self.units),
            "situation": _rows(situation, self.none, self.situation),
            "voices": _written(self.voices),
        }

    def utilities(self, candidates: ArrayLike, situation: ArrayLike) -> Floats:
        """What speaks for each candidate (N × C), and last for none of them."""
        rows, around = np.asarray(candidates), np.asarray(situation)
        heard = np.tanh(rows @ self.units + around @ self.situation)
        return np.append(rows @ self.candidate + heard @ self.voices, around @ self.none)

    def chances(self, candidates: ArrayLike, situation: ArrayLike) -> list[float]:
        """The probability of each candidate, and last of none of them; together they make 1."""
        utilities = self.utilities(candidates, situation)
        raised = np.exp(utilities - utilities.max())
        chances: list[float] = (raised / raised.sum()).tolist()
        return chances


def _rows(names: Sequence[str], own: Floats, units: Floats) -> dict[str, dict[str, Any]]:
    return {
        name: {"own": round(float(weight), PLACES), "units": _written(weights)}
        for name, weight, weights in zip(names, own, units, strict=True)
    }


def _written(weights: Floats) -> str:
    """The weights of the units on one line."""
    return " ".join(f"{round(float(weight), PLACES):g}" for weight in weights)


def _read(weights: str) -> Floats:
    return np.array(weights.split(), float)
