"""How much does each piece of evidence count? Run by hand after the scripts that learn from texts.

Writes `knowledge/learned/choice.json`, the logit that weighs an entry's evidence against *none of them*, and
`knowledge/learned/outlook.json`, which tells from the candidates' probabilities what may come of an answer. Both learn
from labelled development questions: those of the starter catalogue asked of it, those of the national one asked of
that, official names, and the training questions of the later writers, asked of what was learned without them. The
signs of an outlook are taken from weights that have not seen the question. Which entries are twins is learned from
those questions of which every right procedure was named.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.fit_discerner import fit as fit_discerner
from benchmarks.fit_naming import fit as fit_naming
from benchmarks.fit_usage import fit as fit_usage
from benchmarks.fit_vectors import fit as fit_vectors
from benchmarks.logit import Seen, fit_logit
from benchmarks.national import national_texts
from benchmarks.questions import ROOT, Case, flat, golden, national
from benchmarks.starter import starter_texts
from benchmarks.training_questions import (
    EARLIER,
    LATER,
    READ_TWICE,
    other_texts,
    second_reading,
    training_texts,
    training_turns,
)
from knowledge.catalogue import learned_classifier, learned_senses
from nlp.index import ELSEWHERE, EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.normalising import normalise
from nlp.outlook import SHOWN, SIGNS, Outlook, signs
from nlp.rankings import FEATURES, NONE_FEATURES, Ranking, Weights
from nlp.reading import Reading
from nlp.senses import Senses
from nlp.syllables import unmark
from nlp.twins import SIGNS as TWIN_SIGNS
from nlp.twins import Twins, without_remarks

LEARNED = ROOT / "knowledge/learned"
NAME_WEIGHT = 0.05
"""How much an official name or a stored sentence counts as a question; nobody types most of them."""
TRAINING_WEIGHTS = {"answer": (0.1, 0.05), "clarify": (0.0, 0.1), "decline": (0.2, 0.2)}
"""How much a training question counts for the logit and for the outlook, by what it wants.

There are many, nobody has labelled them twice, and no writer would ask for as rare things as often as they do.
"""
LABELLED_TWICE = 1.0
"""How much a question counts, for both, that was labelled twice, so that every right procedure is named."""
PHRASES = 2000
"""So many stored sentences are asked."""
RIDGE = 0.1
"""How much the logit is kept from large weights; with 1 it was less sure than five-fold cross-validation allows."""
LOOSENESS = 0.03
"""The inverse of how much the outlook's weights are kept small."""
OPTION_RIDGE = 1.0
OPTION_WEIGHT = 0.2
"""How much a training question counts for what to offer."""
TWIN_FROM = 0.05
"""From this part of the first candidate's probability on another is looked at as its twin."""
TWIN_LOOSENESS = 1.0
"""The inverse of how much the weights of twins are kept small."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question as a matcher sees it; only the features of its ranking mean anything."""

    reading: Reading
    ranking: Ranking
    behaviour: str
    codes: frozenset[str]
    weight: float
    """How much it counts for the logit."""
    outlook_weight: float
    fold: int
    twins: Twins

    def seen(self) -> Seen | None:
        """For the logit; None where nothing can be learned, since one has to ask back or the right one is not there."""
        right = [place for place, match in enumerate(self.ranking.matches) if match.key in self.codes]
        if self.behaviour == "clarify" or (self.behaviour == "answer" and not right):
            return None
        features = [match.features for match in self.ranking.matches]
        return features, self.ranking.none_features, right if self.behaviour == "answer" else [], self.weight

    def ranked(self, weights: Weights) -> Ranking:
        """The ranking with probabilities by these weights."""
        return self.ranking.weighed(weights)

    def outcome(self, ranking: Ranking) -> int:
        """Which field of `Outlook` came true."""
        keys = [match.key for match in ranking.matches[:SHOWN]]
        if self.behaviour == "clarify":
            return Outlook._fields.index("unclear")
        if self.behaviour == "decline" or not self.codes & set(keys):
            return Outlook._fields.index("none")
        return Outlook._fields.index("first" if keys[0] in self.codes else "other")


