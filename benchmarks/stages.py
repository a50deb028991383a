"""Where does the time of an answer go: reading the words, matching them, or deciding?"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from benchmarks.deciding_time import PASSES, cpu_ms, percentiles
from benchmarks.sections import Section, number
from knowledge.answering import answer
from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from nlp.matching import Matcher
from nlp.rankings import Ranking
from nlp.reading import Reading


class TimedMatcher(Matcher):
    """A matcher that adds up the CPU time and the number of its readings and rankings."""

    def __init__(self, plain: Matcher) -> None:
        super().__init__(plain.texts, plain.index, plain.lexicon, plain.weights, plain.senses)
        self.reading_ns = self.ranking_ns = self.readings = self.rankings = 0

    def read(self, message: str) -> Reading:
        """The reading, timed."""
        start = time.process_time_ns()
        found = super().read(message)
        self.reading_ns += time.process_time_ns() - start
        self.readings += 1
        return found

    def rank(self, reading: Reading) -> Ranking:
        """The ranking, timed."""
        start = time.process_time_ns()
        found = super().rank(reading)
        self.ranking_ns += time.process_time_ns() - start
        self.rankings += 1
        return found


def measured(catalogue: Catalogue, questions: Sequence[str]) -> dict[str, Any]:
    """Mean CPU milliseconds a question spends in each stage, and how often it enters it; life events count too."""
    matchers = TimedMatcher(catalogue.matcher), TimedMatcher(catalogue.event_matcher)
    timed = replace(catalogue, matcher=matchers[0], event_matcher=matchers[1])
    for question in questions:
        answer(question, timed, Context())
    for matcher in matchers:
        matcher.reading_ns = matcher.ranking_ns = matcher.readings = matcher.rankings = 0
    spent = [
        each for _ in range(PASSES) for each in cpu_ms(lambda question: answer(question, timed, Context()), questions)
    ]
    reading = sum(matcher.reading_ns for matcher in matchers) / 1e6
    ranking = sum(matcher.ranking_ns for matcher in matchers) / 1e6
    asked = len(spent)
    return {
        "reading": {"ms": reading / asked, "calls": sum(matcher.readings for matcher in matchers) / asked},
        "matching": {"ms": ranking / asked, "calls": sum(matcher.rankings for matcher in matchers) / asked},
        "deciding and the rest": {"ms": (sum(spent) - reading - ranking) / asked, "calls": 1.0},
        "all": {"ms": sum(spent) / asked, "calls": 1.0, **percentiles(spent)},
    }


def section(result: dict[str, Any]) -> Section:
    """The stages as a table."""
    whole = result["all"]["ms"]
    return Section(
        "Where the time goes",
        ("stage", "mean ms", "share", "times a question"),
        [
            (name, number(row["ms"], 3), f"{row['ms'] / whole:.0%}", number(row["calls"]))
            for name, row in result.items()
        ],
        "The same questions. A message is read and matched again for each of its clauses and for life events.",
    )
