from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from knowledge import viet_time
from tests.admin_cli.transcripts import Block, Terminal, blocks_of, same

GUIDE = Path(__file__).parents[2] / "docs/huong-dan-can-bo.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=viet_time.VIETNAM)
"""A morning, so that the guide is right on every day."""


@pytest.fixture
def terminal(tmp_path: Path, starter_file: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a folder where the starter catalogue has just been brought in."""

    class Clock(datetime):
        moment = DAY

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            cls.moment += timedelta(seconds=20)
            return cls.moment.astimezone(tz)

    monkeypatch.setattr(viet_time, "datetime", Clock)
    monkeypatch.delenv("TTHC_DATABASE_URL")
    shutil.copy(starter_file, tmp_path / "hoi-thu-tuc.sqlite3")
    return Terminal(tmp_path, monkeypatch)


def test_the_guide_works_as_written(terminal: Terminal) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    wrong: list[str] = []
    for block in reversed([*_rewritten(terminal, text, wrong)]):
        start, end = block[0].span
        text = text[:start] + block[1] + text[end:]

    if os.environ.get("WRITE_TRANSCRIPTS"):
        GUIDE.write_text(text, encoding="utf-8")
    assert not wrong, "\n\n".join(wrong)


def _rewritten(terminal: Terminal, text: str, wrong: list[str]) -> Iterator[tuple[Block, str]]:
    for block in blocks_of(text):
        if block.kind == "diff":
            terminal.edit_next(block)
        elif block.kind == "excel":
            terminal.fill_in(block)
        else:
            yield block, "".join(_run(terminal, block, wrong))


def _run(terminal: Terminal, block: Block, wrong: list[str]) -> Iterator[str]:
    for screen in block.screens():
        shown = terminal.run(screen)
        if not same(shown, screen.shown):
            wrong.append(f"$ {screen.line}\n{shown}\n--- documented:\n{screen.shown}")
            screen.shown = shown
        yield f"$ {screen.line}\n{screen.shown}{screen.after or chr(10)}"