def asked(cases: Sequence[Case], matcher: Matcher) -> Iterator[Asked]:
    """The first turns of these cases; those of one writer's procedure stay in one fold."""
    for number, case in enumerate(cases):
        turn = case["turns"][0]
        fold = number * FOLDS // len(cases) % FOLDS
        yield from _asked(turn["q"], matcher, turn["behaviour"], turn["codes"], (LABELLED_TWICE, LABELLED_TWICE), fold)


def names(matcher: Matcher) -> Iterator[Asked]:
    """Every official name without remarks, half of them typed without marks."""
    rng = random.Random(5)  # noqa: S311 - nothing secret
    for key, text in {text.key: text.text for text in reversed(matcher.texts) if text.is_name}.items():
        name = without_remarks(text)
        typed = unmark(name) if rng.random() < 0.5 else name
        yield from _asked(typed, matcher, "answer", [key], (NAME_WEIGHT, NAME_WEIGHT), rng.randrange(FOLDS))


def phrases(matcher: Matcher) -> Iterator[Asked]:
    """Some of the stored sentences, word for word, half of them typed without marks."""
    rng = random.Random(6)  # noqa: S311 - nothing secret
    texts = [text for text in matcher.texts if not text.is_name and text.key != ELSEWHERE]
    for text in rng.sample(texts, PHRASES):
        typed = unmark(normalise(text.text)) if rng.random() < 0.5 else text.text
        yield from _asked(typed, matcher, "answer", [text.key], (NAME_WEIGHT, NAME_WEIGHT), rng.randrange(FOLDS))


def training(matcher: Matcher) -> Iterator[Asked]:
    """The training questions of the later writers; an entry with the very name of a right one is right too."""
    named = {text.key: normalise(text.text) for text in reversed(matcher.texts) if text.is_name}
    alike: dict[str, list[str]] = {}
    for key, name in named.items():
        alike.setdefault(name, []).append(key)
    also = second_reading(LATER)
    for number, turn in enumerate(training_turns((LATER,))):
        right = also.get(unmark(normalise(turn["q"]))) or turn["codes"] or []
        codes = [twin for code in right for twin in alike.get(named.get(code, ""), [code])]
        weights = TRAINING_WEIGHTS[turn["behaviour"]]
        yield from _asked(turn["q"], matcher, turn["behaviour"], codes, weights, number % FOLDS)


def read_twice(matcher: Matcher) -> Iterator[Asked]:
    """The questions of which every right procedure was named."""
    for number, turn in enumerate(training_turns((READ_TWICE,))):
        weights = (LABELLED_TWICE, LABELLED_TWICE)
        yield from _asked(turn["q"], matcher, turn["behaviour"], turn["codes"], weights, number % FOLDS)


def _asked(
    text: str, matcher: Matcher, behaviour: str, codes: Sequence[str], weights: tuple[float, float], fold: int
) -> Iterator[Asked]:
    reading = matcher.read(text)
    if not (reading.codes or reading.small_talk) and (ranking := matcher.rank(reading)).matches:
        yield Asked(reading, ranking, behaviour, frozenset(codes), *weights, fold, matcher.twins)


def fit_choice(questions: Sequence[Asked]) -> Weights:
    """The weights of the logit."""
    seen = [each for question in questions if question.weight and (each := question.seen()) is not None]
    weights, none_weights = fit_logit(seen, RIDGE)
    return Weights(tuple(weights.round(3).tolist()), tuple(none_weights.round(3).tolist()))


def fit_options(questions: Sequence[Asked]) -> Weights:
    """The weights of a logit that tells which entries a clerk would offer, from the questions where one has to ask."""
    seen: list[Seen] = []
    for question in questions:
        matches = question.ranking.matches
        right = [place for place, match in enumerate(matches) if match.key in question.codes]
        if question.behaviour == "clarify" and right:
            weight = 1.0 if question.outlook_weight == LABELLED_TWICE else OPTION_WEIGHT
            seen.append(([match.features for match in matches], question.ranking.none_features, right, weight))
    weights, none_weights = fit_logit(seen, OPTION_RIDGE)
    return Weights(tuple(weights.round(3).tolist()), tuple(none_weights.round(3).tolist()))


