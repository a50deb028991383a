from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge import audit, past, versions
from knowledge.audit import Event
from knowledge.differences import plain_field
from knowledge.drafts import Proposal
from knowledge.phrase_keeping import add_phrase
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, in_force, let_hold, repeal

FREE = {"fees": a_procedure(fees=({"state": "free"},)).fees}


@pytest.fixture
def office(storage: Storage) -> Storage:
    """A catalogue of two procedures about bees; keeping them is free."""
    bring_in(storage, a_procedure(phrases=("nuôi ong",), **FREE), a_procedure(code="1.000002", short_name="Bán ong"))
    return storage


def _undone(storage: Storage, code: str = BEES, today: date = ON) -> Proposal | None:
    with storage.reading() as session:
        return past.undone(session, code, today)


def _on(storage: Storage, day: date) -> Procedure:
    with storage.reading() as session:
        return in_force(session, BEES, day)


def _taken_back(storage: Storage, today: date = ON) -> Proposal:
    proposal = _undone(storage, today=today)
    assert proposal
    let_hold(storage, proposal, today)
    return proposal


def test_of_what_nobody_changed_nothing_can_be_taken_back(office: Storage) -> None:
    assert _undone(office) is None
    assert _undone(office, "9.999999") is None


def test_of_a_new_procedure_nothing_can_be_taken_back(office: Storage) -> None:
    let_hold(office, a_procedure(code="1.000009", effective_from=ON))

    assert _undone(office, "1.000009") is None


def test_a_change_of_today_is_taken_back_today(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000), verified_on=ON))

    _taken_back(office)

    found = _on(office, ON)
    assert (found.fees, found.verified_on) == (FREE["fees"], date(2026, 7, 1))
    assert faults(office) == []


def test_of_two_changes_on_one_day_only_the_last_is_taken_back(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000)))
    let_hold(office, changed(office, BEES, summary="Báo trước ba ngày."))

    _taken_back(office)

    found = _on(office, ON)
    assert (found.fees[0].amount_vnd, found.summary) == (70_000, "Báo cho xã biết nhà mình nuôi ong.")


def test_taking_back_what_was_taken_back_brings_it_again(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000)))

    _taken_back(office)
    _taken_back(office)

    assert _on(office, ON).fees[0].amount_vnd == 70_000


def test_an_announced_change_is_taken_back_on_the_day_it_would_begin(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))

    proposal = _taken_back(office)

    assert proposal.procedure.effective_from == NEW_YEAR
    assert [_on(office, NEW_YEAR + timedelta(days=shift)).fees for shift in (-1, 0, 1)] == [FREE["fees"]] * 3
    _taken_back(office)
    assert _on(office, NEW_YEAR).fees[0].amount_vnd == 70_000


def test_a_change_that_began_long_ago_is_taken_back_from_today_without_what_came_since(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, authority="Ủy ban nhân dân tỉnh"))
    let_hold(office, changed(office, BEES, **fee(70_000)))
    spring = date(2027, 4, 1)

    proposal = _undone(office, today=spring)

    assert proposal
    found = proposal.procedure
    assert (found.effective_from, found.fees, found.authority) == (spring, FREE["fees"], "Ủy ban nhân dân tỉnh")


def test_a_repeal_is_taken_back(office: Storage) -> None:
    repeal(office, BEES, replaced_by="1.000002")

    proposal = _taken_back(office)

    assert (proposal.repealed, proposal.replaced_by) == (False, "")
    assert _on(office, ON).short_name == "Đăng ký nuôi ong"
    assert _on(office, ON).phrases == ("nuôi ong",)


def test_coming_back_is_taken_back_as_the_repeal_that_it_was(office: Storage) -> None:
    repeal(office, BEES, replaced_by="1.000002")
    let_hold(office, changed(office, BEES, NEW_YEAR))

    proposal = _taken_back(office)

    assert (proposal.repealed, proposal.replaced_by, proposal.procedure.effective_from) == (True, "1.000002", NEW_YEAR)
    with office.reading() as session:
        assert [version.repealed for version in versions.history(session, BEES)] == [False, True, True]
    assert faults(office) == []


