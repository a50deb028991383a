from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.procedure import Fee, FeeState, SubmissionChannel, is_code
from tests.knowledge.examples import a_procedure


@pytest.mark.parametrize("code", ["1.001193", "2.000986", "3.000001"])
def test_an_official_code_is_a_digit_a_point_and_six_digits(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "text", ["", "1001193", "1.00119", "1.0011933333", "1.001193.", "1,001193", "11.001193", "1.001193 ", "1.00119a"]
)
def test_nothing_else_is_a_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "1001193"},
        {"short_name": "Tên dài quá bốn mươi chữ thì không vừa một cái nút"},
        {"name": " "},
        {"fees": ()},
        {"source": ""},
        {"steps": ("",)},
        {"cases": ({"documents": ()},)},
        {"cases": ({"documents": ({"name": "Tờ khai", "originals": -1},)},)},
        {"channels": ({"kind": "pigeon"},)},
        {"colour": "red"},
        {"verified_on": "hôm qua"},
    ],
)
def test_what_a_procedure_may_not_be(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_procedure(**changes)


def test_a_procedure_does_not_change_once_it_is_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_procedure().code = "1.000002"  # type: ignore[misc] # what this test is about


def test_spaces_around_a_text_are_no_part_of_it() -> None:
    assert a_procedure(name="  Nuôi ong ", authority=" xã ").authority == "xã"


@pytest.mark.parametrize("part", [{"time_amount": 5}, {"time_unit": "day"}, {"time_amount": 0, "time_unit": "day"}])
def test_a_time_is_an_amount_with_its_unit(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SubmissionChannel(kind="in_person", **part)


@pytest.mark.parametrize(
    ("state", "amount"),
    [("stated", None), ("stated", 0), ("free", 50_000), ("not_stated", 50_000), ("stated", -1), ("perhaps", None)],
)
def test_a_fee_that_contradicts_itself_is_refused(state: str, amount: int | None) -> None:
    with pytest.raises(ValidationError):
        Fee.model_validate({"state": state, "amount_vnd": amount})


@pytest.mark.parametrize(("state", "amount"), [("stated", 50_000), ("free", None), ("not_stated", None)])
def test_a_fee_is_stated_free_or_not_stated(state: str, amount: int | None) -> None:
    assert Fee.model_validate({"state": state, "amount_vnd": amount}).state is FeeState(state)
