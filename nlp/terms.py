"""Which terms does a reading hold, and how much does each count?

Terms are unmarked words, compounds ("khai_sinh") and circumstances ("#lost"). Compounds were found by underthesea in
names and phrases when `benchmarks/fit_topics.py` ran, and are only looked up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from sys import intern

from nlp.lexicon import rows
from nlp.reading import Reading, Role

ROLE_WEIGHT: Mapping[Role, float] = {"topic": 1.0, "aspect": 0.5, "filler": 0.0}
"""How much a word counts by what it is there for; an aspect word may also belong to the topic."""
CIRCUMSTANCE_WEIGHT = 0.5
BESIDE_WEIGHT = 0.5
"""How much two words beside each other count as one term."""
SAID_BEFORE = 0.6
"""How much a word of the message before counts, compared with one of this message."""
EXCLUSIVE = tuple(
    frozenset(group.split())
    for group in (
        "lost damaged expired extend exchange again first change correct end pause resume withdraw add remove",
        "organisation household_business",
    )
)
"""Circumstances of which one holds at a time, what happened and who asks: a new one takes the place of an old one."""


@cache
def compounds() -> Mapping[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The compounds that are terms, each with its unmarked words, by their first two words."""
    found: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows("compounds"):
        words = tuple(map(intern, row["compound"].split("_")))
        found.setdefault(words[:2], []).append((row["compound"], words))
    return {pair: tuple(each) for pair, each in found.items()}


def single_words(reading: Reading) -> dict[str, float]:
    """The unmarked words of a reading, each with its weight (0 to 1)."""
    words: dict[str, float] = {}
    for _, plain, role, _ in reading.words:
        weight = ROLE_WEIGHT[role]
        if weight > words.get(plain, 0.0):
            words[plain] = weight
    return words


def terms(reading: Reading) -> tuple[dict[str, float], dict[str, float]]:
    """The words, and the compounds and circumstances, of a reading; each with its weight (0 to 1)."""
    joined = {f"#{name}": CIRCUMSTANCE_WEIGHT for name in reading.circumstances}
    known = compounds()
    counted = [(plain, ROLE_WEIGHT[role]) for _, plain, role, _ in reading.words if role != "filler"]
    plains = tuple([plain for plain, _ in counted])
    for start, pair in [each for each in enumerate(pairwise(plains)) if each[1] in known]:
        for name, compound in known[pair]:
            end = start + len(compound)
            if plains[start:end] == compound:
                joined[name] = min(weight for _, weight in counted[start:end])
    return single_words(reading), joined


def neighbours(words: Iterable[str]) -> list[tuple[str, float]]:
    """Words beside each other as terms, with a space between them, for those who look at the order of words.

    >>> neighbours(["mat", "bang", "lai"])
    [('mat bang', 0.5), ('bang lai', 0.5)]
    """
    return [(f"{first} {second}", BESIDE_WEIGHT) for first, second in pairwise(words)]


def with_what_was_said(reading: Reading, before: Reading) -> tuple[Reading, dict[str, float], dict[str, float]]:
    """A message with the circumstances and terms of the one before it; what is said now replaces what excludes it."""
    now = reading.circumstances
    outdated = {name for group in EXCLUSIVE if group & now for name in before.circumstances & group}
    known = before.circumstances - outdated
    left = tuple(word for word in before.words if word.tells not in outdated)
    words, joined = terms(replace(before, words=left, circumstances=known))
    words = {term: SAID_BEFORE * weight for term, weight in words.items()}
    joined = {term: SAID_BEFORE * weight for term, weight in joined.items()}
    now_words, now_joined = terms(reading)
    for term, weight in now_words.items():
        words[term] = max(weight, words.get(term, 0.0))
    return replace(reading, circumstances=reading.circumstances | known), words, joined | now_joined