def test_an_import_is_taken_back(office: Storage) -> None:
    before = _on(office, ON)
    new = before.model_copy(update={**fee(70_000), "effective_from": ON})
    version = versions.version_row(new, origin="portal")
    with office.writing() as session:
        versions.write_version(session, version)
        was = {"fees": plain_field(before.fees)}
        becomes = {"fees": plain_field(new.fees)} | audit.published(version)
        audit.record(session, MINH, Event("import", BEES, was, becomes))

    _taken_back(office)

    assert _on(office, ON).fees == FREE["fees"]


def _blamed(storage: Storage, on: date = ON) -> dict[str, tuple[str, str]]:
    with storage.reading() as session:
        return {each.field: (each.actor, each.reason) for each in past.blame(session, BEES, on)}


FROM_THE_START = ("hệ thống", "danh mục khởi đầu")
FROM_LAN = ("Nguyễn Lan (duyệt: Trần Minh)", "theo QĐ 812/QĐ-BTC")


def test_blame_names_who_wrote_each_field_that_says_something(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000)))

    found = _blamed(office)

    assert found["fees"] == FROM_LAN
    assert found["effective_from"] == FROM_LAN
    assert {found[name] for name in ("name", "summary", "field", "source", "phrases")} == {FROM_THE_START}
    assert "decision" not in found


def test_blame_of_a_day_knows_nothing_of_later_changes(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))

    assert _blamed(office)["fees"] == FROM_THE_START
    assert _blamed(office, NEW_YEAR)["fees"] == FROM_LAN
    assert _blamed(office, date(2025, 1, 1)) == {}


def test_blame_follows_what_a_version_was_made_from(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, authority="Ủy ban nhân dân tỉnh"))
    let_hold(office, changed(office, BEES, summary="Chỉ đến hết năm."), who=LAN._replace(reason="tạm thời"))

    assert _blamed(office)["summary"] == ("Nguyễn Lan (duyệt: Trần Minh)", "tạm thời")
    assert _blamed(office, NEW_YEAR)["summary"] == FROM_THE_START


def test_a_field_that_was_taken_back_is_blamed_on_who_took_it_back(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000)))
    proposal = _undone(office)
    assert proposal
    let_hold(office, proposal, who=LAN._replace(reason="nhập nhầm"))

    assert _blamed(office)["fees"] == ("Nguyễn Lan (duyệt: Trần Minh)", "nhập nhầm")


def test_who_added_the_last_phrase_wrote_the_phrases(office: Storage) -> None:
    with office.writing() as session:
        audit.record(session, MINH, add_phrase(session, BEES, "nhà có đàn ong", situation=False))
        audit.record(session, LAN, add_phrase(session, BEES, "vườn em có mấy tổ", situation=True))

    found = _blamed(office)

    assert found["phrases"] == (MINH.actor, MINH.reason)
    assert found["situations"] == (LAN.actor, LAN.reason)


def test_the_history_has_every_version_and_the_book_every_step(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))
    repeal(office, BEES, date(2027, 7, 1))

    with office.reading() as session:
        rows = versions.history(session, BEES)
        actions = [entry.action for entry in audit.entries(session, BEES)]
    assert [(row.effective_from, row.repealed) for row in rows] == [
        (date(2026, 1, 1), False),
        (NEW_YEAR, False),
        (date(2027, 7, 1), True),
    ]
    assert actions == ["repeal", "submit", "draft", "publish", "submit", "draft", "starter"]
    assert set(actions) <= set(past.ACTIONS)


def test_what_a_procedure_said_on_a_day_comes_with_todays_phrases(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, phrases=("đàn ong",), **fee(70_000)))

    with office.reading() as session:
        found = [past.content_on(session, BEES, day) for day in (date(2025, 1, 1), ON, NEW_YEAR)]
    assert found[0] is None
    assert [each.fees[0].amount_vnd for each in found if each] == [None, 70_000]
    assert [each.phrases for each in found if each] == [("đàn ong",)] * 2
