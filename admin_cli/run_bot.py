"""`tthc bot`: the Telegram bot."""

from __future__ import annotations

from typing import Annotated

import typer

from admin_cli.options import DatabaseUrl, settings_for

NAME = "bot"
LogsAsJson = Annotated[bool, typer.Option("--json", help="Mỗi dòng nhật ký là một đối tượng JSON.")]


def command(as_json: LogsAsJson = False, database: DatabaseUrl = None) -> None:
    """Chạy bot Telegram; cần TELEGRAM_BOT_TOKEN.

    Ví dụ: TELEGRAM_BOT_TOKEN=… tthc bot
    """
    from bot.main import run

    run(settings_for(database), as_json=as_json)
