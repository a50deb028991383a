from __future__ import annotations

import gzip
import json

import pytest

from knowledge.errors import CatalogueError
from knowledge.portal.client import End, PortalClient
from knowledge.portal.envelope import MalformedAnswerError
from tests.knowledge.portal.conftest import Connect
from tests.knowledge.portal.portal_server import FORM, Fault, PortalServer, envelope


def an_id(portal: PortalServer, number: int = 0) -> str:
    return str(portal.records[number]["id"])


# The list


def test_the_list_comes_page_by_page_and_whole(client: PortalClient, portal: PortalServer) -> None:
    pages = list(client.listed())

    assert [len(page.items) for page in pages] == [10, 10, 10, 10, 0]
    assert [item["id"] for page in pages for item in page.items] == [record["id"] for record in portal.records]
    assert {page.total for page in pages} == {40}
    assert [page.end for page in pages] == [None, None, None, None, End.EMPTY]


def test_a_page_is_asked_for_only_when_it_is_wanted(client: PortalClient, portal: PortalServer) -> None:
    next(client.listed())
    assert len(portal.asked) == 1


def test_the_list_goes_on_behind_a_cursor(client: PortalClient, portal: PortalServer) -> None:
    items = [item["id"] for page in client.listed(cursor=an_id(portal, 24)) for item in page.items]
    assert items == [record["id"] for record in portal.records[25:]]


def test_the_portal_picks_by_agency_and_field(client: PortalClient, portal: PortalServer) -> None:
    items = [item for page in client.listed(department="H21", category="LV-03") for item in page.items]

    assert {asked.body["departmentCode"] for asked in portal.asked} == {"H21"}
    assert {(item["departmentPromulgate"], *item["categories"]) for item in items} == {
        ("Ủy ban nhân dân tỉnh Cây Xanh", "Nuôi ong")
    }


def test_a_cursor_that_stands_still_ends_the_list(client: PortalClient, portal: PortalServer) -> None:
    portal.stands_still_at = an_id(portal, 19)
    assert [page.end for page in client.listed()] == [None, None, End.STANDS_STILL]


def test_a_list_that_goes_round_in_circles_ends(client: PortalClient, portal: PortalServer) -> None:
    portal.goes_round = True
    assert [page.end for page in client.listed()] == [None, None, None, None, End.STANDS_STILL]


def test_pages_that_repeat_under_new_cursors_end_the_list(client: PortalClient, portal: PortalServer) -> None:
    pages = [{"items": [{"id": "a"}], "lastId": cursor, "total": 9} for cursor in ("x", "y", "z")]
    portal.faults = [Fault(201, body=envelope(page)) for page in pages]
    assert [page.end for page in client.listed()] == [None, End.REPEATS]


@pytest.mark.parametrize("last_id", [None, "", 7, "a\x00b", "\ud800"])
def test_a_cursor_that_is_no_word_ends_the_list(client: PortalClient, portal: PortalServer, last_id: object) -> None:
    page = {"code": "OK", "data": {"items": [{"id": "a"}], "lastId": last_id, "total": "9"}}
    portal.always = Fault(201, body=json.dumps(page).encode())
    (only,) = client.listed()
    assert (only.end, only.last_id, only.total) == (End.STANDS_STILL, "", 0)


@pytest.mark.parametrize("data", [None, [], {}, {"items": {}}])
def test_a_page_without_items_to_read_is_refused(client: PortalClient, portal: PortalServer, data: object) -> None:
    portal.always = Fault(201, body=envelope(data))
    with pytest.raises(MalformedAnswerError, match="tthc portal import"):
        next(client.listed())


# One procedure


def test_a_detail_comes_as_the_portal_has_it(client: PortalClient, portal: PortalServer) -> None:
    assert client.detail(an_id(portal, 3)) == portal.records[3]


MALFORMED = [
    (b"<html></html>", "JSON"),
    (b'{"code": "OK", "data": {"id": ', "JSON"),
    (b"\xff\xfe", "JSON"),
    (b'{"code": "OK", "data": ' + b"[" * 100_000, "JSON"),
    (b'{"code": "OK", "data": {"id": NaN}}', "JSON"),
    (b'{"code": "OK", "data": {"id": 1e999}}', "JSON"),
    (b"[]", "mã kết quả"),
    (b'{"data": {}}', "mã kết quả"),
    (b'{"code": "E_01", "data": null, "message": "qu\\u00e1\\nt\\u1ea3i \\u202e"}', "“E_01”: “quá tải"),
    (b'{"code": "OK", "data": null}', "không có nội dung"),
    (b'{"code": "OK", "data": []}', "không có nội dung"),
    (b'{"code": "OK", "data": {"id": "another", "code": "1.000001", "name": "a"}}', "thủ tục khác"),
]
"""Answers that are none, and what is said of them."""


@pytest.mark.parametrize(("body", "why"), MALFORMED)
def test_an_answer_of_the_wrong_shape_is_refused(
    client: PortalClient, portal: PortalServer, body: bytes, why: str
) -> None:
    portal.always = Fault(201, body=body)
    with pytest.raises(MalformedAnswerError, match=why):
        client.detail(an_id(portal))
    assert len(portal.asked) == 1, "asking again would not help"


@pytest.mark.parametrize("missing", ["code", "name"])
def test_a_detail_without_code_or_name_is_refused(client: PortalClient, portal: PortalServer, missing: str) -> None:
    portal.records[0][missing] = None
    with pytest.raises(MalformedAnswerError, match="không có mã hoặc không có tên"):
        client.detail(an_id(portal))


def test_what_the_portal_does_not_know_is_said(client: PortalClient) -> None:
    with pytest.raises(MalformedAnswerError, match="“NOT_FOUND”: “Không tìm thấy thủ tục”"):
        client.detail("no such id")


# One form


def test_a_form_comes_as_bytes(client: PortalClient, portal: PortalServer) -> None:
    portal.forms["f1"] = b"%PDF-1.7"
    assert client.form("f1", 100) == b"%PDF-1.7"
    assert portal.asked[0].path == FORM


def test_an_answer_over_its_limit_is_refused(client: PortalClient, portal: PortalServer) -> None:
    portal.forms["f1"] = bytes(2_000_001)
    assert len(client.form("f1", 2_000_001)) == 2_000_001
    with pytest.raises(MalformedAnswerError, match="lớn hơn 2 MB"):
        client.form("f1", 2_000_000)


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(client: PortalClient, portal: PortalServer) -> None:
    portal.always = Fault(201, {"Content-Encoding": "gzip"}, gzip.compress(bytes(5_000_000)))
    with pytest.raises(MalformedAnswerError, match="lớn hơn 1 MB"):
        client.form("f1", 1_000_000)


# Who asks


def test_the_portal_is_told_who_asks_and_whom_to_write_to(client: PortalClient, portal: PortalServer) -> None:
    client.detail(an_id(portal))
    assert portal.asked[0].user_agent == "hoi-thu-tuc (+https://motcua.example.vn)"


@pytest.mark.parametrize("contact", ["", "  ", "một cửa", "a@example.vn\r\nX-Evil: 1"])
def test_without_a_contact_nothing_is_asked(connect: Connect, contact: str) -> None:
    with pytest.raises(CatalogueError, match="địa chỉ liên hệ"):
        connect(contact=contact)


def test_an_address_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(CatalogueError, match="https://"):
        PortalClient("dichvucong.gov.vn/api/v1", contact="a@example.vn")
