"""What tells near procedures apart? Run by hand after `fit_vectors`; writes `knowledge/learned/discerner.npz`.

For each text the model chooses between its own procedure and those that lie nearest among the vectors of words: a
softmax over sparse linear scores, learned with FTRL-Proximal (McMahan et al., 2013), which keeps a weight at 0 until
there is reason enough for another. Two kinds of message have weights beside them, learned by logistic regression: what
no procedure is about, and what leaves too much open.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, vstack  # type: ignore[import-untyped] # ships no types
from sklearn.linear_model import LogisticRegression

from benchmarks.descent import Places, batches, chances
from benchmarks.learned_texts import LearnedTexts
from benchmarks.near_ones import NEAR, near_ones
from benchmarks.questions import ROOT
from benchmarks.training_questions import other_texts, training_texts
from knowledge.catalogue import learned_senses
from nlp.discerning import UNCLEAR, Discerner
from nlp.index import ELSEWHERE
from nlp.meaning import WordVectors
from nlp.sparse import Floats

PATH = ROOT / "knowledge/learned/discerner.npz"
ROUNDS = 6
"""How often every text is met."""
LEFT_OUT = 0.3
"""This share of terms is left out whenever a text is met."""
RATE = 0.3
REASON = 0.3
"""How much has to speak for a weight before it is not 0 (FTRL's λ₁)."""
LOOSENESS = 10.0
"""The inverse of how much the weights of a kind of message are kept small."""
COUNTS = {ELSEWHERE: 2.0, UNCLEAR: 8.0}
"""How much a message of each kind counts beside a question that means one procedure; there are fewer of them."""
STORED_COUNTS = 0.3
"""How much a text of the catalogue counts beside such a question."""
SHARE = 0.5
"""Weights of a kind are kept as this share, so that they stay within what can be kept."""


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


def fit(
    questions: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]], vectors: WordVectors, seed: int = 0
) -> Discerner:
    """What tells procedures apart in all texts and these questions (code and text); `vectors` tell which are near.

    `others` are messages that mean no single procedure, each after its kind: ELSEWHERE or UNCLEAR.
    """
    texts = LearnedTexts(questions, others)
    near, own = near_ones(texts, vectors), texts.rows
    ftrl = _Ftrl((len(texts.keys), len(texts.terms)))
    rng = np.random.default_rng(seed)
    for some in batches(len(texts.owners), ROUNDS, rng):
        rows = own[some].copy()
        rows.data *= (rng.random(len(rows.data)) > LEFT_OUT) / (1 - LEFT_OUT)
        change = chances(_scores(rows, near[some], ftrl.weights))
        change[:, 0] -= 1  # its own procedure stands first
        change *= texts.weight[some][:, None]
        starts = np.arange(0, change.size + 1, NEAR)
        ftrl.step(csr_matrix((change.ravel(), near[some].ravel(), starts), (len(some), len(texts.keys))).T @ rows)
    kinds = [kind for kind in COUNTS if kind in texts.kinds]
    keys = {key: place for place, key in enumerate((*texts.keys, *kinds))}
    weights = np.vstack([ftrl.weights, *(_kind(texts, kind) for kind in kinds)])
    learned = Discerner.of_rows(texts.terms, texts.rarity, keys, weights)
    print(f"{len(learned.cells)} weights of {len(texts.terms)} terms from {len(texts.owners)} texts")
    return learned


def _kind(texts: LearnedTexts, kind: str) -> Floats:
    """The weights of what speaks for one kind of message."""
    rows = vstack([texts.others, texts.rows], format="csr")
    rows.indices, rows.indptr = rows.indices.astype(np.int32), rows.indptr.astype(np.int32)
    counts = np.concatenate(
        [
            [COUNTS[each] if each == kind else 1.0 for each in texts.kinds],
            np.full(len(texts.owners) - len(texts.heard), STORED_COUNTS),
            np.ones(len(texts.heard)),
        ]
    )
    wanted = np.array([each == kind for each in texts.kinds] + [False] * len(texts.owners))
    model = LogisticRegression(C=LOOSENESS, solver="liblinear", max_iter=300).fit(rows, wanted, sample_weight=counts)
    weights: Floats = (model.coef_ * SHARE).astype(np.float32)
    return weights


def _scores(rows: csr_matrix, near: Places, weights: Floats) -> Floats:
    """What each text's terms say of the procedures near it."""
    lengths = np.diff(rows.indptr)
    there = np.arange(lengths.max()) < lengths[:, None]
    terms, values = np.zeros(there.shape, np.int64), np.zeros(there.shape, np.float32)
    terms[there], values[there] = rows.indices, rows.data
    scores: Floats = (weights[near[:, :, None], terms[:, None, :]] * values[:, None, :]).sum(axis=2)
    return scores


def main() -> None:
    """Fit and write."""
    discerner = fit(training_texts(), other_texts(), learned_senses().vectors)
    with PATH.open("wb") as file:
        discerner.save(file)
    print(f"{PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
