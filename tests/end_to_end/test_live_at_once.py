"""Stories of a new fee: published in another process, or due at midnight, while citizens go on asking."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.procedure import Procedure
from knowledge.question_log import QuestionLog
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person
from tests.end_to_end.running import SECRET, RunningBot
from tests.knowledge.audited import LAN, bring_in, faults
from tests.knowledge.examples import Clock, a_procedure
from tests.knowledge.officers import BEES, NEW_YEAR, save, submit

ROOT = Path(__file__).resolve().parents[2]
QUESTION = f"{BEES} bao nhiêu tiền, nộp ở đâu"
SECONDS = 5
"""So soon after it is published everybody reads the new law."""


def _told(n: int, **changes: object) -> Procedure:
    """A version that says its number twice in an answer."""
    fees = ({"state": "stated", "amount_vnd": n * 10_000},)
    return a_procedure(short_name="Nuôi ong", fees=fees, submit_to=f"Bàn số {n}", **changes)


class Read(NamedTuple):
    """When somebody read an answer, and of which version it was."""

    at: float
    version: int


class Square:
    """Three people who ask the bot again and again."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.people = [telegram.person(name) for name in ("An", "Bình", "Chi")]
        self.read: dict[str, list[Read]] = defaultdict(list)
        self.asked = 0
        self._over = False

    async def __aenter__(self) -> Square:
        self._asking = [asyncio.create_task(self._goes_on(person)) for person in self.people]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over = True
        await asyncio.gather(*self._asking)

    async def _goes_on(self, person: Person) -> None:
        while not self._over:
            self.asked += 1
            person.says(QUESTION)
            await self._hears(person)

    async def _hears(self, person: Person) -> None:
        said = (await person.hears("Nuôi ong")).text.partition("📌")[0]
        found = re.findall(r"(\d)0\.000 đồng|Bàn số (\d)", said)
        versions = {int("".join(groups)) for groups in found}
        assert len(found) == 2, said
        assert len(versions) == 1, f"a mixed answer: {said}"
        self.read[person.user["first_name"]].append(Read(time.monotonic(), versions.pop()))

    async def until_everybody_read(self, version: int) -> None:
        """Wait until the last that each of them read is this version."""

        def all_read() -> bool:
            return len(self.read) == 3 and all(read[-1].version == version for read in self.read.values())

        await self.telegram.until(all_read, f"version {version} read by everybody")

    def last_read_of(self, version: int) -> float:
        """The moment when this version was read for the last time."""
        return max(each.at for read in self.read.values() for each in read if each.version == version)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A small catalogue with one procedure, whose fee changes today once a submitted draft is published."""
    path = tmp_path / "office.sqlite3"
    storage = Storage(f"sqlite:///{path}")
    storage.migrate()
    bring_in(storage, _told(1))
    today = vietnamese_day(now())
    number = save(storage, _told(2, effective_from=today), LAN._replace(at=now()), today)
    submit(storage, number)
    storage.close()
    return path


async def _officer_publishes(database: Path) -> None:
    """Publish the draft as an officer does: on the command line, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "admin_cli.main", "draft", "publish", "1", "--yes"),
        *("--actor", "Trần Minh", "--reason", "đã đối chiếu"),
        cwd=ROOT,
        env={**os.environ, "TTHC_DATABASE_URL": f"sqlite:///{database}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, told = await process.communicate()
    assert process.returncode == 0, told.decode()


async def test_everybody_reads_a_new_fee_within_five_seconds(telegram: Telegram, database: Path) -> None:
    bot = RunningBot(telegram, database)
    await bot.start()
    async with Square(telegram) as square:
        await square.until_everybody_read(1)
        await _officer_publishes(database)
        published = time.monotonic()
        await square.until_everybody_read(2)
    await bot.stop()

    assert square.last_read_of(1) < published + SECONDS
    for read in square.read.values():
        versions = [each.version for each in read]
        assert versions == sorted(versions), "nobody is told the old fee after the new one"
    assert sum(map(len, square.read.values())) == square.asked, "every question got its answer"
    storage = Storage(f"sqlite:///{database}")
    assert faults(storage) == []
    storage.close()


async def test_at_midnight_the_next_answer_is_of_the_new_day(telegram: Telegram, tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    storage.migrate()
    bring_in(storage, _told(1), _told(2, effective_from=NEW_YEAR))
    clock = Clock()
    clock.moment = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
    keeper = CatalogueKeeper(storage, clock)
    desk = FrontDesk(keeper, Conversations(storage, SECRET), QuestionLog(storage, SECRET), clock)
    bot = RunningBot(telegram, tmp_path / "office.sqlite3")
    await bot.start(desk)
    an = telegram.person("An")
    async with Square(telegram) as square:
        await square.until_everybody_read(1)
        clock.moment += timedelta(seconds=1)
        an.says(QUESTION)
        await an.hears("20.000 đồng", "Bàn số 2")
        await square.until_everybody_read(2)
    await bot.stop()
    storage.close()

    for read in square.read.values():
        versions = [each.version for each in read]
        assert versions == sorted(versions)
    assert sum(map(len, square.read.values())) == square.asked
