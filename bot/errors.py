"""What happens when something breaks? It is logged without a word of what people wrote, and the bot apologises."""

from __future__ import annotations

import contextlib
import logging

from telegram import Message, Update
from telegram.error import NetworkError
from telegram.ext import ContextTypes

from bot.log_lines import describe
from bot.sending import Place, send
from knowledge import wording
from knowledge.replies import Reply

logger = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log the type and place of an error and apologise to whoever waits; never raises."""
    with contextlib.suppress(Exception):
        _log(update, context.error)
    with contextlib.suppress(Exception):
        await _apologise(update, context)


def _log(update: object, error: Exception | None) -> None:
    if error is None:
        return
    if not isinstance(update, Update):  # while asking Telegram for updates; it is tried again by itself
        level = logging.WARNING if isinstance(error, NetworkError) else logging.ERROR
        logger.log(level, "asking Telegram for updates failed: %s", describe(error))
        return
    logger.error("update %s failed: %s", update.update_id, describe(error))


async def _apologise(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message if isinstance(update, Update) else None
    if isinstance(message, Message):
        thread = message.message_thread_id if message.is_topic_message else None
        await send(Place(context.bot, message.chat.id, thread_id=thread), Reply((wording.ERROR,)))
