"""How is the classifier taught? From all texts, as they stand and without marks, and from conversations.

One linear classifier a procedure, over words and compounds; what people ask elsewhere is one more.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from benchmarks.conversations import Heard
from benchmarks.questions import ROOT
from knowledge.catalogue import entry_texts, learned_senses
from knowledge.law_in_force import card_of
from knowledge.starter_files import starter_procedures
from nlp.index import ELSEWHERE, Classifier, EntryText
from nlp.lexicon import load_lexicon, rows
from nlp.matching import Matcher, matcher_over
from nlp.normalising import normalise
from nlp.rankings import Weights
from nlp.syllables import unmark
from nlp.terms import terms

LEAST_WEIGHT = 0.01
WEIGHTS_PER_TOPIC = 1000
ELSEWHERE_WEIGHTS = 4000
NATIONAL = ROOT.parent / "shared/data/portal-procedures.jsonl.gz"
"""Names of all national procedures, used where they are at hand."""
ALIKE = 82
"""Token-set likeness (0 to 100) from which a national procedure counts as one of ours at another office."""
HEARD_WEIGHT = 3.0
"""How much a turn of a conversation counts for the classifier, compared with a text."""
MARGIN = 1.0
"""The regularisation constant C of the classifier."""


def fit_classifier(
    matcher: Matcher, texts: Sequence[EntryText], turns: Sequence[Heard] = ()
) -> dict[str, dict[str, float]]:
    """For each term its weight for each key: one linear classifier a key, the smallest weights left out.

    It hears texts, and turns of conversations together with what was said before.
    """
    said = [terms(matcher.read(text)) for text in (*(text.text for text in texts), *other_names())]
    turns = [turn for turn in turns if turn.key in {text.key for text in texts}]
    vectors = [matcher.search.unit({**words, **joined}) for words, joined in said]
    vectors += [matcher.search.unit(turn.terms) for turn in turns]
    keys = [*(text.key for text in texts), *[ELSEWHERE] * len(other_names()), *(turn.key for turn in turns)]
    weights = [*[1.0] * len(said), *[HEARD_WEIGHT] * len(turns)]
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform(vectors).tocsr()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LinearSVC(C=MARGIN, random_state=0, fit_intercept=False)
    model.fit(matrix, np.array(keys), sample_weight=np.array(weights))
    names = vectoriser.get_feature_names_out()
    cells: dict[str, dict[str, float]] = defaultdict(dict)
    for key, weights in zip(model.classes_, model.coef_, strict=True):
        most = ELSEWHERE_WEIGHTS if key == ELSEWHERE else WEIGHTS_PER_TOPIC
        strongest = np.argsort(-np.abs(weights))[:most]
        for number in strongest:
            if abs(weights[number]) >= LEAST_WEIGHT:
                cells[str(names[number])][str(key)] = round(float(weights[number]), 2)
    return dict(cells)


@cache
def other_names() -> tuple[str, ...]:
    """What people could ask of other catalogues: names of national procedures unlike any of ours, tell-tale words."""
    names = [row["words"] for row in rows("not_ours")]
    if NATIONAL.exists():
        ours = [normalise(text.text) for text in entry_texts(map(card_of, starter_procedures())) if text.is_name]
        with gzip.open(NATIONAL, "rt", encoding="utf-8") as lines:
            found = sorted({normalise(json.loads(line)["name"]) for line in lines})
        alike = process.cdist(found, ours, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE).max(axis=1)
        names += [name for name, likeness in zip(found, alike, strict=True) if not likeness]
    return tuple(names)


def without_marks(texts: Sequence[EntryText], matcher: Matcher) -> list[EntryText]:
    """Those texts that are read otherwise when they are typed without marks, so typed."""
    bare = [EntryText(text.key, unmark(normalise(text.text))) for text in texts if not text.text.isascii()]
    marked = [text.text for text in texts if not text.text.isascii()]
    return [
        each
        for each, text in zip(bare, marked, strict=True)
        if terms(matcher.read(each.text)) != terms(matcher.read(text))
    ]


def matcher_of(
    texts: Sequence[EntryText], turns: Sequence[Heard] = (), weights: Weights | None = None
) -> tuple[Matcher, Classifier]:
    """A matcher over `texts` with a classifier of its own, which has also heard them typed without marks."""
    matcher = matcher_over(texts, load_lexicon())
    classifier = fit_classifier(matcher, [*texts, *without_marks(texts, matcher)], turns)
    return matcher_over(texts, load_lexicon(), classifier, weights, learned_senses()), classifier


def without_fold(turns: Sequence[Sequence[Heard]], fold: int, folds: int) -> list[Heard]:
    """What is heard of all cases but each `folds`-th one."""
    return [each for place, case in enumerate(turns) if place % folds != fold for each in case]
