"""What is in force today, ready to be asked? A read-only snapshot with its matcher."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from knowledge.procedure import Procedure
from knowledge.starter_files import LifeEvent
from nlp.index import ELSEWHERE, Classifier, EntryText, Index
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.rankings import FEATURES, NONE_FEATURES, Weights

_LEARNED = files("knowledge").joinpath("learned")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The procedures in force on a day, the life events, and the matchers over both."""

    procedures: Mapping[str, Procedure]
    life_events: tuple[LifeEvent, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """Fields in the order people browse them, with the codes of their procedures by short name."""
    matcher: Matcher
    event_matcher: Matcher
    on: date
    revision: int


def build_catalogue(
    procedures: Sequence[Procedure],
    life_events: Sequence[LifeEvent],
    on: date,
    revision: int = 0,
    elsewhere: Sequence[str] = (),
    index: Index | None = None,
) -> Catalogue:
    """The snapshot of `procedures` and `life_events` for the day `on`.

    `elsewhere` is what people ask that no procedure is about; `index` that of all `matcher_texts`, where it is at hand.
    """
    texts = matcher_texts(procedures, elsewhere)
    by_code = {procedure.code: procedure for procedure in procedures}
    grouped: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        grouped.setdefault(procedure.field, []).append(procedure)
    return Catalogue(
        procedures=by_code,
        life_events=tuple(life_events),
        fields=tuple(
            (name, tuple(p.code for p in sorted(members, key=lambda p: p.short_name)))
            for name, members in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        matcher=Matcher(texts, index or build_index(texts), load_lexicon(), learned_weights()),
        event_matcher=matcher_over(
            [EntryText(event.key, text) for event in life_events for text in (event.name, *event.phrases)],
            load_lexicon(),
        ),
        on=on,
        revision=revision,
    )


def entry_texts(procedures: Iterable[Procedure]) -> list[EntryText]:
    """What the matcher knows of each procedure: its names, phrases and situations."""
    return [
        EntryText(procedure.code, text, is_name)
        for procedure in procedures
        for texts, is_name in (
            ((procedure.name, procedure.short_name), True),
            (procedure.phrases, False),
            (procedure.situations, False),
        )
        for text in texts
    ]


def matcher_texts(procedures: Iterable[Procedure], elsewhere: Iterable[str]) -> list[EntryText]:
    """All that the matcher compares a question with: the texts of each procedure, and what people ask elsewhere."""
    return [*entry_texts(procedures), *(EntryText(ELSEWHERE, text) for text in elsewhere)]


def build_index(texts: Sequence[EntryText]) -> Index:
    """The index of `matcher_texts`; reading them takes a second for every few thousand."""
    return Index.of(texts, load_lexicon(), learned_classifier())


@cache
def learned_weights() -> Weights:
    """The weights of the logit, as `benchmarks/fit_weights.py` learned them."""
    choice = json.loads(_LEARNED.joinpath("choice.json").read_text(encoding="utf-8"))
    return Weights(
        tuple(choice["weights"][name] for name in FEATURES),
        tuple(choice["none_weights"][name] for name in NONE_FEATURES),
    )


def learned_classifier() -> Classifier:
    """The classifier that `benchmarks/fit_weights.py` learned from the starter catalogue's phrases."""
    classifier = {}
    for line in _LEARNED.joinpath("topics.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        term, _, weights = line.partition("\t")
        classifier[term] = {code: float(weight) for code, weight in (cell.split(":") for cell in weights.split(" "))}
    return classifier
