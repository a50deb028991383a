from __future__ import annotations

import pytest
from sqlalchemy import update

from knowledge import models
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run


def test_a_well_installation_is_well(tthc: Run, office: str) -> None:
    ran = tthc("doctor")

    assert ran.code == 0
    assert [line[:1] for line in ran.out.splitlines()] == ["✔"] * 4
    assert "2 thủ tục đang có hiệu lực" in ran.out
    assert "mở được (sqlite)" in ran.out


@pytest.mark.usefixtures("office")
def test_the_token_is_looked_for_and_never_shown(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")

    ran = tthc("doctor")

    assert "Telegram: đã có token" in ran.out
    assert "secret" not in ran.out + ran.err


def test_the_findings_as_data(tthc: Run, office: str) -> None:
    findings = tthc("doctor", "--json").json()

    assert [set(finding) for finding in findings] == [{"check", "ok", "says"}] * 4
    assert all(finding["ok"] for finding in findings)


def test_an_empty_catalogue_is_a_fault_with_its_remedy(tthc: Run) -> None:
    ran = tthc("doctor")

    assert ran.code == 1
    assert "✘ Danh mục: đang trống. Chạy `tthc init`." in ran.out
    assert "✘ Câu hỏi thử" in ran.out
    assert "✔ Cơ sở dữ liệu" in ran.out


def test_a_database_that_cannot_be_opened_is_a_fault_with_its_remedy(tthc: Run) -> None:
    ran = tthc("doctor", "--database", "sqlite:////khong/co/thu/muc/nay.sqlite3", "--json")

    assert ran.code == 1
    assert [finding["ok"] for finding in ran.json()] == [False, False, False, True]
    assert "TTHC_DATABASE_URL" in ran.json()[0]["says"]


def test_a_catalogue_of_repealed_procedures_is_an_empty_one(tthc: Run, office: str) -> None:
    storage = Storage(office)
    with storage.writing() as session:
        session.execute(update(models.ProcedureVersionRow).values(repealed=True))
    storage.close()

    ran = tthc("doctor")
    assert ran.code == 1
    assert "✘ Danh mục: đang trống." in ran.out
