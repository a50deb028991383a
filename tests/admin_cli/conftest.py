from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from admin_cli import main
from knowledge import publishing
from knowledge.storage import Storage
from tests.knowledge.examples import a_life_event, a_procedure


class Ran:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> Any:
        """What it printed, as data."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _built_once() -> Iterator[None]:
    """Let Typer build the commands once a process, as it does in a shell, and not for every command of a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of one's own, and no settings but those of the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.setenv("TTHC_DATABASE_URL", f"sqlite:///{tmp_path / 'office.sqlite3'}")


@pytest.fixture
def tthc(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `tthc` with arguments, as the shell would."""

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["tthc", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.run()
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def cli() -> CliRunner:
    return CliRunner()


@pytest.fixture
def office(tmp_path: Path) -> str:
    """The address of a database with two procedures about bees, one of which changes in 2027."""
    storage = Storage(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    storage.migrate()
    keeping = a_procedure(
        code="1.000001",
        short_name="Đăng ký nuôi ong",
        phrases=("đăng ký nuôi ong", "khai báo tổ ong", "nuôi ong phải báo ai"),
        fees=({"state": "free"},),
        cases=({"documents": ({"name": "Tờ khai nuôi ong <mẫu>"},)},),
    )
    selling = a_procedure(
        code="1.000012",
        short_name="Giấy phép bán mật",
        name="Cấp giấy phép bán mật",
        phrases=("xin giấy phép bán mật",),
    )
    dearer = keeping.model_copy(
        update={
            "effective_from": date(2027, 1, 1),
            "fees": a_procedure(fees=({"state": "stated", "amount_vnd": 70_000},)).fees,
        }
    )
    with storage.writing() as session:
        publishing.publish(session, [keeping, selling, dearer])
        publishing.publish_life_events(session, [a_life_event()])
        publishing.raise_revision(session)
    storage.close()
    return str(storage.engine.url)
