"""What is asked in words that no row and no frame foresaw? A linear model, learned offline, hears those too.

For each aspect it weighs single words, words beside each other and pairs with up to three words between them, and what
the rows and frames of the lexicon found. `benchmarks/fit_aspects.py` learns the weights from labelled questions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nlp.asking import ASPECTS

ASKED_AT = 0.4
"""From this probability on an aspect is asked that the lexicon did not find."""
NOT_ASKED_AT = 0.1
"""Below this probability one is not asked that it did find."""
RUN = 3
"""So many words beside each other are one sign at most."""
APART = 4
"""Two words up to so many places apart are one."""
TOLD = 2.0
"""How much a sign of the lexicon counts before it is weighed; a word counts 1."""
BEGIN, END = "^", "$"


@dataclass(frozen=True, slots=True)
class Hearing:
    """The weights of the model: for each sign a row with what it says for (above 0) or against each of `ASPECTS`."""

    places: Mapping[str, int]
    rows: NDArray[np.float64]

    @classmethod
    def of(cls, weights: Iterable[tuple[str, str, float]]) -> Self:
        """The same from cells: sign, aspect and weight."""
        places: dict[str, int] = {}
        cells = [
            (places.setdefault(sign, len(places)), ASPECTS.index(aspect), weight) for sign, aspect, weight in weights
        ]
        rows = np.zeros((len(places), len(ASPECTS)))
        for place, column, weight in cells:
            rows[place, column] = weight
        return cls(places, rows)

    def asked(self, plain: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
        """The aspects asked: first those of `told`, the finds of the lexicon, that hold, then others by probability."""
        places = self.places
        known = [(places[sign], value) for sign, value in signs(plain, told).items() if sign in places]
        values = np.array([value for _, value in known]) @ self.rows[[place for place, _ in known]]
        sums = dict(zip(ASPECTS, values.tolist(), strict=True))
        others = [aspect for aspect in sums.keys() - set(told) if sums[aspect] >= _ASKED]
        others.sort(key=lambda aspect: (-sums[aspect], aspect))
        return (*(aspect for aspect in told if sums[aspect] >= _NOT_ASKED), *others)


def signs(plain: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """What speaks for aspects in a message of these unmarked words, and how much.

    >>> " | ".join(signs(["nhieu"], ["fee"]))
    ' | <fee> | ^ | ^ nhieu | ^ nhieu $ | ^ _ $ | nhieu | nhieu $ | $'
    """
    found = {"": 1.0, **{f"<{aspect}>": TOLD for aspect in told}}
    words = (BEGIN, *plain, END)
    for place, word in enumerate(words):
        found[word] = 1.0
        run = word
        for other in words[place + 1 : place + RUN]:
            run = f"{run} {other}"
            found[run] = 1.0
        for other in words[place + 2 : place + 1 + APART]:
            found[f"{word} _ {other}"] = 1.0
    return found


@cache
def learned_hearing() -> Hearing:
    """The shipped weights; read once a process."""
    text = files("nlp").joinpath("learned/aspects.tsv").read_text(encoding="utf-8")
    cells = (line.split("\t") for line in text.splitlines()[1:])
    return Hearing.of((sign, aspect, float(weight)) for sign, aspect, weight in cells)


_ASKED, _NOT_ASKED = (math.log(chance / (1 - chance)) for chance in (ASKED_AT, NOT_ASKED_AT))
