"""Which words of names do people's words mean? Run by hand after `fit_vectors`; writes `knowledge/learned/naming.npz`.

"Vợ tôi là người Nhật" asks for a name with "có yếu tố nước ngoài", whatever the procedure. Each text chooses between
the names of its own procedure and those of the procedures nearest to it: a softmax over cosines of what its words and
what the words of the names add up to. What is learned of a word of names holds for every procedure that bears it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped] # ships no types

from benchmarks.descent import Adam, batches, chances, count_batches, through, unit
from benchmarks.learned_texts import LearnedTexts
from benchmarks.national import national_texts
from benchmarks.near_ones import NEAR, near_ones
from benchmarks.questions import ROOT
from benchmarks.training_questions import training_texts
from knowledge.catalogue import learned_senses
from nlp.meaning import WordVectors
from nlp.senses import name_terms
from nlp.sparse import Floats

PATH = ROOT / "knowledge/learned/naming.npz"
DIMENSIONS = 128
"""64 were worse on the development questions, 256 no better."""
ROUNDS = 2
"""How often every text is met; with more it learns the texts by heart."""
HELD = 12
"""In so many texts a term must stand, and a word of names in the names of so many procedures."""
TOO_COMMON = 1500
"""A word in the names of more procedures tells nothing."""
LEFT_OUT = 0.3
"""This share of words is left out whenever a text is met."""
SHARPNESS = 15.0
"""What a cosine of 1 counts in the softmax."""
RATE = 0.01


class _Names:
    """The names of procedures as rows over their words, each of length 1."""

    def __init__(self, keys: dict[str, int]) -> None:
        bearers: dict[str, set[int]] = defaultdict(set)
        for text in national_texts():
            if text.is_name and text.key in keys:
                for term, _ in name_terms(text.text):
                    bearers[term].add(keys[text.key])
        kept = {term: each for term, each in bearers.items() if HELD <= len(each) <= TOO_COMMON}
        self.terms = {term: place for place, term in enumerate(kept)}
        self.rarity = np.array([np.log(len(keys) / len(each)) for each in kept.values()], np.float32)
        owners = [owner for each in kept.values() for owner in sorted(each)]
        columns = np.repeat(np.arange(len(kept)), [len(each) for each in kept.values()])
        rows = csr_matrix((self.rarity[columns], (owners, columns)), (len(keys), len(kept)))
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel()) + 1e-9
        self.rows = csr_matrix(diags((1 / lengths).astype(np.float32)) @ rows)


def fit(questions: Iterable[tuple[str, str]], vectors: WordVectors, seed: int = 0) -> WordVectors:
    """The words of names and people's words in one table; `vectors` tell which procedures are near."""
    texts = LearnedTexts(questions)
    names, often = _Names(texts.keys), np.bincount(texts.rows.indices, minlength=len(texts.terms))
    kept = [place for place in texts.terms.values() if often[place] >= HELD]
    rng = np.random.default_rng(seed)
    said, named = (rng.normal(0, 0.1, (size, DIMENSIONS)).astype(np.float32) for size in (len(kept), len(names.terms)))
    _learn(texts, texts.rows[:, kept].tocsr(), names.rows, near_ones(texts, vectors), said, named, rng)
    places = {term: place for place, term in enumerate([list(texts.terms)[place] for place in kept] + [*names.terms])}
    rarity = np.concatenate([texts.rarity[kept], names.rarity])
    print(f"{len(kept)} terms and {len(names.terms)} of names from {len(texts.owners)} texts")
    return WordVectors.of_rows(places, np.vstack([said, named]) * rarity[:, None])


def _learn(
    texts: LearnedTexts,
    rows: csr_matrix,
    names: csr_matrix,
    near: np.ndarray,
    said: Floats,
    named: Floats,
    rng: np.random.Generator,
) -> None:
    """Change the vectors of what is `said` and `named` in place."""
    of_said, of_named, count = Adam(said), Adam(named), len(texts.owners)
    last = count_batches(count, ROUNDS)
    for number, some in enumerate(batches(count, ROUNDS, rng)):
        own = rows[some].copy()
        own.data *= rng.random(len(own.data)) > LEFT_OUT
        points, reach = unit(own @ said)
        directions, lengths = unit(names @ named)
        rivals = directions[near[some]]
        change = chances(SHARPNESS * np.einsum("td,tnd->tn", points, rivals, optimize=True))
        change[:, 0] -= 1  # its own procedure stands first
        change *= (SHARPNESS / len(some)) * texts.weight[some][:, None]
        to_points = np.einsum("tn,tnd->td", change, rivals, optimize=True)
        starts = np.arange(0, change.size + 1, NEAR)
        to_names = csr_matrix((change.ravel(), near[some].ravel(), starts), (len(some), names.shape[0])).T @ points
        rate = RATE * (1.05 - number / last)
        of_named.step(np.asarray(names.T @ through(to_names, directions, lengths), np.float32), rate)
        of_said.step(np.asarray(own.T @ through(to_points, points, reach), np.float32), rate)


def main() -> None:
    """Fit and write."""
    naming = fit(training_texts(), learned_senses().vectors)
    with PATH.open("wb") as file:
        naming.save(file)
    print(f"{PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
