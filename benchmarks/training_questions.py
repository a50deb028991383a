"""Single questions to learn from only, over the national catalogue (`benchmarks/training/README.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.questions import ROOT
from knowledge.evaluation import Turn
from nlp.normalising import normalise
from nlp.syllables import unmark

FOLDER = ROOT / "benchmarks/training"
QUESTIONS, UNCLEAR, DECLINES = FOLDER / "questions", FOLDER / "unclear.tsv", FOLDER / "declines.tsv"
NOTHING = "-"
"""Stands for no code and for no aspect."""


def training_turns() -> Iterator[Turn]:
    """Every question, labelled as in a question file; every second one typed without marks, as people do."""
    for number, turn in enumerate(_written()):
        yield {**turn, "q": unmark(normalise(turn["q"]))} if number % 2 else turn


def training_texts() -> Iterator[tuple[str, str]]:
    """The code and the text of every question that means one procedure, as it was written."""
    for path in sorted(QUESTIONS.glob("*.tsv")):
        for code, _, _, text in _rows(path):
            yield code, text


def _written() -> Iterator[Turn]:
    for path in sorted(QUESTIONS.glob("*.tsv")):
        for code, _, aspects, text in _rows(path):
            yield {"q": text, "behaviour": "answer", "codes": [code], "aspects": _listed(aspects, ",")}
    for codes, aspects, text in _rows(UNCLEAR):
        yield {"q": text, "behaviour": "clarify", "codes": _listed(codes, " "), "aspects": _listed(aspects, ",")}
    for _, text in _rows(DECLINES):
        yield {"q": text, "behaviour": "decline", "codes": [], "aspects": []}


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def _listed(cell: str, between: str) -> list[str]:
    return [] if cell == NOTHING else cell.split(between)
