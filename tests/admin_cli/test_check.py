from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.audit import Who
from knowledge.checking import ExpiredLaw
from knowledge.expired_laws import expire
from knowledge.office_settings import set_setting
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import LAN, bring_in
from tests.knowledge.checks.sound import another, sound

TODAY = vietnamese_day(now())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Storage]:
    """A database without procedures yet."""
    storage = Storage(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    storage.migrate()
    yield storage
    storage.close()


def _sound(**changes: Any) -> Procedure:
    return sound(verified_on=TODAY, **changes)


def _another(**changes: Any) -> Procedure:
    return another(**{"verified_on": TODAY} | changes)


def test_a_catalogue_in_which_nothing_is_wrong_says_so(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(), _another())

    ran = tthc("procedure", "check", "--strict")

    assert (ran.code, ran.out, ran.err) == (0, "", "Đã soát 2 thủ tục: không thấy gì phải sửa.\n")


@pytest.mark.usefixtures("office")
def test_an_empty_catalogue_says_how_to_fill_it(tthc: Run) -> None:
    ran = tthc("procedure", "check")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc init" in ran.err


def test_warnings_end_well_unless_strict(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(decision=""), _another(decision=""))

    ran, strict = tthc("procedure", "check"), tthc("procedure", "check", "--strict")

    assert (ran.code, strict.code) == (0, 3)
    line = next(line for line in ran.out.splitlines() if "no_decision" in line)
    assert all(said in line for said in ("cảnh báo", "Chưa có quyết định công bố", "2", "Nhập số quyết định"))
    assert "Đã soát 2 thủ tục: 0 lỗi, 2 cảnh báo." in ran.err
    assert "tthc procedure check --kind LOẠI" in ran.err
    assert _sound().code not in ran.out, "warnings are counted, not listed"


def test_errors_end_with_one_and_are_listed_each_with_its_remedy(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(), _another(short_name=_sound().short_name, decision=""))

    ran = tthc("procedure", "check", "--strict")

    assert ran.code == 1
    line = next(line for line in ran.out.splitlines() if "1.000001" in line)
    assert line.startswith("✘ lỗi 1.000001 · Tên gọi ngắn: ")
    assert line.endswith("hai nút giống hệt nhau.")
    assert "    → Đổi tên gọi ngắn của một bên" in ran.out
    assert ran.out.index("✘ lỗi") < ran.out.index("cảnh báo"), "errors come first"


def test_a_kind_or_a_code_shows_each_warning(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(decision=""), _another(decision="", steps=(), cases=()))

    by_kind = tthc("procedure", "check", "--kind", "no_documents")
    by_code = tthc("procedure", "check", "1.000001")

    assert "1.000002" in by_kind.out
    assert "no_decision" not in by_kind.out
    assert "1.000001" in by_code.out
    assert "1.000002" not in by_code.out
    assert "1 cảnh báo" in by_code.err


def test_findings_as_data(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(decision=""), _another())

    ran = tthc("procedure", "check", "--json", "--on", f"{TODAY:%Y-%m-%d}")

    assert (ran.code, ran.err) == (0, "")
    found = ran.json()
    assert {key: found[key] for key in ("on", "procedures", "error", "warning")} == {
        "on": TODAY.isoformat(),
        "procedures": 2,
        "error": 0,
        "warning": 1,
    }
    (one,) = found["findings"]
    assert set(one) == {"code", "kind", "severity", "where", "says", "remedy"}
    assert (one["code"], one["kind"]) == ("1.000001", "no_decision")


def test_what_grows_old_follows_the_setting_of_the_office(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(), _another(verified_on=TODAY - timedelta(days=100)))
    assert tthc("procedure", "check", "--strict").code == 0

    with office.writing() as session:
        set_setting(session, "stale_after_days", "90", LAN)

    assert tthc("procedure", "check", "--kind", "stale", "--json").json()["findings"][0]["code"] == "1.000002"


@pytest.mark.parametrize(
    ("on", "kind", "code"),
    [(TODAY, "expiring_law", 0), (TODAY + timedelta(days=10), "expired_law", 1)],
)
def test_laws_that_have_ended_by_that_day_are_found(tthc: Run, office: Storage, on: date, kind: str, code: int) -> None:
    basis = {"number": "08/2025/TT-BNN", "title": "Thông tư 08/2025/TT-BNN"}
    bring_in(office, _sound(legal_bases=(basis,)), _another())
    with office.writing() as session:
        law = ExpiredLaw("08/2025/TT-BNN", TODAY + timedelta(days=10), "")
        expire(session, law, Who("Nguyễn Lan", "theo TT 31", now()))

    ran = tthc("procedure", "check", "--on", on.isoformat(), "--json")

    assert ran.code == code
    assert [each["kind"] for each in ran.json()["findings"]] == [kind]


def test_links_are_followed_only_when_asked_and_never_off_the_state_s_sites(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound(source="https://example.vn/1"), _another())

    offline = tthc("procedure", "check", "1.000001", "--json").json()["findings"]
    online = tthc("procedure", "check", "1.000001", "--online", "--json").json()["findings"]

    assert [each["kind"] for each in offline] == ["off_site_link"]
    assert [each["kind"] for each in online] == ["off_site_link", "unreachable_link"]
    assert "example.vn" in online[1]["says"]


def test_a_code_that_is_not_there_is_refused(tthc: Run, office: Storage) -> None:
    bring_in(office, _sound())

    ran = tthc("procedure", "check", "9.999999")

    assert (ran.code, ran.out) == (1, "")
    assert "Không có thủ tục 9.999999" in ran.err


@pytest.mark.usefixtures("office")
def test_a_kind_that_there_is_not_is_wrong_usage_and_names_those_there_are(tthc: Run) -> None:
    ran = tthc("procedure", "check", "--kind", "loud")

    assert (ran.code, ran.out) == (2, "")
    assert "no_decision" in ran.err
