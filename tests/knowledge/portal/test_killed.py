from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.portal.client import PortalClient
from knowledge.portal.fetched import records
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.storage import Storage
from knowledge.viet_time import now
from tests.knowledge.portal.portal_server import PortalServer

ROOT = Path(__file__).resolve().parents[3]
REQUESTS = 45
"""Of a run that nothing disturbs: five pages and forty details."""
PATIENCE_SECONDS = 60


def run_until_killed(storage: Storage, portal: PortalServer, at: int, answered: bool) -> int:
    """Fetch in a process of its own that is killed at the n-th request, before or after its answer; its exit code."""
    address = storage.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.knowledge.portal.fetch_once", address, portal.address]
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own interpreter and module

    def kill() -> None:
        if len(portal.asked) == at:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(PATIENCE_SECONDS)

    portal.takes = (lambda: None) if answered else kill
    portal.on_answered = (lambda _: kill()) if answered else (lambda _: None)
    return process.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("answered", [False, True], ids=["before the answer", "after the answer"])
def test_a_process_that_is_killed_again_and_again_loses_nothing(
    portal_storage: Storage, client: PortalClient, portal: PortalServer, answered: bool
) -> None:
    kills = (4, 21, 44)
    codes = [run_until_killed(portal_storage, portal, at, answered) for at in kills]
    assert codes == [-signal.SIGKILL] * len(kills)

    assert run_until_killed(portal_storage, portal, at=-1, answered=answered) == 0

    asked = len(portal.asked)
    fetched = fetch(portal_storage, client, Filters(), now)
    assert len(portal.asked) == asked, "the last process had left nothing to do"
    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert (fetched.fetched, fetched.problems, fetched.whole) == (40, (), True)
    assert asked <= REQUESTS + len(kills), "each kill cost at most the request that was on its way"
