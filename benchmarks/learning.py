"""How is the matcher taught? A classifier from all texts; a logit from questions that its classifier has not seen.

Every phrase, situation, *elsewhere* sentence and conversation is asked of a matcher that was built without its fold;
for *none of them* whole procedures are taken out of the catalogue. Labelled questions join them.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

import numpy as np
from joblib import Parallel, delayed  # type: ignore[import-untyped] # ships no types
from rapidfuzz import fuzz, process
from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from benchmarks.conversations import Heard
from benchmarks.logit import Seen, fit_logit
from benchmarks.questions import ROOT, Case
from knowledge.catalogue import entry_texts
from knowledge.evaluation import load_cases
from knowledge.law_in_force import card_of
from knowledge.starter_files import starter_procedures
from nlp.evidence import ONCE_MORE
from nlp.index import ELSEWHERE, Classifier, EntryText
from nlp.lexicon import load_lexicon, rows
from nlp.matching import Matcher, matcher_over
from nlp.normalising import normalise
from nlp.rankings import Weights
from nlp.syllables import unmark
from nlp.terms import terms

FOLDS = 5
LEAST_WEIGHT = 0.01
WEIGHTS_PER_TOPIC = 1000
ELSEWHERE_WEIGHTS = 4000
NATIONAL = ROOT.parent / "shared/data/portal-procedures.jsonl.gz"
"""Names of all national procedures, used where they are at hand."""
ALIKE = 82
"""Token-set likeness (0 to 100) from which a national procedure counts as one of ours at another office."""
QUESTIONS = (
    *sorted((ROOT / "knowledge/starter/questions").glob("*.jsonl")),
    ROOT.parent / "shared/data/questions/everyday_wide.jsonl",
)
"""Labelled questions for the logit; the last file is used where it is at hand."""
PHRASE_WEIGHT = 1.0
"""How much a phrase or situation counts that is asked of a matcher without it."""
SELDOM = 0.25
"""Its share for procedures whose name tells of abroad, or of once more: people mean the plain form far more often."""
VARIANTS = ONCE_MORE | {"foreign"}
ELSEWHERE_WEIGHT = 1.0
"""The same for a question about something the catalogue lacks."""
LEFT_OUT_WEIGHT = 0.02
"""The same for a phrase of a procedure that is taken out: harder than what people ask elsewhere."""
ASKED_WEIGHT = 20.0
DECLINED_WEIGHT = 8.0
"""Labelled questions are few, so each counts for several phrases."""
HEARD_WEIGHT = 3.0
"""How much a turn of a conversation counts for the classifier, compared with a text."""
RIDGE = 1.0
"""How much the logit is kept from large weights."""
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
    return matcher_over(texts, load_lexicon(), classifier, weights), classifier


def observations(texts: Sequence[EntryText], cases: Sequence[Case], turns: Sequence[Sequence[Heard]]) -> list[Seen]:
    """What is seen when every text, and the first turn of every case, is asked of a matcher that does not know it.

    `turns` are what the classifier hears of each case.

    The second half of the folds takes whole procedures away instead: their phrases are then about none of them.
    """
    rng = np.random.default_rng(7)
    fold_of = {text: int(rng.integers(FOLDS)) for text in texts if not text.is_name}
    left_out = {key: int(rng.integers(FOLDS)) for key in sorted({text.key for text in texts} - {ELSEWHERE})}
    everything = [each for case in turns for each in case]
    splits = [
        ({text for text, own in fold_of.items() if own == fold}, cases[fold::FOLDS], without_fold(turns, fold, FOLDS))
        for fold in range(FOLDS)
    ]
    splits += [({text for text in texts if left_out.get(text.key) == fold}, [], everything) for fold in range(FOLDS)]
    seen = Parallel(n_jobs=-1, verbose=10)(delayed(_asked_without)(texts, *split) for split in splits)
    return [each for found in seen for each in found]


def without_fold(turns: Sequence[Sequence[Heard]], fold: int, folds: int) -> list[Heard]:
    """What is heard of all cases but each `folds`-th one."""
    return [each for place, case in enumerate(turns) if place % folds != fold for each in case]


def _asked_without(
    texts: Sequence[EntryText], held_out: AbstractSet[EntryText], cases: Sequence[Case], turns: Sequence[Heard]
) -> list[Seen]:
    """Observations of what is held out, and of `cases`, from a matcher over the rest of the texts and over `turns`."""
    kept = [text for text in texts if text not in held_out]
    matcher, _ = matcher_of(kept, turns)
    weights = {ELSEWHERE: ELSEWHERE_WEIGHT} | {
        key: PHRASE_WEIGHT * (SELDOM if always & VARIANTS else 1.0)
        for key, always in zip(matcher.keys, matcher.index.always, strict=False)
    }
    found = [
        observed(matcher, text.text, {text.key} & set(matcher.keys), weights.get(text.key, LEFT_OUT_WEIGHT))
        for text in texts
        if text in held_out and not text.is_name
    ]
    return [each for each in (*found, *_first_turns(matcher, cases)) if each is not None]


def asked(matcher: Matcher) -> list[Seen]:
    """The same for labelled development questions; one that no entry answers is a case of *none of them*."""
    cases = [case for path in QUESTIONS if path.exists() for case in load_cases(path)]
    return [each for each in _first_turns(matcher, cases) if each is not None]


def _first_turns(matcher: Matcher, cases: Sequence[Case]) -> Iterator[Seen | None]:
    for case in cases:
        turn = case["turns"][0]
        if turn["behaviour"] != "clarify":
            right = set(turn["codes"]) & set(matcher.keys)
            yield observed(matcher, turn["q"], right, ASKED_WEIGHT if right else DECLINED_WEIGHT)


def observed(matcher: Matcher, question: str, right: set[str], weight: float) -> Seen | None:
    """One observation, or None when the question has no words or the right entry is no candidate."""
    reading = matcher.read(question)
    ranking = matcher.rank(reading)
    if not ranking.matches:
        return None
    places = [place for place, match in enumerate(ranking.matches) if match.key in right][:1]
    if right and not places:
        return None
    return [match.features for match in ranking.matches], ranking.none_features, places, weight


def fit_choice(seen: Sequence[Seen]) -> tuple[list[float], list[float]]:
    """The weights of the logit, by `FEATURES` and by `NONE_FEATURES`."""
    weights, none_weights = fit_logit(seen, RIDGE)
    return weights.round(3).tolist(), none_weights.round(3).tolist()
