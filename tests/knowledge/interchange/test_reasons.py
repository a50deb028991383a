from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError, field_validator

from knowledge.interchange.checking import checked
from knowledge.interchange.reasons import SAID, faults_of
from knowledge.procedure import Procedure
from tests.knowledge.examples import a_procedure

CONTENT = a_procedure().model_dump(mode="json")
STRANGE: tuple[Any, ...] = (
    None,
    "",
    "x" * 70_000,
    "\ud800",
    7,
    -7,
    10**11,
    10**30,
    0.5,
    True,
    b"x",
    {},
    [],
    [{}],
    [None],
)


def _errors(content: dict[str, Any]) -> ValidationError | None:
    try:
        Procedure.model_validate(content)
    except ValidationError as error:
        return error
    return None


@pytest.mark.parametrize("field", Procedure.model_fields)
def test_every_error_that_a_field_can_have_is_said_in_vietnamese(field: str) -> None:
    errors = [error for value in STRANGE if (error := _errors(CONTENT | {field: value}))]
    assert {each["type"] for error in errors for each in error.errors()} <= SAID.keys() | {"value_error"}
    assert all(fault.reason and fault.remedy for error in errors for fault in faults_of(error))


def test_a_rule_of_somebody_else_is_said_in_its_own_words() -> None:
    class Bees(BaseModel):
        count: int

        @field_validator("count")
        @classmethod
        def _enough(cls, count: int) -> int:
            raise ValueError("ong thì phải có cả đàn")

    with pytest.raises(ValidationError) as refused:
        Bees(count=1)

    (fault,) = faults_of(refused.value)
    assert (fault.path, fault.reason) == (("count",), "ong thì phải có cả đàn")


def test_an_error_that_nobody_has_thought_of_is_said_without_english() -> None:
    class Bees(BaseModel):
        hives: set[int]

    with pytest.raises(ValidationError) as refused:
        Bees.model_validate({"hives": 7})

    (fault,) = faults_of(refused.value)
    assert fault.reason == '"7" không dùng được ở đây'


def test_a_value_that_cannot_be_read_is_one_fault_not_two() -> None:
    fee = {"state": "có thu", "amount_vnd": "nhiều"}
    procedure, faults = checked(CONTENT | {"fees": [fee], "effective_from": "mai"})

    assert procedure is None
    assert {fault.path for fault in faults} == {("fees", 0, "state"), ("fees", 0, "amount_vnd"), ("effective_from",)}


def test_a_rule_between_fields_waits_until_they_can_be_read() -> None:
    channel = {"kind": "post", "time_amount": "5", "time_unit": "tuần"}
    _, faults = checked(CONTENT | {"channels": [channel]})
    assert [fault.path for fault in faults] == [("channels", 0, "time_unit")]


def test_values_that_are_nested_too_deeply_are_refused_for_their_name() -> None:
    deep: Any = "đáy"
    for _ in range(500):
        deep = {"a": deep}
    _, faults = checked(CONTENT | {"hang": deep})
    assert [fault.path for fault in faults] == [("hang",)]
