"""What was learned offline of people's words, whatever catalogue they are asked of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from nlp.discerning import Discerner
from nlp.meaning import WordVectors
from nlp.normalising import normalise
from nlp.syllables import WORD
from nlp.usage import Usage

_OF_NAME = "="
"""Before a word of a name, which is another term than the same word of a question."""


@dataclass(frozen=True, slots=True)
class Senses:
    """What was learned together; each part knows nothing unless it is given."""

    vectors: WordVectors = field(default_factory=WordVectors.nothing)
    """What is near in meaning: `benchmarks/fit_vectors.py`."""
    naming: WordVectors = field(default_factory=WordVectors.nothing)
    """Which words of names lie where people's words lie, both in one table: `benchmarks/fit_naming.py`."""
    discerner: Discerner = field(default_factory=Discerner.nothing)
    """What tells near entries apart: `benchmarks/fit_discerner.py`."""
    usage: Usage = field(default_factory=Usage.nothing)
    """Which words, and which beside each other, were heard of each entry: `benchmarks/fit_usage.py`."""


def name_terms(name: str) -> Iterator[tuple[str, float]]:
    """The words of a name, with their marks, and those beside each other, as terms of `Senses.naming`.

    >>> [term for term, _ in name_terms("Cấp lại thẻ")]
    ['=cấp', '=lại', '=thẻ', '=cấp lại', '=lại thẻ']
    """
    words = WORD.findall(normalise(name))
    for term in (*words, *(f"{first} {second}" for first, second in pairwise(words))):
        yield f"{_OF_NAME}{term}", 1.0
