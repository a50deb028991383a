from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge import audit, drafts, versions
from knowledge.drafts import ChangedMeanwhileError, Proposal
from knowledge.errors import CatalogueError
from knowledge.phrase_keeping import add_phrase
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults
from tests.knowledge.drafts.drafted import TOMORROW, YESTERDAY, all_drafts, draft
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, in_force, let_hold, publish, repeal, save, submit


def test_a_draft_changes_nothing_that_citizens_read(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))

    row = draft(office, number)
    assert (row.state, row.actor, row.reason, row.origin) == ("draft", LAN.actor, LAN.reason, "officer")
    assert drafts.proposed(row).fees[0].amount_vnd == 50_000
    with office.reading() as session:
        assert in_force(session, BEES).fees[0].amount_vnd is None


def test_the_book_says_what_a_draft_would_change_and_nothing_else(office: Storage) -> None:
    number = save(office, changed(office, BEES, NEW_YEAR, summary="Báo trước ba ngày."))

    with office.reading() as session:
        entry = audit.entries(session, BEES, limit=1)[0]
    assert (entry.action, entry.actor, entry.reason) == ("draft", LAN.actor, LAN.reason)
    assert entry.before == {"summary": "Báo cho xã biết nhà mình nuôi ong.", "effective_from": "2026-01-01"}
    assert entry.after == {"draft": number, "summary": "Báo trước ba ngày.", "effective_from": "2027-01-01"}
    assert faults(office) == []


def test_a_second_draft_of_the_same_procedure_is_told_whose_the_first_is(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))

    with pytest.raises(CatalogueError) as told:
        save(office, changed(office, BEES, **fee(60_000)), MINH)

    for words in (BEES, f"số {number}", LAN.actor, "đang soạn", f"tthc draft withdraw {number}"):
        assert words in str(told.value)
    assert [row.id for row in all_drafts(office)] == [number]


def test_another_procedure_can_be_drafted_meanwhile(office: Storage) -> None:
    save(office, changed(office, BEES, **fee(50_000)))
    save(office, changed(office, "1.000002", **fee(60_000)), MINH)

    assert [row.code for row in all_drafts(office)] == [BEES, "1.000002"]


def test_who_opened_a_procedure_before_others_published_is_told_and_nothing_is_lost(office: Storage) -> None:
    with office.reading() as session:
        opened = drafts.base_of(session, BEES, ON)
    let_hold(office, changed(office, BEES, **fee(50_000)))
    assert opened.procedure
    late = opened.procedure.model_copy(update={"summary": "Báo trước ba ngày.", "effective_from": ON})

    with (
        pytest.raises(ChangedMeanwhileError, match=r"tthc procedure edit 1\.000001") as told,
        office.writing() as session,
    ):
        drafts.save(session, Proposal(late), opened, LAN, ON)

    assert f"tthc procedure history {BEES}" in str(told.value)
    with office.reading() as session:
        assert in_force(session, BEES).fees[0].amount_vnd == 50_000


def test_a_new_phrase_is_a_change_meanwhile_too(office: Storage) -> None:
    with office.reading() as session:
        opened = drafts.base_of(session, BEES, ON)
    with office.writing() as session:
        audit.record(session, MINH, add_phrase(session, BEES, "nhà có đàn ong", situation=False))

    with pytest.raises(ChangedMeanwhileError), office.writing() as session:
        drafts.save(session, Proposal(changed(office, BEES, **fee(50_000))), opened, LAN, ON)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("a day that is past", {"effective_from": YESTERDAY}, r"24/11/2026 đã qua.*2026-11-25"),
    ("checked in the future", {"verified_on": TOMORROW}, r"verified_on 26/11/2026 là ngày chưa tới"),
    ("nothing but the day", {"effective_from": TOMORROW}, "Không có gì thay đổi"),
    ("nothing at all", {}, "Không có gì thay đổi"),
]


@pytest.mark.parametrize(("changes", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_come_into_force_is_not_saved(storage: Storage, changes: dict[str, Any], words: str) -> None:
    bring_in(storage, a_procedure())
    proposal = changed(storage, BEES).model_copy(update=changes)

    with pytest.raises(CatalogueError, match=words):
        save(storage, proposal)

    assert all_drafts(storage) == []
    assert faults(storage) == []


@pytest.mark.parametrize(
    ("heir", "words"),
    [
        (BEES, "thay bằng chính nó"),
        ("9.999999", r"25/11/2026 chưa có thủ tục thay thế.*tthc procedure new 9\.999999"),
        ("1.000002", r"1\.000002 đã bãi bỏ từ 25/11/2026"),
        ("1.000003", r"25/11/2026 chưa có thủ tục thay thế 1\.000003"),
    ],
)
def test_what_does_not_hold_on_that_day_takes_no_place(storage: Storage, heir: str, words: str) -> None:
    bring_in(
        storage, a_procedure(), a_procedure(code="1.000002"), a_procedure(code="1.000003", effective_from=NEW_YEAR)
    )
    repeal(storage, "1.000002")

    with pytest.raises(CatalogueError, match=words):
        save(storage, Proposal(changed(storage, BEES), repealed=True, replaced_by=heir))


def test_a_successor_that_was_repealed_while_the_draft_waited_is_refused(storage: Storage) -> None:
    bring_in(storage, a_procedure(), a_procedure(code="1.000002"))
    number = save(storage, Proposal(changed(storage, BEES), repealed=True, replaced_by="1.000002"))
    submit(storage, number)
    repeal(storage, "1.000002")

    with pytest.raises(CatalogueError, match=r"1\.000002 đã bãi bỏ"):
        publish(storage, number)


def test_a_repeal_that_is_so_already_is_refused_and_another_successor_is_not(storage: Storage) -> None:
    bring_in(storage, a_procedure(), a_procedure(code="1.000002"))
    repeal(storage, BEES)
    with pytest.raises(CatalogueError, match="Không có gì thay đổi"):
        repeal(storage, BEES)

    repeal(storage, BEES, replaced_by="1.000002")

    with storage.reading() as session:
        assert [row.replaced_by for row in versions.history(session, BEES)][-1] == "1.000002"


def test_that_the_facts_were_checked_again_is_a_change(storage: Storage) -> None:
    bring_in(storage, a_procedure(verified_on=date(2026, 7, 1)))

    number = save(storage, changed(storage, BEES, verified_on=ON))

    assert drafts.proposed(draft(storage, number)).verified_on == ON


def test_a_new_procedure_begins_with_nothing(office: Storage) -> None:
    new = a_procedure(code="1.000009", short_name="Mở lớp nuôi ong", effective_from=NEW_YEAR)

    number = save(office, new)

    row = draft(office, number)
    assert row.base is None
    assert drafts.proposed(row) == new
    with office.reading() as session:
        entry = audit.entries(session, new.code, limit=1)[0]
    assert entry.before is None
    assert entry.after
    assert entry.after["short_name"] == "Mở lớp nuôi ong"
