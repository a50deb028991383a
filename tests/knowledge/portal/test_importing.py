from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.differences import FACTS, OURS
from knowledge.errors import CatalogueError
from knowledge.packing import unpacked
from knowledge.portal.importing import planned
from knowledge.portal.plan import Known, Plan
from knowledge.portal.raw_record import MalformedRecordError
from knowledge.procedure import Procedure, Reach
from knowledge.versions import version_row
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR
from tests.knowledge.portal.imports import DECISION, LAST_WEEK, bees, known, method, read, remembered, short_form
from tests.knowledge.portal.portal_records import Json

DEARER: Json = {"executionMethods": [method(80_000)]}


def plan_for(record: Any, state: dict[str, Known] | None = None, **more: Any) -> Plan:
    return planned([record], state or {}, ON, **more)


def written(plan: Plan, start: date = ON) -> Procedure:
    (row,) = [new.row for new in plan.versions if new.row.effective_from == start]
    return unpacked(row.content)


def fields(plan: Plan) -> list[str]:
    return [change.field for each in plan.changed for change in each.changes]


def conflicts(plan: Plan) -> list[str]:
    return [clash.field for each in plan.changed for clash in each.conflicts]


def ours(record: Json | None = None, **changes: Any) -> Procedure:
    """The catalogue's procedure: what the portal said last week, with `changes` by officers."""
    return read(record or bees(), LAST_WEEK).model_copy(update=changes)


def plain_words(**changes: Any) -> Procedure:
    """The starter catalogue's procedure about bees: the same facts in other words."""
    return a_procedure(
        name="Đăng ký nuôi ong loài 1",
        decision=DECISION,
        authority="UBND xã",
        submit_to="Ủy ban nhân dân xã nơi nuôi ong",
        fees=({"state": "stated", "kind": "state_fee", "amount_vnd": 50_000},),
        cases=({"documents": ({"name": "Tờ khai nuôi ong (viết tay cũng được)", "originals": 1},)},),
        steps=("Ra xã nộp tờ khai.",),
    ).model_copy(update=changes)


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


class TestTheFirstRecordOfAStarterProcedure:
    def test_of_the_same_decision_leaves_its_facts_and_tells_what_it_never_does(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(coordinatingAgencies="Trạm Thú y"), known(mine, origin="starter"))

        assert fields(plan) == ["publisher", "coordinating"]
        kept = {"publisher": "Bộ Nông nghiệp và Môi trường", "coordinating": "Trạm Thú y", "effective_from": ON}
        assert written(plan) == mine.model_copy(update=kept)

    def test_leaves_open_what_the_starter_left_open_on_purpose(self) -> None:
        """The portal's record may be about something else altogether, and then the starter tells none of it."""
        mine = plain_words(cases=(), channels=(), steps=(), decision="")

        plan = plan_for(bees(), known(mine, origin="starter"))

        assert fields(plan) == ["publisher"]

    @pytest.mark.parametrize("number", ["812/QĐ_BNNMT", "812/qđ-bnnmt", "Số: 812/QĐ-BNNMT", ""])
    def test_takes_no_slip_of_the_pen_for_another_decision(self, number: str) -> None:
        plan = plan_for(bees(decisionNo=number), known(plain_words(), origin="starter"))

        assert fields(plan) == ["publisher"]

    def test_of_another_decision_wins_in_every_fact_that_it_tells(self) -> None:
        mine = plain_words(conditions=("Có vườn.",))

        plan = plan_for(bees(decisionNo="99/QĐ-BNNMT", resultsDetails=[]), known(mine, origin="starter"))

        now = written(plan)
        theirs = read(bees())
        assert (now.steps, now.cases, now.conditions) == (theirs.steps, theirs.cases, theirs.conditions)
        assert (now.decision, now.verified_on) == ("99/QĐ-BNNMT", ON)
        assert (now.summary, now.short_name) == (mine.summary, mine.short_name)

    def test_of_another_decision_leaves_what_an_officer_wrote(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(decisionNo="99/QĐ-BNNMT"), known(mine, origin="starter", officers=("steps", "submit_to")))

        assert conflicts(plan) == ["submit_to", "steps"]
        assert (written(plan).steps, written(plan).submit_to) == (mine.steps, mine.submit_to)

    def test_does_not_win_against_a_decision_that_an_officer_wrote(self) -> None:
        mine = plain_words(decision="900/QĐ-BNNMT")

        plan = plan_for(bees(), known(mine, origin="starter", officers=("decision",)))

        assert (fields(plan), conflicts(plan)) == (["publisher"], ["decision"])

    def test_tells_where_an_officer_says_otherwise(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(), known(mine, origin="starter", officers=("fees",)))

        assert (fields(plan), conflicts(plan)) == (["publisher"], ["fees"])

    def test_in_short_form_says_nothing_against_it(self) -> None:
        plan = plan_for(short_form(bees()), known(plain_words(), origin="starter"))

        assert fields(plan) == ["publisher"]


