from __future__ import annotations

from datetime import date

import pytest

from knowledge import audit, drafts, reviewing
from knowledge.errors import CatalogueError
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults
from tests.knowledge.drafts.drafted import YESTERDAY, draft, rebased
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold, publish, save, submit


def test_a_change_after_an_announced_one_begins_with_the_law_of_its_first_day(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))
    summer = date(2027, 7, 1)

    row = draft(office, save(office, changed(office, BEES, summer, summary="Nộp ở tỉnh.")))

    assert row.base
    assert (row.base["fees"][0]["amount_vnd"], row.base["effective_from"]) == (70_000, "2027-01-01")
    with office.reading() as session:
        after = audit.entries(session, BEES, limit=1)[0].after
    assert after == {"draft": row.id, "summary": "Nộp ở tỉnh.", "effective_from": "2027-07-01"}


def test_a_draft_can_be_changed_and_has_to_be_submitted_again(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))
    submit(office, number)

    with office.writing() as session:
        drafts.revise(session, number, changed(office, BEES, **fee(55_000)), MINH, ON)

    row = draft(office, number)
    assert (row.state, row.actor) == ("draft", MINH.actor)
    assert drafts.proposed(row).fees[0].amount_vnd == 55_000
    with office.reading() as session:
        entry = audit.entries(session, BEES, limit=1)[0]
    assert (entry.action, set(entry.before or ()), entry.actor) == ("revise", {"fees"}, MINH.actor)
    assert faults(office) == []


def test_a_draft_cannot_be_changed_into_what_cannot_be(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))

    for procedure, words in (
        (changed(office, BEES), "Không có gì thay đổi"),
        (changed(office, BEES, YESTERDAY, **fee(1_000)), "đã qua"),
        (changed(office, "1.000002", **fee(1_000)), "Mã thủ tục"),
    ):
        with pytest.raises(CatalogueError, match=words), office.writing() as session:
            drafts.revise(session, number, procedure, LAN, ON)

    assert drafts.proposed(draft(office, number)).fees[0].amount_vnd == 50_000


@pytest.mark.parametrize("end", ["published", "withdrawn"])
def test_a_decided_draft_stays_as_it_is(storage: Storage, end: str) -> None:
    bring_in(storage, a_procedure())
    number = save(storage, changed(storage, BEES, **fee(50_000)))
    submit(storage, number)
    with storage.writing() as session:
        if end == "published":
            reviewing.publish(session, number, MINH, ON, self_review=False)
        else:
            reviewing.withdraw(session, number, MINH)

    with pytest.raises(CatalogueError, match=rf"{drafts.STATES[end]}.*tthc procedure edit 1\.000001"):
        submit(storage, number)
    with pytest.raises(CatalogueError), storage.writing() as session:
        drafts.revise(session, number, changed(storage, BEES, **fee(1_000)), LAN, ON)
    with pytest.raises(CatalogueError):
        rebased(storage, number)
    assert draft(storage, number).state == end


def test_a_draft_that_is_not_there_is_told_where_to_look(storage: Storage) -> None:
    for step in (submit, publish):
        with pytest.raises(CatalogueError, match=r"số 12.*tthc draft list"):
            step(storage, 12)
