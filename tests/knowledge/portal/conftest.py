from __future__ import annotations

import random
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import httpx
import pytest
from sqlmodel import SQLModel, col, delete

from knowledge.models.portal import PortalListedRow, PortalRunRow
from knowledge.portal.client import PortalClient
from knowledge.portal.fetched import Fetched, fetched_lines
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.portal.spool import delete_run
from knowledge.storage import Storage
from tests.knowledge.examples import Clock
from tests.knowledge.portal.portal_records import some_records
from tests.knowledge.portal.portal_server import PortalServer, Seconds

_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once: loading certificates takes longer than a test."""
Connect = Callable[..., PortalClient]
FetchHere = Callable[..., Fetched]


def with_portal_tables(storage: Storage) -> Storage:
    """The storage with the tables of `knowledge.models.portal`; a stand-in until a migration makes them."""
    tables = [SQLModel.metadata.tables[str(row.__tablename__)] for row in (PortalRunRow, PortalListedRow)]
    SQLModel.metadata.create_all(storage.engine, tables=tables)
    return storage


@pytest.fixture
def portal_storage(storage: Storage) -> Storage:
    return with_portal_tables(storage)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))])
def either_portal_storage(request: pytest.FixtureRequest) -> Storage:
    """A database with the portal's tables and no rows in them, once on SQLite and once on PostgreSQL."""
    name = "storage" if request.param == "sqlite" else "_postgres"
    storage = with_portal_tables(request.getfixturevalue(name))
    with storage.writing() as session:
        session.execute(delete(PortalRunRow).where(col(PortalRunRow.id).is_not(None)))
    return storage


@pytest.fixture
def seconds() -> Seconds:
    """A clock that passes when somebody sleeps."""
    return Seconds()


@pytest.fixture
def portal(seconds: Seconds) -> Iterator[PortalServer]:
    """The portal with forty procedures; whatever is asked of it must be what its interface promises."""
    with PortalServer(some_records(40), seconds) as server:
        yield server
    assert server.complaints == []


@pytest.fixture
def connect(portal: PortalServer, seconds: Seconds) -> Iterator[Connect]:
    """Opens clients of that portal whose time is the test's; ten procedures a page."""
    with ExitStack() as clients:

        def connect(**changes: Any) -> PortalClient:
            options: dict[str, Any] = {
                "contact": "https://motcua.example.vn",
                "clock": seconds,
                "sleep": seconds.sleep,
                "jitter": random.Random(7),
                "page_size": 10,
                "transport": httpx.HTTPTransport(verify=_NO_CERTIFICATES),  # whatever proxy the environment names
            }
            return clients.enter_context(PortalClient(portal.address, **options | changes))

        yield connect


@pytest.fixture
def client(connect: Connect) -> PortalClient:
    return connect()


@pytest.fixture
def fetch_here(portal_storage: Storage, client: PortalClient, clock: Clock) -> FetchHere:
    """Fetches into this test's database from this test's portal."""

    def fetch_here(filters: Filters | None = None, **more: Any) -> Fetched:
        return fetch(portal_storage, client, filters or Filters(), clock, **more)

    return fetch_here


def forget(storage: Storage, fetched: Fetched) -> dict[str, tuple[str, date]]:
    """What an import does with a run at its end: remember the lines, delete the run."""
    known = fetched_lines(storage, fetched.run_id)
    with storage.writing() as session:
        delete_run(session, fetched.run_id)
    return known
