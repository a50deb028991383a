"""What is asked in words that no row and no frame foresaw? A linear model, learned offline, hears those too.

For each aspect it weighs single words, words beside each other and pairs with up to three words between them, and what
the rows and frames of the lexicon found. `benchmarks/fit_aspects.py` learns the weights from labelled questions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    """The weights of the model: for each sign those of the aspects for or against which it speaks."""

    weights: Mapping[str, Sequence[tuple[str, float]]]

    def asked(self, plain: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
        """The aspects asked: first those of `told`, the finds of the lexicon, that hold, then others by probability."""
        sums = dict.fromkeys(ASPECTS, 0.0)
        for sign, value in signs(plain, told).items():
            for aspect, weight in self.weights.get(sign, ()):
                sums[aspect] += weight * value
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
    weights: dict[str, list[tuple[str, float]]] = {}
    text = files("nlp").joinpath("learned/aspects.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        sign, aspect, weight = line.split("\t")
        weights.setdefault(sign, []).append((aspect, float(weight)))
    return Hearing(weights)


_ASKED, _NOT_ASKED = (math.log(chance / (1 - chance)) for chance in (ASKED_AT, NOT_ASKED_AT))