def test_the_first_record_of_an_officers_procedure_fills_what_is_empty() -> None:
    mine = a_procedure(name="Đăng ký nuôi ong loài 1", authority="UBND xã", conditions=("Có vườn.",))
    written_by_officers = ("name", "authority", "conditions", "fees", "field", "levels", "source")

    plan = plan_for(bees(), known(mine, origin="officer", officers=written_by_officers))

    assert fields(plan) == [
        "publisher", "submit_to", "cases", "channels", "steps", "results", "legal_bases", "decision",
    ]  # fmt: skip
    assert set(conflicts(plan)) == set(written_by_officers) - {"name"}


def test_a_record_in_short_form_takes_nothing_away() -> None:
    plan = plan_for(short_form(bees(name="Đăng ký nuôi ong mật")), known(ours(), bees()))

    assert fields(plan) == ["name"]
    assert written(plan).steps == ours().steps


def test_details_that_come_again_after_a_short_form_are_no_news() -> None:
    """Or the portal's words would take the place of plainer ones that were written meanwhile."""
    mine = ours(steps=("Ra xã nộp tờ khai.",))
    short = plan_for(short_form(bees()), known(mine, bees()))
    (record,) = short.records

    state = {BEES: known(mine, bees())[BEES]._replace(record=remembered(bees()).model_copy(update=record._asdict()))}
    plan = plan_for(bees(**DEARER), state)

    assert fields(plan) == ["fees"]


def test_details_that_come_for_the_first_time_fill_what_the_short_form_left_open() -> None:
    short = short_form(bees())
    mine = read(short, LAST_WEEK)

    plan = plan_for(bees(name="Đăng ký nuôi ong mật"), known(mine, short))

    assert set(fields(plan)) >= {"name", "cases", "channels", "fees", "steps", "results", "decision"}
    assert written(plan).name == "Đăng ký nuôi ong mật"
    assert (written(plan).cases, written(plan).verified_on) == (read(bees()).cases, ON)


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


class TestAProcedureThatEnds:
    def test_and_that_an_officer_repealed_stays_repealed_whatever_the_portal_says(self) -> None:
        plan = plan_for(bees(**DEARER), known(ours(), bees(), origin="officer", repealed=True))

        assert (plan.versions, plan.changed, plan.unchanged) == ([], [], [BEES])
        assert len(plan.records) == 1

    def test_and_that_an_officer_repealed_stays_repealed_when_the_portal_has_it_again(self) -> None:
        state = known(ours(), bees(), origin="officer", repealed=True, withdrawn_on=LAST_WEEK)

        plan = plan_for(bees(), state)

        assert (plan.versions, [each.code for each in plan.returned]) == ([], [BEES])

    def test_because_the_portal_withdrew_it_holds_again_when_the_portal_has_it_again(self) -> None:
        plan = plan_for(bees(**DEARER), known(ours(), bees(), repealed=True, withdrawn_on=LAST_WEEK))

        (new,) = plan.versions
        assert (new.returns, new.row.repealed, new.row.effective_from) == (True, False, ON)
        assert [tuple(each) for each in plan.returned] == [(BEES, "Đăng ký nuôi ong loài 1")]
        assert fields(plan) == ["fees"]

    def test_and_comes_back_unchanged_holds_again_too(self) -> None:
        plan = plan_for(bees(), known(ours(), bees(), repealed=True, withdrawn_on=LAST_WEEK))

        assert [new.returns for new in plan.versions] == [True]

    def test_is_withdrawn_only_when_the_list_is_complete(self) -> None:
        state = known(ours(bees(2)), bees(2))

        assert plan_for(bees(), state).withdrawn == []
        assert [tuple(each) for each in plan_for(bees(), state, complete=True).withdrawn] == [
            ("1.000002", "Đăng ký nuôi ong loài 2")
        ]
        assert plan_for(bees(), state, complete=True, also_there={"1.000002"}).withdrawn == []

    def test_is_withdrawn_once(self) -> None:
        state = known(ours(bees(2)), bees(2), withdrawn_on=LAST_WEEK)

        assert plan_for(bees(), state, complete=True).withdrawn == []

    def test_is_not_withdrawn_when_the_portal_never_had_it(self) -> None:
        assert plan_for(bees(2), known(plain_words(), origin="starter"), complete=True).withdrawn == []

    def test_is_not_withdrawn_when_its_record_is_there_but_cannot_be_read(self) -> None:
        plan = plan_for(bees(name=["ong"]), known(ours(), bees()), complete=True)

        assert (len(plan.problems), plan.withdrawn) == (1, [])

    @pytest.mark.parametrize("unknown", [MalformedRecordError("Dòng này không phải JSON."), {"name": "Ong"}, 7])
    def test_is_not_withdrawn_while_a_record_does_not_say_whose_it_is(self, unknown: Any) -> None:
        plan = planned([bees(), unknown], known(ours(bees(2)), bees(2)), ON, complete=True)

        assert plan.withdrawn == []
        assert "chưa xét thủ tục nào Cổng đã gỡ" in plan.problems[-1].why

    def test_is_one_of_too_many_when_a_list_that_calls_itself_complete_is_a_part(self) -> None:
        state: dict[str, Known] = {}
        for number in range(1, 31):
            state |= known(ours(bees(number)), bees(number))
        records = [bees(number) for number in range(1, 25)]

        assert len(planned(records, state, ON, complete=True).withdrawn) == 6
        with pytest.raises(CatalogueError, match=r"thiếu 7 trong 30 .* chưa ghi gì.* bỏ --complete"):
            planned(records[:-1], state, ON, complete=True)

    def test_may_be_one_of_few_though_that_is_a_large_share(self) -> None:
        state = known(ours(), bees()) | known(ours(bees(2)), bees(2))

        assert len(plan_for(bees(), state, complete=True).withdrawn) == 1


