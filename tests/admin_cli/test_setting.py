from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.office_settings import SETTINGS, self_review, stale_after_days
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import WHO, last_entry, opened_farm
from tests.knowledge.audited import faults, rows


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


@pytest.mark.usefixtures("farm")
def test_it_lists_every_setting_with_its_meaning_and_choices(tthc: Run) -> None:
    ran = tthc("setting", "list")

    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out and meaning in ran.out for name, (meaning, _, _) in SETTINGS.items())
    assert "off hoặc on" in ran.out


@pytest.mark.usefixtures("farm")
def test_settings_as_data(tthc: Run) -> None:
    found = {each["name"]: each for each in tthc("setting", "list", "--json").json()}

    assert set(found) == set(SETTINGS)
    assert found["self_review"] == {
        "name": "self_review",
        "value": "off",
        "default": "off",
        "choices": ["off", "on"],
        "meaning": "Cán bộ được công bố bản nháp do chính mình soạn",
    }


def test_a_setting_is_changed_and_the_book_says_from_what(tthc: Run, farm: Storage) -> None:
    assert tthc("setting", "set", "self_review", "on", *WHO).err == "Đã đổi self_review: off → on.\n"
    assert tthc("setting", "set", "stale_after_days", "90", *WHO).code == 0

    with farm.reading() as session:
        assert (self_review(session), stale_after_days(session)) == (True, 90)
    entry = last_entry(farm)
    assert (entry.action, entry.subject, entry.actor) == ("setting", "stale_after_days", WHO[1])
    assert (entry.before, entry.after) == ({"value": "180"}, {"value": "90"})
    assert faults(farm) == []


def test_the_value_it_has_already_is_not_written_again(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("setting", "set", "self_review", "off", *WHO)

    assert (ran.code, ran.err) == (0, "self_review đang là off rồi, không có gì để đổi.\n")
    assert rows(farm) == before


def test_a_dry_run_writes_nothing(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("setting", "set", "self_review", "on", "--dry-run")

    assert (ran.code, ran.err) == (0, "Sẽ đổi self_review: off → on. Chưa ghi gì.\n")
    assert rows(farm) == before


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("nothing", "on", "Không có thiết lập “nothing”"),
        ("self_review", "yes", "off hoặc on"),
        ("stale_after_days", "0", "một số ngày lớn hơn 0"),
        ("stale_after_days", "nhiều", "một số ngày lớn hơn 0"),
        ("stale_after_days", "٣", "một số ngày lớn hơn 0"),
        ("audit_head", "0:", "Không có thiết lập “audit_head”"),
        ("catalogue_revision", "9", "Không có thiết lập"),
    ],
)
def test_what_a_setting_may_not_be_is_refused(tthc: Run, farm: Storage, name: str, value: str, says: str) -> None:
    before = rows(farm)

    ran = tthc("setting", "set", name, value, *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert rows(farm) == before


@pytest.mark.usefixtures("farm")
def test_who_and_why_must_be_known(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TTHC_ACTOR", raising=False)

    assert "Thêm --actor" in tthc("setting", "set", "self_review", "on", "--reason", "x").err
    assert "Thêm --reason" in tthc("setting", "set", "self_review", "on", "--actor", "Lan").err


@pytest.mark.usefixtures("farm")
def test_the_name_of_the_machine_stands_for_the_actor(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_ACTOR", "Trần Minh")

    assert tthc("setting", "set", "self_review", "on", "--reason", "x").code == 0
