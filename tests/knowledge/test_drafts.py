from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from knowledge import audit, drafts, reviewing, versions
from knowledge.audit import Event
from knowledge.differences import Conflict
from knowledge.drafts import ChangedMeanwhileError, Proposal
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow
from knowledge.phrase_keeping import add_phrase
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, in_force, let_hold, publish, repeal, save, submit

YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)


@pytest.fixture
def office(either_storage: Storage) -> Storage:
    """A catalogue of two procedures about bees."""
    bring_in(
        either_storage,
        a_procedure(phrases=("nuôi ong", "khai báo tổ ong"), situations=("vườn nhà em có mấy đàn",)),
        a_procedure(code="1.000002", short_name="Bán ong"),
    )
    return either_storage


def _draft(storage: Storage, number: int) -> DraftRow:
    with storage.reading() as session:
        return drafts.found(session, number)


def _drafts(storage: Storage) -> list[DraftRow]:
    with storage.reading() as session:
        return list(session.exec(select(DraftRow)))


def _rebased(storage: Storage, number: int, today: date = ON) -> tuple[Procedure, tuple[Conflict, ...]]:
    with storage.writing() as session:
        row, conflicts = drafts.rebase(session, number, LAN, today)
        return drafts.proposed(row), conflicts


def test_a_draft_changes_nothing_that_citizens_read(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))

    row = _draft(office, number)
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
    assert [row.id for row in _drafts(office)] == [number]


def test_another_procedure_can_be_drafted_meanwhile(office: Storage) -> None:
    save(office, changed(office, BEES, **fee(50_000)))
    save(office, changed(office, "1.000002", **fee(60_000)), MINH)

    assert [row.code for row in _drafts(office)] == [BEES, "1.000002"]


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

    assert _drafts(storage) == []
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

    assert drafts.proposed(_draft(storage, number)).verified_on == ON


def test_a_new_procedure_begins_with_nothing(office: Storage) -> None:
    new = a_procedure(code="1.000009", short_name="Mở lớp nuôi ong", effective_from=NEW_YEAR)

    number = save(office, new)

    row = _draft(office, number)
    assert row.base is None
    assert drafts.proposed(row) == new
    with office.reading() as session:
        entry = audit.entries(session, new.code, limit=1)[0]
    assert entry.before is None
    assert entry.after
    assert entry.after["short_name"] == "Mở lớp nuôi ong"


def test_a_change_after_an_announced_one_begins_with_the_law_of_its_first_day(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))
    summer = date(2027, 7, 1)

    row = _draft(office, save(office, changed(office, BEES, summer, summary="Nộp ở tỉnh.")))

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

    row = _draft(office, number)
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

    assert drafts.proposed(_draft(office, number)).fees[0].amount_vnd == 50_000


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
        _rebased(storage, number)
    assert _draft(storage, number).state == end


def test_a_draft_that_is_not_there_is_told_where_to_look(storage: Storage) -> None:
    for step in (submit, publish):
        with pytest.raises(CatalogueError, match=r"số 12.*tthc draft list"):
            step(storage, 12)


def test_a_rebased_draft_has_what_others_changed_and_keeps_its_own(office: Storage) -> None:
    number = save(office, changed(office, BEES, NEW_YEAR, **fee(50_000)))
    with office.writing() as session:
        reviewing.withdraw(session, number, LAN)
    late = save(office, changed(office, BEES, **fee(50_000), summary="Của Lan."))
    _publish_beside(office, summary="Của Minh.", authority="Ủy ban nhân dân xã")

    procedure, conflicts = _rebased(office, late)

    assert (procedure.fees[0].amount_vnd, procedure.authority, procedure.summary) == (
        50_000,
        "Ủy ban nhân dân xã",
        "Của Lan.",
    )
    assert conflicts == (Conflict("summary", "Báo cho xã biết nhà mình nuôi ong.", "Của Lan.", "Của Minh."),)
    assert _draft(office, late).state == "draft"
    submit(office, late)
    publish(office, late)
    with office.reading() as session:
        assert in_force(session, BEES).authority == "Ủy ban nhân dân xã"
        assert in_force(session, BEES).fees[0].amount_vnd == 50_000
    assert faults(office) == []


def _publish_beside(storage: Storage, code: str = BEES, start: date = ON, **changes: Any) -> None:
    """Publish a change as an import of the portal does, without waiting for open drafts."""
    version = versions.version_row(changed(storage, code, start, **changes), origin="portal")
    with storage.writing() as session:
        versions.write_version(session, version)
        audit.record(session, MINH, Event("import", code, {}, audit.published(version)))


def test_a_draft_over_what_others_published_is_refused_and_stays(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))
    submit(office, number)
    _publish_beside(office, summary="Của Cổng.")

    with pytest.raises(ChangedMeanwhileError, match=rf"Bản nháp {number} vẫn còn nguyên.*tthc draft rebase {number}"):
        publish(office, number)

    assert _draft(office, number).state == "submitted"
    with office.reading() as session:
        assert in_force(session, BEES).summary == "Của Cổng."


def test_phrases_of_others_come_into_a_rebased_draft(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(50_000)))
    with office.writing() as session:
        audit.record(session, MINH, add_phrase(session, BEES, "nhà có đàn ong", situation=False))

    procedure, conflicts = _rebased(office, number)

    assert procedure.phrases == ("nuôi ong", "khai báo tổ ong", "nhà có đàn ong")
    assert conflicts == ()


def test_of_a_procedure_that_two_wrote_anew_every_difference_is_told(office: Storage) -> None:
    number = save(office, a_procedure(code="1.000009", summary="Của Lan.", effective_from=ON))
    theirs = a_procedure(code="1.000009", summary="Của Cổng.", effective_from=ON)
    with office.writing() as session:
        version = versions.version_row(theirs, origin="portal")
        versions.write_version(session, version)
        audit.record(session, MINH, Event("import", theirs.code, None, audit.published(version)))

    procedure, conflicts = _rebased(office, number)

    assert procedure.summary == "Của Lan."
    assert conflicts == (Conflict("summary", None, "Của Lan.", "Của Cổng."),)


def test_an_announced_change_that_others_published_meanwhile_is_not_undone_by_a_later_one(office: Storage) -> None:
    summer = date(2027, 7, 1)
    number = save(office, changed(office, BEES, summer, summary="Nộp ở tỉnh."))
    _publish_beside(office, start=NEW_YEAR, **fee(70_000))

    procedure, conflicts = _rebased(office, number)

    assert (procedure.fees[0].amount_vnd, procedure.summary, procedure.effective_from) == (
        70_000,
        "Nộp ở tỉnh.",
        summer,
    )
    assert conflicts == ()


def test_of_eight_who_write_the_same_new_procedure_at_once_one_is_first(office: Storage) -> None:
    def written(officer: int) -> str:
        try:
            save(office, a_procedure(code="1.000009", effective_from=ON), LAN._replace(actor=f"Cán bộ {officer}"))
        except CatalogueError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(8) as officers:
        told = list(officers.map(written, range(8)))

    (row,) = _drafts(office)
    assert sorted(map(bool, told)) == [False] + [True] * 7
    assert all(row.actor in words for words in told if words)
