"""How is `docs/officers.svg` made? `python docs/draw_officers.py` lets two officers change a fee and draws it."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from datetime import date, datetime, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from admin_cli import main
from knowledge import viet_time
from knowledge.interchange import commented_yaml
from knowledge.opening import load_starter
from knowledge.procedure import Procedure
from knowledge.starter_files import starter_procedures
from knowledge.storage import Storage

PICTURE = Path(__file__).with_name("officers.svg")
CODE = "1.014064"
PUBLISHING = 'tthc draft publish 1 --reason "đã đối chiếu Thông tư 64/2025/TT-BTC"'
WIDTH = 110
TERMINAL = {"COLUMNS": str(WIDTH), "LINES": "60", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
TERMINAL |= {"TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "0", "TTHC_DATABASE_URL": "sqlite:///office.sqlite3"}
MOMENT = datetime(2026, 11, 23, 9, tzinfo=viet_time.VIETNAM)
"""A working morning, so that the picture is the same on every day it is drawn."""
_FONT_FROM_THE_NET = re.compile(r"\s*@font-face \{\{.*?\n\s*\}\}", re.DOTALL)


class Morning(datetime):
    """The clock of the picture."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The moment that it stands at."""
        return MOMENT.astimezone(tz)


class Keyboard(io.StringIO):
    """Types into the terminal what it is told."""

    def isatty(self) -> bool:
        """Somebody sits at it."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """One line, seen on the screen as it is typed."""
        line = super().readline(-1 if size is None else size)
        sys.stdout.write(line)
        return line


def draw() -> None:
    """Change the fee as one officer, publish it as another, and draw what the second one sees."""
    with TemporaryDirectory() as folder, chdir(folder), patch.dict(os.environ, TERMINAL):
        storage = Storage(TERMINAL["TTHC_DATABASE_URL"])
        load_starter(storage)
        storage.close()
        with patch.object(viet_time, "datetime", Morning):
            Path("moi.yaml").write_text(commented_yaml(_changed()), encoding="utf-8")
            reason = "hết thời gian giảm theo Thông tư 64/2025/TT-BTC"
            _run("Nguyễn Lan", "procedure", "edit", CODE, "--file", "moi.yaml", "--yes", "--submit", "--reason", reason)
            shown = _run("Trần Minh", "draft", "publish", "1", "--reason", "đã đối chiếu Thông tư 64/2025/TT-BTC")
    console = Console(file=io.StringIO(), record=True, force_terminal=True, width=WIDTH, color_system="truecolor")
    console.print(f"[bold green]$[/] {PUBLISHING}", highlight=False)
    console.print(Text.from_ansi(re.sub(r"\x1b\[[?\d;]*[A-HJKhl]|\r", "", shown).strip()))
    svg = console.export_svg(
        title="tthc draft publish",
        theme=MONOKAI,
        code_format=_FONT_FROM_THE_NET.sub("", CONSOLE_SVG_FORMAT),
        unique_id="officers",
    )
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


def _changed() -> Procedure:
    """The procedure as it shall be from New Year's Day on: the fee is whole again."""
    (now,) = (each for each in starter_procedures() if each.code == CODE)
    whole = now.fees[-1].model_copy(update={"condition": "trường hợp khoản 2 Điều 24 Luật Căn cước"})
    changes = {"fees": (whole,), "effective_from": date(2027, 1, 1), "verified_on": MOMENT.date()}
    return now.model_copy(update=changes)


def _run(actor: str, *words: str) -> str:
    """What an officer sees of a command."""
    shown = io.StringIO()
    with (
        patch.dict(os.environ, {"TTHC_ACTOR": actor}),
        patch.object(sys, "argv", ["tthc", *words]),
        patch.object(sys, "stdin", Keyboard("c\n")),
        redirect_stdout(shown),
        redirect_stderr(shown),
        suppress(SystemExit),
    ):
        main.run()
    return shown.getvalue()


if __name__ == "__main__":
    draw()
