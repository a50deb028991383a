from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from admin_cli import portal as command
from knowledge.models.portal import PortalListedRow, PortalRunRow
from knowledge.phrase_book import NOTHING, with_phrases
from knowledge.portal.client import PortalClient
from knowledge.storage import Storage
from tests.admin_cli.bureau import LAN, TODAY, drafts_of, is_refused, opened, tomorrow_comes
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import faults, rows
from tests.knowledge.officers import changed, fee, let_hold
from tests.knowledge.portal.imports import bees, in_force, method, read
from tests.knowledge.portal.portal_records import Json
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer, Seconds, envelope
from tests.knowledge.portal.test_polite_http import most_in_any_second

COUNT = 12
PAGE = 5
PAGES = 4
"""Of five, five and two procedures, and the empty one behind them."""
DEARER: Json = {"executionMethods": [method(80_000)]}
TO_THE_END = "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"


class RealSeconds(Seconds):
    """The server's own clock."""

    def __call__(self) -> float:
        return time.monotonic()


@pytest.fixture
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


def codes(portal: PortalServer) -> list[str]:
    return [record["code"] for record in portal.records]


def all_are_there(office: Storage, portal: PortalServer) -> bool:
    """Whether citizens read every procedure as the portal has it, whatever they say for it."""
    found = [(in_force(office, record["code"], TODAY), read(record)) for record in portal.records]
    return all(ours and with_phrases(ours, NOTHING) == theirs for ours, theirs in found)


def nothing_on_its_way(office: Storage) -> bool:
    """Whether no fetch waits to go on."""
    left = rows(office)
    return not left[str(PortalRunRow.__tablename__)] and not left[str(PortalListedRow.__tablename__)]


# A full run


def test_everything_that_the_portal_has_is_in_force_and_told(tthc: Run, office: Storage, portal: PortalServer) -> None:
    ran = tthc("portal", "sync", *LAN)

    assert (ran.code, ran.err) == (0, TO_THE_END)
    fetched, told = ran.out.splitlines()[:2]
    assert fetched == ("Cổng có 12 thủ tục: danh sách nêu 12, tải 12, không đổi nên không tải lại 0, ngoài bộ lọc 0.")
    assert told == "Đọc 12 bản ghi: 12 mới, 0 thay đổi, 0 như cũ, 0 không đọc được."
    assert "Mới: 12\n  1.000101  Đăng ký nuôi ong loài 101\n" in ran.out
    assert all_are_there(office, portal)
    assert nothing_on_its_way(office)
    assert (portal.given, len(portal.asked)) == (portal.ids, COUNT + PAGES)
    assert faults(office) == []


