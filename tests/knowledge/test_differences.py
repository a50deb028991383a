from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from knowledge.differences import (
    FACTS,
    FIELDS,
    OF_THE_VERSION,
    OURS,
    Change,
    Conflict,
    changed_facts,
    changes,
    merged,
    plain,
    plain_changes,
    plain_field,
    same_content,
)
from knowledge.procedure import Procedure
from tests.knowledge.examples import FEW, a_procedure, procedures
from tests.knowledge.officers import fee

BASE = a_procedure(decision="1/QĐ", authority="Xã")


def _with(**changes: Any) -> Procedure:
    return BASE.model_copy(update=changes)


def test_every_field_is_of_the_law_or_ours_or_of_the_version_or_the_code() -> None:
    assert set(FACTS) | OURS | OF_THE_VERSION | {"code"} == set(FIELDS) == set(Procedure.model_fields)
    assert not set(FACTS) & (OURS | OF_THE_VERSION)


def test_changes_come_in_reading_order_with_what_was_and_is() -> None:
    after = _with(authority="Tỉnh", summary="Khác.", **fee(1_000))

    assert changes(BASE, after) == [
        Change("summary", BASE.summary, "Khác."),
        Change("authority", "Xã", "Tỉnh"),
        Change("fees", BASE.fees, after.fees),
    ]


def test_of_something_new_only_what_it_says_is_a_change() -> None:
    fields = [change.field for change in changes(None, a_procedure())]

    assert fields == [name for name in FIELDS if getattr(a_procedure(), name) not in ("", (), None)]
    assert "decision" not in fields


@FEW
@given(before=procedures(), after=procedures())
def test_a_change_of_any_field_is_found_and_no_other(before: Procedure, after: Procedure) -> None:
    found = {change.field for change in changes(before, after)}

    assert found == {name for name in FIELDS if getattr(before, name) != getattr(after, name)}
    assert changes(before, before) == []
    assert before.model_copy(update={change.field: change.after for change in changes(before, after)}) == after


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"verified_on": date(2026, 11, 1), "effective_from": date(2027, 1, 1)}, True),
        ({"summary": "Khác."}, False),
        ({"phrases": ("nuôi ong",)}, False),
        (fee(1_000), False),
    ],
)
def test_days_alone_are_no_other_content(changed: dict[str, Any], same: bool) -> None:
    assert same_content(BASE, _with(**changed)) is same


def test_only_facts_of_the_law_count_as_changed_facts() -> None:
    after = _with(summary="Khác.", phrases=("ong",), verified_on=date(2026, 11, 1), authority="Tỉnh", **fee(1_000))

    assert changed_facts(BASE, after) == ("authority", "fees")


MERGES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], tuple[str, ...], list[str]]] = [
    ("theirs alone is taken", {}, {"authority": "Tỉnh"}, {"authority": "Tỉnh"}, ("authority",), []),
    ("ours alone stays", {"authority": "Tỉnh"}, {}, {"authority": "Tỉnh"}, (), []),
    ("both the same", {"authority": "Tỉnh"}, {"authority": "Tỉnh"}, {"authority": "Tỉnh"}, (), []),
    ("both differently", {"authority": "Tỉnh"}, {"authority": "Bộ"}, {"authority": "Tỉnh"}, (), ["authority"]),
    ("theirs is emptied", {}, {"authority": ""}, {"authority": ""}, ("authority",), []),
    (
        "each another field",
        {"submit_to": "Quầy 1"},
        fee(1_000),
        {"submit_to": "Quầy 1", **fee(1_000)},
        ("fees",),
        [],
    ),
]


@pytest.mark.parametrize(
    ("ours", "theirs", "becomes", "taken", "clash"), [case[1:] for case in MERGES], ids=[case[0] for case in MERGES]
)
def test_two_changes_of_one_base_come_together(
    ours: dict[str, Any], theirs: dict[str, Any], becomes: dict[str, Any], taken: tuple[str, ...], clash: list[str]
) -> None:
    found = merged(BASE, _with(**ours), _with(**theirs), ours.keys())

    assert found.procedure == _with(**becomes)
    assert found.taken == taken
    assert [conflict.field for conflict in found.conflicts] == clash


def test_a_clash_shows_all_three_sides() -> None:
    found = merged(BASE, _with(authority="Tỉnh"), _with(authority="Bộ"), {"authority"})

    assert found.conflicts == (Conflict("authority", "Xã", "Tỉnh", "Bộ"),)


def test_without_a_base_neither_takes_away_what_only_the_other_says() -> None:
    ours, theirs = _with(authority="", decision="2/QĐ"), _with(submit_to="Quầy 1", decision="", summary="Khác.")

    found = merged(None, ours, theirs, {change.field for change in changes(None, ours)}, FIELDS)

    assert (found.procedure.authority, found.procedure.submit_to, found.procedure.decision) == ("Xã", "Quầy 1", "2/QĐ")
    assert found.taken == ("authority", "submit_to")
    assert [conflict.field for conflict in found.conflicts] == ["summary"]


def test_a_field_that_is_not_asked_for_is_not_looked_at() -> None:
    found = merged(BASE, BASE, _with(summary="Của Cổng.", authority="Tỉnh"), ())

    assert (found.procedure.summary, found.procedure.authority) == (BASE.summary, "Tỉnh")


@FEW
@given(base=procedures(), ours=procedures(), theirs=procedures())
def test_a_merge_takes_each_field_from_one_of_the_sides(base: Procedure, ours: Procedure, theirs: Procedure) -> None:
    own = {change.field for change in changes(base, ours)}

    found = merged(base, ours, theirs, own, FIELDS)

    for name in FIELDS:
        expected = getattr(ours if name in own else theirs, name)
        assert getattr(found.procedure, name) == expected
    assert {conflict.field for conflict in found.conflicts} <= own


@FEW
@given(before=procedures(), after=procedures())
def test_changes_as_json_say_the_same(before: Procedure, after: Procedure) -> None:
    was, becomes = plain_changes(before, after)

    assert was is not None
    assert set(was) == set(becomes) == {change.field for change in changes(before, after)}
    assert Procedure.model_validate({**plain(before), **becomes}) == after
    assert Procedure.model_validate({**plain(after), **was}) == before


def test_a_new_procedure_was_nothing() -> None:
    was, becomes = plain_changes(None, BASE)

    assert was is None
    assert becomes["effective_from"] == "2026-01-01"
    assert "submit_to" not in becomes


def test_a_field_as_json() -> None:
    assert plain_field(date(2026, 1, 1)) == "2026-01-01"
    assert plain_field(BASE.fees)[0]["state"] == "not_stated"
