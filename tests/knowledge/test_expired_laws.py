from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge import audit, drafts, reviewing
from knowledge.checking import ExpiredLaw, findings
from knowledge.drafts import Proposal, base_of, open_draft, proposed
from knowledge.errors import CatalogueError
from knowledge.expired_laws import (
    affected,
    basis_of,
    expire,
    expired_laws,
    is_same_law,
    number_of,
    open_drafts,
    restore,
    rewritten,
)
from knowledge.procedure import LegalBasis
from knowledge.publishing import procedures_in_force
from knowledge.storage import Storage
from tests.knowledge.audited import BEES, FISH, HONEY, LAN, MINH, bring_in, faults, rows
from tests.knowledge.examples import ON, a_procedure

OLD, NEW = "08/2025/TT-BNN", "31/2026/TT-BNN"
LAW = ExpiredLaw(OLD, date(2027, 1, 1), NEW)
OLD_BASIS, OTHER = BEES.legal_bases
NEW_BASIS = LegalBasis(number=NEW, title=NEW)


@pytest.fixture
def farm(storage: Storage) -> Storage:
    bring_in(storage, BEES, HONEY, FISH)
    return storage


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("08/2025/TT-BNN", "08/2025/TT-BNN"),
        ("8 / 2025 / tt – bnn", "8/2025/TT-BNN"),
        ("Thông tư số 08/2025/TT-BNN ngày 1/2/2025", "08/2025/TT-BNN"),
        ("60/2014/qh13", "60/2014/QH13"),
        ("123/2015/nđ-cp", "123/2015/NĐ-CP"),
        ("812/QĐ-BTC", "812/QĐ-BTC"),
    ],
)
def test_the_number_of_a_law_is_read_however_it_is_written(written: str, number: str) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize("written", ["", "Luật Hộ tịch", "2019", "ngày 1/2/2025"])
def test_what_is_no_number_of_a_law_is_refused(written: str) -> None:
    with pytest.raises(CatalogueError, match="không phải số hiệu văn bản"):
        number_of(written)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("08/2025/TT-BNN", "8/2025/tt-bnn", True),
        ("123/2015/NĐ-CP", "123/2015/ND-CP", True),
        ("123/2015/NĐ-CP", "1123/2015/NĐ-CP", False),
        ("08/2025/TT-BNN", "08/2025/TT-BNNMT", False),
        ("08/2025/TT-BNN", "08/2024/TT-BNN", False),
        ("", "", False),
    ],
)
def test_two_numbers_are_of_one_law_or_not(one: str, other: str, same: bool) -> None:
    assert is_same_law(one, other) is same


