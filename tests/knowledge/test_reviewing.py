from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from knowledge import audit, drafts, office_settings, publishing, reviewing, versions
from knowledge.audit import Who
from knowledge.drafts import Proposal
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow, PhraseRow
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, in_force, let_hold, publish, repeal, save, submit


@pytest.fixture
def office(either_storage: Storage) -> Storage:
    """A catalogue of two procedures about bees."""
    bring_in(either_storage, a_procedure(phrases=("nuôi ong",)), a_procedure(code="1.000002", short_name="Bán ong"))
    return either_storage


def _row(storage: Storage, number: int) -> DraftRow:
    with storage.reading() as session:
        return drafts.found(session, number)


def test_what_a_second_officer_publishes_holds_from_its_day_on(office: Storage) -> None:
    number = save(office, changed(office, BEES, NEW_YEAR, **fee(70_000)))
    submit(office, number)
    publish(office, number)

    with office.reading() as session:
        fees = [in_force(session, BEES, NEW_YEAR + timedelta(days=shift)).fees[0].amount_vnd for shift in (-1, 0, 1)]
        version = versions.version_on(session, BEES, NEW_YEAR)
        revision = publishing.revision(session)
    assert fees == [None, 70_000, 70_000]
    assert version
    assert (version.verified_by, version.origin, version.officer_fields) == (MINH.actor, "officer", ["fees"])
    assert revision == 2
    row = _row(office, number)
    assert (row.state, row.reviewer, row.decision) == ("published", MINH.actor, MINH.reason)


def test_the_book_says_who_wrote_and_who_looked_at_it(office: Storage) -> None:
    number = let_hold(office, changed(office, BEES, **fee(70_000)))

    with office.reading() as session:
        entries = audit.entries(session, BEES)
        seal = versions.version_on(session, BEES, ON)
    assert [entry.action for entry in entries] == ["publish", "submit", "draft", "starter"]
    assert seal
    after = entries[0].after or {}
    assert after["digest"] == {"2026-11-25": seal.digest}
    assert (after["draft"], after["author"], after["self_review"]) == (number, LAN.actor, False)
    assert after["fees"][0]["amount_vnd"] == 70_000
    assert entries[0].before
    assert entries[0].before["fees"][0]["state"] == "not_stated"
    assert faults(office) == []


def test_a_draft_is_submitted_once(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))
    submit(office, number)

    with pytest.raises(CatalogueError, match=f"đã gửi duyệt rồi.*tthc draft publish {number}"):
        submit(office, number)


def test_what_is_not_submitted_is_neither_published_nor_given_back(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))

    with pytest.raises(CatalogueError, match=f"tthc draft submit {number}"):
        publish(office, number)
    with pytest.raises(CatalogueError, match="chưa gửi duyệt"), office.writing() as session:
        reviewing.reject(session, number, MINH)

    assert _row(office, number).state == "draft"
    assert faults(office) == []


def test_what_is_given_back_says_why_and_makes_room_for_another(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))
    submit(office, number)
    with office.writing() as session:
        reviewing.reject(session, number, MINH._replace(reason="thiếu số quyết định"))

    row = _row(office, number)
    assert (row.state, row.reviewer, row.decision) == ("rejected", MINH.actor, "thiếu số quyết định")
    with pytest.raises(CatalogueError, match="bị trả lại"):
        publish(office, number)
    let_hold(office, changed(office, BEES, **fee(60_000)))
    assert faults(office) == []


def test_what_is_given_back_is_mended_and_submitted_again(office: Storage) -> None:
    number = _given_back(office)

    with office.writing() as session:
        drafts.revise(session, number, changed(office, BEES, **fee(60_000)), LAN, ON)
    submit(office, number)
    publish(office, number)

    with office.reading() as session:
        assert in_force(session, BEES).fees[0].amount_vnd == 60_000
    assert faults(office) == []


def test_what_is_given_back_waits_while_somebody_has_begun_another(office: Storage) -> None:
    number = _given_back(office)
    other = save(office, changed(office, BEES, **fee(60_000)))

    with pytest.raises(CatalogueError, match=f"đang có bản nháp số {other}"):
        submit(office, number)
    with office.writing() as session:
        reviewing.withdraw(session, number, LAN)

    assert (_row(office, number).state, _row(office, other).state) == ("withdrawn", "draft")


def _given_back(storage: Storage) -> int:
    number = save(storage, changed(storage, BEES, **fee(70_000)))
    submit(storage, number)
    with storage.writing() as session:
        reviewing.reject(session, number, MINH._replace(reason="thiếu số quyết định"))
    return number


@pytest.mark.parametrize("submitted", [False, True])
def test_a_draft_can_be_taken_back_before_it_is_decided(office: Storage, submitted: bool) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))
    if submitted:
        submit(office, number)
    with office.writing() as session:
        reviewing.withdraw(session, number, LAN)

    assert _row(office, number).state == "withdrawn"
    with office.reading() as session:
        assert drafts.open_draft(session, BEES) is None
        assert in_force(session, BEES).fees[0].amount_vnd is None


SAME = ["Nguyễn Lan", "nguyễn lan", unicodedata.normalize("NFD", "Nguyễn Lan"), "  Nguyễn   Lan "]


