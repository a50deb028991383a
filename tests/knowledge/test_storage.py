from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlmodel import SQLModel, select

from knowledge import models
from knowledge.storage import Storage

COUNTER = "counter"


def _value(storage: Storage) -> int:
    with storage.reading() as session:
        row = session.get(models.SettingRow, COUNTER)
        return int(row.value) if row else 0


def _start_counter(storage: Storage) -> None:
    with storage.writing() as session:
        session.add(models.SettingRow(name=COUNTER, value="0"))


def _count_one(storage: Storage) -> None:
    with storage.writing() as session:
        counter = select(models.SettingRow).where(models.SettingRow.name == COUNTER).with_for_update()
        row = session.exec(counter).one()
        row.value = str(int(row.value) + 1)
        session.add(row)


def test_eight_threads_of_a_hundred_writes_lose_nothing(either_storage: Storage) -> None:
    _start_counter(either_storage)

    def writer(_: int) -> None:
        for _ in range(100):
            _count_one(either_storage)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(writer, range(8)))

    assert _value(either_storage) == 800


def test_after_an_error_nothing_of_the_transaction_is_kept(either_storage: Storage) -> None:
    _start_counter(either_storage)

    def break_off() -> None:
        with either_storage.writing() as session:
            session.add(models.SettingRow(name="other", value="1"))
            session.flush()
            raise KeyError("broken off")

    with pytest.raises(KeyError):
        break_off()
    with either_storage.reading() as session:
        assert session.get(models.SettingRow, "other") is None
    _count_one(either_storage)
    assert _value(either_storage) == 1, "the next writer finds the database free"


def test_a_row_that_breaks_a_rule_takes_the_whole_transaction_back(either_storage: Storage) -> None:
    _start_counter(either_storage)

    def write_twice() -> None:
        with either_storage.writing() as session:
            session.add(models.SettingRow(name="other", value="1"))
            session.flush()
            session.add(models.SettingRow(name=COUNTER, value="2"))

    with pytest.raises(IntegrityError):
        write_twice()
    with either_storage.reading() as session:
        assert [row.name for row in session.exec(select(models.SettingRow))] == [COUNTER]


def test_what_a_reader_changes_is_not_kept(either_storage: Storage) -> None:
    with either_storage.reading() as session:
        session.add(models.SettingRow(name="other", value="1"))
        session.flush()

    with either_storage.reading() as session:
        assert session.get(models.SettingRow, "other") is None


def test_a_reader_sees_everything_as_it_was_when_it_began(either_storage: Storage) -> None:
    _start_counter(either_storage)
    with either_storage.reading() as session:
        before = session.exec(select(models.SettingRow.value)).all()
        _count_one(either_storage)
        after = session.exec(select(models.SettingRow.value)).all()

    assert before == after == ["0"]
    assert _value(either_storage) == 1, "who begins later sees the change"


def test_a_phrase_of_an_unknown_procedure_is_refused(either_storage: Storage) -> None:
    with pytest.raises(IntegrityError), either_storage.writing() as session:
        session.add(models.PhraseRow(code="9.999999", text="không có thủ tục này"))


def test_a_time_comes_back_aware_and_in_utc(either_storage: Storage) -> None:
    hanoi = datetime(2026, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))
    with either_storage.writing() as session:
        session.add(models.ConversationRow(asker="a", context={}, updated_at=hanoi))

    with either_storage.reading() as session:
        row = session.get(models.ConversationRow, "a")

    assert row is not None
    assert row.updated_at == hanoi
    assert row.updated_at.utcoffset() is not None


def test_a_time_that_may_be_missing_may_be_missing(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        session.add(models.SubscriptionRow(chat_id=2**52, kind="officers"))

    with either_storage.reading() as session:
        row = session.exec(select(models.SubscriptionRow)).one()

    assert (row.chat_id, row.expires_at) == (2**52, None)


def test_a_naive_time_is_refused(either_storage: Storage) -> None:
    naive = datetime(2026, 11, 25, 9, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(StatementError, match="zone"), either_storage.writing() as session:
        session.add(models.ConversationRow(asker="a", context={}, updated_at=naive))


def test_migrating_twice_changes_nothing(either_storage: Storage) -> None:
    _start_counter(either_storage)
    before = sorted(inspect(either_storage.engine).get_table_names())

    either_storage.migrate()

    assert sorted(inspect(either_storage.engine).get_table_names()) == before
    assert _value(either_storage) == 0


def test_migrations_make_exactly_the_tables_of_the_models(either_storage: Storage) -> None:
    with either_storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_database_that_answers_is_well(either_storage: Storage) -> None:
    either_storage.ping()


def test_a_database_that_cannot_be_opened_is_not_well(tmp_path: object) -> None:
    with pytest.raises(OperationalError):
        Storage(f"sqlite:///{tmp_path}/no such folder/office.sqlite3").ping()


def test_sqlite_writers_hold_the_lock_from_their_first_statement(storage: Storage) -> None:
    hurried = Storage(str(storage.engine.url))
    with storage.writing() as session:
        session.exec(select(models.SettingRow)).all()
        with hurried.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
            connection.commit()
            with pytest.raises(OperationalError, match="locked"):
                connection.execution_options(writes=True).execute(text("SELECT 1"))
    hurried.close()


def test_sqlite_readers_are_not_kept_waiting_by_a_writer(storage: Storage) -> None:
    with storage.writing() as writer:
        writer.add(models.SettingRow(name="other", value="1"))
        writer.flush()
        with storage.reading() as reader:
            assert reader.get(models.SettingRow, "other") is None


def test_sqlite_keeps_a_log_ahead_and_watches_foreign_keys(storage: Storage) -> None:
    with storage.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_one_database_for_all_sessions(address: str) -> None:
    storage = Storage(address)
    storage.migrate()
    _start_counter(storage)
    assert _value(storage) == 0
    storage.close()
