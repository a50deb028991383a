from __future__ import annotations

from datetime import timedelta

import pytest

from knowledge.portal.client import PortalClient
from knowledge.portal.envelope import PortalUnavailableError
from knowledge.portal.fetched import records
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.portal.spool import GO_ON_WITHIN, IMPORT_WITHIN
from knowledge.storage import Storage
from tests.knowledge.examples import Clock
from tests.knowledge.portal.conftest import FetchHere, forget
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer


@pytest.mark.parametrize("served", [0, 1, 4, 5, 6, 20, 42, 44, 45])
def test_a_run_that_is_cut_goes_on_where_it_stopped(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer, served: int
) -> None:
    portal.faults = [None] * served + [Fault(CUT)] * 1_000
    if served < 45:
        with pytest.raises(PortalUnavailableError, match=r"mất kết nối.*giữ lại"):
            fetch_here()
    portal.faults = []

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert sorted(portal.given) == portal.ids, "none was fetched twice"
    pages = [asked.body["lastId"] for asked in portal.asked if not asked.portal_id]
    assert len(set(pages)) == 5, "no page was read twice, but for the one on which it was cut"
    assert fetched.problems == ()


def test_a_run_that_is_cut_goes_on_on_either_database(
    either_portal_storage: Storage, client: PortalClient, portal: PortalServer, clock: Clock
) -> None:
    for served in (2, 12, 9):
        portal.faults = [None] * served + [Fault(403)] * 2
        with pytest.raises(PortalUnavailableError):
            fetch(either_portal_storage, client, Filters(), clock)
    portal.faults = []

    fetched = fetch(either_portal_storage, client, Filters(), clock)

    assert list(records(either_portal_storage, fetched.run_id)) == portal.records
    assert sorted(portal.given) == portal.ids


def test_a_run_that_was_not_imported_is_handed_out_again_without_asking(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    first, asked = fetch_here(), len(portal.asked)
    assert fetch_here() == first
    assert len(portal.asked) == asked


def test_after_the_import_a_new_run_begins(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    forget(portal_storage, fetch_here())
    portal.records[7]["name"] = "Tên mới"
    fetched = fetch_here()
    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert len(portal.given) == 80


def test_deleting_a_run_deletes_what_it_fetched(
    either_portal_storage: Storage, client: PortalClient, clock: Clock
) -> None:
    fetched = fetch(either_portal_storage, client, Filters(), clock)
    forget(either_portal_storage, fetched)
    assert list(records(either_portal_storage, fetched.run_id)) == []
    forget(either_portal_storage, fetched)


def test_runs_with_other_filters_do_not_meet(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    portal.faults = [None] * 20 + [Fault(403)] * 2
    with pytest.raises(PortalUnavailableError):
        fetch_here()
    justice = fetch_here(Filters(department="G01"))
    forget(portal_storage, justice)

    fetched = fetch_here()

    assert justice.fetched == 13
    assert list(records(portal_storage, fetched.run_id)) == portal.records


def test_a_run_that_was_cut_long_ago_begins_anew(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer, clock: Clock
) -> None:
    portal.faults = [None] * 20 + [Fault(403)] * 2
    with pytest.raises(PortalUnavailableError):
        fetch_here()
    clock.moment += GO_ON_WITHIN + timedelta(seconds=1)
    portal.records[0]["name"] = "Tên mới"

    assert list(records(portal_storage, fetch_here().run_id)) == portal.records


def test_a_run_that_was_never_imported_is_good_for_a_day(
    fetch_here: FetchHere, portal: PortalServer, clock: Clock
) -> None:
    fetch_here()
    clock.moment += IMPORT_WITHIN
    fetch_here()
    assert len(portal.given) == 40
    clock.moment += timedelta(seconds=1)
    fetch_here()
    assert len(portal.given) == 80
