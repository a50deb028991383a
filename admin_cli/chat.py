"""`tthc chat`: the bot's conversation in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from admin_cli.options import DatabaseUrl, opened
from bot.console import chat

NAME = "chat"
EachAsJson = Annotated[bool, typer.Option("--json", help="Mỗi câu trả lời là một dòng JSON, cho máy đọc.")]


def command(as_json: EachAsJson = False, database: DatabaseUrl = None) -> None:
    """Nói chuyện với bot ngay trong cửa sổ lệnh, đúng như trên Telegram; gõ số để bấm nút.

    Ví dụ: tthc chat
    """
    office = opened(database)
    try:
        chat(office.desk, Console(highlight=False), as_json=as_json)
    finally:
        office.close()
