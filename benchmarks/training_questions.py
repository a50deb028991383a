"""Single questions to learn from only, over the national catalogue (`benchmarks/training/README.md`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.questions import ROOT
from knowledge.evaluation import Turn
from nlp.discerning import UNCLEAR
from nlp.index import ELSEWHERE
from nlp.normalising import normalise
from nlp.syllables import unmark

EARLIER = ROOT / "benchmarks/training"
LATER = EARLIER / "later"
"""By writers who came last: the logit learns from these how far that can be trusted which the others taught."""
READ_TWICE = EARLIER / "read_twice"
"""By writers who knew no names and no neighbours, labelled anew by readers who saw both, as golden questions are."""
ALL = (EARLIER, LATER, READ_TWICE)
NOTHING = "-"
"""Stands for no code and for no aspect."""


def training_turns(folders: Sequence[Path] = ALL) -> Iterator[Turn]:
    """Every question, labelled as in a question file; every second one typed without marks, as people do."""
    for number, turn in enumerate(turn for folder in folders for turn in _written(folder)):
        yield {**turn, "q": unmark(normalise(turn["q"]))} if number % 2 else turn


def training_texts(folders: Sequence[Path] = ALL) -> Iterator[tuple[str, str]]:
    """The code (the first, where several are right) and the text of every question to answer, as it was written."""
    for turn in (turn for folder in folders for turn in _written(folder)):
        if turn["behaviour"] == "answer":
            yield turn["codes"][0], turn["q"]


def other_texts(folders: Sequence[Path] = ALL) -> Iterator[tuple[str, str]]:
    """The kind and the text of every message that means no single procedure: ELSEWHERE or UNCLEAR."""
    kinds = {"clarify": UNCLEAR, "decline": ELSEWHERE}
    for turn in (turn for folder in folders for turn in _written(folder)):
        if turn["behaviour"] in kinds:
            yield kinds[turn["behaviour"]], turn["q"]


def second_reading(folder: Path) -> dict[str, list[str]]:
    """All right codes of the questions for which a second reader named more than the writer, by unmarked text."""
    return {unmark(normalise(text)): codes.split(" ") for codes, text in _rows(folder / "second_reading.tsv")}


def _written(folder: Path) -> Iterator[Turn]:
    for path in sorted((folder / "questions").glob("*.tsv")):
        for codes, _, aspects, text in _rows(path):
            yield {"q": text, "behaviour": "answer", "codes": _listed(codes, " "), "aspects": _listed(aspects, ",")}
    for codes, aspects, text in _rows(folder / "unclear.tsv"):
        yield {"q": text, "behaviour": "clarify", "codes": _listed(codes, " "), "aspects": _listed(aspects, ",")}
    for _, text in _rows(folder / "declines.tsv"):
        yield {"q": text, "behaviour": "decline", "codes": [], "aspects": []}


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def _listed(cell: str, between: str) -> list[str]:
    return [] if cell == NOTHING else cell.split(between)
