"""Which message goes where? The first line that fits takes it, so the order matters."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.addressing import Addressed
from bot.conversation import Conversation

ALLOWED_UPDATES = ("message", "callback_query")
"""What Telegram is asked to send at all: no edits, no channel posts, no membership changes."""


def add_routes(application: Application[Any, Any, Any, Any, Any, Any], talk: Conversation) -> None:
    """Connect every kind of update with the one method that answers it."""
    new = filters.UpdateType.MESSAGE & Addressed()  # neither edited messages nor channel posts
    moving_picture = filters.ANIMATION  # comes with a document too, but is no paper
    file = filters.PHOTO | (filters.Document.ALL & ~moving_picture)
    application.add_handlers(
        (
            CommandHandler("start", talk.start, new),
            CommandHandler(("help", "trogiup"), talk.help, new),
            CommandHandler("linhvuc", talk.fields, new),
            CommandHandler("sukien", talk.life_events, new),
            CommandHandler("xoa", talk.forget, new),
            MessageHandler(new & filters.COMMAND, talk.help),  # a command that does not exist
            MessageHandler(new & filters.TEXT, talk.question),
            MessageHandler(new & file, talk.photo),
            MessageHandler(new & ~filters.StatusUpdate.ALL, talk.not_text),  # voice, sticker, location, contact …
            CallbackQueryHandler(talk.button),
        )
    )
