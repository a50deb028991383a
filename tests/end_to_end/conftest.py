from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.opening import open_desk
from tests.end_to_end.bot_api_emulator import Person, Telegram
from tests.end_to_end.running import RunningBot, copy_of, settings_for, starter_database


@pytest.fixture(autouse=True)
def _loopback_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter catalogue, loaded once."""
    return starter_database(tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def catalogue(starter: Path) -> Catalogue:
    """The same catalogue, ready to be asked; built once."""
    office = open_desk(settings_for(starter))
    catalogue = office.desk.catalogue()
    office.close()
    return catalogue


@pytest.fixture
def database(starter: Path, tmp_path: Path) -> Path:
    """A database of this test's own."""
    return copy_of(starter, tmp_path)


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
