from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from knowledge import publishing
from knowledge.audit import Who
from knowledge.errors import CatalogueError
from knowledge.models import BuiltIndexRow, PhraseRow, PortalRecordRow
from knowledge.phrase_book import said_for
from knowledge.phrase_keeping import remove_phrase
from knowledge.portal.applying import apply_as_drafts, apply_plan
from knowledge.portal.importing import planned
from knowledge.portal.records import note_lines
from knowledge.portal.standing import standing_on
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.versions import history
from tests.knowledge.audited import bring_in, faults, rows
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold, repeal
from tests.knowledge.portal.imports import (
    PORTAL,
    bees,
    brought_in,
    drafted,
    entries,
    in_force,
    method,
    open_drafts,
    read,
    records,
    versions,
)
from tests.knowledge.portal.portal_records import Json

TOMORROW = ON + timedelta(days=1)
LATER = PORTAL._replace(at=NOW + timedelta(days=1))
DEARER: Json = {"executionMethods": [method(80_000)]}
HONEY = "1.000002"
KEYWORDS: Json = {"keywords": "nuôi ong lấy mật"}


def said(storage: Storage, code: str = BEES) -> tuple[str, ...]:
    with storage.reading() as session:
        return said_for(session, code).phrases


def revision(storage: Storage) -> int:
    with storage.reading() as session:
        return publishing.revision(session)


def built(storage: Storage) -> set[str]:
    with storage.reading() as session:
        return set(session.exec(select(BuiltIndexRow.key)))


def test_new_and_changed_records_are_in_force_from_the_day_of_the_import(either_storage: Storage) -> None:
    brought_in(either_storage, bees(), bees(2))
    brought_in(either_storage, bees(**DEARER), bees(2), today=TOMORROW, who=LATER)

    assert in_force(either_storage, on=ON) == read(bees())
    assert in_force(either_storage, on=TOMORROW) == read(bees(**DEARER), TOMORROW)
    with either_storage.reading() as session:
        assert (versions(session), versions(session, HONEY)) == ([ON, TOMORROW], [ON])
    assert faults(either_storage) == []


def test_every_procedure_has_its_entry_in_the_audit(either_storage: Storage) -> None:
    brought_in(either_storage, bees(), bees(2))
    brought_in(either_storage, bees(name="Đăng ký nuôi ong mật"), bees(2), today=TOMORROW, who=LATER)

    assert entries(either_storage) == [
        ("Cổng DVC", {"name": "Đăng ký nuôi ong loài 1"}, {"name": "Đăng ký nuôi ong mật"}),
        ("Cổng DVC", None, {}),
    ]
    assert entries(either_storage, HONEY) == [("Cổng DVC", None, {})]


@pytest.mark.parametrize(("today", "who", "still"), [(ON, PORTAL, True), (TOMORROW, LATER, False)])
def test_who_agreed_to_a_version_is_forgotten_only_with_the_version(
    either_storage: Storage, today: date, who: Who, still: bool
) -> None:
    brought_in(either_storage, bees())
    let_hold(either_storage, changed(either_storage, BEES, **fee(70_000)))

    brought_in(either_storage, bees(authorityAgencies="Sở Nông nghiệp"), today=today, who=who)

    with either_storage.reading() as session:
        assert bool(history(session, BEES)[-1].verified_by) is still


def test_the_same_records_again_leave_every_table_as_it_was(either_storage: Storage) -> None:
    brought_in(either_storage, bees(), bees(2))
    before = rows(either_storage)

    plan = brought_in(either_storage, bees(), bees(2))

    assert plan.unchanged == [BEES, HONEY]
    assert rows(either_storage) == before


def test_a_day_later_they_change_no_more_than_when_they_were_seen_last(either_storage: Storage) -> None:
    brought_in(either_storage, bees())
    before = rows(either_storage)

    brought_in(either_storage, bees(), today=TOMORROW, who=LATER)

    assert [name for name, now in rows(either_storage).items() if now != before[name]] == ["portal_record"]
    assert records(either_storage)[BEES].seen_on == TOMORROW


