"""What tells near procedures apart? Run by hand after `fit_vectors`; writes `knowledge/learned/discerner.npz`.

For each text the model chooses between its own procedure and those that lie nearest among the vectors of words: a
softmax over sparse linear scores, learned with FTRL-Proximal (McMahan et al., 2013), which keeps a weight at 0 until
there is reason enough for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped] # ships no types

from benchmarks.learned_texts import LearnedTexts
from benchmarks.questions import ROOT
from benchmarks.training_questions import training_texts
from knowledge.catalogue import learned_vectors
from nlp.discerning import Discerner
from nlp.meaning import WordVectors
from nlp.sparse import Floats

PATH = ROOT / "knowledge/learned/discerner.npz"
NEAR = 32
"""Between so many procedures each text has to choose, its own among them."""
ROUNDS = 6
"""How often every text is met."""
BATCH = 512
LEFT_OUT = 0.3
"""This share of terms is left out whenever a text is met."""
RATE = 0.3
REASON = 0.3
"""How much has to speak for a weight before it is not 0 (FTRL's λ₁)."""
Places = NDArray[np.int64]


class _Ftrl:
    """FTRL-Proximal for a matrix of weights, of which few cells are met at a time."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.weights = np.zeros(shape, np.float32)
        self._sums, self._squares = np.zeros(shape, np.float32), np.full(shape, 1e-3, np.float32)

    def step(self, gradient: csr_matrix) -> None:
        cells = gradient.tocoo()
        met = cells.data != 0
        at, change = (cells.row[met], cells.col[met]), cells.data[met]
        before = self._squares[at]
        after = before + change * change
        sums = self._sums[at] + change - (np.sqrt(after) - np.sqrt(before)) / RATE * self.weights[at]
        self._squares[at], self._sums[at] = after, sums
        reason = np.sign(sums) * np.maximum(np.abs(sums) - REASON, 0)
        self.weights[at] = -reason * RATE / np.sqrt(after)


def fit(questions: Iterable[tuple[str, str]], vectors: WordVectors, seed: int = 0) -> Discerner:
    """What tells procedures apart in all texts and these questions (code and text); `vectors` tell which are near."""
    texts = LearnedTexts(questions)
    near, own = _near(texts, vectors), texts.rows
    ftrl = _Ftrl((len(texts.keys), len(texts.terms)))
    weight = 1 / np.sqrt(texts.many[texts.owners])
    weight = (weight / weight.mean()).astype(np.float32)
    rng = np.random.default_rng(seed)
    for some in _batches(len(texts.owners), rng):
        rows = own[some].copy()
        rows.data *= (rng.random(len(rows.data)) > LEFT_OUT) / (1 - LEFT_OUT)
        change = _chances(_scores(rows, near[some], ftrl.weights))
        change[:, 0] -= 1  # its own procedure stands first
        change *= weight[some][:, None]
        starts = np.arange(0, change.size + 1, NEAR)
        ftrl.step(csr_matrix((change.ravel(), near[some].ravel(), starts), (len(some), len(texts.keys))).T @ rows)
    learned = Discerner.of_rows(texts.terms, texts.rarity, texts.keys, ftrl.weights)
    print(f"{len(learned.cells)} weights of {len(texts.terms)} terms from {len(texts.owners)} texts")
    return learned


def _near(texts: LearnedTexts, vectors: WordVectors) -> Places:
    """For each text its own procedure, and then those whose middles lie nearest to it."""
    known = np.array([vectors.places.get(term, -1) for term in texts.terms])
    rows = np.zeros((len(known), vectors.cells.shape[1]), np.float32)
    rows[known >= 0] = vectors.cells[known[known >= 0]] * vectors.scales[known[known >= 0]][:, None]
    placed = _unit(texts.rows @ (rows / texts.rarity[:, None]))  # vectors hold their rarity, and so do the texts
    middles = _unit(np.asarray(texts.by_owner @ placed, np.float32))
    near = np.zeros((len(texts.owners), NEAR), np.int64)
    for start in range(0, len(near), BATCH):
        whose = texts.owners[start : start + BATCH]
        likeness = placed[start : start + BATCH] @ middles.T
        likeness[np.arange(len(whose)), whose] = -np.inf
        near[start : start + BATCH, 0] = whose
        near[start : start + BATCH, 1:] = np.argpartition(-likeness, NEAR - 1, axis=1)[:, : NEAR - 1]
    return near


def _batches(count: int, rng: np.random.Generator) -> Iterator[Places]:
    for _ in range(ROUNDS):
        order = rng.permutation(count)
        for start in range(0, count, BATCH):
            yield order[start : start + BATCH]


def _scores(rows: csr_matrix, near: Places, weights: Floats) -> Floats:
    """What each text's terms say of the procedures near it."""
    lengths = np.diff(rows.indptr)
    there = np.arange(lengths.max()) < lengths[:, None]
    terms, values = np.zeros(there.shape, np.int64), np.zeros(there.shape, np.float32)
    terms[there], values[there] = rows.indices, rows.data
    scores: Floats = (weights[near[:, :, None], terms[:, None, :]] * values[:, None, :]).sum(axis=2)
    return scores


def _chances(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances


def _unit(rows: Floats) -> Floats:
    scaled: Floats = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
    return scaled


def main() -> None:
    """Fit and write."""
    discerner = fit(training_texts(), learned_vectors())
    with PATH.open("wb") as file:
        discerner.save(file)
    print(f"{PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
