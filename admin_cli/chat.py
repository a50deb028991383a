"""`tthc chat`: the bot's conversation in the terminal."""

from __future__ import annotations

from rich.console import Console

from admin_cli.options import DatabaseUrl, opened
from bot.console import chat

NAME = "chat"


def command(database: DatabaseUrl = None) -> None:
    """Nói chuyện với bot ngay trong cửa sổ lệnh, đúng như trên Telegram; gõ số để bấm nút.

    Ví dụ: tthc chat
    """
    office = opened(database)
    try:
        chat(office.desk, Console(highlight=False))
    finally:
        office.close()
