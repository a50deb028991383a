"""Does every record of the portal's file, beside this repository, keep the promises of the mapping?"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from knowledge.portal.cleaning import clean_text
from knowledge.portal.mapping import MalformedRecordError, procedure_of
from knowledge.portal.money_words import says_free
from knowledge.procedure import FeeState, Procedure
from tests.knowledge.portal.messy_records import ON

PORTAL = Path(__file__).parents[3].parent / "shared" / "data" / "portal-procedures.jsonl.gz"
DIRT = re.compile(r"\\[tr]|[\u00a0\u200b\ufeff]")
"""Tabs and carriage returns as JSON writes them, hard and invisible spaces as they are."""
WORD = re.compile(r"[^\W\d_]+|\d+")
LABELS = re.compile(r"[Bb]ước|BƯỚC|Trình|TRÌNH|tự|TỰ|thực|THỰC|hiện|HIỆN|cách|thức|các|\d{1,2}|[a-zđIVX]{1,4}")
"""What a step may lose: "Bước", its number, the sign before it, and the heading of all steps."""

pytestmark = pytest.mark.skipif(not PORTAL.exists(), reason="the portal's records lie beside this repository")


class Findings(NamedTuple):
    """What one reading of the whole file found, by the codes of the records."""

    mapped: int
    refused: list[str]
    free_without_words: list[str]
    amounts_out_of_nowhere: list[str]
    dirty: list[str]
    lost_words: dict[str, Counter[str]]


@cache
def findings() -> Findings:
    found = Findings(0, [], [], [], [], {})
    mapped = 0
    for record in records():
        try:
            procedure = procedure_of(record, ON).procedure
        except MalformedRecordError as error:
            found.refused.append(str(error))
            continue
        mapped += 1
        code = procedure.code
        if any(fee.state is FeeState.FREE and not says_free(fee.condition) for fee in procedure.fees):
            found.free_without_words.append(code)
        if not amounts_stated(procedure) <= amounts_charged(record):
            found.amounts_out_of_nowhere.append(code)
        if DIRT.search(procedure.model_dump_json()):
            found.dirty.append(code)
        if lost := words_lost_in_steps(record, procedure):
            found.lost_words[code] = lost
    return found._replace(mapped=mapped)


def records() -> Iterator[dict[str, Any]]:
    with gzip.open(PORTAL, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def amounts_stated(procedure: Procedure) -> set[int]:
    return {fee.amount_vnd for fee in procedure.fees if fee.amount_vnd is not None}


def amounts_charged(record: dict[str, Any]) -> set[int]:
    """The record's values, and what they are in thousands where the words beside them say so."""
    entries = [fee for method in record.get("executionMethods") or [] for fee in method["fees"] if fee["value"]]
    thousands = {int(fee["value"]) * 1_000 for fee in entries if f"{int(fee['value'])}.000" in fee["description"]}
    return {int(fee["value"]) for fee in entries} | thousands


def words_lost_in_steps(record: dict[str, Any], procedure: Procedure) -> Counter[str]:
    blobs = "\n".join(clean_text(part["description"]) for part in record.get("executionSteps") or [])
    lost = Counter(WORD.findall(blobs))
    lost.subtract(WORD.findall("\n".join(procedure.steps)))
    return Counter({word: count for word, count in lost.items() if count > 0 and not LABELS.fullmatch(word)})


def test_every_record_is_mapped_or_refused_with_its_reason() -> None:
    found = findings()
    assert (found.mapped, len(found.refused)) == (5_714, 1)
    assert "đã xóa" in found.refused[0]


def test_no_0_is_free_without_words_that_say_so() -> None:
    assert findings().free_without_words == []


def test_no_amount_is_stated_that_its_record_does_not_charge() -> None:
    assert findings().amounts_out_of_nowhere == []


def test_no_text_holds_odd_spaces() -> None:
    assert findings().dirty == []


def test_no_word_of_the_steps_is_lost() -> None:
    assert findings().lost_words == {}
