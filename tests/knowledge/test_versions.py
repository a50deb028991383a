from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import publishing, versions
from knowledge.models import ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version, write_versions
from knowledge.viet_time import vietnamese_day
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import FEW, ON, a_procedure, procedures
from tests.knowledge.officers import BEES, NEW_YEAR, fee, in_force

DEARER = a_procedure(effective_from=NEW_YEAR, **fee(70_000))


@pytest.mark.parametrize(
    ("moment", "amount_vnd"),
    [
        pytest.param(datetime(2026, 12, 30, 17, 0, tzinfo=UTC), None, id="the day before begins in Vietnam"),
        pytest.param(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), None, id="23:59 in Vietnam"),
        pytest.param(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), 70_000, id="00:00 in Vietnam, still 2026 in London"),
        pytest.param(datetime(2027, 1, 1, 16, 59, 59, tzinfo=UTC), 70_000, id="the end of the day"),
        pytest.param(datetime(2027, 1, 1, 17, 0, tzinfo=UTC), 70_000, id="the day after"),
    ],
)
def test_a_fee_changes_at_midnight_in_vietnam(storage: Storage, moment: datetime, amount_vnd: int | None) -> None:
    bring_in(storage, a_procedure(), DEARER)

    with storage.reading() as session:
        assert in_force(session, BEES, vietnamese_day(moment)).fees[0].amount_vnd == amount_vnd


def test_a_version_of_the_same_day_takes_the_place_of_the_other(either_storage: Storage) -> None:
    bring_in(either_storage, a_procedure(), DEARER)
    with either_storage.writing() as session:
        write_version(session, version_row(a_procedure(effective_from=NEW_YEAR, **fee(80_000)), origin="officer"))

    with either_storage.reading() as session:
        rows = versions.history(session, BEES)
        amounts = [unpacked(row.content).fees[0].amount_vnd for row in rows]
    assert [row.effective_from for row in rows] == [date(2026, 1, 1), NEW_YEAR]
    assert (amounts, rows[1].origin) == ([None, 80_000], "officer")


def test_many_versions_are_written_as_one_by_one(either_storage: Storage) -> None:
    bring_in(either_storage, a_procedure(), DEARER)
    again = version_row(a_procedure(effective_from=NEW_YEAR, **fee(80_000)), origin="portal")
    new = version_row(a_procedure(code="1.000009", effective_from=NEW_YEAR), origin="portal")
    with either_storage.writing() as session:
        write_versions(session, [again, new])

    with either_storage.reading() as session:
        assert in_force(session, BEES, NEW_YEAR).fees[0].amount_vnd == 80_000
        assert in_force(session, "1.000009", NEW_YEAR).code == "1.000009"
        assert len(versions.history(session, BEES)) == 2


def test_what_was_repealed_comes_back_and_may_go_again(storage: Storage) -> None:
    bring_in(storage, a_procedure())
    days = [date(2026, 12, 1), date(2027, 3, 1), date(2027, 6, 1)]
    with storage.writing() as session:
        for start, repealed in zip(days, (True, False, True), strict=True):
            last = a_procedure(effective_from=start)
            write_version(session, version_row(last, origin="officer", repealed=repealed))

    with storage.reading() as session:
        found = [
            bool(publishing.procedures_in_force(session, day + timedelta(days=shift)))
            for day in days
            for shift in (-1, 0)
        ]
    assert found == [True, False, False, True, True, False]


def test_a_repeal_keeps_what_held_before_and_names_its_successor(storage: Storage) -> None:
    row = version_row(a_procedure(effective_from=NEW_YEAR), origin="officer", repealed=True, replaced_by="1.000002")

    assert (row.repealed, row.replaced_by, row.name) == (True, "1.000002", "Thủ tục đăng ký nuôi ong")
    assert unpacked(row.content) == a_procedure(effective_from=NEW_YEAR)


@pytest.mark.parametrize(
    "other",
    [
        version_row(a_procedure(**fee(1)), origin="officer"),
        version_row(a_procedure(effective_from=NEW_YEAR), origin="officer"),
        version_row(a_procedure(short_name="Nuôi ong"), origin="officer"),
        version_row(a_procedure(), origin="officer", repealed=True),
        version_row(a_procedure(), origin="officer", replaced_by="1.000002"),
        version_row(a_procedure(), origin="portal"),
        version_row(a_procedure(), origin="officer", verified_by="Trần Minh"),
        version_row(a_procedure(), origin="officer", officer_fields=["fees"]),
    ],
    ids=["a fee", "a day", "a name", "a repeal", "a successor", "an origin", "a reviewer", "an officer's field"],
)
def test_whatever_a_version_says_differently_changes_its_fingerprint(other: ProcedureVersionRow) -> None:
    same = version_row(a_procedure(), origin="officer")
    mine = version_row(a_procedure(), origin="officer")

    assert mine.digest == same.digest == versions.sealed(mine)
    assert other.digest != mine.digest


def test_the_fingerprint_of_a_procedure_changes_with_each_of_its_versions(storage: Storage) -> None:
    bring_in(storage, a_procedure())
    with storage.reading() as session:
        before = versions.fingerprint(versions.history(session, BEES))
    bring_in(storage, DEARER, a_procedure(code="1.000002"))

    with storage.reading() as session:
        assert versions.fingerprint(versions.history(session, BEES)) != before
        assert versions.fingerprint(versions.history(session, "1.000002")) != before


def test_the_next_version_to_come_is_the_nearest(storage: Storage) -> None:
    summer = date(2027, 7, 1)
    bring_in(storage, a_procedure(), DEARER, a_procedure(effective_from=summer))

    with storage.reading() as session:
        coming = [[row.effective_from for row in versions.rows_to_come(session, day)] for day in (ON, NEW_YEAR, summer)]
    assert coming == [[NEW_YEAR], [summer], []]


@FEW
@given(found=st.lists(procedures(), min_size=1, max_size=4))
def test_versions_hold_the_procedures_that_went_in(found: list[Procedure]) -> None:
    rows = [version_row(each, origin="officer") for each in found]

    plain = [each.model_copy(update={"phrases": (), "situations": ()}) for each in found]
    assert list(versions.procedures_of(rows)) == plain
