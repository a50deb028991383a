from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person
from tests.end_to_end.running import RunningBot, opened_catalogue


@pytest.fixture(autouse=True)
def _loopback_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session")
def catalogue(starter_file: Path) -> Catalogue:
    """The starter catalogue of today, ready to be asked."""
    return opened_catalogue(starter_file)


@pytest.fixture
def database(starter_file: Path, tmp_path: Path) -> Path:
    """A database of this test's own, with the starter catalogue."""
    return Path(shutil.copy(starter_file, tmp_path / "office.sqlite3"))


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: Telegram, database: Path, catalogue: Catalogue) -> AsyncIterator[RunningBot]:
    """The bot, serving."""
    bot = RunningBot(telegram, database, catalogue)
    await bot.start()
    yield bot
    await bot.stop()


@pytest.fixture
def an(telegram: Telegram) -> Person:
    """Someone with a private chat."""
    return telegram.person("An")
