from __future__ import annotations

from datetime import date

import pytest

from knowledge.front_desk import FrontDesk
from knowledge.law_in_force import Repeal, law_of, law_with, successor
from knowledge.storage import Storage
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.law.the_law import HIVES, HONEY, OFFICE, SELLING, asked, law_that_day
from tests.knowledge.officers import BEES, NEW_YEAR, fee, let_hold


def test_what_agencies_do_among_themselves_is_nowhere(office: Storage, desk: FrontDesk) -> None:
    bring_in(office, a_procedure(code=HONEY, short_name="Luân chuyển hồ sơ", reach="internal"))
    law = law_that_day(office)

    assert HONEY not in law.procedures
    assert HONEY not in {card.code for card in law.cards}
    assert "không có mã này" in asked(desk, HONEY)


def test_before_the_first_day_there_is_no_law(office: Storage) -> None:
    law = law_that_day(office, date(2025, 12, 31))

    assert (law.cards, len(law.procedures), law.repealed) == ((), 0, {})
    assert set(law.coming) == {BEES, SELLING, HIVES}


def test_the_shelf_has_what_was_put_on_it(office: Storage) -> None:
    law = law_that_day(office)

    assert dict(law.procedures) == {procedure.code: procedure for procedure in OFFICE}
    assert law.procedures[BEES] is law.procedures[BEES], "unpacked once"
    assert "9.999999" not in law.procedures
    with pytest.raises(KeyError):
        law.procedures["9.999999"]


def test_labels_are_those_of_today_or_of_what_comes(office: Storage) -> None:
    let_hold(office, a_procedure(code=HONEY, short_name="Nuôi ong kiểu mới", effective_from=NEW_YEAR))
    law = law_that_day(office)

    assert [law.label_of(code) for code in (BEES, HONEY, "9.999999")] == ["Đăng ký nuôi ong", "Nuôi ong kiểu mới", ""]


def test_a_law_with_other_procedures_leaves_the_first_as_it_is() -> None:
    first = law_of(OFFICE, ON)
    dearer = OFFICE[0].model_copy(update=fee(70_000))
    hidden = a_procedure(code=HONEY, reach="internal")

    second = law_with(first, [dearer, hidden])

    assert first.procedures[BEES] == OFFICE[0]
    assert second.procedures[BEES] == dearer
    assert [card.code for card in second.cards] == [BEES, SELLING, HIVES]


@pytest.mark.parametrize(
    ("successors", "end"),
    [
        ({}, BEES),
        ({BEES: SELLING}, SELLING),
        ({BEES: SELLING, SELLING: HIVES}, HIVES),
        ({BEES: ""}, ""),
        ({BEES: SELLING, SELLING: ""}, ""),
        ({BEES: BEES}, ""),
        ({BEES: SELLING, SELLING: BEES}, ""),
        ({BEES: SELLING, SELLING: HIVES, HIVES: SELLING}, ""),
    ],
)
def test_who_stands_in_the_place_of_a_repealed_procedure(successors: dict[str, str], end: str) -> None:
    repealed = {code: Repeal(code, code, ON, heir) for code, heir in successors.items()}

    assert successor(BEES, repealed) == end
