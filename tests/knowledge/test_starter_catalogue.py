from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.procedure import FeeState, Procedure, is_code
from knowledge.starter_files import LifeEvent
from nlp.normalising import normalise
from nlp.syllables import unmark
from tests.knowledge.examples import ON

PORTAL = Path(__file__).parents[2].parent / "shared" / "data" / "portal-procedures.jsonl.gz"
COPIED_WORDS = 12
"""As many words in a row as the source has are no longer our own sentence."""


def test_it_holds_at_least_150_procedures_under_codes_of_their_own(starter: list[Procedure]) -> None:
    codes = [procedure.code for procedure in starter]
    assert len(codes) >= 150
    assert len(set(codes)) == len(codes)
    assert all(map(is_code, codes))


def test_every_procedure_has_six_to_fifteen_phrases_and_a_situation(starter: list[Procedure]) -> None:
    odd = {p.code: len(p.phrases) for p in starter if not 6 <= len(p.phrases) <= 15 or not p.situations}
    assert odd == {}


def test_it_holds_at_least_a_thousand_phrases(starter: list[Procedure]) -> None:
    assert sum(len(procedure.phrases) for procedure in starter) >= 1000


def test_short_names_fit_a_button_and_tell_procedures_apart(starter: list[Procedure]) -> None:
    names = Counter(unmark(normalise(procedure.short_name)) for procedure in starter)
    assert [name for name, uses in names.items() if uses > 1] == []
    assert max(len(procedure.short_name) for procedure in starter) <= 40


def test_no_two_procedures_share_a_phrase_or_a_situation(starter: list[Procedure]) -> None:
    owners: dict[str, set[str]] = {}
    for procedure in starter:
        for text in (*procedure.phrases, *procedure.situations):
            owners.setdefault(normalise(text), set()).add(procedure.code)
    assert {text: codes for text, codes in owners.items() if len(codes) > 1} == {}


def test_no_procedure_says_the_same_thing_twice(starter: list[Procedure]) -> None:
    said = {p.code: Counter(map(normalise, (*p.phrases, *p.situations))) for p in starter}
    assert {code: text for code, texts in said.items() for text, uses in texts.items() if uses > 1} == {}


def test_twelve_life_events_or_more_name_only_procedures_that_are_there(
    starter: list[Procedure], starter_events: list[LifeEvent]
) -> None:
    codes = {procedure.code for procedure in starter}
    assert len(starter_events) >= 12
    assert len({event.key for event in starter_events}) == len(starter_events)
    assert {step.code for event in starter_events for step in event.steps} <= codes


def test_no_life_event_names_a_procedure_twice_or_shares_a_phrase(starter_events: list[LifeEvent]) -> None:
    for event in starter_events:
        codes = [step.code for step in event.steps]
        assert len(set(codes)) == len(codes), event.key
    phrases = Counter(normalise(phrase) for event in starter_events for phrase in event.phrases)
    assert [phrase for phrase, uses in phrases.items() if uses > 1] == []


def test_fees_know_three_states_and_only_a_stated_one_has_an_amount(starter: list[Procedure]) -> None:
    fees = [fee for procedure in starter for fee in procedure.fees]
    assert {fee.state for fee in fees} == set(FeeState), "all three states occur"
    for fee in fees:
        assert (fee.amount_vnd is not None) == (fee.state is FeeState.STATED), fee
        assert fee.amount_vnd is None or fee.amount_vnd >= 1000, "dong, not thousands of dong"


def test_nothing_is_both_free_and_stated_under_the_same_condition(starter: list[Procedure]) -> None:
    torn = []
    for procedure in starter:
        states: dict[tuple[object, str], set[FeeState]] = {}
        for fee in procedure.fees:
            states.setdefault((fee.channel, fee.condition), set()).add(fee.state)
        torn += [procedure.code for found in states.values() if {FeeState.FREE, FeeState.STATED} <= found]
    assert torn == []


def test_every_procedure_says_where_its_facts_come_from(starter: list[Procedure]) -> None:
    for procedure in starter:
        assert re.match(r"https://[\w.]*dichvucong\.gov\.vn/\S+$", procedure.source), procedure.code
        assert date(2026, 1, 1) <= procedure.verified_on <= ON, procedure.code
        assert procedure.effective_from <= ON, procedure.code
        assert re.match(r"$|(?=\S*\d)[\w/]+-[\w\-]+$", procedure.decision), (procedure.code, procedure.decision)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def test_texts_are_composed_unicode_without_markup_or_stray_spaces(starter: list[Procedure]) -> None:
    for procedure in starter:
        for text in _texts(procedure.model_dump(mode="json")):
            assert unicodedata.is_normalized("NFC", text), (procedure.code, text)
            assert text == text.strip(), (procedure.code, text)
            assert not re.search(r"</?\w+>|&\w+;|\s\s|[\u200b-\u200f\ufeff]", text), (procedure.code, text)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}


def _records(codes: set[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in codes}
    with gzip.open(PORTAL, "rt", encoding="utf-8") as lines:
        for line in lines:
            code = re.search(r'"code": ?"([^"]*)"', line)
            if code and code[1] in found:
                found[code[1]].append(json.loads(line))
    return found


@pytest.mark.skipif(
    not PORTAL.exists(), reason="needs ../shared/data/portal-procedures.jsonl.gz, the source's own words"
)
def test_sentences_are_our_own_and_not_the_sources(starter: list[Procedure]) -> None:
    records = _records({procedure.code for procedure in starter})
    copied = []
    for procedure in starter:
        assert records[procedure.code], f"{procedure.code} is no procedure of the source"
        source = set().union(*(_runs(text) for text in _texts(records[procedure.code])))
        notes = [text for channel in procedure.channels for text in (channel.note, channel.time_words)]
        own = [
            procedure.summary,
            *procedure.steps,
            *procedure.conditions,
            *notes,
            *(f.condition for f in procedure.fees),
        ]
        copied += [(procedure.code, text) for text in own if _runs(text) & source]
    assert copied == []
