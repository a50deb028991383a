"""How right are the answers to the golden questions, by kind, by series and overall?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks import talks
from benchmarks.questions import Case, flat, golden
from benchmarks.sections import Section, number, percent
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Turn, figures, run_case

PARTS = ("development", "held_back")
SECOND = "_2"
"""How the names of the files of the second series end (`tests/golden/README.md`)."""
COLUMNS = (
    "turns",
    "right first",
    "or offered",
    "wrong",
    "asked back",
    "declined",
    "right behaviour",
    "aspects F1",
    "ECE",
    "p50 ms",
    "p99 ms",
)
_SHARES = ("right_first", "right_first_or_offered", "wrong_answers", "asked_back", "declined", "behaviour")


def run(cases: Iterable[Case], catalogue: Catalogue) -> list[Turn]:
    """The turns of all cases, each case a conversation of its own."""
    return [turn for case in cases for turn in run_case(case, catalogue)]


def row(name: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The figures of some turns, by `COLUMNS`; where nothing is to be answered, no probability can be right."""
    found: dict[str, Any] = figures(turns)
    return (
        name,
        str(found["turns"]),
        *(percent(found[key]) for key in _SHARES),
        number(found["aspects_macro_f1"], 3),
        number(found["calibration_error"] if found["right_first"]["of"] else None, 3),
        *(number(found[key]) for key in ("p50_ms", "p99_ms")),
    )


def sections(catalogue: Catalogue) -> list[Section]:
    """Each part of the golden questions by kind and as a whole, and its conversations."""
    run(flat(golden("development")), catalogue)  # warms up, so that the first row's times mean what the others' do
    rows, asked = [], {}
    for part in PARTS:
        turns = {kind: run(cases, catalogue) for kind, cases in golden(part).items()}
        rows += [row(f"{part}: {kind}", done) for kind, done in turns.items()]
        for series, second in (("first series", False), ("second series", True)):
            own = [turn for kind, done in turns.items() if kind.endswith(SECOND) == second for turn in done]
            rows.append(row(f"**{part}, {series}**", own))
        asked[part] = [turn for done in turns.values() for turn in done]
        rows.append(row(f"**{part}**", asked[part]))
    return [Section("Golden questions", ("questions", *COLUMNS), rows), talks.section("starter catalogue", asked)]