def test_two_imports_of_one_day_leave_one_version(either_storage: Storage) -> None:
    brought_in(either_storage, bees())
    brought_in(either_storage, bees(**DEARER))
    brought_in(either_storage, bees(name="Đăng ký nuôi ong mật", **DEARER))

    with either_storage.reading() as session:
        assert versions(session) == [ON]
    assert in_force(either_storage) == read(bees(name="Đăng ký nuôi ong mật", **DEARER))
    assert len(entries(either_storage)) == 3
    assert faults(either_storage) == []


def test_an_import_on_the_day_of_an_officers_change_keeps_both(either_storage: Storage) -> None:
    brought_in(either_storage, bees())
    let_hold(either_storage, changed(either_storage, BEES, **fee(90_000)))

    plan = brought_in(either_storage, bees(authorityAgencies="Sở Nông nghiệp", **DEARER))

    assert [clash.field for clash in plan.changed[0].conflicts] == ["fees"]
    now = in_force(either_storage)
    assert now is not None
    assert (now.fees[0].amount_vnd, now.authority) == (90_000, "Sở Nông nghiệp")
    assert faults(either_storage) == []


def test_a_version_that_comes_follows_the_import(either_storage: Storage) -> None:
    brought_in(either_storage, bees())
    let_hold(
        either_storage, changed(either_storage, BEES, **fee(90_000)).model_copy(update={"effective_from": NEW_YEAR})
    )

    brought_in(either_storage, bees(authorityAgencies="Sở Nông nghiệp"), today=TOMORROW, who=LATER)

    then = in_force(either_storage, on=NEW_YEAR)
    assert then is not None
    assert (then.authority, then.fees[0].amount_vnd, then.effective_from) == ("Sở Nông nghiệp", 90_000, NEW_YEAR)
    assert faults(either_storage) == []


class TestNothingIsWritten:
    def plan_made_before(self, storage: Storage, meanwhile: Any) -> Any:
        brought_in(storage, bees())
        standing = standing_on(storage, ON)
        plan = planned([bees(**DEARER)], standing.known, ON)
        meanwhile()
        return plan, standing

    @pytest.mark.parametrize("apply", [apply_plan, apply_as_drafts])
    def test_when_somebody_published_meanwhile(self, either_storage: Storage, apply: Any) -> None:
        def meanwhile() -> None:
            let_hold(either_storage, changed(either_storage, BEES, summary="Khai báo tổ ong."))

        plan, standing = self.plan_made_before(either_storage, meanwhile)
        before = rows(either_storage)

        with pytest.raises(CatalogueError, match=r"vừa công bố .* chạy lại lệnh nhập"):
            apply(either_storage, plan, standing, PORTAL)
        assert rows(either_storage) == before

    @pytest.mark.parametrize("apply", [apply_plan, apply_as_drafts])
    def test_when_the_last_step_fails(self, either_storage: Storage, apply: Any) -> None:
        plan, standing = self.plan_made_before(either_storage, lambda: None)
        before = rows(either_storage)

        def fails(session: Session, *_: Any) -> None:
            session.add(PhraseRow(code=BEES, text="nuôi ong"))
            session.flush()
            raise RuntimeError("the machine stops")

        with pytest.raises(RuntimeError, match="the machine stops"):
            apply(either_storage, plan, standing, PORTAL, end=fails)
        assert rows(either_storage) == before

    def test_by_a_plan_that_changes_nothing_but_what_was_seen(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees())
        was = revision(either_storage)

        brought_in(either_storage, bees(authorityAgencies="Ủy ban  nhân dân cấp xã"))

        assert revision(either_storage) == was