class TestAVersionThatComes:
    def test_follows_what_the_portal_changes(self) -> None:
        announced = ours(effective_from=NEW_YEAR, fees=read(bees(**DEARER)).fees)
        row = version_row(announced, origin="officer", officer_fields=("fees",), verified_by="Trần Minh")

        plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp"), known(ours(), bees(), later=(row,)))

        assert (written(plan).authority, written(plan).fees) == ("Sở Nông nghiệp", ours().fees)
        then = written(plan, NEW_YEAR)
        assert then == announced.model_copy(update={"authority": "Sở Nông nghiệp"})
        row = plan.versions[0].row
        assert (row.officer_fields, row.verified_by) == (["fees"], "Trần Minh")
        assert [(each.effective_from, len(each.changes)) for each in plan.changed[0].later] == [(NEW_YEAR, 1)]

    def test_keeps_what_it_changes_itself_and_that_is_told(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR, authority="Sở mới"), origin="officer")

        plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp"), known(ours(), bees(), later=(row,)))

        assert [new.row.effective_from for new in plan.versions] == [ON]
        ((start, changes, clashes),) = plan.changed[0].later
        assert (start, changes, [clash.ours for clash in clashes]) == (NEW_YEAR, (), ["Sở mới"])

    def test_that_is_a_repeal_stays_one(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR), origin="officer", repealed=True)

        plan = plan_for(bees(**DEARER), known(ours(), bees(), later=(row,)))

        assert [new.row.effective_from for new in plan.versions] == [ON]

    def test_does_not_hide_that_the_portal_has_the_procedure_already(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR), origin="officer")

        plan = plan_for(bees(), {BEES: Known(None, None, (row,))})

        assert ([each.code for each in plan.added], written(plan).effective_from) == ([BEES], ON)


class TestABadRecord:
    def test_is_told_with_its_place_and_the_others_come_in(self) -> None:
        broken = MalformedRecordError("Dòng này không phải JSON.")

        plan = planned([bees(), broken, bees(2)], {}, ON)

        assert [each.code for each in plan.added] == ["1.000001", "1.000002"]
        assert [tuple(each) for each in plan.problems] == [("bản ghi 2", "Dòng này không phải JSON.")]

    @pytest.mark.parametrize(
        "record",
        [
            None, 7, "chữ", [], {}, {"code": 7}, {"code": "1.000001"}, {"code": "ong", "name": "Ong"},
            bees(name=""), bees(code="1.000001-Xoa"), bees(executionMethods="một cửa"), bees(name="o" * 2000),
            bees(authorityAgencies=["xã"]), bees(name="Nuôi ong \ud83d"), bees(code="1.000001\ud83d"),
        ],
    )  # fmt: skip
    def test_of_any_shape_is_told_in_words_that_can_be_printed(self, record: Any) -> None:
        plan = planned([record, bees(2)], {}, ON)

        assert [each.code for each in plan.added] == ["1.000002"]
        (problem,) = plan.problems
        assert problem.place.startswith("bản ghi 1")
        assert f"{problem.place} {problem.why}".encode()

    def test_nested_without_end_is_told(self) -> None:
        deep: Any = []
        for _ in range(100_000):
            deep = [deep]

        assert "lồng quá nhiều tầng" in plan_for(bees(more=deep)).problems[0].why

    def test_does_not_take_the_place_of_a_good_one_with_its_code(self) -> None:
        plan = planned([bees(name=""), bees()], {}, ON)

        assert ([each.code for each in plan.added], len(plan.problems)) == ([BEES], 1)

    @pytest.mark.parametrize("code", ["1.000001", " 1.000001 ", "1.000001\n"])
    def test_is_the_second_one_of_a_code(self, code: str) -> None:
        plan = planned([bees(), bees(code=code, name="Ong khác")], {}, ON)

        assert [tuple(each) for each in plan.added] == [(BEES, "Đăng ký nuôi ong loài 1")]
        assert plan.problems[0].why == "Mã 1.000001 có hai lần: lấy bản ghi đầu."

    def test_is_not_one_whose_code_has_spaces_around_it(self) -> None:
        plan = plan_for(bees(code=" 1.000001", **DEARER), known(ours(), bees()))

        assert (plan.added, fields(plan)) == ([], ["fees"])


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
