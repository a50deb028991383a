"""How are the weights of a network over candidates and *none of them* fitted? By maximum likelihood, with a ridge.

Everything is fitted on figures scaled to mean 0 and deviation 1; the scales are then put into the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped] # ships no types

from benchmarks.logit import Seen
from nlp.networks import Floats, Network

STEPS = 400
SILENT = 1e-3
"""A unit with a voice up to this says nothing: the ridge has drawn all of its weights to 0."""


class _Observations:
    """All observations in one array of rows; the rows of an observation stand together, *none of them* last."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        entries = [np.asarray(entries, float) for entries, *_ in seen]
        self.sizes = np.array([len(rows) + 1 for rows in entries])
        self.ends = np.cumsum(self.sizes)
        self.starts = self.ends - self.sizes
        self.weight = np.array([weight for *_, weight in seen])
        self.none = self.ends - 1
        self.rows = np.setdiff1d(np.arange(self.ends[-1]), self.none)
        self.of_row = np.repeat(np.arange(len(seen)), self.sizes)
        self.entries, self.entry_mean, self.entry_scale = _scaled(np.concatenate(entries))
        situations = np.array([none for _, none, _, _ in seen], float)
        self.situations, self.mean, self.scale = _scaled(situations)
        self.right = np.zeros(self.ends[-1])
        for start, end, (_, _, places, _) in zip(self.starts, self.ends, seen, strict=True):
            self.right[[start + place for place in places] or end - 1] = 1.0

    def loss(self, utilities: Floats) -> tuple[float, Floats]:
        """Minus the weighted log-likelihood of what was right, and how it changes with each utility."""
        raised = np.exp(utilities - np.maximum.reduceat(utilities, self.starts)[self.of_row])
        chances = raised / np.add.reduceat(raised, self.starts)[self.of_row]
        share = np.add.reduceat(chances * self.right, self.starts)
        change = (chances - chances * self.right / (share + 1e-300)[self.of_row]) * self.weight[self.of_row]
        return float(-(self.weight * np.log(share + 1e-12)).sum()), change


def fit_network(seen: Sequence[Seen], units: int, ridge: float, ridge_of_units: float, seed: int = 0) -> Network:
    """The network with so many `units` that explains best what was seen.

    The ridges keep the straight weights and those of the units small.
    """
    known = _Observations(seen)
    candidates, situation = known.entries.shape[1], known.situations.shape[1]
    shapes = [(candidates,), (situation,), (candidates, units), (situation, units), (units,)]
    cuts = np.cumsum([int(np.prod(shape)) for shape in shapes])
    random = np.random.default_rng(seed)
    start = np.concatenate([np.zeros(cuts[1]), random.normal(0, 0.1, cuts[-1] - cuts[1])])
    ridges = np.repeat([ridge, ridge_of_units], [cuts[1], cuts[-1] - cuts[1]])
    around = known.of_row[known.rows]

    def parted(flat: Floats) -> list[Floats]:
        return [part.reshape(shape) for part, shape in zip(np.split(flat, cuts[:-1]), shapes, strict=True)]

    def loss(flat: Floats) -> tuple[float, Floats]:
        own, none, inner, outer, voices = parted(flat)
        heard = np.tanh(known.entries @ inner + (known.situations @ outer)[around])
        utilities = np.empty(known.ends[-1])
        utilities[known.rows] = known.entries @ own + heard @ voices
        utilities[known.none] = known.situations @ none
        total, change = known.loss(utilities)
        entry_change, none_change = change[known.rows], change[known.none]
        through = entry_change[:, None] * voices * (1 - heard * heard)
        per_situation = np.add.reduceat(through, known.starts - np.arange(len(known.starts)))
        gradient = [
            known.entries.T @ entry_change,
            known.situations.T @ none_change,
            known.entries.T @ through,
            known.situations.T @ per_situation,
            heard.T @ entry_change,
        ]
        flat_gradient = np.concatenate([part.ravel() for part in gradient]) + ridges * flat
        return total + 0.5 * float(ridges @ (flat * flat)), flat_gradient

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return _unscaled(known, *parted(found))


def mean_of(networks: Sequence[Network]) -> Network:
    """One network whose utilities are the mean of those of the networks: with all of their units that say anything."""
    voices = np.concatenate([each.voices for each in networks]) / len(networks)
    speaks = np.abs(voices) > SILENT
    return Network(
        candidate=np.mean([each.candidate for each in networks], axis=0),
        none=np.mean([each.none for each in networks], axis=0),
        units=np.concatenate([each.units for each in networks], axis=1)[:, speaks],
        situation=np.concatenate([each.situation for each in networks], axis=1)[:, speaks],
        voices=voices[speaks],
    )


def _scaled(figures: Floats) -> tuple[Floats, Floats, Floats]:
    """The figures with mean 0 and deviation 1, their means and scales; one that never changes stays as it is."""
    constant = np.ptp(figures, axis=0) == 0
    mean = np.where(constant, 0.0, figures.mean(axis=0))
    scale = np.where(constant, 1.0, figures.std(axis=0))
    return (figures - mean) / np.where(constant, 1.0, scale), mean, scale


def _unscaled(known: _Observations, own: Floats, none: Floats, inner: Floats, outer: Floats, voices: Floats) -> Network:
    """The same network for figures as they are; the first figure of a situation is always 1 and takes what is left."""
    own, inner = own / known.entry_scale, inner / known.entry_scale[:, None]
    none, outer = none / known.scale, outer / known.scale[:, None]
    none[0] += known.entry_mean @ own - known.mean @ none
    outer[0] -= known.entry_mean @ inner + known.mean @ outer
    return Network(own, none, inner, outer, voices)