def fit_twins(questions: Sequence[Asked], weights: Weights) -> tuple[float, ...]:
    """The weights of `nlp.twins.SIGNS`."""
    rows, both = [], []
    for question in questions:
        if question.behaviour == "answer" and question.outlook_weight == LABELLED_TWICE:
            first, *others = question.ranked(weights).matches
            for match in others[: SHOWN - 1]:
                right = {first.key in question.codes, match.key in question.codes}
                if match.probability >= TWIN_FROM * first.probability and True in right:
                    rows.append(question.twins.signs(first.key, match.key))
                    both.append(False not in right)
    model = LogisticRegression(C=TWIN_LOOSENESS, fit_intercept=False).fit(rows, both)
    return tuple(model.coef_[0].round(3).tolist())


def fit_outlook(questions: Sequence[Asked], twin_weights: Sequence[float]) -> Mapping[str, NDArray[np.float64]]:
    """The weights of the signs, by the fields of `Outlook`."""
    figures, outcomes, weight = [], [], []
    kin = {id(twins): twins.weighed(twin_weights).chance for twins in (question.twins for question in questions)}
    for fold in range(FOLDS):
        unseen = fit_choice([question for question in questions if question.fold != fold])
        for question in questions:
            if question.fold == fold and question.outlook_weight:
                ranking = question.ranked(unseen)
                figures.append(signs(question.reading, ranking, kin[id(question.twins)]))
                outcomes.append(question.outcome(ranking))
                weight.append(question.outlook_weight)
    rows = np.array(figures)[:, 1:]
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=LOOSENESS, max_iter=5000)
    model.fit((rows - mean) / scale, outcomes, sample_weight=weight)
    weights = model.coef_ / scale
    ones = model.intercept_ - weights @ mean
    return dict(zip(Outlook._fields, np.column_stack([ones, weights]).round(3), strict=True))


def development() -> list[Asked]:
    """Every question to learn from."""
    starter, whole = (_unweighed(texts, learned_senses()) for texts in (starter_texts(), national_texts()))
    unheard = _unweighed(national_texts(), earlier_senses())
    return [
        *asked(flat(golden("development")), starter),
        *asked(flat(national("development")), whole),
        *names(whole),
        *phrases(starter),
        *phrases(whole),
        *training(unheard),
        *read_twice(unheard),
    ]


def earlier_senses() -> Senses:
    """What can be learned without the questions of the later writers."""
    questions, others = list(training_texts((EARLIER,))), list(other_texts((EARLIER,)))
    vectors = fit_vectors(questions)
    naming, discerner = fit_naming(questions, vectors), fit_discerner(questions, others, vectors)
    return Senses(vectors, naming, discerner, fit_usage(questions))


def _unweighed(texts: Sequence[EntryText], senses: Senses) -> Matcher:
    return matcher_over(texts, load_lexicon(), learned_classifier(), senses=senses)


def main() -> None:
    """Fit and write both."""
    questions = development()
    weights = fit_choice(questions)
    choice = {
        f"{name}{part}weights": dict(zip(names_of, values, strict=True))
        for name, fitted in (("", weights), ("option_", fit_options(questions)))
        for part, names_of, values in (("", FEATURES, fitted.entry), ("none_", NONE_FEATURES, fitted.none))
    }
    twins = fit_twins(questions, weights)
    outlook = {name: dict(zip(SIGNS, row.tolist(), strict=True)) for name, row in fit_outlook(questions, twins).items()}
    outlook["twins"] = dict(zip(TWIN_SIGNS, twins, strict=True))
    for name, learned in (("choice", choice), ("outlook", outlook)):
        (LEARNED / f"{name}.json").write_text(json.dumps(learned, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(choice, indent=2), len(questions), "questions")


if __name__ == "__main__":
    main()
