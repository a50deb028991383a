from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from knowledge import drafts, publishing
from knowledge.bringing_in import Incoming, compared, save_all
from knowledge.differences import changes
from knowledge.errors import CatalogueError
from knowledge.interchange import read_procedures, write_procedures
from knowledge.models import DraftRow
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, bring_in, faults
from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, changed, fee, let_hold, repeal, save

OFFICE = (
    a_procedure(phrases=("nuôi ong",), situations=("vườn nhà có mấy tổ",), fees=({"state": "free"},)),
    a_procedure(code="1.000002", short_name="Bán ong", verified_on=date(2026, 10, 1)),
    a_procedure(code="1.000003", short_name="Vùng nuôi", reach="province", effective_from=ON),
    a_procedure(code="1.000004", short_name="Luân chuyển hồ sơ", reach="internal"),
)


@pytest.fixture
def office(storage: Storage) -> Storage:
    """A catalogue of four procedures about bees, one of which changes in 2027."""
    bring_in(storage, *OFFICE, OFFICE[0].model_copy(update={"effective_from": NEW_YEAR, **fee(70_000)}))
    return storage


def _compared(storage: Storage, *procedures: Procedure) -> Incoming:
    with storage.reading() as session:
        return compared(session, procedures, ON)


def _saved(storage: Storage, incoming: Incoming) -> list[DraftRow]:
    with storage.writing() as session:
        return save_all(session, incoming, LAN, ON)


def _drafts(storage: Storage) -> list[DraftRow]:
    with storage.reading() as session:
        return list(session.exec(select(DraftRow)))


@pytest.mark.parametrize("ending", ["yaml", "jsonl", "jsonl.gz", "xlsx"])
@pytest.mark.parametrize("day", [ON, NEW_YEAR], ids=["today", "a day to come"])
def test_what_was_taken_out_changes_nothing_when_it_comes_back(
    office: Storage, tmp_path: Path, ending: str, day: date
) -> None:
    path = tmp_path / f"danh-muc.{ending}"
    with office.reading() as session:
        write_procedures(path, publishing.procedures_in_force(session, day))

    incoming = _compared(office, *read_procedures(path))

    assert (incoming.proposals, incoming.unchanged) == ((), 4)


def test_a_changed_fee_is_one_draft_with_that_one_field(office: Storage) -> None:
    incoming = _compared(office, OFFICE[0].model_copy(update=fee(50_000)), *OFFICE[1:])

    ((proposal, fields),) = incoming.proposals
    assert (fields, incoming.unchanged) == (("fees",), 3)
    assert (proposal.procedure.effective_from, proposal.origin) == (ON, "officer")
    (row,) = _saved(office, incoming)
    assert row.base
    found = changes(Procedure.model_validate(row.base), drafts.proposed(row))
    assert [change.field for change in found] == ["fees", "effective_from"]
    assert faults(office) == []


def test_a_change_for_a_day_to_come_is_compared_with_the_law_of_that_day(office: Storage) -> None:
    then = OFFICE[0].model_copy(update={"effective_from": date(2027, 7, 1), **fee(70_000)})

    assert _compared(office, then).unchanged == 1
    incoming = _compared(office, then.model_copy(update={"summary": "Khác."}))
    assert [fields for _, fields in incoming.proposals] == [("summary",)]
    (row,) = _saved(office, incoming)
    assert row.base
    assert row.base["fees"][0]["amount_vnd"] == 70_000


def test_a_new_procedure_has_no_changed_fields(office: Storage) -> None:
    new = a_procedure(code="1.000009", effective_from=NEW_YEAR)

    ((proposal, fields),) = _compared(office, new).proposals

    assert fields is None
    assert proposal.procedure == new


def test_what_was_repealed_comes_back_as_a_change(office: Storage) -> None:
    repeal(office, "1.000002")

    incoming = _compared(office, OFFICE[1])

    ((proposal, fields),) = incoming.proposals
    assert (proposal.procedure.effective_from, fields) == (ON, ())
    (row,) = _saved(office, incoming)
    assert row.repealed is False


def test_all_are_saved_with_progress_told(office: Storage) -> None:
    told: list[tuple[int, int]] = []
    incoming = _compared(office, *(each.model_copy(update=fee(5_000)) for each in OFFICE))

    with office.writing() as session:
        rows = save_all(session, incoming, LAN, ON, lambda done, total: told.append((done, total)))

    assert [row.code for row in rows] == [each.code for each in OFFICE]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_where_one_cannot_be_saved_none_is(office: Storage) -> None:
    save(office, changed(office, "1.000003", summary="Đang sửa."))
    incoming = _compared(office, *(each.model_copy(update=fee(5_000)) for each in OFFICE))

    with pytest.raises(CatalogueError, match=r"1\.000003 đang có bản nháp"):
        _saved(office, incoming)

    assert [row.code for row in _drafts(office)] == ["1.000003"]
    assert faults(office) == []


def test_a_file_that_was_compared_before_others_published_is_refused(office: Storage) -> None:
    incoming = _compared(office, OFFICE[0].model_copy(update={"summary": "Của tệp."}))
    let_hold(office, changed(office, BEES, **fee(50_000)))

    with pytest.raises(CatalogueError, match="vừa thay đổi"):
        _saved(office, incoming)

    assert all(row.state == "published" for row in _drafts(office))
