from __future__ import annotations

import pytest

from knowledge.storage import Storage
from tests.admin_cli.conftest import Run
from tests.admin_cli.portal.importing import DEARER, FIRST, imported, now, three
from tests.knowledge.audited import rows
from tests.knowledge.portal.imports import bees, read


def test_the_summary_counts_what_is_new_changed_as_before_and_bad(tthc: Run) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(102), bees(104), '{"code": "1.000')

    assert ran.code == 0, ran.err
    assert ran.out.startswith("Đọc 4 bản ghi: 1 mới, 1 thay đổi, 1 như cũ, 1 không đọc được.\n")
    assert "Không đọc được: 1\n    bản ghi 4: Dòng này không phải JSON." in ran.out
    assert "Mới: 1\n  1.000104  Đăng ký nuôi ong loài 104" in ran.out
    assert ran.err == "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"


def test_a_change_is_told_field_by_field_with_what_was_and_is(tthc: Run) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, name="Đăng ký nuôi ong mật", requirementsAndConditions="", **DEARER))

    _, _, told = ran.out.partition("Thay đổi: 1\n")
    assert told.splitlines() == [
        "    Đổi nội dung: tên thủ tục 1, phí, lệ phí 1, điều kiện 1.",
        f"  {FIRST}  Đăng ký nuôi ong loài 101",
        "      Tên thủ tục: Đăng ký nuôi ong loài 101 → Đăng ký nuôi ong mật",
        "      Phí, lệ phí: Mức thu: 50.000 đồng/giấy → Mức thu: 80.000 đồng/giấy",
        "      Điều kiện: Có ít nhất hai tổ ong. → –",
    ]


def test_the_same_file_again_changes_nothing_and_says_so(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())
    before = rows(office)

    ran = imported(tthc, *three())

    assert ran.out == "Đọc 3 bản ghi: 0 mới, 0 thay đổi, 3 như cũ, 0 không đọc được.\n"
    assert (ran.code, ran.err) == (0, "Không có gì thay đổi.\n")
    assert rows(office) == before


def test_of_a_file_of_which_one_percent_changed_exactly_that_is_told(tthc: Run, office: Storage) -> None:
    records = [bees(number) for number in range(200, 400)]
    imported(tthc, *records)
    records[17] |= DEARER
    records[142] |= {"authorityAgencies": "Sở Nông nghiệp và Môi trường"}

    ran = imported(tthc, *records, options=("--json",))

    told = ran.json()
    assert [(each["code"], [change["field"] for change in each["changes"]]) for each in told["changed"]] == [
        ("1.000217", ["fees"]),
        ("1.000342", ["authority"]),
    ]
    assert (told["added"], told["unchanged"], told["withdrawn"], told["problems"]) == ([], 198, [], [])
    assert now(office, "1.000217") == read(records[17])


def test_a_machine_gets_everything_as_one_piece_of_data(tthc: Run, office: Storage) -> None:
    imported(tthc, *three())

    ran = imported(tthc, bees(101, **DEARER), bees(104), 7, options=("--json",))

    assert ran.json() == {
        "written": True,
        "read": 3,
        "added": [{"code": "1.000104", "name": "Đăng ký nuôi ong loài 104"}],
        "changed": [
            {
                "code": FIRST,
                "name": "Đăng ký nuôi ong loài 101",
                "changes": [
                    {
                        "field": "fees",
                        "before": [each.model_dump(mode="json") for each in read(bees(101)).fees],
                        "after": [each.model_dump(mode="json") for each in read(bees(101, **DEARER)).fees],
                    }
                ],
                "conflicts": [],
            }
        ],
        "unchanged": 0,
        "put_up_before": 0,
        "withdrawn": [],
        "returned": [],
        "problems": [
            {"place": "bản ghi 3", "why": "Một bản ghi không phải là nhóm trường JSON: bỏ qua, xem lại tệp nguồn."}
        ],
        "notes": {},
        "reach": {"national": 0, "province": 2, "internal": 0},
    }
    assert ran.err == "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"
    assert now(office) == read(bees(101, **DEARER))


@pytest.mark.parametrize("options", [("--dry-run",), ("--dry-run", "--as-drafts"), ("--dry-run", "--json")])
def test_what_is_only_looked_at_is_not_written(tthc: Run, office: Storage, options: tuple[str, ...]) -> None:
    imported(tthc, *three())
    before = rows(office)

    ran = imported(tthc, bees(101, **DEARER), bees(104), options=(*options, "--complete"))

    assert (ran.code, ran.err) == (0, "Chỉ xem thử, chưa ghi gì.\n")
    assert rows(office) == before
    if "--json" in options:
        assert (ran.json()["written"], len(ran.json()["changed"]), len(ran.json()["withdrawn"])) == (False, 1, 2)
    else:
        assert ran.out.startswith("Đọc 2 bản ghi: 1 mới, 1 thay đổi, 0 như cũ, 2 Cổng đã gỡ, 0 không đọc được.\n")