def test_what_comes_first_and_last_is_in_the_same_transaction(either_storage: Storage) -> None:
    standing = standing_on(either_storage, ON)
    plan = planned([bees()], standing.known, ON)
    seen: list[int] = []

    apply_plan(
        either_storage,
        plan,
        standing,
        PORTAL,
        begin=lambda session: seen.append(len(list(session.exec(select(PortalRecordRow))))),
        end=lambda session: seen.append(len(list(session.exec(select(PortalRecordRow))))),
    )

    assert seen == [0, 1]


class TestPhrases:
    def test_of_the_portal_stand_behind_those_that_are_there(self, either_storage: Storage) -> None:
        bring_in(either_storage, a_procedure(phrases=("khai báo tổ ong",)))

        brought_in(either_storage, bees(**KEYWORDS))

        assert said(either_storage) == ("khai báo tổ ong", "nuôi ong lấy mật")
        assert entries(either_storage)[0][2]["phrases"] == ["nuôi ong lấy mật"]
        assert faults(either_storage) == []

    def test_come_also_when_nothing_else_changes(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees())
        was = revision(either_storage)

        brought_in(either_storage, bees(**KEYWORDS))

        assert said(either_storage) == ("nuôi ong lấy mật",)
        assert revision(either_storage) == was + 1
        assert entries(either_storage)[0] == ("Cổng DVC", None, {"phrases": ["nuôi ong lấy mật"]})
        assert faults(either_storage) == []

    def test_that_an_officer_took_out_stay_out(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(**KEYWORDS))
        with either_storage.writing() as session:
            remove_phrase(session, BEES, "nuôi ong lấy mật")

        brought_in(either_storage, bees(**KEYWORDS, **DEARER))

        assert said(either_storage) == ()
        drafted(either_storage, bees(**KEYWORDS))
        assert open_drafts(either_storage)[0].content["phrases"] == []

    def test_stand_in_the_draft_of_a_new_procedure(self, either_storage: Storage) -> None:
        drafted(either_storage, bees(**KEYWORDS))

        assert open_drafts(either_storage)[0].content["phrases"] == ["nuôi ong lấy mật"]


def test_the_index_is_there_before_the_catalogue_changes(storage: Storage) -> None:
    bring_in(storage, a_procedure(phrases=("khai báo tổ ong",)), a_procedure(code=HONEY, name="Bán mật"))
    repeal(storage, HONEY, replaced_by=BEES)
    brought_in(
        storage,
        bees(keywords="nuôi ong lấy mật"),
        bees(3),
        bees(4, type="PUBLIC_INTERNAL"),
        bees(5, code="1.000005.H21"),
        today=TOMORROW,
        who=LATER,
    )
    kept = built(storage)

    catalogue = catalogue_on(storage, TOMORROW, keep_at=NOW)

    assert built(storage) == kept
    assert set(catalogue.procedures) == {BEES, "1.000003", "1.000005.H21"}


def test_the_next_fetch_may_skip_what_was_taken_and_only_that(either_storage: Storage) -> None:
    lines = {str(bees(number)["id"]): (f"line {number}", ON) for number in (1, 2, 3)}
    brought_in(either_storage, bees(), bees(2), bees(3))
    standing = standing_on(either_storage, ON)
    plan = planned([bees(), bees(2, name=""), bees(3, **DEARER)], standing.known, ON)

    apply_plan(
        either_storage, plan, standing, PORTAL, end=lambda session: note_lines(session, lines, plan, leave=["1.000003"])
    )

    noted = {code: (row.line_digest, row.fetched_on) for code, row in records(either_storage).items()}
    assert noted == {BEES: ("line 1", ON), HONEY: ("", None), "1.000003": ("", None)}


def test_two_imports_at_once_do_not_mix(either_storage: Storage) -> None:
    standing = standing_on(either_storage, ON)
    first, second = (planned([bees(**more)], standing.known, ON) for more in ({}, DEARER))
    apply_plan(either_storage, first, standing, PORTAL)

    with pytest.raises(CatalogueError, match="vừa công bố"):
        apply_plan(either_storage, second, standing, PORTAL)

    assert in_force(either_storage) == read(bees())
