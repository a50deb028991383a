"""How is `docs/conversation.svg` made? `python docs/draw_conversation.py` asks the real bot and draws what it says."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

from bot.console import chat
from knowledge.opening import load_starter, open_desk
from knowledge.settings import Settings
from knowledge.storage import Storage
from knowledge.viet_time import VIETNAM

PICTURE = Path(__file__).with_name("conversation.svg")
QUESTIONS = ("mat cccd lam lai o dau", "the ton bao nhieu tien", "dang ky xe")
MOMENT = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
"""A working morning, so that the picture is the same on every day it is drawn."""
_FONT_FROM_THE_NET = re.compile(r"\s*@font-face \{\{.*?\n\s*\}\}", re.DOTALL)


def main() -> None:
    """Ask the questions in a fresh office and write the picture."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/office.sqlite3"
        storage = Storage(url)
        load_starter(storage)
        storage.close()
        office = open_desk(Settings(database_url=url), clock=lambda: MOMENT)
        try:
            console = Console(file=io.StringIO(), record=True, force_terminal=True, width=110, color_system="truecolor")
            chat(office.desk, console, QUESTIONS)
        finally:
            office.close()
    svg_format = _FONT_FROM_THE_NET.sub("", CONSOLE_SVG_FORMAT)
    svg = console.export_svg(title="tthc chat", theme=MONOKAI, code_format=svg_format, unique_id="conversation")
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
