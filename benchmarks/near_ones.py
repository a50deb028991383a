"""Between which procedures is it hard to choose? For each text, its own and those that lie nearest to it."""

from __future__ import annotations

import numpy as np

from benchmarks.descent import BATCH, Places, unit
from benchmarks.learned_texts import LearnedTexts
from nlp.meaning import WordVectors

NEAR = 32
"""Between so many procedures each text has to choose, its own among them; between 16 it learns less."""


def near_ones(texts: LearnedTexts, vectors: WordVectors) -> Places:
    """For each text the place of its own procedure, and then those whose middles lie nearest to it."""
    known = np.array([vectors.places.get(term, -1) for term in texts.terms])
    rows = np.zeros((len(known), vectors.cells.shape[1]), np.float32)
    rows[known >= 0] = vectors.cells[known[known >= 0]] * vectors.scales[known[known >= 0]][:, None]
    placed, _ = unit(texts.rows @ (rows / texts.rarity[:, None]))  # vectors hold their rarity, and so do the texts
    middles, _ = unit(np.asarray(texts.by_owner @ placed, np.float32))
    near = np.zeros((len(texts.owners), NEAR), np.int64)
    for start in range(0, len(near), BATCH):
        whose = texts.owners[start : start + BATCH]
        likeness = placed[start : start + BATCH] @ middles.T
        likeness[np.arange(len(whose)), whose] = -np.inf
        near[start : start + BATCH, 0] = whose
        near[start : start + BATCH, 1:] = np.argpartition(-likeness, NEAR - 1, axis=1)[:, : NEAR - 1]
    return near
