"""Is any question that the product is judged by also one that it was taught?

Only whether sentences are the same is looked at; a failure tells where, never what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.everyday_files import everyday_sentences
from knowledge.starter_files import starter_life_events, starter_procedures
from nlp.lexicon import SIGNS, rows
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark

PROJECT = Path(__file__).parents[2]
SAVED = PROJECT / "knowledge" / "starter" / "questions"
HELD_BACK = PROJECT / "tests" / "golden"
TRAINING = PROJECT / "benchmarks" / "training"
SHARED = PROJECT.parent / "shared" / "data" / "questions"
A_SENTENCE = 6
"""Words; what is shorter ("hết bao nhiêu tiền") everybody says."""


def bare(text: str) -> str:
    """The words of a text without marks, capitals and punctuation."""
    return " ".join(unmark(word) for word in WORD.findall(normalise(text)))


@pytest.fixture(scope="module")
def taught() -> dict[str, str]:
    """Every phrase of the starter catalogue, every row of the word tables and every single training sentence."""
    texts = [(text, f"{each.code}") for each in starter_procedures() for text in (*each.phrases, *each.situations)]
    texts += [(each.text, each.code) for each in everyday_sentences()]
    texts += [(text, event.key) for event in starter_life_events() for text in event.phrases]
    texts += [(row["words"], f"{table}.tsv") for table in (*SIGNS, "old_names") for row in rows(table)]
    texts += [(row["variant"], "synonyms.tsv") for row in rows("synonyms")]
    texts += [(line.split("\t")[-1], file.name) for file in TRAINING.rglob("*.tsv") for line in lines_of(file)]
    return {bare(text): where for text, where in texts}


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def asked_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every question of the files of a folder, with the place where it stands."""
    for file in sorted(folder.rglob("*.jsonl")):
        for line in lines_of(file):
            case = json.loads(line)
            yield from ((turn["q"], f"{file.name} {case['id']}") for turn in case["turns"])
    for file in sorted(folder.rglob("*.txt")):
        for number, line in enumerate(lines_of(file), start=1):
            yield line, f"{file.name} line {number}"


@pytest.mark.parametrize("folder", [SAVED, HELD_BACK, SHARED], ids=["saved", "held back", "shared"])
def test_no_question_that_the_product_is_judged_by_was_taught_to_it(folder: Path, taught: dict[str, str]) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}: the shared question files are not beside this project")
    asked = [(bare(question), where) for question, where in asked_in(folder)]
    copied = [f"{where} = {taught[q]}" for q, where in asked if len(q.split()) >= A_SENTENCE and q in taught]

    assert len(asked) > 400
    assert copied == []
