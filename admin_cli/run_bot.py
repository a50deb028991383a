"""`tthc bot`: the Telegram bot."""

from __future__ import annotations

from admin_cli.options import DatabaseUrl, settings_for

NAME = "bot"


def command(database: DatabaseUrl = None) -> None:
    """Chạy bot Telegram; cần TELEGRAM_BOT_TOKEN.

    Ví dụ: TELEGRAM_BOT_TOKEN=… tthc bot
    """
    from bot.main import run

    run(settings_for(database))
