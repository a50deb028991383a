"""Can a text of the portal give commands to an officer's terminal, or hold what no database keeps?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.packing import unpacked
from knowledge.portal.cleaning import clean_line, clean_text
from knowledge.portal.importing import planned
from knowledge.portal.mapping import procedure_of
from tests.knowledge.examples import ON, SOME
from tests.knowledge.portal.imports import bees
from tests.knowledge.portal.messy_records import a_paper, a_record
from tests.knowledge.portal.portal_records import Json

POISON = "\x1b[2J\x1b]0;ong\x07\x00\x07\x08\x7f\x9b\u202e\u2066\U000e0041"
"""Clears the screen, renames the window, rings, goes back, turns the writing round; and NUL."""
CHECKED = ("code", "state", "submissionMethod", "processingTimeUnit", "type")
"""What a record is refused for, or read otherwise, where it is no word of the portal's."""


def steering(text: str) -> list[str]:
    """The signs of a text that no terminal should get."""
    return [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]


def poisoned(value: Any) -> Any:
    """A record with the poison before, within and behind every text that is not checked."""
    match value:
        case str():
            middle = len(value) // 2
            return f"{POISON}{value[:middle]}{POISON}{value[middle:]}{POISON}"
        case list():
            return [poisoned(each) for each in value]
        case dict():
            return {key: each if key in CHECKED else poisoned(each) for key, each in value.items()}
        case _:
            return value


def texts_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case list() | tuple():
            for each in value:
                yield from texts_in(each)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\x1b[1;31mNộp hồ sơ\x1b[0m", "Nộp hồ sơ"),
        ("Nộp\x1b[2J\x1b[H hồ sơ", "Nộp hồ sơ"),
        ("\x1b]8;;https://example.vn\x1b\\Tờ khai\x1b]8;;\x1b\\", "Tờ khai"),
        ("\x1b]0;tên cửa sổ\x07Tờ khai", "Tờ khai"),
        ("Tờ\x00 khai\x07\x08\x7f", "Tờ khai"),
        ("Phí \u202e000.01\u202c đồng", "Phí 000.01 đồng"),
        ("Một.\r\nHai.\x85Ba.\x0bBốn.", "Một.\nHai. Ba. Bốn."),
        ("một \x1b lẻ, một [31m thường", "một lẻ, một [31m thường"),
        ("\x1b\x1b[0m[31mĐỏ", "[31mĐỏ"),
        ("\x1b]0;mở mà không đóng", "]0;mở mà không đóng"),
    ],
)
def test_a_clean_text_has_its_words_and_no_command(before: str, after: str) -> None:
    assert clean_text(before) == after


@given(st.text(st.sampled_from(["\x1b", "[", "]", "\\", "\x07", "m", "0", ";", "\x00", "\u202e", "ơ", " ", "\n"])))
@SOME
def test_no_mixture_of_signs_leaves_one_that_steers(text: str) -> None:
    assert steering(clean_text(text)) == []
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    "record",
    [
        bees(executingAgencies="Ủy ban nhân dân cấp xã", keywords="nuôi ong lấy mật", description="Nuôi ong."),
        a_record(
            executionCases=[
                {
                    "name": "Nuôi lần đầu",
                    "profileComponents": [a_paper("Tờ khai", 1, 0, "Mẫu 01.docx") | {"code": "GT-1"}],
                }
            ],
            executionMethods=[
                {
                    "submissionMethod": "ONLINE",
                    "processingTime": "hai",
                    "processingTimeUnit": "WORKING_DAY",
                    "description": "Nộp qua mạng",
                    "fees": [{"type": "FEE", "value": 20, "description": "một tờ", "currencyId": "USD"}],
                }
            ],
        ),
    ],
    ids=["bees", "messy"],
)
def test_no_field_of_a_procedure_takes_what_steers(record: Json) -> None:
    mapped = procedure_of(poisoned(record), ON)

    kept = [*texts_in(mapped.procedure.model_dump()), mapped.portal_id]
    assert [text for text in kept if steering(text)] == []
    assert mapped.procedure.name == procedure_of(record, ON).procedure.name


def test_what_is_told_of_records_that_cannot_be_read_takes_nothing_that_steers() -> None:
    bad = [poisoned(bees(2, name=["ong"])), bees(3, code=f"1.00{POISON}"), bees(4, code=f"ong{POISON}"), {POISON: 1}]

    plan = planned([poisoned(bees()), *bad], {}, ON)

    assert len(plan.problems) == len(bad)
    assert steering("".join(f"{each.place}{each.why}" for each in plan.problems)) == []
    assert steering("".join(plan.notes)) == []
    assert steering("".join(each.name for each in plan.added)) == []
    assert not steering(unpacked(plan.versions[0].row.content).name)
