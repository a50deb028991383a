"""What does Telegram show about the bot before anyone writes? The command menu and two descriptions."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import Application

from bot.log_lines import describe
from bot.sending import patiently

logger = logging.getLogger(__name__)

COMMANDS = (
    BotCommand("start", "Bắt đầu"),
    BotCommand("help", "Trợ giúp"),
    BotCommand("linhvuc", "Xem thủ tục theo lĩnh vực"),
    BotCommand("sukien", "Xem theo sự kiện: sinh con, kết hôn, mất giấy tờ…"),
    BotCommand("xoa", "Quên cuộc trò chuyện này"),
)
DESCRIPTION = (
    "Hỏi về thủ tục hành chính: giấy tờ cần có, thời gian, lệ phí, nơi nộp.\n\n"
    "Cứ hỏi như nói chuyện, không cần gõ dấu. Câu trả lời lấy nguyên từ danh mục đã công bố.\n\n"
    "Xin đừng gửi số căn cước hay ảnh giấy tờ. Bot không bao giờ hỏi mã OTP hay tiền."
)
SHORT_DESCRIPTION = "Trả lời về thủ tục hành chính: giấy tờ, thời gian, lệ phí, nơi nộp."
LANGUAGES = ("vi", None)
"""Vietnamese phones, and everyone else: the bot speaks one language."""


async def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell Telegram the commands and descriptions; when that fails the bot works all the same."""
    bot = application.bot
    try:
        for language in LANGUAGES:
            await patiently(partial(bot.set_my_commands, COMMANDS, language_code=language))
            await patiently(partial(bot.set_my_description, DESCRIPTION, language_code=language))
            await patiently(partial(bot.set_my_short_description, SHORT_DESCRIPTION, language_code=language))
    except TelegramError as error:
        logger.warning("commands and descriptions could not be registered: %s", describe(error))
