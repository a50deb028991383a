"""How do people ask for papers, fees, times …? Run by hand when training questions change; writes `aspects.tsv`.

One sparse logistic model an aspect (L1), over the signs of `nlp.asked_for`. It learns from the training questions and
conversations, the golden development questions, and the rows of the lexicon; half of the training questions are typed
without marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed  # type: ignore[import-untyped] # ships no types
from scipy.sparse import csr_matrix  # type: ignore[import-untyped] # ships no types
from sklearn.linear_model import LogisticRegression

from benchmarks.national import national_texts
from benchmarks.questions import NATIONAL_TRAINING, ROOT, TRAINING, flat, golden, national
from benchmarks.training_questions import training_turns
from knowledge.evaluation import Turn, load_cases
from nlp.asked_for import signs
from nlp.asking import ASPECTS
from nlp.lexicon import load_lexicon, rows
from nlp.matching import matcher_over
from nlp.normalising import normalise
from nlp.reading import read_by_rule
from nlp.syllables import unmark
from nlp.vocabulary import Vocabulary

PATH = ROOT / "nlp/learned/aspects.tsv"
RARE = 3
"""A sign in fewer questions is not learned from."""
LOOSENESS = 1.0
"""The inverse of how much the weights are kept at 0."""
GOLDEN_WEIGHT = 2.0
"""How much a golden question counts: it was labelled twice."""
SMALL = 0.005
"""Weights up to this are dropped."""
PLACES = 2
_GROUP = "doi tuong"
_WHO_MAY = re.compile(r"\b(?:duoc|dc|dien|huong|nhan|quyen)\b")
"""Who may do or get a thing is a condition in the golden questions, labelled twice; writers called it audience.

Both call it audience where a group of people is asked for in that word.
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's signs, what it asks, and how much it counts."""

    signs: Mapping[str, float]
    aspects: frozenset[str]
    weight: float

    @classmethod
    def of(cls, turn: Turn, vocabulary: Vocabulary, weight: float) -> Heard:
        """What a labelled turn holds."""
        reading = read_by_rule(turn["q"], load_lexicon(), vocabulary)
        found = signs([word.plain for word in reading.words], reading.aspects)
        return cls(found, frozenset(turn["aspects"]), weight)

    @classmethod
    def of_one_writer(cls, turn: Turn, vocabulary: Vocabulary, weight: float) -> Heard:
        """The same for a turn that only its writer has labelled."""
        asked = set(turn["aspects"])
        plain = unmark(normalise(turn["q"]))
        if "audience" in asked and _WHO_MAY.search(plain) and _GROUP not in plain:
            asked = asked - {"audience"} | {"conditions"}
        return cls.of({**turn, "aspects": sorted(asked)}, vocabulary, weight)


def labelled(vocabulary: Vocabulary) -> Iterator[Heard]:
    """Every question to learn from."""
    for turn in training_turns():
        yield Heard.of_one_writer(turn, vocabulary, 1.0)
    for case in (*load_cases(TRAINING), *load_cases(NATIONAL_TRAINING)):
        for turn in case["turns"]:
            yield Heard.of_one_writer(turn, vocabulary, 0.5)
    for case in (*flat(golden("development")), *flat(national("development"))):
        for turn in case["turns"]:
            yield Heard.of(turn, vocabulary, GOLDEN_WEIGHT)
    for row in rows("aspects"):
        yield Heard.of({"q": row["words"], "aspects": [row["aspect"]]}, vocabulary, 0.5)


def fit(heard: Sequence[Heard]) -> dict[str, dict[str, float]]:
    """By aspect the weights of the signs that tell; that of "" is what speaks for it anyway."""
    often = Counter(sign for each in heard for sign in each.signs)
    places = {sign: place for place, sign in enumerate(sign for sign, count in often.items() if count >= RARE)}
    matrix = _matrix(heard, places)
    weight = np.array([each.weight for each in heard])
    wanted = [np.array([aspect in each.aspects for each in heard]) for aspect in ASPECTS]
    models = Parallel(n_jobs=-1)(delayed(_fitted)(matrix, asks, weight) for asks in wanted)
    found = {}
    for aspect, model in zip(ASPECTS, models, strict=True):
        own = {sign: float(model.coef_[0, place]) for sign, place in places.items()}
        own[""] = own.get("", 0.0) + float(model.intercept_[0])
        found[aspect] = {sign: round(value, PLACES) for sign, value in own.items() if abs(value) > SMALL}
    return found


def _matrix(heard: Iterable[Heard], places: dict[str, int]) -> csr_matrix:
    known = [[(places[sign], value) for sign, value in each.signs.items() if sign in places] for each in heard]
    columns = np.array([place for each in known for place, _ in each], np.int32)
    values = np.array([value for each in known for _, value in each])
    starts = np.cumsum([0, *map(len, known)]).astype(np.int32)
    matrix = csr_matrix((values, columns, starts), (len(known), len(places)))
    matrix.sort_indices()
    return matrix


def _fitted(matrix: csr_matrix, asks: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=LOOSENESS, l1_ratio=1.0, solver="liblinear", max_iter=300)
    return model.fit(matrix, asks, sample_weight=weight)


def main() -> None:
    """Fit and write the weights."""
    vocabulary = matcher_over(national_texts(), load_lexicon()).vocabulary
    heard = list(labelled(vocabulary))
    weights = fit(heard)
    lines = ["sign\taspect\tweight"]
    for aspect, own in weights.items():
        lines += [f"{sign}\t{aspect}\t{weight:g}" for sign, weight in sorted(own.items())]
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(heard)} questions, {len(lines) - 1} weights, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
