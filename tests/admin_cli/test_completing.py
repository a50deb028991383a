from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.main import get_command

from tests.admin_cli.conftest import Ran, Run


@pytest.fixture
def tab(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Presses Tab in bash behind these words, the last of which is not finished."""

    def tab(*words: str) -> Ran:
        monkeypatch.setenv("_TTHC_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(["tthc", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        return tthc()

    return tab


def test_commands_and_options_are_offered(tab: Run) -> None:
    assert tab("dra").out.split() == ["draft"]
    assert tab("draft", "re").out.split() == ["reject", "rebase"]
    assert tab("procedure", "show", "--j").out.split() == ["--json"]


@pytest.mark.usefixtures("office")
def test_codes_are_offered(tab: Run) -> None:
    assert tab("procedure", "show", "1.0000").out.split() == ["1.000001", "1.000012"]
    assert tab("procedure", "show", "1.00001").out.split() == ["1.000012"]
    assert tab("rehearse", "7").out.split() == []
    assert tab("rehearse", "1%").out.split() == []


@pytest.mark.usefixtures("office")
def test_codes_are_offered_with_their_names(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TTHC_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "tthc procedure edit 1.00001")

    assert '"1.000012":"Giấy phép bán mật"' in tthc().out


def test_without_a_database_nothing_is_offered_and_none_is_made(tab: Run, tmp_path: Path) -> None:
    ran = tab("procedure", "show", "1.")

    assert (ran.code, ran.out.strip(), ran.err) == (0, "", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["nonsense", "postgresql+psycopg://nobody@127.0.0.1:1/nothing", "sqlite:///./"])
def test_a_database_that_cannot_be_read_offers_nothing(tab: Run, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TTHC_DATABASE_URL", address)

    assert tab("procedure", "show", "1.").out.split() == []


def test_a_file_that_is_no_database_offers_nothing(tab: Run, tmp_path: Path) -> None:
    (tmp_path / "office.sqlite3").write_text("not a database " * 1000, encoding="utf-8")

    assert tab("procedure", "show", "1.").out.split() == []


@pytest.fixture
def _told_the_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The options for completion take the shell's name, as they do where it cannot be seen; and a home of one's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    monkeypatch.setattr(typer.main, "get_command", getattr(get_command, "__wrapped__", get_command))


@pytest.mark.usefixtures("_told_the_shell")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_and_says_so_in_vietnamese(tthc: Run, tmp_path: Path, shell: str) -> None:
    ran = tthc("--install-completion", shell)

    assert ran.code == 0
    assert ran.out.startswith(f"Đã cài cho {shell}: {tmp_path}")
    assert ran.out.splitlines()[-1] == "Đóng cửa sổ lệnh rồi mở lại là dùng được."
    assert any("_TTHC_COMPLETE" in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.usefixtures("_told_the_shell")
def test_completion_can_be_shown(tthc: Run) -> None:
    assert "_TTHC_COMPLETE=complete_bash" in tthc("--show-completion", "bash").out
