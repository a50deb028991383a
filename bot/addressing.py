"""Is this message meant for the bot? Always in a private chat; in a group only when it is spoken to."""

from __future__ import annotations

import re

from telegram import Bot, Message
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter


class Addressed(MessageFilter):
    """A private message; in a group one that mentions the bot, answers it, or is a command to it by name."""

    def filter(self, message: Message) -> bool:
        """Whether to answer `message`."""
        if message.chat.type == ChatType.PRIVATE:
            return True
        if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return False
        bot = message.get_bot()
        answered = message.reply_to_message
        if answered is not None and answered.from_user is not None and answered.from_user.id == bot.id:
            return True
        return _mention(bot).search(message.text or message.caption or "") is not None


def question_in(message: Message) -> str:
    """The words of a message without the bot's @name."""
    return _mention(message.get_bot()).sub(" ", message.text or "").strip()


def _mention(bot: Bot) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(bot.username)}(?!\w)", re.IGNORECASE)
