"""Every test here has an office of its own; some have a portal to fetch from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from admin_cli import portal as command
from knowledge.portal.client import PortalClient
from knowledge.storage import Storage
from tests.admin_cli.bureau import opened
from tests.admin_cli.portal.syncing import COUNT, PAGE
from tests.knowledge.portal.imports import bees
from tests.knowledge.portal.portal_server import PortalServer, Seconds


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


@pytest.fixture
def portal(office: Storage, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalServer]:
    """The portal with a dozen procedures about bees; an hour of waiting takes a moment."""
    seconds = Seconds()
    options = {"clock": seconds, "sleep": seconds.sleep, "jitter": random.Random(7), "page_size": PAGE}
    client = partial(PortalClient, **options, transport=httpx.HTTPTransport())  # type: ignore[arg-type]
    monkeypatch.setattr(command, "PortalClient", client)
    with PortalServer([bees(number) for number in range(101, 101 + COUNT)], seconds) as server:
        monkeypatch.setenv("TTHC_PORTAL_API", server.address)
        monkeypatch.setenv("TTHC_PORTAL_CONTACT", "motcua@example.vn")
        yield server
    assert server.complaints == []
