from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, func, select

from knowledge import models, publishing
from knowledge.procedure import Procedure
from knowledge.starter_files import LifeEvent
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from tests.knowledge.examples import FEW, ON, a_life_event, a_procedure, procedures


def _rows(storage: Storage) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with storage.engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for name, table in SQLModel.metadata.tables.items()
        }


def test_the_whole_starter_catalogue_comes_back_as_it_went_in(
    either_storage: Storage, starter: list[Procedure], starter_events: list[LifeEvent]
) -> None:
    with either_storage.writing() as session:
        assert len(publishing.publish(session, starter)) == len(starter)
        publishing.publish_life_events(session, starter_events)

    with either_storage.reading() as session:
        assert publishing.procedures_in_force(session, ON) == sorted(starter, key=lambda each: each.code)
        assert publishing.life_events(session) == starter_events


def test_publishing_twice_changes_nothing(storage: Storage, starter: list[Procedure]) -> None:
    some = starter[:40]
    with storage.writing() as session:
        publishing.publish(session, some)
        publishing.publish_life_events(session, [a_life_event()])
    once = _rows(storage)

    with storage.writing() as session:
        assert publishing.publish(session, some) == []
        publishing.publish_life_events(session, [a_life_event()])

    assert _rows(storage) == once


@FEW
@given(procedure=procedures())
def test_any_procedure_comes_back_as_it_went_in(storage: Storage, procedure: Procedure) -> None:
    with storage.reading() as session:
        publishing.publish(session, [procedure])
        session.flush()
        assert publishing.procedures_in_force(session, procedure.effective_from) == [procedure]


@FEW
@given(procedure=procedures())
def test_any_procedure_comes_back_from_its_json(procedure: Procedure) -> None:
    assert Procedure.model_validate_json(procedure.model_dump_json()) == procedure


def test_the_same_procedure_twice_in_one_go_is_written_once(storage: Storage) -> None:
    with storage.reading() as session:
        publishing.publish(session, [a_procedure(phrases=("nuôi ong",), situations=("nuôi ong",))])
        session.flush()
        assert session.exec(select(func.count(col(models.PhraseRow.id)))).one() == 1


def test_a_new_version_keeps_the_old_one(storage: Storage) -> None:
    old = a_procedure(effective_from=date(2026, 1, 1), phrases=("nuôi ong",))
    new = a_procedure(effective_from=date(2027, 1, 1), summary="Từ nay nộp ở tỉnh.", phrases=("nuôi ong", "mua ong"))
    with storage.writing() as session:
        publishing.publish(session, [old])
    with storage.writing() as session:
        assert publishing.publish(session, [new], source="officer") != []

    with storage.reading() as session:
        before, after = (publishing.procedures_in_force(session, day) for day in (ON, date(2027, 1, 1)))
        sources = session.exec(select(models.PhraseRow.source).order_by(col(models.PhraseRow.id))).all()

    assert [each.summary for each in before] == [old.summary]
    assert [each.summary for each in after] == [new.summary]
    assert list(sources) == ["starter", "officer"]


def _repeal(session: Session, procedure: Procedure, day: date) -> None:
    last = procedure.model_copy(update={"effective_from": day})
    write_version(session, version_row(last, origin="officer", repealed=True))


@pytest.mark.parametrize(
    ("day", "fee"),
    [
        pytest.param(date(2026, 6, 30), None, id="the day before the first version there is none"),
        pytest.param(date(2026, 7, 1), 50_000, id="the first day of the first version"),
        pytest.param(date(2026, 7, 2), 50_000, id="the day after"),
        pytest.param(date(2026, 12, 31), 50_000, id="the day before the change"),
        pytest.param(date(2027, 1, 1), 20_000, id="the day of the change"),
        pytest.param(date(2027, 1, 2), 20_000, id="the day after the change"),
        pytest.param(date(2027, 6, 30), 20_000, id="the day before the repeal"),
        pytest.param(date(2027, 7, 1), None, id="the day of the repeal"),
        pytest.param(date(2027, 7, 2), None, id="the day after the repeal"),
        pytest.param(date(2040, 1, 1), None, id="a repeal lasts"),
    ],
)
def test_the_law_of_each_day(storage: Storage, day: date, fee: int | None) -> None:
    def priced(amount: int, start: date) -> Procedure:
        return a_procedure(fees=({"state": "stated", "amount_vnd": amount},), effective_from=start)

    with storage.reading() as session:
        versions = [priced(50_000, date(2026, 7, 1)), priced(20_000, date(2027, 1, 1))]
        publishing.publish(session, versions)
        session.flush()
        _repeal(session, versions[0], date(2027, 7, 1))

        found = publishing.procedures_in_force(session, day)

    assert [each.fees[0].amount_vnd for each in found] == ([fee] if fee else [])


def test_what_was_repealed_can_come_back(storage: Storage) -> None:
    first = a_procedure(effective_from=date(2026, 1, 1))
    again = a_procedure(effective_from=date(2026, 10, 1))
    with storage.reading() as session:
        publishing.publish(session, [first, again])
        session.flush()
        _repeal(session, first, date(2026, 5, 1))
        in_force = [bool(publishing.procedures_in_force(session, date(2026, month, 15))) for month in (4, 7, 11)]

    assert in_force == [True, False, True]


def _histories() -> st.SearchStrategy[tuple[list[Procedure], list[date]]]:
    """One to four versions of a procedure in any order, and the days around their first days."""

    def written(starts: list[date]) -> tuple[list[Procedure], list[date]]:
        around = [start + timedelta(days=shift) for start in starts for shift in (-1, 0, 1)]
        return [a_procedure(effective_from=start) for start in starts], around

    return st.lists(st.dates(date(2024, 1, 1), date(2028, 12, 31)), min_size=1, max_size=4, unique=True).map(written)


@FEW
@given(versions=_histories())
def test_at_most_one_version_is_in_force_and_it_is_the_newest(
    storage: Storage, versions: tuple[list[Procedure], list[date]]
) -> None:
    history, days = versions
    with storage.reading() as session:
        publishing.publish(session, history)
        session.flush()
        for day in days:
            begun = [each for each in history if each.effective_from <= day]
            newest = max(begun, key=lambda each: each.effective_from, default=None)
            found = publishing.procedures_in_force(session, day)
            assert [each.effective_from for each in found] == ([newest.effective_from] if newest else [])


def test_life_events_are_replaced_as_a_whole(storage: Storage) -> None:
    first, second = a_life_event(), a_life_event(key="ban-ong", name="Bán ong", opening="Chúc mừng.")
    with storage.writing() as session:
        publishing.publish_life_events(session, [first])
    with storage.writing() as session:
        publishing.publish_life_events(session, [second, first])

    with storage.reading() as session:
        assert publishing.life_events(session) == [second, first]


def test_the_revision_begins_at_nought_and_grows_by_one(storage: Storage) -> None:
    with storage.writing() as session:
        assert publishing.revision(session) == 0
        assert [publishing.raise_revision(session) for _ in range(3)] == [1, 2, 3]
    with storage.reading() as session:
        assert publishing.revision(session) == 3


def test_no_change_of_the_catalogue_goes_uncounted_when_several_publish_at_once(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        publishing.raise_revision(session)

    def publisher(_: int) -> None:
        for _ in range(20):
            with either_storage.writing() as session:
                publishing.raise_revision(session)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(publisher, range(8)))

    with either_storage.reading() as session:
        assert publishing.revision(session) == 161
