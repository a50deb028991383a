from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.settings import Settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without a `.env`, and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TTHC_{name.upper()}", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)


def test_without_any_setting_there_is_a_database_beside_us_and_no_token() -> None:
    settings = Settings()

    assert settings.database_url.startswith("sqlite:///")
    assert (settings.secret, settings.telegram_token) == (None, None)
    assert (settings.context_minutes, settings.question_days) == (30, 365)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_DATABASE_URL", "sqlite:///khac.sqlite3")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")

    settings = Settings()

    assert settings.database_url == "sqlite:///khac.sqlite3"
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == "1:abc"


def test_settings_come_from_a_file_and_what_is_not_ours_is_passed_over() -> None:
    Path(".env").write_text("TTHC_CONTEXT_MINUTES=10\nOTHER=1\n", encoding="utf-8")

    assert Settings().context_minutes == 10


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_SECRET", "rất kín")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")

    assert "rất kín" not in repr(Settings())
    assert "1:abc" not in repr(Settings())


@pytest.mark.parametrize(("name", "value"), [("TTHC_CONTEXT_MINUTES", "0"), ("TTHC_QUESTION_DAYS", "-1")])
def test_a_time_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
