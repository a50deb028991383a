from __future__ import annotations

import json

import pytest

from knowledge.portal.client import PortalClient
from knowledge.portal.envelope import PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.fetched import Problem, records
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.storage import Storage
from tests.knowledge.examples import ON, Clock
from tests.knowledge.portal.conftest import FetchHere, forget
from tests.knowledge.portal.portal_records import list_item
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer
from tests.knowledge.portal.test_client import MALFORMED

# Things that are not as they should be


def test_details_that_are_none_are_reported_and_stop_nothing(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    bad = portal.records[4 : 4 + len(MALFORMED)]
    for record, (body, _) in zip(bad, MALFORMED, strict=True):
        portal.detail_faults[record["id"]] = Fault(201, body=body)

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == [record for record in portal.records if record not in bad]
    assert [(problem.portal_id, problem.code) for problem in fetched.problems] == [(r["id"], r["code"]) for r in bad]
    assert all(why in problem.why for problem, (_, why) in zip(fetched.problems, MALFORMED, strict=True))
    assert fetched.fetched + len(fetched.problems) == fetched.listed == 40


ODD_ITEMS: list[tuple[object, str, str]] = [
    (None, "", "không phải thủ tục"),
    ("1.000001", "", "không phải thủ tục"),
    ([1], "", "không phải thủ tục"),
    ({}, "", "không có định danh"),
    ({"code": "1.900901"}, "1.900901", "không có định danh"),
    ({"id": 7, "code": "1.900902"}, "1.900902", "không có định danh"),
    ({"id": "x" * 65, "code": "1.900903"}, "1.900903", "không có định danh"),
    ({"id": "a\x00b", "code": "1.9\x00"}, "", "không có định danh"),
    ({"id": "\ud800", "code": "\ud800", "name": "\x00\ud800"}, "", "không có định danh"),
]
"""Items of a list that name no procedure, the code that they show, and what is said of them."""


def test_items_of_the_list_that_name_no_procedure_are_reported_and_stop_nothing(
    either_portal_storage: Storage, client: PortalClient, portal: PortalServer, clock: Clock
) -> None:
    items = [list_item(record) for record in portal.records] + [item for item, _, _ in ODD_ITEMS]
    page = {"items": items, "lastId": "", "total": len(items)}
    portal.faults = [Fault(201, body=json.dumps({"code": "OK", "data": page}).encode())]  # keeps half letters

    fetched = fetch(either_portal_storage, client, Filters(), clock)

    assert list(records(either_portal_storage, fetched.run_id)) == portal.records
    assert [(id_, code) for id_, code, _ in fetched.problems] == [("", code) for _, code, _ in ODD_ITEMS]
    assert all(expected in problem.why for problem, (_, _, expected) in zip(fetched.problems, ODD_ITEMS, strict=True))
    assert fetched.whole


def test_letters_that_no_database_takes_come_through_in_a_detail(
    either_portal_storage: Storage, client: PortalClient, portal: PortalServer, clock: Clock
) -> None:
    portal.records[0]["description"] = "rỗng \x00 và nửa chữ"
    portal.detail_faults[portal.records[1]["id"]] = Fault(
        201, body=json.dumps({"code": "OK", "data": portal.records[1] | {"description": "\ud83d"}}).encode()
    )
    fetched = fetch(either_portal_storage, client, Filters(), clock)
    details = list(records(either_portal_storage, fetched.run_id))
    assert [detail["description"] for detail in details[:2]] == ["rỗng \x00 và nửa chữ", "\ud83d"]


def test_two_procedures_under_one_id_are_fetched_once_and_reported(fetch_here: FetchHere, portal: PortalServer) -> None:
    twin = list_item(portal.records[0]) | {"code": "1.915009"}
    portal.odd_items = [twin, list_item(portal.records[1])]
    fetched = fetch_here()
    assert portal.given == portal.ids
    assert Problem("", "1.915009", "cổng dùng chung định danh này cho thủ tục 1.900001") in fetched.problems


def test_a_cursor_that_stands_still_is_reported_and_what_was_listed_is_fetched(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    portal.stands_still_at = portal.records[19]["id"]

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == portal.records[:20]
    assert fetched.problems == (Problem("", "", "danh sách dừng ở 20 trên 40 thủ tục: con trỏ trang không tiến nữa"),)
    assert not fetched.whole, "so nothing may be taken for gone"


def test_a_cursor_that_stands_still_at_the_end_is_the_end(fetch_here: FetchHere, portal: PortalServer) -> None:
    portal.stands_still_at = portal.records[-1]["id"]
    fetched = fetch_here()
    assert (fetched.fetched, fetched.problems, fetched.whole) == (40, (), True)


def test_a_list_that_ends_before_its_total_is_reported(fetch_here: FetchHere, portal: PortalServer) -> None:
    portal.total = 55
    fetched = fetch_here()
    assert (fetched.total, fetched.fetched, fetched.whole) == (55, 40, False)
    assert "dừng ở 40 trên 55" in fetched.problems[0].why


def test_a_portal_that_changes_while_it_is_read_loses_nothing_that_stays(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    removed = portal.records[35]

    def remove_one(answered: int) -> None:
        if answered == 10:
            portal.records.remove(removed)

    portal.on_answered = remove_one
    fetched = fetch_here()
    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert [(problem.portal_id, "NOT_FOUND" in problem.why) for problem in fetched.problems] == [(removed["id"], True)]


# A portal that refuses


def test_a_portal_that_refuses_everything_is_left_alone_at_once(fetch_here: FetchHere, portal: PortalServer) -> None:
    portal.always = Fault(403)
    with pytest.raises(PortalUnavailableError, match=r"từ chối .HTTP 403"):
        fetch_here()
    assert len(portal.asked) == 1


def test_a_portal_that_begins_to_refuse_is_left_alone_and_nothing_is_lost(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    portal.faults = [None] * 25 + [Fault(403)] * 1_000
    with pytest.raises(PortalUnavailableError, match="từ chối"):
        fetch_here()
    assert len(portal.asked) == 27, "one was refused, and one that had been given before"
    portal.faults = []

    fetched = fetch_here()

    assert fetched.problems == ()
    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert sorted(portal.given) == portal.ids


def test_a_portal_that_refuses_the_first_procedures_is_asked_for_others(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    portal.detail_faults = {record["id"]: Fault(403) for record in portal.records[:3]}
    fetched = fetch_here()
    assert (fetched.fetched, len(fetched.problems)) == (37, 3)


def test_a_portal_that_refuses_one_procedure_and_gives_nonsense_for_the_others_is_read_to_its_end(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    portal.detail_faults = {portal_id: Fault(201, body=b"<html>") for portal_id in portal.ids}
    portal.detail_faults[portal.records[0]["id"]] = Fault(403)
    assert len(fetch_here().problems) == 40


def test_a_portal_whose_only_procedure_cannot_be_had_is_taken_to_be_down(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    del portal.records[1:]
    portal.detail_faults = {portal.records[0]["id"]: Fault(500)}
    with pytest.raises(PortalUnavailableError, match="HTTP 500"):
        fetch_here()


@pytest.mark.parametrize("status", [403, 500, CUT])
def test_procedures_that_are_never_given_are_reported_and_stop_nothing(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer, status: int
) -> None:
    bad = [portal.records[number] for number in (2, 3, 4, 5, 6, 7, 8, 39)]
    portal.detail_faults = {record["id"]: Fault(status) for record in bad}

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == [record for record in portal.records if record not in bad]
    assert [problem.code for problem in fetched.problems] == [record["code"] for record in bad]


def test_in_a_run_that_finds_nothing_changed_one_procedure_that_is_never_given_stops_nothing(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    known = forget(portal_storage, fetch_here())
    portal.records[5]["name"] = "Tên mới"
    portal.detail_faults = {portal.records[5]["id"]: Fault(500)}

    fetched = fetch_here(Filters(since=ON), known=known)

    assert (fetched.reused, [problem.code for problem in fetched.problems]) == (39, [portal.records[5]["code"]])


def test_a_procedure_that_is_refused_once_is_tried_again_in_the_end(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    portal.faults = [None] * 10 + [Fault(403)]
    fetched = fetch_here()
    assert (fetched.fetched, fetched.problems) == (40, ())
    assert portal.details[-1] == portal.records[5]["id"]


def test_what_could_not_be_had_is_asked_for_again_when_the_run_is_handed_out_again(
    fetch_here: FetchHere, portal: PortalServer
) -> None:
    portal.detail_faults = {portal.records[5]["id"]: Fault(403)}
    assert fetch_here().fetched == 39
    portal.detail_faults = {}
    assert fetch_here().fetched == 40


def test_a_portal_that_names_a_late_hour_is_not_asked_before(
    fetch_here: FetchHere, portal_storage: Storage, portal: PortalServer
) -> None:
    portal.faults = [None] * 25 + [Fault(429, {"Retry-After": "7200"})]
    with pytest.raises(PortalSaysLaterError, match="120 phút"):
        fetch_here()
    assert len(portal.asked) == 26

    fetched = fetch_here()

    assert list(records(portal_storage, fetched.run_id)) == portal.records
    assert sorted(portal.given) == portal.ids