def test_a_law_is_marked_and_the_book_says_by_whom(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        expire(session, LAW, LAN)

    with either_storage.reading() as session:
        assert expired_laws(session) == {OLD: LAW}
        (entry,) = audit.entries(session)
    assert (entry.action, entry.subject, entry.actor, entry.before) == ("expire-law", OLD, LAN.actor, None)
    assert entry.after == {"expired_on": "2027-01-01", "replaced_by": NEW}
    assert faults(either_storage) == []


def test_marking_again_writes_nothing_and_a_correction_is_told_with_what_was(storage: Storage) -> None:
    with storage.writing() as session:
        expire(session, LAW, LAN)
        expire(session, LAW, MINH)
        expire(session, LAW._replace(number="8/2025/TT-BNN", replaced_by=""), MINH)

    with storage.reading() as session:
        assert expired_laws(session) == {OLD: LAW._replace(replaced_by="")}
        entries = audit.entries(session)
    assert [(entry.actor, entry.before) for entry in entries] == [
        (MINH.actor, {"expired_on": "2027-01-01", "replaced_by": NEW}),
        (LAN.actor, None),
    ]


def test_no_law_takes_its_own_place(storage: Storage) -> None:
    with storage.writing() as session, pytest.raises(CatalogueError, match="chính nó"):
        expire(session, LAW._replace(replaced_by="8/2025/tt-bnn"), LAN)


def test_a_mark_made_by_mistake_is_taken_away(storage: Storage) -> None:
    with storage.writing() as session:
        expire(session, LAW, LAN)
    with storage.writing() as session:
        assert restore(session, "8/2025/tt-bnn", MINH) == LAW

    with storage.reading() as session:
        assert expired_laws(session) == {}
        assert audit.entries(session)[0].before == {"expired_on": "2027-01-01", "replaced_by": NEW}
    assert faults(storage) == []


def test_a_law_that_is_not_marked_cannot_be_restored(storage: Storage) -> None:
    with storage.writing() as session, pytest.raises(CatalogueError, match="tthc law list"):
        restore(session, OLD, LAN)


def test_every_procedure_that_cites_it_is_found_with_the_part(farm: Storage) -> None:
    with farm.reading() as session:
        found = {each.code: each for each in affected(session, LAW, ON)}

    assert {code: each.parts for code, each in found.items()} == {
        BEES.code: ("Căn cứ pháp lý",),
        HONEY.code: ("Căn cứ pháp lý",),
        FISH.code: ("Lệ phí",),
    }
    assert found[FISH.code].proposed is None, "words about fees are for officers to rewrite"
    proposal = found[BEES.code].proposed
    assert proposal is not None
    assert proposal.legal_bases == (NEW_BASIS, OTHER)


@pytest.mark.parametrize(
    ("ends", "starts"),
    [
        pytest.param(ON + timedelta(days=40), ON + timedelta(days=40), id="a law that ends later"),
        pytest.param(ON, ON, id="a law that ends today"),
        pytest.param(ON - timedelta(days=90), ON, id="a law that ended long ago"),
    ],
)
def test_the_change_begins_when_the_law_ends_but_not_before_today(farm: Storage, ends: date, starts: date) -> None:
    with farm.reading() as session:
        (bees, *_) = affected(session, LAW._replace(expired_on=ends), ON)

    assert bees.proposed is not None
    assert (bees.proposed.effective_from, bees.proposed.verified_on) == (starts, ON)


def test_the_version_of_the_day_on_which_it_ends_is_the_one_that_changes(farm: Storage) -> None:
    coming = BEES.model_copy(update={"effective_from": date(2026, 12, 15), "summary": "Nay nộp ở tỉnh."})
    bring_in(farm, coming)
    with farm.writing() as session:
        (bees, *_) = affected(session, LAW, ON)
        list(open_drafts(session, [bees], LAN, ON))
        draft = open_draft(session, BEES.code)

    assert draft is not None
    assert proposed(draft).summary == coming.summary
    assert draft.base is not None
    assert draft.base["summary"] == coming.summary


def test_a_draft_is_opened_for_each_that_has_none(farm: Storage) -> None:
    with farm.writing() as session:
        changed = HONEY.model_copy(update={"effective_from": ON, "summary": "Đang sửa."})
        waiting = drafts.save(session, Proposal(changed), base_of(session, HONEY.code, ON), MINH, ON)
    with farm.writing() as session:
        found = affected(session, LAW, ON)
        opened = list(open_drafts(session, found, LAN, ON))

    assert {each.code: each.waiting.id if each.waiting else None for each in found}[HONEY.code] == waiting.id
    assert [(row.code, row.actor, row.state) for row in opened] == [(BEES.code, LAN.actor, "draft")]
    assert faults(farm) == []


def test_once_the_drafts_are_published_no_procedure_rests_on_it(farm: Storage) -> None:
    with farm.writing() as session:
        expire(session, LAW, LAN)
        for row in list(open_drafts(session, affected(session, LAW, ON), LAN, ON)):
            reviewing.submit(session, row.id or 0, LAN)
            reviewing.publish(session, row.id or 0, MINH, ON, self_review=False)

    with farm.reading() as session:
        laws, procedures = expired_laws(session), procedures_in_force(session, LAW.expired_on)
        still = [each for each in findings(procedures, LAW.expired_on, laws) if each.kind == "expired_law"]
        assert [(each.code, each.where) for each in still] == [(FISH.code, "Lệ phí")]
        before = procedures_in_force(session, LAW.expired_on - timedelta(days=1))
        assert before[0].legal_bases == BEES.legal_bases
    assert faults(farm) == []


def test_looking_writes_nothing(farm: Storage) -> None:
    before = rows(farm)
    with farm.reading() as session:
        affected(session, LAW, ON)

    assert rows(farm) == before


@pytest.mark.parametrize(
    ("bases", "heir", "becomes"),
    [
        pytest.param((OLD_BASIS, OTHER), NEW_BASIS, (NEW_BASIS, OTHER), id="the new one in its place"),
        pytest.param((OLD_BASIS, OTHER), None, (OTHER,), id="nothing in its place"),
        pytest.param((OTHER, OLD_BASIS, NEW_BASIS), NEW_BASIS, (OTHER, NEW_BASIS), id="the new one is there already"),
        pytest.param((OLD_BASIS, OLD_BASIS), NEW_BASIS, (NEW_BASIS,), id="cited twice, replaced once"),
        pytest.param((OTHER,), NEW_BASIS, (OTHER,), id="not cited"),
        pytest.param(
            (LegalBasis(title="Thông tư 08/2025/TT-BNN về nuôi ong"),), None, (), id="its number stands in its title"
        ),
    ],
)
def test_legal_bases_are_rewritten(
    bases: tuple[LegalBasis, ...], heir: LegalBasis | None, becomes: tuple[LegalBasis, ...]
) -> None:
    assert rewritten(bases, OLD, heir) == becomes


def test_a_law_that_only_changes_the_expired_one_stays() -> None:
    changing = LegalBasis(number="5/2026/TT-BNN", title="Thông tư sửa đổi Thông tư 08/2025/TT-BNN")
    nameless = LegalBasis(title="Thông tư 5/2026/TT-BNN sửa đổi Thông tư 08/2025/TT-BNN")

    assert rewritten((changing, nameless), OLD, None) == (changing, nameless)


def test_a_new_law_is_called_as_the_catalogue_calls_it_or_by_its_number_alone() -> None:
    known = a_procedure(legal_bases=({"number": "31/2026/tt-bnn", "title": "Thông tư về ong"},))

    assert basis_of(NEW, [BEES, known]) == LegalBasis(number=NEW, title="Thông tư về ong")
    assert basis_of(NEW, [BEES]) == NEW_BASIS
