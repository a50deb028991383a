from __future__ import annotations

import json

import pytest

from knowledge.storage import Storage
from tests.admin_cli.bureau import TODAY, drafts_of, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.portal.syncing import COUNT, DEARER, PAGE, TO_THE_END, all_are_there, codes
from tests.knowledge.portal.imports import in_force
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer, envelope
from tests.knowledge.portal.test_polite_http import most_in_any_second


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
