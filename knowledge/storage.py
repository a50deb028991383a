"""How are the tables reached, so that several writers lose nothing?

One synchronous layer serves SQLite (WAL, every writer begins IMMEDIATE) and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

_MIGRATIONS = Path(__file__).parent / "migrations"


class Storage:
    """The database behind an address: sessions that read, and transactions that write."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else create_engine(url, pool_pre_ping=True)
        postgres = self.engine.dialect.name == "postgresql"
        self._at_one_moment = {"isolation_level": "REPEATABLE READ"} if postgres else {}

    def migrate(self) -> None:
        """Bring the tables to the newest shape; safe to repeat, and quick when there is nothing to do."""
        if self._is_current():
            return
        from alembic import command  # a quarter of a second that a start without a migration saves
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self.engine.connect() as connection, _unwatched_keys(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def _is_current(self) -> bool:
        newest = max(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
        with self.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == newest)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading, all of it as it was at one moment; nothing it changes is kept."""
        with Session(self.engine.execution_options(**self._at_one_moment), expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: all of it is kept, or after an error none of it.

        On SQLite it holds the write lock from its first statement, so two writers queue instead of failing.
        """
        with Session(self.engine.execution_options(writes=True), expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def ping(self) -> None:
        """Raise when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))


@contextmanager
def _unwatched_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite copy tables that others point to, as its changes of a table's shape do; a transaction is too late."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        cursor.execute("PRAGMA foreign_keys=ON")


def _sqlite_engine(url: str) -> Engine:
    in_memory = url in ("sqlite://", "sqlite:///:memory:")
    pool = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": 30, "isolation_level": None}, **pool
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        writes = connection.get_execution_options().get("writes")  # type: ignore[attr-defined]
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")  # type: ignore[attr-defined]

    return engine


def insert_into(session: Session, table: type[SQLModel]) -> SqliteInsert | PostgresInsert:
    """An INSERT that can say what to do on a conflict, in the words of the session's database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgres_insert(table)
    return sqlite_insert(table)