def test_the_portal_itself_never_counts_more_than_two_requests_a_second(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command as it is, with real seconds on both sides."""
    monkeypatch.setenv("TTHC_PORTAL_CONTACT", "motcua@example.vn")
    with PortalServer([bees(number) for number in range(101, 105)], RealSeconds()) as portal:
        monkeypatch.setenv("TTHC_PORTAL_API", portal.address)
        portal.faults = [None, None, Fault(503)]

        assert tthc("portal", "sync").code == 0

    assert len(portal.asked) == 7, "two pages, four procedures, one of them twice"
    assert most_in_any_second(asked.at for asked in portal.asked) <= 2
    assert all_are_there(office, portal)


def test_only_looking_writes_nothing_but_what_was_fetched(tthc: Run, office: Storage, portal: PortalServer) -> None:
    before = rows(office)

    ran = tthc("portal", "sync", "--dry-run")

    assert (ran.code, ran.err) == (0, "Chỉ xem thử, chưa ghi gì.\n")
    kept = {str(PortalRunRow.__tablename__), str(PortalListedRow.__tablename__)}
    assert {name for name, now in rows(office).items() if now != before[name]} == kept
    asked = len(portal.asked)
    assert tthc("portal", "sync").code == 0
    assert len(portal.asked) == asked, "what was fetched to be looked at is not fetched again"
    assert all_are_there(office, portal)


def test_a_machine_gets_what_was_fetched_and_what_changed(tthc: Run, portal: PortalServer) -> None:
    portal.detail_faults = {portal.ids[3]: Fault(403)}

    told = tthc("portal", "sync", "--json").json()

    assert told["written"] is True
    assert [each["code"] for each in told["added"]] == codes(portal)[:3] + codes(portal)[4:]
    assert told["portal"] == {
        "total": COUNT,
        "listed": COUNT,
        "fetched": COUNT - 1,
        "reused": 0,
        "left_out": 0,
        "whole": True,
        "problems": [{"portal_id": portal.ids[3], "code": "1.000104", "why": "từ chối (HTTP 403)"}],
    }


def test_without_somebody_to_write_to_the_portal_is_not_asked(
    tthc: Run, portal: PortalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TTHC_PORTAL_CONTACT")

    is_refused(tthc("portal", "sync"), "địa chỉ liên hệ", "export TTHC_PORTAL_CONTACT=")
    assert portal.asked == []


# Only what has changed


def test_a_second_run_fetches_only_what_the_list_shows_as_changed(
    tthc: Run, office: Storage, portal: PortalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tthc("portal", "sync")
    tomorrow_comes(monkeypatch)
    portal.given.clear()
    portal.records[4] |= {"name": "Đăng ký nuôi ong mật", **DEARER}
    gone = portal.records.pop(7)
    portal.records.append(bees(200))

    ran = tthc("portal", "sync", "--since", "2026-11-25")

    assert portal.given == [portal.records[4]["id"], portal.records[-1]["id"]]
    assert "danh sách nêu 12, tải 2, không đổi nên không tải lại 10" in ran.out
    assert "Đọc 2 bản ghi: 1 mới, 1 thay đổi, 0 như cũ, 1 Cổng đã gỡ, 0 không đọc được.\n" in ran.out
    assert "Tên thủ tục: Đăng ký nuôi ong loài 105 → Đăng ký nuôi ong mật\n" in ran.out
    assert "Phí, lệ phí: Mức thu: 50.000 đồng/giấy → Mức thu: 80.000 đồng/giấy\n" in ran.out
    assert [(row.code, row.repealed) for row in drafts_of(office)] == [(gone["code"], True)]
    assert ran.err == f"{TO_THE_END}Việc bãi bỏ thủ tục Cổng đã gỡ chờ cán bộ duyệt: tthc draft list\n"
    portal.given.clear()
    assert tthc("portal", "sync", "--since", "2026-11-25").err == "Không có gì thay đổi.\n"
    assert portal.given == []


def test_a_part_of_the_portal_takes_nothing_else_for_gone(tthc: Run, office: Storage, portal: PortalServer) -> None:
    tthc("portal", "sync")
    portal.given.clear()

    ran = tthc("portal", "sync", "--department", "G07", "--level", "commune")

    agency = [record for record in portal.records if record["departmentPromulgateCode"] == "G07"]
    communes = [record for record in agency if record["isWard"]]
    assert portal.given == [record["id"] for record in agency]
    assert f"tải {len(communes)}, " in ran.out
    assert f"ngoài bộ lọc {len(agency) - len(communes)}." in ran.out
    assert (ran.err, drafts_of(office)) == ("Không có gì thay đổi.\n", [])


def test_what_an_officer_wrote_stays_and_is_told(tthc: Run, office: Storage, portal: PortalServer) -> None:
    tthc("portal", "sync")
    code = codes(portal)[2]
    let_hold(office, changed(office, code, TODAY, **fee(90_000)), TODAY)
    portal.records[2] |= {"authorityAgencies": "Sở Nông nghiệp", **DEARER}

    ran = tthc("portal", "sync")

    assert "1 thay đổi, 11 như cũ, 1 khác điều cán bộ viết" in ran.out
    now = in_force(office, code, TODAY)
    assert now is not None
    assert (now.fees[0].amount_vnd, now.authority) == (90_000, "Sở Nông nghiệp")


def test_as_drafts_every_change_waits_and_is_not_fetched_again(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    ran = tthc("portal", "sync", "--as-drafts")

    assert "tthc draft publish --all" in ran.err
    assert [row.code for row in drafts_of(office)] == codes(portal)
    assert in_force(office, codes(portal)[0], TODAY) is None
    portal.given.clear()
    again = tthc("portal", "sync", "--as-drafts", "--since", "2026-11-25")
    assert (portal.given, again.err) == ([], "Không có thay đổi nào để đưa vào bản nháp.\n")
    touched = tthc("portal", "sync", "--as-drafts")
    assert "0 mới, 0 thay đổi, 0 như cũ, 12 đã đưa ra duyệt lần trước" in touched.out
    assert len(drafts_of(office)) == COUNT


# A way that breaks off


@pytest.mark.parametrize("served", [0, 2, 4, 9, COUNT + PAGES - 1])
def test_after_a_cut_the_same_command_goes_on_where_it_stopped(
    tthc: Run, office: Storage, portal: PortalServer, served: int
) -> None:
    before = rows(office)["procedure_version"]
    portal.faults = [None] * served + [Fault(CUT)] * 100

    is_refused(tthc("portal", "sync"), "mất kết nối", "chạy lại lệnh", "phần đã tải được giữ lại")
    assert rows(office)["procedure_version"] == before, "half a portal is no catalogue"
    portal.faults = []
    ran = tthc("portal", "sync")

    assert (ran.code, ran.err) == (0, TO_THE_END)
    assert sorted(portal.given) == portal.ids, "none was fetched twice"
    assert all_are_there(office, portal)
    assert nothing_on_its_way(office)


def test_a_portal_that_asks_to_wait_is_waited_for_and_the_officer_is_told(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    portal.faults = [None] * 6 + [Fault(429, {"Retry-After": "90"})]

    ran = tthc("portal", "sync")

    assert "Cổng đang bận (HTTP 429); chờ 9" in ran.err
    assert "thử lại (lần 2/6)" in ran.err
    waited = portal.asked[7].at - portal.asked[6].at
    assert 90 <= waited <= 92
    assert ran.code == 0
    assert all_are_there(office, portal)


def test_a_portal_that_names_a_late_hour_is_left_alone_until_the_command_is_run_again(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    portal.faults = [None] * 8 + [Fault(429, {"Retry-After": "7200"})]

    is_refused(tthc("portal", "sync"), "chờ 120 phút", "chạy lại lệnh sau thời gian đó")
    assert len(portal.asked) == 9

    assert tthc("portal", "sync").code == 0
    assert all_are_there(office, portal)


def test_a_portal_that_fails_now_and_then_gives_everything(tthc: Run, office: Storage, portal: PortalServer) -> None:
    portal.faults = [None, Fault(500), Fault(503), None, Fault(CUT), Fault(502), Fault(504), None] * 3

    ran = tthc("portal", "sync")

    assert ran.code == 0, ran.err
    assert "HTTP 503" in ran.err
    assert "mất kết nối" in ran.err
    assert sorted(portal.given) == portal.ids
    assert most_in_any_second(asked.at for asked in portal.asked) <= 2
    assert all_are_there(office, portal)


@pytest.mark.parametrize("status", [403, 500])
def test_a_procedure_that_is_never_given_is_told_and_the_others_come_in(
    tthc: Run, office: Storage, portal: PortalServer, status: int
) -> None:
    portal.detail_faults = {portal.ids[5]: Fault(status)}

    ran = tthc("portal", "sync")

    assert ran.code == 0, ran.err
    assert f"Không tải được: 1\n    1.000106: {'từ chối' if status == 403 else 'đang bận'} (HTTP {status})" in ran.out
    assert in_force(office, "1.000106", TODAY) is None
    del portal.records[5]
    assert all_are_there(office, portal)


# Things that are not as they should be


def test_a_status_of_201_is_no_promise_and_each_malformed_record_is_told(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    """The portal says 201 where all is well, too; here some of its answers are none."""
    broken = {
        1: b"<html>",
        3: b'{"code": "OK", "data": {"id": ',
        5: envelope(None, "E_01", "quá tải\x1b[2J"),
        7: envelope(portal.records[0]),
    }
    portal.detail_faults = {portal.ids[number]: Fault(201, body=body) for number, body in broken.items()}
    portal.records[9] |= {"executionMethods": "một cửa"}
    portal.records[10] |= {"name": "\x1b[2J"}
    portal.odd_items = [7, {"code": "1.000777"}]

    ran = tthc("portal", "sync")

    assert ran.code == 0, ran.err
    assert "Không tải được: 6\n" in ran.out
    reasons = {2: "không phải JSON", 4: "không phải JSON", 6: "“E_01”: “quá tải", 8: "một thủ tục khác"}
    for number, why in reasons.items():
        assert any(line.startswith(f"    1.00010{number}: ") and why in line for line in ran.out.splitlines()), why
    assert "Không đọc được: 2\n" in ran.out
    assert "trường executionMethods phải là danh sách" in ran.out
    assert "không có tên thủ tục" in ran.out
    assert "\x1b" not in ran.out + ran.err
    good = [number for number in range(COUNT) if number not in {*broken, 9, 10}]
    assert all(in_force(office, codes(portal)[number], TODAY) for number in good)
    assert "Đọc 8 bản ghi: 6 mới, 0 thay đổi, 0 như cũ, 2 không đọc được.\n" in ran.out


def test_what_was_malformed_is_fetched_again_by_the_next_run(tthc: Run, office: Storage, portal: PortalServer) -> None:
    good = portal.records[9]["executionMethods"]
    portal.records[9]["executionMethods"] = "một cửa"
    portal.detail_faults = {portal.ids[3]: Fault(201, body=b"<html>")}
    tthc("portal", "sync")
    portal.given.clear()
    portal.detail_faults = {}
    portal.records[9]["executionMethods"] = good

    ran = tthc("portal", "sync", "--since", "2026-11-25")

    assert portal.given == [portal.ids[3], portal.ids[9]]
    assert "Đọc 2 bản ghi: 2 mới" in ran.out
    assert all_are_there(office, portal)


def test_a_cursor_that_stands_still_is_told_and_nothing_is_taken_for_gone(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    tthc("portal", "sync")
    portal.stands_still_at = portal.ids[PAGE - 1]
    portal.records[2] |= DEARER

    ran = tthc("portal", "sync")

    assert "Không tải được: 1\n    danh sách: danh sách dừng ở 5 trên 12 thủ tục: con trỏ trang không tiến" in ran.out
    assert "Đọc 5 bản ghi: 0 mới, 1 thay đổi, 4 như cũ, 0 không đọc được.\n" in ran.out
    assert (ran.code, ran.err, drafts_of(office)) == (0, TO_THE_END, [])
    assert all_are_there(office, portal)


def test_a_list_that_has_shrunk_by_half_is_taken_for_broken_but_what_it_has_comes_in(
    tthc: Run, office: Storage, portal: PortalServer
) -> None:
    tthc("portal", "sync")
    lost = portal.records[4:]
    del portal.records[4:]
    portal.records[0] |= DEARER

    ran = tthc("portal", "sync")

    assert ran.code == 0, ran.err
    assert "danh sách: Cổng thiếu 8 trong 12 thủ tục đã có" in ran.out
    assert drafts_of(office) == []
    assert all_are_there(office, portal)
    portal.records += lost
    assert "Không đọc được" not in tthc("portal", "sync").out, "it is asked anew"


def test_an_answer_in_an_unknown_shape_points_to_the_file(tthc: Run, portal: PortalServer) -> None:
    portal.always = Fault(201, body=json.dumps({"code": "OK", "data": {"rows": []}}).encode())

    is_refused(tthc("portal", "sync"), "không có phần thủ tục", "tthc portal import")
