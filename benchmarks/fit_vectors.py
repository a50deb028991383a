"""Which words are used for the same things? Run by hand when everyday sentences change; writes `vectors.npz`.

Each name and each sentence of the national catalogue must lie nearer to the middle of the other texts of its own
procedure than to that of any other (nearest class mean, with cosine and softmax). Words are left out at random, so that
no single one carries a procedure alone. The training questions are among the texts; no golden question is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from benchmarks.descent import Adam, batches, chances, count_batches, through, unit
from benchmarks.learned_texts import LearnedTexts
from benchmarks.questions import ROOT
from benchmarks.training_questions import training_texts
from nlp.meaning import Said, WordVectors
from nlp.sparse import Floats

PATH = ROOT / "knowledge/learned/vectors.npz"
DIMENSIONS = 128
"""256 were no better on the development questions."""
ROUNDS = 12
"""How often every text is met."""
LEFT_OUT = 0.3
"""This share of words is left out whenever a text is met."""
SHARPNESS = 12.0
"""What a cosine of 1 counts in the softmax."""
RATE = 0.01
RENEWED = 20
"""After so many batches the middles are worked out anew."""
THROUGH_MIDDLES = 2048
"""So many texts tell in each batch how the middles would move."""


def _fitted(texts: LearnedTexts, rounds: int, seed: int = 0) -> Floats:
    """The vectors of the terms, for rows of length 1."""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(0, 0.1, (len(texts.terms), DIMENSIONS)).astype(np.float32)
    adam, count = Adam(vectors), len(texts.owners)
    last = count_batches(count, rounds)
    for number, own in enumerate(batches(count, rounds, rng)):
        if number % RENEWED == 0:
            placed, _ = unit(texts.rows @ vectors)
            middles = np.asarray(texts.by_owner @ placed, np.float32)
            directions, lengths = unit(middles)
        rows = texts.rows[own].copy()
        rows.data *= rng.random(len(rows.data)) > LEFT_OUT
        points, reach = unit(rows @ vectors)
        wanted = texts.owners[own]
        others, _ = unit(middles[wanted] - placed[own])  # the middle of its procedure's other texts
        own_middle = np.where((texts.many[wanted] > 1)[:, None], others, directions[wanted])
        there = np.arange(len(own))
        scores = SHARPNESS * (points @ directions.T)
        scores[there, wanted] = SHARPNESS * (points * own_middle).sum(axis=1)
        change = chances(scores)
        change[there, wanted] -= 1
        change *= (SHARPNESS / len(own)) * texts.weight[own][:, None]
        of_middles = through(change.T @ points, directions, lengths)
        of_wanted = change[there, wanted].copy()
        change[there, wanted] = 0
        of_points = change @ directions + of_wanted[:, None] * own_middle
        gradient = rows.T @ through(of_points, points, reach)
        some = rng.integers(0, count, THROUGH_MIDDLES)
        points, reach = unit(texts.rows[some] @ vectors)
        gradient += texts.rows[some].T @ through(
            of_middles[texts.owners[some]] * (count / THROUGH_MIDDLES), points, reach
        )
        adam.step(gradient, RATE * (1.05 - number / last))
    return vectors


def fit(questions: Iterable[tuple[str, str]], rounds: int = ROUNDS) -> WordVectors:
    """The vectors of the terms, each multiplied by its rarity, learned from these questions too (code and text)."""
    texts = LearnedTexts(questions)
    vectors = _fitted(texts, rounds) * texts.rarity[:, None]
    heard: dict[str, list[Said]] = {}
    for code, said in zip(texts.heard, texts.said[-len(texts.heard) :], strict=True):
        heard.setdefault(code, []).append(tuple(said.items()))
    print(f"{len(texts.terms)} terms from {len(texts.owners)} texts")
    return WordVectors.of_rows(texts.terms, vectors).having_heard(heard)


def main() -> None:
    """Fit and write the vectors."""
    vectors = fit(training_texts())
    with PATH.open("wb") as file:
        vectors.save(file)
    print(f"{PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
