from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from knowledge import audit, drafts, publishing, reviewing
from knowledge.audit import LONGEST_NAME, LONGEST_REASON, Event, Who, record
from knowledge.drafts import Proposal, base_of
from knowledge.errors import CatalogueError
from knowledge.models import AuditEntryRow, ProcedureVersionRow
from knowledge.packing import packed
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from tests.knowledge.audited import BEES, HONEY, LAN, MINH, bring_in, cut_out, faults, meddle
from tests.knowledge.examples import NOW, ON

ENTRIES = 4


@pytest.fixture
def book(storage: Storage) -> Storage:
    """An office with four entries: two procedures brought in, a setting, a phrase."""
    bring_in(storage, BEES, HONEY)
    with storage.writing() as session:
        record(session, LAN, Event("setting", "self_review", {"value": "off"}, {"value": "on"}))
        record(session, MINH, Event("add-phrase", BEES.code, None, {"phrase": "thả ong", "situation": False}))
    return storage


def test_a_book_that_nobody_meddled_with_is_whole(book: Storage) -> None:
    assert faults(book) == []


def test_an_empty_book_is_whole(storage: Storage) -> None:
    assert faults(storage) == []


CHANGED: dict[str, Any] = {
    "at": datetime(2020, 1, 1, tzinfo=UTC),
    "actor": "Người khác",
    "action": "publish",
    "subject": "1.999999",
    "before": {"value": "?"},
    "after": {"value": "?"},
    "reason": "không có",
    "previous_hash": "0" * 64,
    "hash": "f" * 64,
}


def test_every_column_of_an_entry_is_tried() -> None:
    assert {"id", *CHANGED} == set(AuditEntryRow.model_fields)


@pytest.mark.parametrize("number", range(1, ENTRIES + 1))
@pytest.mark.parametrize("column", CHANGED)
def test_a_change_of_any_column_of_any_entry_is_seen(book: Storage, number: int, column: str) -> None:
    meddle(book, "audit_entry", {column: CHANGED[column]}, id=number)

    assert any(f"mục {number} " in says for says in faults(book))


@pytest.mark.parametrize("column", ["actor", "reason", "subject", "action"])
def test_one_letter_more_is_seen(book: Storage, column: str) -> None:
    with book.reading() as session:
        said = getattr(session.get_one(AuditEntryRow, 3), column)
    meddle(book, "audit_entry", {column: said + " "}, id=3)

    assert faults(book)


def test_an_entry_with_another_number_is_seen(book: Storage) -> None:
    meddle(book, "audit_entry", {"id": 9}, id=ENTRIES)

    assert any("thiếu mục 4 đến 8" in says for says in faults(book))


@pytest.mark.parametrize("number", range(1, ENTRIES))
def test_an_entry_that_was_removed_is_missed(book: Storage, number: int) -> None:
    cut_out(book, "audit_entry", id=number)

    assert any(f"thiếu mục {number}" in says for says in faults(book))


@pytest.mark.parametrize("kept", range(ENTRIES))
def test_a_book_cut_short_is_seen(book: Storage, kept: int) -> None:
    for number in range(kept + 1, ENTRIES + 1):
        cut_out(book, "audit_entry", id=number)

    assert "sổ bị cắt bớt ở cuối" in faults(book)


def test_a_head_that_was_put_back_is_seen(book: Storage) -> None:
    meddle(book, "setting", {"value": "2:"}, name=audit.HEAD)

    assert faults(book) == ["sổ bị cắt bớt ở cuối"]


DAY = f"bản từ {BEES.effective_from:%d/%m/%Y} của {BEES.code}"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("content", packed(BEES.model_copy(update={"summary": "Nộp 500.000 đồng."}))),
        ("content", packed(BEES)[:-1] + bytes([packed(BEES)[-1] ^ 1])),
        ("repealed", True),
        ("replaced_by", "1.000012"),
        ("name", "Thủ tục khác"),
        ("short_name", "Khác"),
        ("field", "Khác"),
        ("reach", "internal"),
        ("digest", "0" * 64),
    ],
)
def test_a_version_that_was_changed_after_publishing_is_seen(book: Storage, column: str, value: Any) -> None:
    meddle(book, "procedure_version", {column: value}, code=BEES.code)

    assert faults(book) == [f"{DAY} không còn như lúc công bố"]


def test_a_version_and_its_fingerprint_changed_together_are_seen(book: Storage) -> None:
    with book.writing() as session:
        row = session.exec(select(ProcedureVersionRow).where(ProcedureVersionRow.code == BEES.code)).one()
        other = version_row(BEES.model_copy(update={"summary": "Khác."}), origin="officer")
        row.content, row.digest = other.content, other.digest
        session.add(row)

    assert faults(book) == [f"{DAY} không còn như lúc công bố"]


