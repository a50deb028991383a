"""What would plain text search answer? The baselines that every figure of ours stands beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import bm25s
from rapidfuzz import fuzz, process

from nlp.index import EntryText
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark


@dataclass(frozen=True, slots=True)
class Baseline:
    """A search that always answers: the key of the stored text nearest to a question ("" if it has no word)."""

    name: str
    nearest: Callable[[str], str]


def baselines(texts: Sequence[EntryText]) -> list[Baseline]:
    """The baselines over the very texts that the matcher knows (names, phrases, situations)."""
    return [_bm25(texts), _token_set_ratio(texts)]


def _bm25(texts: Sequence[EntryText]) -> Baseline:
    """BM25 (k1 1.5, b 0.75) over unmarked syllables and pairs, one document a text."""
    index = bm25s.BM25(k1=1.5, b=0.75)
    index.index([syllables_and_pairs(text.text) for text in texts], show_progress=False)

    def nearest(question: str) -> str:
        terms = syllables_and_pairs(question)
        return texts[int(index.get_scores(terms).argmax())].key if terms else ""

    return Baseline("BM25, syllables and pairs (bm25s)", nearest)


def _token_set_ratio(texts: Sequence[EntryText]) -> Baseline:
    stored = [unmark(normalise(text.text)) for text in texts]

    def nearest(question: str) -> str:
        _, _, place = process.extractOne(unmark(normalise(question)), stored, scorer=fuzz.token_set_ratio)
        return texts[place].key

    return Baseline("token_set_ratio (rapidfuzz)", nearest)


def syllables_and_pairs(text: str) -> list[str]:
    """The unmarked syllables of a text and its neighbouring pairs.

    >>> syllables_and_pairs("Đăng ký khai sinh")
    ['dang', 'ky', 'khai', 'sinh', 'dang_ky', 'ky_khai', 'khai_sinh']
    """
    words = WORD.findall(unmark(normalise(text)))
    return words + [f"{first}_{second}" for first, second in pairwise(words)]
