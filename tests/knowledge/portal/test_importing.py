from __future__ import annotations

import pytest

from knowledge.differences import FACTS, OURS
from knowledge.portal.importing import planned
from knowledge.portal.plan import Known
from knowledge.procedure import Reach
from knowledge.versions import version_row
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES
from tests.knowledge.portal.imports import LAST_WEEK, bees, known, method, read, remembered
from tests.knowledge.portal.planning import DEARER, conflicts, fields, ours, plan_for, written
from tests.knowledge.portal.portal_records import Json


def test_a_record_that_nobody_knows_is_a_new_procedure() -> None:
    plan = plan_for(bees())

    assert [tuple(each) for each in plan.added] == [(BEES, "Đăng ký nuôi ong loài 1")]
    assert (plan.read, plan.changed, plan.unchanged, plan.problems) == (1, [], [], [])
    assert written(plan) == read(bees())
    assert [(new.row.origin, new.row.officer_fields) for new in plan.versions] == [("portal", [])]


def test_the_same_record_again_changes_nothing_and_is_not_even_read() -> None:
    plan = plan_for(bees(), known(ours(), bees()))

    assert (plan.unchanged, plan.changed, plan.versions, plan.records) == ([BEES], [], [], [])


def test_the_order_of_keys_and_the_form_of_the_file_are_no_change() -> None:
    turned = dict(reversed(bees().items()))

    assert plan_for(turned, known(ours(), bees())).records == []


def test_a_changed_record_is_told_field_by_field() -> None:
    plan = plan_for(bees(name="Đăng ký nuôi ong mật", **DEARER), known(ours(), bees()))

    (changed,) = plan.changed
    assert [(each.field, each.before, each.after) for each in changed.changes] == [
        ("name", "Đăng ký nuôi ong loài 1", "Đăng ký nuôi ong mật"),
        ("fees", ours().fees, read(bees(**DEARER)).fees),
    ]
    assert (written(plan).effective_from, written(plan).verified_on) == (ON, ON)
    assert (written(plan).name, written(plan).steps) == ("Đăng ký nuôi ong mật", ours().steps)


def test_what_the_portal_takes_away_goes() -> None:
    plan = plan_for(bees(requirementsAndConditions=""), known(ours(), bees()))

    assert fields(plan) == ["conditions"]
    assert written(plan).conditions == ()


def test_a_record_with_its_words_otherwise_spaced_changes_nothing() -> None:
    plan = plan_for(bees(authorityAgencies="Ủy ban  nhân dân\xa0cấp xã "), known(ours(), bees()))

    assert (plan.unchanged, plan.versions) == ([BEES], [])
    assert len(plan.records) == 1, "it is remembered as it came"


def test_what_an_officer_wrote_stays_and_the_portals_change_of_it_is_a_conflict() -> None:
    mine = ours(fees=a_procedure(fees=({"state": "free"},)).fees, short_name="Nuôi ong")
    state = known(mine, bees(), origin="officer", officers=("fees", "short_name"))

    plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp", **DEARER), state)

    assert (fields(plan), conflicts(plan)) == (["authority"], ["fees"])
    assert (written(plan).fees, written(plan).short_name) == (mine.fees, "Nuôi ong")
    assert [new.row.officer_fields for new in plan.versions] == [["fees", "short_name"]]
    assert written(plan).verified_on == mine.verified_on, "what people wrote only people check"


def test_a_conflict_alone_writes_no_version() -> None:
    mine = ours(authority="UBND xã Cây Xanh")

    plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp"), known(mine, bees(), officers=("authority",)))

    assert (conflicts(plan), plan.versions) == (["authority"], [])
    assert len(plan.records) == 1, "or the next import would tell it again"


def test_an_officer_and_the_portal_who_say_the_same_do_not_clash() -> None:
    agreed = bees(**DEARER)

    plan = plan_for(agreed, known(ours(fees=read(agreed).fees), bees(), officers=("fees",)))

    assert (plan.changed, plan.versions, plan.unchanged) == ([], [], [BEES])


def test_a_source_that_an_officer_wrote_stays_too() -> None:
    mine = ours(source="https://motcua.example.vn/ong")

    plan = plan_for(bees(**DEARER), known(mine, bees(), officers=("source",)))

    assert written(plan).source == "https://motcua.example.vn/ong"


def test_no_record_touches_what_is_ours() -> None:
    assert OURS.isdisjoint(FACTS)
    mine = ours(summary="Báo cho xã biết nhà mình nuôi ong.", short_name="Nuôi ong")

    plan = plan_for(bees(description="Mô tả dài của Cổng.", **DEARER), known(mine, bees()))

    assert (written(plan).summary, written(plan).short_name) == (mine.summary, mine.short_name)


def test_a_record_read_better_than_before_improves_only_what_is_still_as_it_was_read() -> None:
    """After an upgrade the portal has said nothing new, and plainer words stay."""
    before = remembered(bees())
    poorly = read(bees(), LAST_WEEK).model_copy(update={"authority": "Uỷ ban nhân dân xã", "results": ("Giấy",)})
    before.raw_digest = before.raw_digest[:32] + "0" * 32
    before.content = known(poorly)[BEES].version.content  # type: ignore[union-attr]
    mine = poorly.model_copy(update={"results": ("Giấy xác nhận màu xanh",), "fees": a_procedure().fees})
    version = version_row(mine, origin="starter", officer_fields=("fees",))

    plan = plan_for(bees(), {BEES: Known(before, version, (), from_starter=True)})

    assert (fields(plan), conflicts(plan)) == (["authority"], [])
    assert plan_for(bees(**DEARER), {BEES: Known(before, version)}).changed[0].conflicts


@pytest.mark.parametrize(
    ("changes", "reach"),
    [
        ({}, Reach.NATIONAL),
        ({"departmentPromulgateName": "UBND tỉnh Cây Xanh", "departmentPromulgateCode": "H21"}, Reach.PROVINCE),
        ({"code": "1.012753.H19"}, Reach.PROVINCE),
        ({"type": "PUBLIC_INTERNAL"}, Reach.INTERNAL),
        ({"code": "6.000001"}, Reach.INTERNAL),
    ],
)
def test_a_record_tells_whom_it_is_for(changes: Json, reach: Reach) -> None:
    plan = plan_for(bees(**changes))

    assert plan.versions[0].row.reach == reach
    assert {kind: count for kind, count in plan.reach.items() if count} == {reach: 1}


def test_what_was_kept_as_raw_words_is_counted_by_kind() -> None:
    odd = method() | {"processingTime": None, "processingTimeUnit": "OTHER", "description": "theo mùa hoa"}

    plan = planned([bees(executionMethods=[odd]), bees(2, executionMethods=[odd]), bees(3)], {}, ON)

    assert all(count == 2 for count in plan.notes.values())
    assert not any("«" in kind for kind in plan.notes)


def test_progress_is_told_for_every_record() -> None:
    told: list[int] = []

    planned([bees(), None, bees(2)], {}, ON, progress=told.append)

    assert told == [1, 2, 3]
