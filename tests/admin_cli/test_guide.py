from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from knowledge import viet_time
from tests.admin_cli.portal_months import december, november
from tests.admin_cli.transcripts import Block, Terminal, blocks_of, same
from tests.knowledge.portal.portal_server import PortalServer

GUIDE = Path(__file__).parents[2] / "docs/huong-dan-can-bo.md"
ANEW = "<!-- từ danh mục khởi đầu -->\n"
"""From here on the guide begins again with the starter catalogue."""
STORIES = GUIDE.read_text(encoding="utf-8").split(ANEW)
MORNING = datetime(2026, 11, 23, 9, tzinfo=viet_time.VIETNAM)


class Clock(datetime):
    """Goes on by twenty seconds whenever somebody looks, so that the guide is right on every day."""

    moment = MORNING

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        cls.moment += timedelta(seconds=20)
        return cls.moment.astimezone(tz)


@pytest.fixture
def terminal(tmp_path: Path, starter_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal in a folder with the starter catalogue and a file of the portal's, whose server has a newer one."""
    shutil.copy(starter_file, tmp_path / "hoi-thu-tuc.sqlite3")
    with gzip.open(tmp_path / "thang-11.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in november())
    monkeypatch.delenv("TTHC_DATABASE_URL")
    monkeypatch.setattr(Clock, "moment", MORNING)
    monkeypatch.setattr(viet_time, "datetime", Clock)
    with PortalServer(december()) as portal:
        monkeypatch.setenv("TTHC_PORTAL_API", portal.address)
        yield Terminal(tmp_path, monkeypatch)


@pytest.mark.parametrize("number", range(len(STORIES)))
def test_the_guide_works_as_written(terminal: Terminal, number: int) -> None:
    wrong: list[str] = []
    story = _played(terminal, STORIES[number], wrong)

    if os.environ.get("WRITE_TRANSCRIPTS"):
        GUIDE.write_text(GUIDE.read_text(encoding="utf-8").replace(STORIES[number], story), encoding="utf-8")
    assert not wrong, "\n\n".join(wrong)


def test_the_guide_names_only_commands_that_there_are() -> None:
    from tests.admin_cli.test_help import ALL

    for line in re.findall(r"`(tthc [^`]+)`", "".join(STORIES)):
        words = [word for word in line.split()[1:] if word.isascii() and word.isalpha() and word.islower()]
        assert not words or words[0] in ALL, line
        if words and f"{words[0]} " in " ".join(ALL) and any(name.startswith(f"{words[0]} ") for name in ALL):
            assert " ".join(words[:2]) in ALL, line


def _played(terminal: Terminal, text: str, wrong: list[str]) -> str:
    """The text with what the terminal shows now, where that is not what it says."""
    for block, shown in reversed([*_shown(terminal, text, wrong)]):
        start, end = block.span
        text = text[:start] + shown + text[end:]
    return text


def _shown(terminal: Terminal, text: str, wrong: list[str]) -> Iterator[tuple[Block, str]]:
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
        yield f"$ {screen.line}\n{screen.shown}{chr(10) if screen.shown else ''}{screen.blank}"
