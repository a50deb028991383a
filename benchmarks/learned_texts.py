"""What is there to learn from? Every text of the national catalogue, and what more was heard, as rows over terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped] # ships no types

from benchmarks.national import national_texts
from benchmarks.questions import ROOT
from knowledge.everyday_files import everyday_sentences
from nlp.index import ELSEWHERE
from nlp.lexicon import load_lexicon
from nlp.stored_texts import all_terms, stored_text

HEARD = ROOT / "benchmarks/training/everyday"
"""More everyday sentences, by other voices; they teach, and no catalogue holds them."""
LEAST = (1, 10)
"""In so many texts a term must stand, and words beside each other."""


class LearnedTexts:
    """The texts as rows over terms, each of length 1, and whose each is."""

    def __init__(self, questions: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]] = ()) -> None:
        """`questions` are texts beside those of the catalogue and the everyday sentences, each after its code.

        `others` mean no single procedure: their rows stand apart, in `others`, after the kind of each in `kinds`.
        """
        lexicon = load_lexicon()
        stored = [text for text in national_texts() if text.key != ELSEWHERE]
        self.keys = keys = {key: place for place, key in enumerate(dict.fromkeys(text.key for text in stored))}
        heard = [*((each.code, each.text) for each in everyday_sentences(HEARD)), *questions]
        heard = [(code, text) for code, text in heard if code in keys]
        self.heard = [code for code, _ in heard]
        others = list(others)
        self.kinds = [kind for kind, _ in others]
        codes = [*(text.key for text in stored), *self.heard]
        texts = (*(text.text for text in stored), *(text for _, text in heard), *(text for _, text in others))
        said = [dict(all_terms(stored_text(text, lexicon))) for text in texts]
        often = Counter(term for each in said for term in each)
        said = [{term: weight for term, weight in each.items() if often[term] >= LEAST[" " in term]} for each in said]
        self.terms = {term: place for place, term in enumerate(dict.fromkeys(term for each in said for term in each))}
        columns = np.array([self.terms[term] for each in said for term in each], np.int32)
        weights = np.array([weight for each in said for weight in each.values()], np.float32)
        held = np.bincount(columns, minlength=len(self.terms))
        self.rarity = (np.log((1 + len(said)) / (1 + held)) + 1).astype(np.float32)
        starts = np.cumsum([0, *map(len, said)])
        rows = _scaled(csr_matrix((weights * self.rarity[columns], columns, starts), (len(said), len(self.terms))))
        self.rows, self.others = rows[: len(codes)], rows[len(codes) :]
        self.said = said[: len(codes)]
        self.owners = np.array([keys[code] for code in codes])
        self.many = np.bincount(self.owners)
        weight = 1 / np.sqrt(self.many[self.owners])
        self.weight = (weight / weight.mean()).astype(np.float32)
        """How much each text counts: one of many that its procedure has counts less."""
        ones = np.ones(len(codes), np.float32)
        self.by_owner = csr_matrix((ones, (self.owners, np.arange(len(codes)))), (len(keys), len(codes)))


def _scaled(rows: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel()) + 1e-9
    rows.data /= np.repeat(lengths, np.diff(rows.indptr)).astype(np.float32)
    return rows
