from __future__ import annotations

from typing import Any

import pytest

from knowledge.errors import CatalogueError
from knowledge.portal.importing import planned
from knowledge.portal.plan import Known
from knowledge.portal.raw_record import MalformedRecordError
from tests.knowledge.examples import ON
from tests.knowledge.officers import BEES
from tests.knowledge.portal.imports import LAST_WEEK, bees, known
from tests.knowledge.portal.planning import DEARER, fields, ours, plain_words, plan_for


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

    def test_is_not_withdrawn_when_the_portal_itself_lists_too_little(self) -> None:
        state: dict[str, Known] = {}
        for number in range(1, 31):
            state |= known(ours(bees(number)), bees(number))

        plan = planned([bees(1, **DEARER)], state, ON, complete=True, live=True)

        assert (plan.withdrawn, fields(plan)) == ([], ["fees"])
        assert "thiếu 29 trong 30" in plan.problems[0].why

    def test_may_be_one_of_few_though_that_is_a_large_share(self) -> None:
        state = known(ours(), bees()) | known(ours(bees(2)), bees(2))

        assert len(plan_for(bees(), state, complete=True).withdrawn) == 1
