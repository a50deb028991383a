from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlmodel import SQLModel, select

from knowledge.answering import answer
from knowledge.answers import NOTHING_SAID, Answered, Unanswered
from knowledge.built_indexes import KEPT
from knowledge.catalogue import Catalogue
from knowledge.drafts import Proposal
from knowledge.law_in_force import law_with
from knowledge.models import BuiltIndexRow
from knowledge.procedure import Procedure, Reach
from knowledge.snapshots import catalogue_on, sources_on
from knowledge.storage import Storage
from knowledge.trying import Trial, trial, trial_of_sources
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold, repeal

SELLING = "1.000002"


@pytest.fixture
def office(storage: Storage) -> Storage:
    """A catalogue of two procedures about bees."""
    bring_in(
        storage,
        a_procedure(phrases=("khai báo đàn ong",), situations=("vườn nhà em mới có mấy tổ",)),
        a_procedure(code=SELLING, name="Thủ tục cấp giấy phép bán mật", short_name="Giấy phép bán mật"),
    )
    return storage


def _tried(storage: Storage, *proposals: Proposal | Procedure) -> Trial:
    found = [Proposal(each) if isinstance(each, Procedure) else each for each in proposals]
    return trial(storage, found, ON, NOW)


def _amount(catalogue: Catalogue, code: str = BEES) -> int | None:
    return catalogue.procedures[code].fees[0].amount_vnd


def _is_as_tried(storage: Storage, tried: Catalogue, day: date) -> None:
    """What holds after publishing is what was tried: the same cards, procedures, repeals and texts of the matcher."""
    then = catalogue_on(storage, day)
    assert then.law.cards == tried.law.cards
    assert dict(then.law.procedures) == dict(tried.law.procedures)
    assert then.law.repealed == tried.law.repealed
    assert then.matcher.texts == tried.matcher.texts


def test_a_change_of_today_is_tried_beside_what_holds(office: Storage) -> None:
    proposal = changed(office, BEES, **fee(70_000), phrases=("đàn ong",))

    before, after = _tried(office, proposal)

    assert (_amount(before), _amount(after)) == (None, 70_000)
    assert (before.on, after.on) == (ON, ON)
    assert after.procedures[BEES].phrases == ("đàn ong",)
    let_hold(office, proposal)
    _is_as_tried(office, after, ON)


def test_a_change_to_come_is_tried_on_its_first_day(office: Storage) -> None:
    proposal = changed(office, BEES, NEW_YEAR, **fee(70_000))

    before, after = _tried(office, proposal)

    assert (before.on, after.on) == (NEW_YEAR, NEW_YEAR)
    assert (_amount(before), _amount(after)) == (None, 70_000)
    let_hold(office, proposal)
    _is_as_tried(office, after, NEW_YEAR)


def test_a_new_procedure_is_tried(office: Storage) -> None:
    new = a_procedure(code="1.000003", short_name="Mở lớp nuôi ong", effective_from=ON, phrases=("học nuôi ong",))

    before, after = _tried(office, new)

    assert "1.000003" not in before.procedures
    found = answer("học nuôi ong ở đâu", after, NOTHING_SAID)
    assert isinstance(found, Answered)
    assert found.codes == ("1.000003",)
    let_hold(office, new)
    _is_as_tried(office, after, ON)


@pytest.mark.parametrize("start", [ON, NEW_YEAR])
def test_a_repeal_is_tried_with_what_its_successor_will_hear(office: Storage, start: date) -> None:
    _, after = _tried(office, Proposal(changed(office, BEES, start), repealed=True, replaced_by=SELLING))

    assert BEES not in after.procedures
    by_code = answer(BEES, after, NOTHING_SAID)
    by_phrase = answer("khai báo đàn ong", after, NOTHING_SAID)
    assert isinstance(by_code, Answered)
    assert isinstance(by_phrase, Answered)
    assert (by_code.codes, by_code.instead_of, by_phrase.codes) == ((SELLING,), BEES, (SELLING,))
    repeal(office, BEES, start, replaced_by=SELLING)
    _is_as_tried(office, after, start)


def test_a_repeal_without_a_successor_is_tried(office: Storage) -> None:
    _, after = _tried(office, Proposal(changed(office, BEES), repealed=True))

    found = answer(BEES, after, NOTHING_SAID)
    assert isinstance(found, Unanswered)
    assert found.reason == "repealed"


def test_what_comes_back_is_tried_and_its_successor_hears_it_no_more(office: Storage) -> None:
    repeal(office, BEES, replaced_by=SELLING)
    proposal = changed(office, BEES, NEW_YEAR)

    before, after = _tried(office, proposal)

    assert BEES in before.law.repealed
    assert BEES in after.procedures
    let_hold(office, proposal)
    _is_as_tried(office, after, NEW_YEAR)


def test_what_agencies_do_among_themselves_is_tried_as_what_nobody_sees(office: Storage) -> None:
    _, after = _tried(office, changed(office, BEES, reach=Reach.INTERNAL), changed(office, SELLING, **fee(5_000)))

    assert BEES not in after.procedures
    assert _amount(after, SELLING) == 5_000


def test_drafts_of_several_days_are_tried_together_on_the_last(office: Storage) -> None:
    _, after = _tried(office, changed(office, BEES, **fee(1_000)), changed(office, SELLING, NEW_YEAR, **fee(2_000)))

    assert after.on == NEW_YEAR
    assert (_amount(after), _amount(after, SELLING)) == (1_000, 2_000)


def test_trying_writes_nothing_but_indexes(office: Storage) -> None:
    def rows() -> dict[str, list[tuple[object, ...]]]:
        with office.engine.connect() as connection:
            return {
                name: sorted(map(tuple, connection.execute(table.select())), key=repr)
                for name, table in SQLModel.metadata.tables.items()
                if name != "built_index"
            }

    before = rows()
    _tried(office, changed(office, BEES, NEW_YEAR, **fee(70_000), phrases=("đàn ong",)))
    _tried(office, Proposal(changed(office, BEES), repealed=True, replaced_by=SELLING))

    assert rows() == before


@pytest.mark.parametrize("start", [ON, NEW_YEAR])
def test_bots_find_the_index_they_need_after_publishing(office: Storage, start: date) -> None:
    proposal = changed(office, BEES, start, phrases=("đàn ong", "tổ ong"))
    catalogue_on(office, ON, keep_at=NOW)
    _tried(office, proposal)
    let_hold(office, proposal)
    with office.reading() as session:
        before = {row.key for row in session.exec(select(BuiltIndexRow))}

    for day in (ON, start):
        catalogue_on(office, day, keep_at=datetime(2030, 1, 1, tzinfo=UTC))

    with office.reading() as session:
        rows = session.exec(select(BuiltIndexRow)).all()
    assert {row.key for row in rows} == before, "nothing had to be built"
    assert len(rows) <= KEPT


def test_other_phrases_are_tried_on_the_day_itself(office: Storage) -> None:
    sources = sources_on(office, ON)
    law = law_with(sources.law, [sources.law.procedures[SELLING].model_copy(update={"phrases": ("đem mật ra chợ",)})])

    before, after = trial_of_sources(office, sources._replace(law=law), ON, NOW)

    assert before.procedures[SELLING].phrases == ()
    found = answer("đem mật ra chợ", after, NOTHING_SAID)
    assert isinstance(found, Answered)
    assert found.codes == (SELLING,)