@pytest.mark.parametrize("name", SAME)
def test_nobody_publishes_their_own_draft_however_they_write_their_name(office: Storage, name: str) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))
    submit(office, number)

    with pytest.raises(CatalogueError, match=r"cần người khác duyệt.*tthc setting set self_review on"):
        publish(office, number, Who.checked(name, "tự duyệt", NOW))

    assert _row(office, number).state == "submitted"


def test_an_office_of_one_may_review_itself_and_the_book_says_so(office: Storage) -> None:
    with office.writing() as session:
        office_settings.set_setting(session, office_settings.SELF_REVIEW, "on", LAN)
    number = save(office, changed(office, BEES, **fee(70_000)))
    submit(office, number)
    with office.reading() as session:
        allowed = office_settings.self_review(session)
    publish(office, number, LAN, self_review=allowed)

    with office.reading() as session:
        entry = audit.entries(session, BEES, limit=1)[0]
        setting = audit.entries(session, office_settings.SELF_REVIEW)[0]
    assert (entry.after or {})["self_review"] is True
    assert (setting.before, setting.after, setting.actor) == ({"value": "off"}, {"value": "on"}, LAN.actor)
    assert faults(office) == []


def test_a_draft_whose_day_passed_while_it_waited_is_refused_with_a_way_on(office: Storage) -> None:
    number = save(office, changed(office, BEES, **fee(70_000)))
    submit(office, number)

    with pytest.raises(CatalogueError, match=rf"25/11/2026 đã qua.*2026-11-26.*tthc draft edit {number}"):
        publish(office, number, today=date(2026, 11, 26))

    assert _row(office, number).state == "submitted"


def test_phrases_of_a_draft_hold_at_once_and_those_that_stay_keep_their_source(office: Storage) -> None:
    let_hold(office, changed(office, BEES, NEW_YEAR, phrases=("đàn ong", "nuôi ong"), situations=("có mấy tổ",)))

    with office.reading() as session:
        today = in_force(session, BEES)
        rows = session.exec(select(PhraseRow).where(PhraseRow.code == BEES).order_by(col(PhraseRow.id))).all()
    assert (today.phrases, today.situations) == (("đàn ong", "nuôi ong"), ("có mấy tổ",))
    assert [(row.text, row.source) for row in rows] == [
        ("đàn ong", "officer"),
        ("nuôi ong", "starter"),
        ("có mấy tổ", "officer"),
    ]


def test_what_officers_wrote_stays_theirs_in_every_later_version(office: Storage) -> None:
    let_hold(office, changed(office, BEES, **fee(70_000)))
    let_hold(office, changed(office, BEES, NEW_YEAR, summary="Nộp ở tỉnh.", verified_on=ON))
    let_hold(office, changed(office, BEES, date(2027, 7, 1), authority="Ủy ban nhân dân tỉnh"))

    with office.reading() as session:
        fields = [version.officer_fields for version in versions.history(session, BEES)]
    assert fields == [[], ["fees"], ["fees", "summary"], ["authority", "fees", "summary"]]


def test_a_repeal_is_published_like_any_change_and_keeps_what_people_say(office: Storage) -> None:
    repeal(office, BEES, NEW_YEAR, replaced_by="1.000002")

    with office.reading() as session:
        assert in_force(session, BEES).short_name == "Đăng ký nuôi ong"
        last = versions.version_on(session, BEES, NEW_YEAR)
        entry = audit.entries(session, BEES, limit=1)[0]
        texts = session.exec(select(PhraseRow.text).where(PhraseRow.code == BEES)).all()
    assert last
    assert (last.repealed, last.replaced_by) == (True, "1.000002")
    assert entry.action == "repeal"
    assert (entry.after or {})["replaced_by"] == "1.000002"
    assert texts == ["nuôi ong"]
    assert faults(office) == []


def test_what_was_tried_on_another_catalogue_is_not_written(office: Storage) -> None:
    with office.reading() as session:
        tried_against = publishing.revision(session)
    with office.writing() as session:
        reviewing.refuse_if_moved(session, tried_against)
    let_hold(office, changed(office, BEES, **fee(70_000)))

    with pytest.raises(CatalogueError, match=r"vừa đổi trong lúc đang thử.*chạy lại"), office.writing() as session:
        reviewing.refuse_if_moved(session, tried_against)


def test_of_several_drafts_published_together_all_hold_or_none(office: Storage) -> None:
    first = save(office, changed(office, BEES, **fee(70_000)))
    second = save(office, changed(office, "1.000002", **fee(80_000)), MINH)
    for number in (first, second):
        submit(office, number)

    def publish_both() -> None:
        with office.writing() as session:
            for number in (first, second):
                reviewing.publish(session, number, MINH, ON, self_review=False)

    with pytest.raises(CatalogueError, match="cần người khác duyệt"):
        publish_both()

    assert [_row(office, number).state for number in (first, second)] == ["submitted", "submitted"]
    with office.reading() as session:
        assert in_force(session, BEES).fees[0].amount_vnd is None
    assert faults(office) == []


def test_a_procedure_of_the_national_portal_that_an_officer_repeals_stays_repealed(office: Storage) -> None:
    last = changed(office, BEES, NEW_YEAR)
    let_hold(office, Proposal(last, repealed=True, origin="portal"))

    with office.reading() as session:
        found = versions.version_on(session, BEES, NEW_YEAR)
    assert found
    assert (found.repealed, found.origin, found.officer_fields) == (True, "portal", [])
