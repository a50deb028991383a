from __future__ import annotations

from knowledge import audit
from knowledge.drafts import proposed
from knowledge.storage import Storage
from tests.admin_cli.bureau import LAN, TODAY, drafts_of, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.portal.importing import DEARER, FIRST, SECOND, imported, now, three
from tests.knowledge.audited import faults, rows
from tests.knowledge.officers import changed, fee, let_hold, save
from tests.knowledge.portal.imports import bees, read


def test_as_drafts_everything_waits_and_nothing_holds(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(104), options=("--as-drafts", *LAN))

    assert ran.code == 0, ran.err
    assert "tthc draft publish --all" in ran.err
    assert [(row.code, row.state, row.actor) for row in drafts_of(office)] == [
        (FIRST, "submitted", "Nguyễn Lan"),
        ("1.000104", "submitted", "Nguyễn Lan"),
    ]
    assert proposed(drafts_of(office)[0]).fees == read(bees(101, **DEARER)).fees
    assert (now(office), now(office, "1.000104")) == (read(bees(101)), None)
    assert faults(office) == []


def test_as_drafts_twice_says_that_nothing_is_new(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    news = bees(101, **DEARER), bees(104)
    imported(tthc, *news, options=("--as-drafts",))
    before = rows(office)

    ran = imported(tthc, *news, options=("--as-drafts",))
    assert rows(office) == before
    touched = imported(tthc, *(record | {"updatedAt": 1} for record in news), options=("--as-drafts",))

    for each in (ran, touched):
        assert each.out.startswith(
            "Đọc 2 bản ghi: 0 mới, 0 thay đổi, 1 như cũ, 1 đã đưa ra duyệt lần trước, 0 không đọc được.\n"
        )
        assert (each.code, each.err) == (0, "Không có thay đổi nào để đưa vào bản nháp.\n")
    assert len(drafts_of(office)) == 2


def test_as_drafts_a_procedure_that_an_officer_is_changing_is_left_to_them(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    save(office, changed(office, FIRST, TODAY, summary="Khai báo tổ ong."))

    ran = imported(tthc, bees(101, **DEARER), bees(102, **DEARER), options=("--as-drafts",))

    assert f"1 thủ tục đang có bản nháp khác nên để lần nhập sau: {FIRST}\n" in ran.err
    assert [row.code for row in drafts_of(office)] == [FIRST, SECOND]


def test_what_the_portal_has_no_more_stays_in_force_until_an_officer_agrees(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101), bees(103), options=("--complete",))

    assert "2 như cũ, 1 Cổng đã gỡ, 0 không đọc được." in ran.out
    assert f"Cổng đã gỡ, chờ cán bộ duyệt việc bãi bỏ (tthc draft list): 1\n  {SECOND}  Đăng ký" in ran.out
    assert (ran.code, ran.err) == (0, "Việc bãi bỏ thủ tục Cổng đã gỡ chờ cán bộ duyệt: tthc draft list\n")
    assert [(row.code, row.repealed) for row in drafts_of(office)] == [(SECOND, True)]
    assert now(office, SECOND) == read(bees(102))
    again = imported(tthc, bees(101), bees(103), options=("--complete",))
    assert (again.err, len(drafts_of(office))) == ("Không có gì thay đổi.\n", 1)


def test_a_file_that_is_not_said_to_be_complete_withdraws_nothing(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    assert "gỡ" not in imported(tthc, bees(101)).out
    assert drafts_of(office) == []


def test_a_list_that_calls_itself_complete_and_lacks_too_much_is_refused(tthc: Run, office: Storage) -> None:
    imported(tthc, *(bees(number) for number in range(101, 121)))
    before = rows(office)

    ran = imported(tthc, *(bees(number, **DEARER) for number in range(101, 114)), options=("--complete",))

    is_refused(ran, "thiếu 7 trong 20", "chưa ghi gì", "bỏ --complete")
    assert rows(office) == before


def test_an_officers_field_stays_and_is_listed_with_what_the_portal_says(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    let_hold(office, changed(office, FIRST, TODAY, **fee(90_000)), TODAY)

    ran = imported(tthc, bees(101, authorityAgencies="Sở Nông nghiệp", **DEARER), bees(102), bees(103))

    assert "1 thay đổi, 2 như cũ, 1 khác điều cán bộ viết, 0 không đọc được." in ran.out
    _, _, told = ran.out.partition("Cán bộ đã viết khác Cổng: giữ theo cán bộ: 1\n")
    assert told.splitlines()[:4] == [
        f"  {FIRST}  Đăng ký nuôi ong loài 101",
        "      Phí, lệ phí: giữ Mức thu: 90.000 đồng",
        "        Cổng ghi Mức thu: 80.000 đồng/giấy",
        "  Muốn theo Cổng thì sửa: tthc procedure edit MÃ",
    ]
    procedure = now(office)
    assert procedure is not None
    assert (procedure.fees[0].amount_vnd, procedure.authority) == (90_000, "Sở Nông nghiệp")
    assert "khác điều cán bộ viết" not in imported(tthc, bees(101, authorityAgencies="Sở Nông nghiệp", **DEARER)).out


def test_who_brought_it_in_stands_in_the_audit(tthc: Run, office: Storage) -> None:
    imported(tthc, bees(101))
    imported(tthc, bees(101, **DEARER), options=LAN)

    with office.reading() as session:
        signed = [(row.actor, row.reason) for row in audit.entries(session, FIRST)]
    assert signed == [(LAN[1], LAN[3]), ("Cổng DVC", "nhập từ tệp cong.jsonl.gz")]
    assert faults(office) == []
