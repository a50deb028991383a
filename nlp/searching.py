"""How does every stored text take a question, and how every entry? All of them at once, in the index's numbers.

Three witnesses are heard: the texts, each with its likeness to the question; a linear classifier over words and
compounds, learned offline from phrases; and vectors of words, learned offline too, which tell what is near in meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.discerning import Heard
from nlp.index import Index
from nlp.reading import Reading
from nlp.senses import Senses
from nlp.sparse import Floats
from nlp.syllables import WORD, unmark
from nlp.terms import neighbours
from nlp.usage import Terms
from nlp.word_order import Beside

CELLS = 8_000
"""About so many words of stored texts are compared with a question."""
_PROCEDURE = ["thu", "tuc"]
"""Before a name these two words add nothing."""


class Question(NamedTuple):
    """A question in the index's numbers, and how every text and every key (the last is *elsewhere*) takes it."""

    reading: Reading
    words: Mapping[int, float]
    """For the words that some text holds: weight times rarity."""
    whole: float
    """The same summed up over all words, those never heard too."""
    length: int
    """How many different words there are."""
    alike: Floats
    """For each text, its likeness (cosine, 0 to 1)."""
    covered: Floats
    """For each key, the share of the question's words, by weight, that its texts hold (0 to 1)."""
    neighbours: NDArray[np.float64]
    """For each key, how many texts are alike, and how much (logarithm)."""
    classified: Floats
    """For each key, what the classifier says."""
    meant: Floats
    """For each key but the last, how near it is in meaning (cosine, -1 to 1)."""
    direction: Floats
    """Where it lies among the vectors of words: length 1, or 0."""
    called: Floats
    """Where it lies among the words of names (`nlp.senses`): length 1, or 0."""
    heard: Heard
    """As `nlp.discerning` hears it."""
    used: Terms
    """Its words and pairs as `nlp.usage` takes them."""
    beside: Beside
    """Which of its words stand beside each other."""
    verbatim: frozenset[int]
    """The places of the keys that have a text word for word like it, or like its topic words."""


class Search:
    """An index, ready to be asked."""

    def __init__(self, index: Index, senses: Senses) -> None:
        self._index, self._senses = index, senses
        self._centres = index.centres.astype(np.float32)
        self._texts_by_word = index.texts.transposed()
        places = np.arange(len(index.ends), dtype=np.int32)
        self._of_text = np.repeat(places, np.diff(index.ends, prepend=0))
        self._held = self._texts_by_word.grouped(self._of_text, len(places)).fastest()
        self._classifier = index.classifier.fastest()
        self._taught = np.flatnonzero(index.taught)
        unheard = [index.unheard] * (len(index.terms) - len(index.rarity) + 1)
        self._rarity = [*index.rarity, *unheard]
        """By the numbers of terms; the last, which is also at -1, is that of a term that nobody knows."""
        self._cells = np.diff(self._texts_by_word.starts).tolist()

    def known(self, words: Mapping[str, float]) -> float:
        """The share of the words, by weight, that some text holds; 0 where there are none."""
        raised = self._raised(words)
        own = sum([value for number, value in raised if 0 <= number < len(self._index.rarity)])
        return own / (sum([value for _, value in raised]) or 1.0)

    def unit(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The terms' weights times rarity, scaled to length 1."""
        raised = [value for _, value in self._raised(weights)]
        length = _length(raised)
        return {term: value / length for term, value in zip(weights, raised, strict=True)}

    def question(self, reading: Reading, words: Mapping[str, float], joined: Mapping[str, float]) -> Question:
        """The question of a reading with these words, compounds and circumstances (weights above 0)."""
        raised, also, heard = self._raised(words), self._raised(joined), len(self._index.rarity)
        own = {number: value for number, value in raised if 0 <= number < heard}
        length = _length([value for _, value in raised])
        alike = self._texts_by_word.times([(number, own[number] / length) for number in self._telling(own)])
        whole = sum([value for _, value in raised])
        covered = self._held.times(list(own.items())) / np.float32(whole)
        classified = self._classified(raised + also)
        plain = [word.plain for word in reading.words]
        said = (*words.items(), *joined.items(), *neighbours(plain))
        direction = self._senses.vectors.of(said)
        beside = self._index.order.of_words(plain)
        return Question(
            reading,
            own,
            whole,
            len(raised),
            alike,
            covered,
            self._by_key(alike),
            classified,
            self._centres @ direction,
            direction,
            self._senses.naming.of(said),
            self._senses.discerner.heard(said),
            self._senses.usage.of_question(plain, words),
            beside,
            self._verbatim(reading, plain),
        )

    def _verbatim(self, reading: Reading, understood: Sequence[str]) -> frozenset[int]:
        """The places of the keys that have a text word for word like the message, or like what it is about."""
        topic = [word.plain for word in reading.topic]
        said = [WORD.findall(unmark(reading.text)), understood, topic]
        if topic[: len(_PROCEDURE)] == _PROCEDURE:
            said.append(topic[len(_PROCEDURE) :])
        return frozenset([owner for words in said for owner in self._index.verbatim.owners_of(words)])

    def _classified(self, raised: Sequence[tuple[int, float]]) -> Floats:
        """What the classifier says of each key; nothing (0) of one that it has never met."""
        classified = np.zeros(len(self._index.ends), np.float32)
        if self._taught.size:
            length = _length([value for _, value in raised])
            classified[self._taught] = self._classifier.times(
                [(number, value / length) for number, value in raised if number >= 0]
            )
        return classified

    def _by_key(self, alike: Floats) -> NDArray[np.float64]:
        """How many texts of each key are alike, and how much (logarithm)."""
        votes = np.zeros(len(self._index.ends))
        heard = np.flatnonzero(alike > 0)
        if heard.size:
            keys, likeness = self._of_text[heard], alike[heard]
            first = np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1])
            votes[keys[first]] = np.add.reduceat(likeness * likeness * likeness, first)
        found: NDArray[np.float64] = np.log(votes + 1e-3)
        return found

    def _raised(self, weights: Mapping[str, float]) -> list[tuple[int, float]]:
        """The terms' numbers, -1 for one that is not known at all, and their weights times rarity."""
        numbers, rarity = self._index.terms, self._rarity
        numbered = [(numbers.get(term, -1), weight) for term, weight in weights.items()]
        return [(number, weight * rarity[number]) for number, weight in numbered]

    def _telling(self, words: Iterable[int]) -> list[int]:
        """The words that the likeness is reckoned from: rare ones first, until `CELLS` are looked at.

        A word that thousands of texts hold tells little and costs most; leaving it out bounds the time of a question.
        """
        kept: list[int] = []
        cells = 0
        for number in sorted(words, key=self._cells.__getitem__):
            cells += self._cells[number]
            if kept and cells > CELLS:
                break
            kept.append(number)
        return kept


def _length(values: Iterable[float]) -> float:
    """The Euclidean length; 1 for nothing."""
    return math.sqrt(sum([value * value for value in values])) or 1.0
