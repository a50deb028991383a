from __future__ import annotations

from typing import Any

import pytest

from knowledge.portal.importing import planned
from knowledge.portal.raw_record import MalformedRecordError
from tests.knowledge.examples import ON
from tests.knowledge.officers import BEES
from tests.knowledge.portal.imports import bees, known
from tests.knowledge.portal.planning import DEARER, fields, ours, plan_for


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
