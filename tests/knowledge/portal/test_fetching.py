from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.portal.client import PortalClient
from knowledge.portal.fetched import fetched_lines, records
from knowledge.portal.fetching import Stage, fetch
from knowledge.portal.filters import Filters
from knowledge.procedure import Level
from knowledge.storage import Storage
from tests.knowledge.examples import ON, Clock
from tests.knowledge.portal.conftest import FetchHere, forget
from tests.knowledge.portal.portal_records import a_record, list_item
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer, envelope
from tests.knowledge.portal.test_polite_http import most_in_any_second

# A full run


def test_everything_is_fetched_once_and_handed_out_in_the_order_of_the_list(
    either_portal_storage: Storage, client: PortalClient, portal: PortalServer, clock: Clock
) -> None:
    fetched = fetch(either_portal_storage, client, Filters(), clock)

    assert list(records(either_portal_storage, fetched.run_id)) == portal.records
    assert portal.details == portal.ids
    assert (fetched.total, fetched.listed, fetched.fetched) == (40, 40, 40)
    assert (fetched.reused, fetched.left_out, fetched.problems, fetched.whole) == (0, 0, (), True)


def test_a_whole_run_with_failures_never_asks_more_than_twice_a_second(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    portal.faults = [None, Fault(500), Fault(503), None, Fault(429, {"Retry-After": "2"}), Fault(CUT), None] * 8

    assert fetch_here().fetched == 40

    assert most_in_any_second(asked.at for asked in portal.asked) == 2
    assert {asked.user_agent for asked in portal.asked} == {"hoi-thu-tuc (+https://motcua.example.vn)"}


def test_bursts_of_failures_lose_nothing(fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer) -> None:
    burst = [Fault(503), Fault(500), Fault(429, {"Retry-After": "60"}), Fault(CUT), Fault(502)]
    portal.faults = ([None] * 3 + burst) * 12

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert sorted(portal.given) == portal.ids, "none was given twice"
    assert fetched.problems == ()


def test_whoever_watches_sees_the_list_and_the_details_come(fetch_here: FetchHere) -> None:
    seen: list[tuple[Stage, int, int]] = []
    fetch_here(progress=lambda *step: seen.append(step))
    assert seen[:5] == [(Stage.LIST, done, 40) for done in (10, 20, 30, 40, 40)]
    assert seen[5:] == [(Stage.DETAILS, done, 40) for done in range(1, 41)]


def test_an_empty_portal_is_no_error(fetch_here: FetchHere, portal: PortalServer) -> None:
    portal.records.clear()
    fetched = fetch_here()
    assert (fetched.listed, fetched.problems, fetched.whole) == (0, (), True)


# Only what has changed


def test_since_a_day_only_what_is_new_or_looks_different_is_fetched(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    known = forget(portal_storage, fetch_here())
    portal.asked.clear()
    portal.records[3]["name"] = "Đăng ký tổ ong, có sửa"
    gone = portal.records.pop(20)
    portal.records.append(a_record(77))

    fetched = fetch_here(Filters(since=ON), known=known)

    assert portal.details == [portal.records[3]["id"], portal.records[-1]["id"]]
    assert list(records(portal_storage, fetched.run_id)) == [portal.records[3], portal.records[-1]]
    assert (fetched.listed, fetched.fetched, fetched.reused, fetched.whole) == (40, 2, 38, True)
    assert gone["id"] not in fetched_lines(portal_storage, fetched.run_id)


@pytest.mark.parametrize(("since", "fetched"), [(ON, 0), (ON + timedelta(days=1), 40), (None, 40)])
def test_what_was_fetched_before_that_day_is_fetched_again(
    fetch_here: FetchHere, portal_storage: Storage, since: date | None, fetched: int
) -> None:
    known = forget(portal_storage, fetch_here())
    assert fetch_here(Filters(since=since), known=known).fetched == fetched


def test_a_run_that_goes_on_with_another_day_fetches_what_that_day_wants(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    known = forget(portal_storage, fetch_here())
    portal.asked.clear()
    assert fetch_here(Filters(since=ON), known=known).reused == 40

    assert fetch_here(known=known).fetched == 40


def test_the_order_of_names_and_what_else_the_list_counts_is_no_change(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    fields = [{"code": "LV-01", "name": "Hộ tịch"}, {"code": "LV-02", "name": "Đất đai"}]
    portal.records = [a_record(1, categoriesDetails=fields)]
    known = forget(portal_storage, fetch_here())
    item = list_item(a_record(1, categoriesDetails=fields[::-1])) | {"views": 12}
    portal.faults = [Fault(201, body=envelope({"items": [item], "lastId": "", "total": 1}))]

    assert fetch_here(Filters(since=ON), known=known).reused == 1


# Only a part


def test_the_portal_picks_an_agency_and_a_field(fetch_here: FetchHere, portal: PortalServer) -> None:
    fetched = fetch_here(Filters(department="G07", field="LV-02"))
    assert (fetched.total, fetched.listed, fetched.fetched) == (14, 14, 14)
    assert portal.asked[0].body["departmentCode"] == "G07"
    assert portal.asked[0].body["categoryId"] == "LV-02"


def test_whoever_knows_only_the_names_gets_the_same(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    by_number = fetch_here(Filters(department="G07", field="LV-02"))
    by_name = fetch_here(Filters(department="bộ Nông nghiệp và  môi trường", field="ĐẤT ĐAI"))

    assert list(records(portal_storage, by_name.run_id)) == list(records(portal_storage, by_number.run_id))
    assert (by_name.listed, by_name.fetched, by_name.left_out) == (40, 14, 26)
    assert len(portal.given) == 28, "the others were not asked for"


def test_the_level_is_looked_for_in_the_details(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    fetched = fetch_here(Filters(level=Level.PROVINCE))
    assert list(records(portal_storage, fetched.run_id)) == [
        record for record in portal.records if record["isProvince"]
    ]
    assert (fetched.fetched, fetched.left_out) == (16, 24)
