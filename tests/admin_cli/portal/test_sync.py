from __future__ import annotations

import pytest

from knowledge.models.portal import PortalListedRow, PortalRunRow
from knowledge.storage import Storage
from tests.admin_cli.bureau import LAN, TODAY, drafts_of, is_refused, tomorrow_comes
from tests.admin_cli.conftest import Run
from tests.admin_cli.portal.syncing import (
    COUNT,
    DEARER,
    PAGES,
    TO_THE_END,
    RealSeconds,
    all_are_there,
    codes,
    nothing_on_its_way,
)
from tests.knowledge.audited import faults, rows
from tests.knowledge.officers import changed, fee, let_hold
from tests.knowledge.portal.imports import bees, in_force
from tests.knowledge.portal.portal_server import CUT, Fault, PortalServer
from tests.knowledge.portal.test_polite_http import most_in_any_second


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
