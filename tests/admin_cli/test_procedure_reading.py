from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.interchange import procedure_from_yaml
from knowledge.storage import Storage
from tests.admin_cli.bureau import (
    DEARER,
    KEEPING,
    LAN,
    SELLING,
    is_refused,
    opened,
)
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import rows
from tests.knowledge.officers import repeal

BEES, HONEY = KEEPING.code, SELLING.code


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


def test_the_list_has_what_is_in_force_and_citizens_see(tthc: Run) -> None:
    ran = tthc("procedure", "list")

    assert (ran.code, ran.err) == (0, "2 thủ tục.\n")
    for words in (BEES, "Đăng ký nuôi ong", "Nông nghiệp", "Toàn quốc", HONEY):
        assert words in ran.out


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ((), [BEES, HONEY]),
        (("nuoi ong",), [BEES]),
        (("MẬT",), [HONEY]),
        (("--field", "cong thuong"), [HONEY]),
        (("ong", "--field", "Công thương"), []),
        (("--on", "2025-12-31"), []),
    ],
)
def test_the_list_can_be_searched(tthc: Run, arguments: tuple[str, ...], codes: list[str]) -> None:
    ran = tthc("procedure", "list", *arguments, "--json")

    assert [each["code"] for each in ran.json()] == codes
    assert ran.err == ""


def test_an_empty_list_says_how_to_go_on(tthc: Run) -> None:
    ran = tthc("procedure", "list", "máy bay")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc procedure list" in ran.err


@pytest.mark.parametrize(("day", "said"), [("2026-12-31", "Miễn phí"), ("2027-01-01", "70.000 đồng")])
def test_it_shows_what_citizens_read_on_a_day(tthc: Run, day: str, said: str) -> None:
    ran = tthc("procedure", "show", BEES, "--on", day)

    assert said in ran.out
    assert "☐ Tờ khai nuôi ong" in ran.out


def test_today_it_shows_what_is_announced(tthc: Run) -> None:
    assert "Từ 01/01/2027, phí, lệ phí:" in tthc("procedure", "show", BEES).out


def test_it_shows_the_sheet_that_officers_edit(tthc: Run) -> None:
    ran = tthc("procedure", "show", BEES, "--yaml", "--on", "2027-01-01")

    assert procedure_from_yaml(ran.out, "màn hình") == DEARER
    assert "# " in ran.out


def test_it_shows_a_procedure_as_data(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY, replaced_by=BEES)

    found = tthc("procedure", "show", HONEY, "--json").json()

    assert (found["repealed"], found["replaced_by"], found["short_name"]) == (True, BEES, "Giấy phép bán mật")


def test_a_repealed_procedure_is_shown_with_its_successor(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY, replaced_by=BEES)

    assert (
        f"Giấy phép bán mật ({HONEY}) bãi bỏ từ 25/11/2026, thay bằng {BEES}." in tthc("procedure", "show", HONEY).out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "9.999999"), "tthc procedure list"),
        (("show", BEES, "--on", "2025-12-31"), "tthc procedure list"),
        (("show", "1.000099"), "thủ tục nội bộ"),
        (("show", BEES, "--on", "hôm qua"), "Viết dạng 2027-01-01"),
        (("list", "--on", "31/31/2027"), "Viết dạng 2027-01-01"),
        (("history", "9.999999"), "tthc procedure list"),
        (("blame", "9.999999"), "tthc procedure list"),
        (("diff", "9.999999"), "tthc procedure list"),
        (("diff", BEES, "--to", "2025-01-01"), "bản đầu từ 01/01/2026"),
        (("diff", BEES, "--from", "2025-01-01"), "bản đầu từ 01/01/2026"),
        (("rollback", "9.999999"), "tthc procedure history"),
        (("rollback", BEES, "--to", "2025-01-01"), "tthc procedure history"),
        (("repeal", "9.999999"), "tthc procedure list"),
        (("repeal", BEES, "--replaced-by", "9.999999"), "tthc procedure new 9.999999"),
        (("repeal", BEES, "--replaced-by", BEES), "thay bằng chính nó"),
        (("repeal", BEES, "--from", "2026-11-24"), "đã qua"),
        (("edit", "9.999999"), "tthc procedure new 9.999999"),
        (("edit", BEES, "--file", "khong-co.yaml"), "Không đọc được khong-co.yaml"),
        (("new", "mới"), "không phải mã thủ tục"),
        (("new", BEES), f"tthc procedure edit {BEES}"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_way_on(
    tthc: Run, office: Storage, arguments: tuple[str, ...], words: str
) -> None:
    before = rows(office)

    ran = tthc("procedure", *arguments, *(LAN if arguments[0] in ("edit", "new", "repeal", "rollback") else ()))

    is_refused(ran, words)
    assert ran.out == ""
    assert rows(office) == before


@pytest.mark.parametrize(
    "arguments", [["dance"], ["show"], ["list", "a", "b"], ["edit"], ["repeal", BEES, "--when", "2027-01-01"]]
)
def test_wrong_usage_ends_with_two(tthc: Run, arguments: list[str]) -> None:
    ran = tthc("procedure", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err
