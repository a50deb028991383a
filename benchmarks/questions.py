"""Which labelled questions are asked? The golden ones, and those beside the project where they are at hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.evaluation import Turn, load_cases

ROOT = Path(__file__).parent.parent
GOLDEN = {"development": ROOT / "knowledge/starter/questions", "held_back": ROOT / "tests/golden/held_back"}
TRAINING = ROOT / "benchmarks/training/conversations.jsonl"
"""Labelled conversations to learn from only; nothing is judged by them."""
NATIONAL_TRAINING = ROOT / "benchmarks/training/national_conversations.jsonl"
"""The same over the national catalogue."""
NATIONAL = {part: ROOT / "tests/golden/national" / part for part in GOLDEN}
"""Questions over the national catalogue, by other writers."""
SHARED = ROOT.parent / "shared/data/questions"
"""Questions over the national catalogue; absent on a machine that has only the project."""

Case = dict[str, Any]


def golden(part: str) -> dict[str, list[Case]]:
    """The cases of "development" or "held_back" by kind (answers, clarify, conversations, declines)."""
    return {path.stem: load_cases(path) for path in sorted(GOLDEN[part].glob("*.jsonl"))}


def national(part: str) -> dict[str, list[Case]]:
    """The cases over the national catalogue of "development" or "held_back", by writer."""
    return {path.stem: load_cases(path) for path in sorted(NATIONAL[part].glob("*.jsonl"))}


def flat(groups: dict[str, list[Case]]) -> list[Case]:
    """All cases of all groups."""
    return [case for cases in groups.values() for case in cases]


def texts_asked(cases: Sequence[Case]) -> list[str]:
    """The words of every turn."""
    return [turn["q"] for case in cases for turn in case["turns"]]


def first_turns(cases: Sequence[Case]) -> list[Turn]:
    """The turns that need no conversation to be understood."""
    return [case["turns"][0] for case in cases]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The cases of a question file, parted by what a smaller catalogue holds."""

    whole: list[Case]
    """Every acceptable procedure of every turn is in the catalogue."""
    partly: list[Case]
    """Every turn has an acceptable procedure in the catalogue (one that asks back: two)."""
    foreign: list[Case]
    """One turn, and none of its procedures is in the catalogue: it must be declined."""
    all: int


def fitting(cases: Sequence[Case], known: Collection[str]) -> Fitting:
    """The cases that a catalogue of the `known` codes can be judged by; the rest belong to none of the lists."""
    whole, partly, foreign = [], [], []
    for case in cases:
        if all(set(turn["codes"]) <= set(known) for turn in case["turns"]):
            whole.append(case)
        elif all(_is_fair(turn, known) for turn in case["turns"]):
            partly.append(case)
        elif len(case["turns"]) == 1 and not set(case["turns"][0]["codes"]) & set(known):
            foreign.append(_to_decline(case))
    return Fitting(whole, partly, foreign, len(cases))


def _is_fair(turn: Turn, known: Collection[str]) -> bool:
    least = 2 if turn["behaviour"] == "clarify" else 1
    return not turn["codes"] or len(set(turn["codes"]) & set(known)) >= least


def _to_decline(case: Case) -> Case:
    return {**case, "turns": [{**turn, "behaviour": "decline", "codes": [], "aspects": []} for turn in case["turns"]]}