def test_a_version_that_was_deleted_is_missed(book: Storage) -> None:
    cut_out(book, "procedure_version", code=BEES.code)

    assert faults(book) == [
        f"bản từ {BEES.effective_from.isoformat()} của {BEES.code} đã công bố nhưng không còn trong danh mục"
    ]


def test_a_version_that_nobody_published_is_seen(book: Storage) -> None:
    with book.writing() as session:
        write_version(session, version_row(BEES.model_copy(update={"effective_from": ON}), origin="officer"))

    assert faults(book) == [f"bản từ {ON:%d/%m/%Y} của {BEES.code} không có trong sổ"]


def test_what_two_officers_publish_is_told_with_its_fingerprint(book: Storage) -> None:
    changed = BEES.model_copy(update={"summary": "Nay nộp ở tỉnh.", "effective_from": ON})
    with book.writing() as session:
        number = drafts.save(session, Proposal(changed), base_of(session, BEES.code, ON), LAN, ON).id or 0
        reviewing.submit(session, number, LAN)
        reviewing.publish(session, number, MINH, ON, self_review=False)

    assert faults(book) == []
    meddle(book, "procedure_version", {"content": packed(BEES)}, effective_from=ON)
    assert len(faults(book)) == 1


def test_several_writers_make_one_unbroken_chain(either_storage: Storage) -> None:
    def officer(name: int) -> None:
        who = Who(f"Cán bộ {name}", "cùng lúc", NOW)
        for turn in range(10):
            with either_storage.writing() as session:
                record(session, who, Event("setting", "a", None, {"value": turn}), Event("setting", "b"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(officer, range(8)))

    assert faults(either_storage) == []
    with either_storage.reading() as session:
        assert [row.id for row in reversed(audit.entries(session))] == list(range(1, 161))


def test_what_is_written_on_either_database_verifies_there(either_storage: Storage) -> None:
    bring_in(either_storage, BEES)
    late = datetime(2026, 11, 25, 23, 59, 59, 123456, tzinfo=UTC)
    with either_storage.writing() as session:
        record(session, LAN._replace(at=late), Event("setting", "a", {"value": "é\u0301"}, {"value": [1, None, "đ"]}))

    assert faults(either_storage) == []


def test_of_several_changes_tried_on_one_catalogue_only_the_first_goes_live(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        publishing.raise_revision(session)

    def officer(_: int) -> list[int]:
        live = []
        for _ in range(20):
            with either_storage.reading() as session:
                tried = publishing.revision(session)
            try:
                with either_storage.writing() as session:
                    reviewing.refuse_if_moved(session, tried)
                    publishing.raise_revision(session)
                live.append(tried)
            except CatalogueError:
                continue
        return live

    with ThreadPoolExecutor(8) as threads:
        live = [tried for each in threads.map(officer, range(8)) for tried in each]

    assert sorted(live) == list(range(1, len(live) + 1)), "no two of them were tried on the same catalogue"


def test_a_refused_change_leaves_no_entry(book: Storage) -> None:
    with book.writing() as session:
        record(session, LAN, Event("setting", "a"))
        session.rollback()

    with book.reading() as session:
        assert len(audit.entries(session)) == ENTRIES
    assert faults(book) == []


def test_entries_come_latest_first_and_can_be_of_one_subject(book: Storage) -> None:
    with book.reading() as session:
        assert [row.id for row in audit.entries(session, limit=2)] == [4, 3]
        assert [row.action for row in audit.entries(session, BEES.code)] == ["add-phrase", "starter"]
        assert audit.entries(session, "1.999999") == []


def test_versions_of_an_older_release_are_taken_in_once(storage: Storage) -> None:
    with storage.writing() as session:
        publishing.publish(session, [BEES, HONEY])
    meddle(storage, "procedure_version", {"digest": ""}, code=BEES.code)
    meddle(storage, "procedure_version", {"digest": ""}, code=HONEY.code)

    with storage.writing() as session:
        assert audit.adopt(session, NOW) == 2
    with storage.writing() as session:
        assert audit.adopt(session, NOW + timedelta(days=1)) == 0

    assert faults(storage) == []


@pytest.mark.parametrize(
    ("actor", "reason", "says"),
    [
        ("", "theo QĐ", "--actor"),
        ("   ", "theo QĐ", "--actor"),
        ("Lan", "", "--reason"),
        ("Lan", " \n ", "--reason"),
        ("L" * (LONGEST_NAME + 1), "theo QĐ", "ngắn lại"),
        ("Lan", "r" * (LONGEST_REASON + 1), "ngắn lại"),
    ],
)
def test_nobody_changes_anything_without_a_name_and_a_reason(actor: str, reason: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        Who.checked(actor, reason, NOW)


def test_a_name_and_a_reason_are_tidied() -> None:
    assert Who.checked("  Nguyễn   Lan ", "theo\nQĐ", NOW) == Who("Nguyễn Lan", "theo QĐ", NOW)
