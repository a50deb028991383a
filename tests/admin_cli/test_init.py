from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge import publishing
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run


def test_init_brings_the_starter_catalogue_in_once(tthc: Run, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.sqlite3'}"

    first = tthc("init", "--database", address)
    second = tthc("init", "--database", address)
    third = tthc("init", "--database", address, "--quiet")
    for_machines = tthc("init", "--database", address, "--json")

    storage = Storage(address)
    with storage.reading() as session:
        count = len(publishing.procedures_in_force(session, date(2026, 11, 25)))
        revision = publishing.revision(session)
    storage.close()
    assert [ran.code for ran in (first, second, third)] == [0, 0, 0]
    assert count >= 150
    assert f"Đã nạp {count} thủ tục mới" in first.err
    assert f"Không có gì mới: đủ {count} thủ tục" in second.err
    assert third.err == ""
    assert first.out == second.out == third.out == "", "messages are no data"
    assert for_machines.json() == {"added": 0, "starter": count}
    assert revision == 1
