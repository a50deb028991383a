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
from nlp.lexicon import load_lexicon
from nlp.matching import FEATURES, NONE_FEATURES, EntryText, Learned, Matcher


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
    procedures: Sequence[Procedure], life_events: Sequence[LifeEvent], on: date, revision: int = 0
) -> Catalogue:
    """The snapshot of `procedures` and `life_events` for the day `on`."""
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
        matcher=Matcher(entry_texts(procedures), load_lexicon(), learned()),
        event_matcher=Matcher(
            [EntryText(event.key, text) for event in life_events for text in (event.name, *event.phrases)],
            load_lexicon(),
            Learned(),
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


@cache
def learned() -> Learned:
    """What `benchmarks/fit_weights.py` learned from the starter catalogue's phrases."""
    folder = files("knowledge").joinpath("learned")
    choice = json.loads(folder.joinpath("choice.json").read_text(encoding="utf-8"))
    lines = folder.joinpath("topics.tsv").read_text(encoding="utf-8").splitlines()[1:]
    classifier = {}
    for line in lines:
        term, _, weights = line.partition("\t")
        classifier[term] = {code: float(weight) for code, weight in (cell.split(":") for cell in weights.split(" "))}
    return Learned(
        classifier=classifier,
        weights=tuple(choice["weights"][name] for name in FEATURES),
        none_weights=tuple(choice["none_weights"][name] for name in NONE_FEATURES),
    )
