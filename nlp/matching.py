"""Which entry of the catalogue does a reading mean, how sure is that, and why?

Seven witnesses are heard: a linear classifier over words and compounds (learned offline from phrases), the stored texts
most like the question, how far question and entry cover each other, how near they are in meaning, how near the entry's
name is to people's words, what tells the entry from those near it, and how people speak of it. A small logit model,
learned offline too, turns them into probabilities over the nearest entries and *none of them*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from nlp.evidence import Evidence
from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon
from nlp.names import Names
from nlp.rankings import NOTHING, Match, Ranking, Weights
from nlp.reading import Reading, read
from nlp.searching import Question, Search
from nlp.senses import Senses
from nlp.terms import single_words, terms, with_what_was_said
from nlp.twins import NO_TWINS, Twins

CANDIDATES = 8
"""Entries that are looked at closely: those that come first by what is known of all of them, so weighed."""
CLASSIFIED, ALIKE, TOUCHED = 3.0, 0.75, 9.0
"""How much the classifier counts, the texts that are alike, and the words and the meaning that both share."""


class Matcher:
    """The texts of all entries, ready to be asked."""

    def __init__(
        self,
        texts: Sequence[EntryText],
        index: Index,
        lexicon: Lexicon,
        weights: Weights,
        senses: Senses | None = None,
        twin_weights: Sequence[float] = NO_TWINS,
    ) -> None:
        """`senses` are those that the index was built with; `twin_weights` go with `nlp.twins.SIGNS`."""
        self.texts, self.index, self.lexicon, self.weights = texts, index, lexicon, weights
        self.vocabulary, self.keys = index.vocabulary, index.keys
        self.senses = senses or Senses()
        self.search = Search(index, self.senses)
        self._places = {key: place for place, key in enumerate(index.keys)}
        names: dict[int, list[int]] = {}
        for number, text in enumerate(texts):
            if text.is_name:
                names.setdefault(self._places[text.key], []).append(number)
        self._evidence = Evidence(index, self.senses, Names(index, names))
        official = {index.keys[place]: texts[numbers[0]].text for place, numbers in names.items()}
        self.twins = Twins(index, official, twin_weights)
        """Which entries could stand for one another."""

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def read(self, message: str) -> Reading:
        """The message, read with this catalogue's vocabulary."""
        return read(message, self.lexicon, self.vocabulary)

    def known(self, reading: Reading) -> float:
        """The share of the message's words, by weight, that some text holds; 0 where there are none."""
        return self.search.known(single_words(reading))

    def rank(self, reading: Reading) -> Ranking:
        """The entries that the reading may mean, with calibrated probabilities."""
        words, joined = terms(reading)
        if not words or not self.keys:
            return NOTHING
        question = self.search.question(reading, words, joined)
        return self._ranked(question, self._best(question))

    def rank_after(self, reading: Reading, before: Reading, also: Iterable[str] = ()) -> tuple[Ranking, Ranking]:
        """The same entries ranked for the message alone, and together with what was said `before`.

        They are the best of both and those of the keys `also` that there are.
        """
        words, joined = terms(reading)
        if not words or not self.keys:
            return NOTHING, NOTHING
        alone = self.search.question(reading, words, joined)
        together = self.search.question(*with_what_was_said(reading, before))
        best = [self._places[key] for key in also if key in self._places]
        best = list(dict.fromkeys([*best, *self._best(alone), *self._best(together)]))
        return self._ranked(alone, best), self._ranked(together, best)

    def alike(self, key: str, other: str) -> float:
        """How much the texts of two entries have in common, from 0 (no word) to 1 (the cosine of their centres)."""
        first, second = sorted((self._places[key], self._places[other]))
        return self._evidence.alike(first, second)

    def texts_like(self, text: str, at_least: float) -> list[EntryText]:
        """The stored texts whose likeness (cosine, 0 to 1) to `text` is `at_least` that; the text itself among them."""
        reading = self.read(text)
        words, joined = terms(reading)
        if not words or not self.keys:
            return []
        alike = self.search.question(reading, words, joined).alike
        return [self.texts[place] for place in np.flatnonzero(alike >= at_least).tolist()]

    def tells(self, key: str, circumstances: Collection[str]) -> bool:
        """Whether the name of an entry names one of the circumstances."""
        return not self.index.always[self._places[key]].isdisjoint(circumstances)

    def _best(self, question: Question) -> list[int]:
        """The keys that are worth a close look."""
        overall = CLASSIFIED * question.classified + ALIKE * question.neighbours + TOUCHED * question.covered
        overall = overall[:-1] + TOUCHED * question.meant
        overall[list(question.verbatim)] += TOUCHED
        count = min(CANDIDATES, len(self.keys))
        best: list[int] = np.argpartition(overall, -count)[-count:].tolist()
        return best

    def _ranked(self, question: Question, best: Sequence[int]) -> Ranking:
        found = self._evidence.of(question, best)
        none = self._evidence.of_none(question, found)
        chances = self.weights.chances([features for _, _, features in found], none)
        matches = [
            Match(self.keys[place], chance, features, self.texts[nearest].text)
            for (place, nearest, features), chance in zip(found, chances, strict=False)
        ]
        return Ranking.of(matches, chances[-1], none)


def matcher_over(
    texts: Sequence[EntryText],
    lexicon: Lexicon,
    classifier: Mapping[str, Mapping[str, float]] | None = None,
    weights: Weights | None = None,
    senses: Senses | None = None,
) -> Matcher:
    """A matcher over `texts` with an index built on the spot."""
    index = Index.of(texts, lexicon, classifier or {}, senses)
    return Matcher(texts, index, lexicon, weights or Weights(), senses)
