"""Stories of the operator: the bot as a process of its own, started by a command and stopped by a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.main import NOT_SET_UP, REFUSED_BY_TELEGRAM
from tests.end_to_end.bot_api import TOKEN
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "lam giay khai sinh cho con can giay to gi, so cccd 001099001234"
Process = asyncio.subprocess.Process
Launch = Callable[..., Awaitable[Process]]


@pytest.fixture
async def launch(tmp_path: Path) -> AsyncIterator[Launch]:
    """Starts `tthc-bot` with these environment variables and no others of the project."""
    processes: list[Process] = []

    async def launch(**variables: str) -> Process:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("TTHC_", "TELEGRAM_"))}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from bot.main import run; run()",
            cwd=tmp_path,
            env=plain | {"PYTHONPATH": str(ROOT)} | variables,
            stderr=asyncio.subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield launch
    for process in processes:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def errors_of(process: Process) -> str:
    """What the process wrote to stderr by its end."""
    assert process.stderr is not None
    written = (await process.stderr.read()).decode()
    await process.wait()
    return written


async def test_without_a_token_one_sentence_says_what_to_do(launch: Launch) -> None:
    process = await launch()
    assert await errors_of(process) == NOT_SET_UP + "\n"
    assert process.returncode == 2


async def test_without_a_catalogue_one_sentence_says_what_to_do(launch: Launch, tmp_path: Path) -> None:
    process = await launch(TELEGRAM_BOT_TOKEN=TOKEN, TTHC_DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")
    assert "tthc init" in await errors_of(process)
    assert process.returncode == 1


async def test_a_token_that_telegram_refuses_is_named_in_one_sentence_without_the_token(
    launch: Launch, telegram: Telegram, database: Path
) -> None:
    wrong = "987654321:AAH-another-token-of-35-characters-"
    process = await launch(
        TELEGRAM_BOT_TOKEN=wrong, TTHC_TELEGRAM_API=telegram.address, TTHC_DATABASE_URL=f"sqlite:///{database}"
    )
    written = await errors_of(process)
    assert written.endswith(REFUSED_BY_TELEGRAM + "\n")
    assert wrong not in written
    assert "Traceback" not in written
    assert process.returncode == 2


async def test_it_serves_until_sigterm_and_logs_neither_words_nor_token(
    launch: Launch, telegram: Telegram, database: Path, an: Person
) -> None:
    process = await launch(
        TELEGRAM_BOT_TOKEN=TOKEN, TTHC_TELEGRAM_API=telegram.address, TTHC_DATABASE_URL=f"sqlite:///{database}"
    )
    an.says(QUESTION)
    await an.hears("khai sinh", "Tờ khai")
    process.send_signal(signal.SIGTERM)
    written = await errors_of(process)
    assert process.returncode == 0
    assert telegram.unconfirmed == 0
    assert all(line.startswith("time=") for line in written.splitlines()), written
    for leaked in (TOKEN, "khai sinh", "001099001234"):
        assert leaked not in written


async def test_on_sigterm_everything_received_is_still_answered(
    launch: Launch, telegram: Telegram, database: Path
) -> None:
    people = [telegram.person(f"Người thứ {number}") for number in range(10)]
    process = await launch(
        TELEGRAM_BOT_TOKEN=TOKEN, TTHC_TELEGRAM_API=telegram.address, TTHC_DATABASE_URL=f"sqlite:///{database}"
    )
    for person in people * 5:
        person.says(QUESTION)
    await people[0].hears("khai sinh")
    process.send_signal(signal.SIGTERM)
    written = await errors_of(process)
    answered = sum(len(person.messages) for person in people)
    assert answered + telegram.unconfirmed == 50
    assert process.returncode == 0
    assert all(line.startswith("time=") for line in written.splitlines()), written
