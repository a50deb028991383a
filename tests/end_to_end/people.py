"""Who meets the bot in a test? People who write, send things and press buttons, and read what the bot does."""

from __future__ import annotations

import re
import time
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.end_to_end.bot_api import BOT_NAME, BotMessage, Chat, Event, Json
from tests.end_to_end.telegram_html import units

if TYPE_CHECKING:
    from tests.end_to_end.bot_api_emulator import Telegram


class Person:
    """Someone who writes to the bot, in private or in a group, and reads what it does there."""

    def __init__(self, telegram: Telegram, user: Json, chat: Chat) -> None:
        self.telegram = telegram
        self.user = user
        self.chat = chat
        self._read = len(chat.events)
        self._query_ids = count(1)

    def in_group(self, group: Chat) -> Person:
        """The same person, writing in `group`."""
        return Person(self.telegram, self.user, group)

    # What the person does

    def says(self, text: str, **more: Any) -> int:
        """Write a message; returns its number in the chat."""
        return self.sends(text=text, **message_entities(text), **more)

    def sends(self, **content: Any) -> int:
        """Send any kind of message; returns its number in the chat."""
        message = self._message(content)
        self.telegram.deliver("message", message)
        return int(message["message_id"])

    def edits(self, message_id: int, text: str) -> None:
        """Change a message that was sent before."""
        message = self._message({"text": text, "edit_date": int(time.time())}) | {"message_id": message_id}
        self.telegram.deliver("edited_message", message)

    def replies_to(self, message: BotMessage, text: str) -> int:
        """Answer a message of the bot."""
        return self.says(text, reply_to_message=self.telegram.api.message_json(message))

    def presses(self, button: str, message: BotMessage | None = None) -> str:
        """Press the button whose text contains `button` or whose data is `button`, under the newest message with it.

        Returns the id of the query.
        """
        pressed, data = self._find(button, message)
        query_id = f"{self.user['id']}-{self.chat.chat_id}-{next(self._query_ids)}"
        self.telegram.api.new_query(query_id)
        content = {
            "id": query_id,
            "from": self.user,
            "chat_instance": "1",
            "message": self.telegram.api.message_json(pressed),
            "data": data,
        }
        self.telegram.deliver("callback_query", content)
        return query_id

    # What the person sees

    @property
    def messages(self) -> list[BotMessage]:
        """The bot's messages in this chat, oldest first."""
        return [m for (chat_id, _), m in self.telegram.api.messages.items() if chat_id == self.chat.chat_id]

    def catches_up(self) -> None:
        """Take everything until now as read."""
        self._read = len(self.chat.events)

    async def hears(self, *words: str) -> BotMessage:
        """The next new message of the bot, which must contain `words`."""
        return await self._next("sent", words)

    async def sees_edited(self, *words: str) -> BotMessage:
        """The next message that the bot changes in place, whose new text must contain `words`."""
        return await self._next("edited", words)

    async def _next(self, kind: str, words: tuple[str, ...]) -> BotMessage:
        found: list[Event] = []

        def happened() -> bool:
            while not found and self._read < len(self.chat.events):
                event = self.chat.events[self._read]
                self._read += 1
                if event.kind == kind:
                    found.append(event)
            return bool(found)

        await self.telegram.until(happened, f"a message {kind} to {self.user['first_name']}")
        for word in words:
            assert word.lower() in found[0].text.lower(), f"{word!r} is not in:\n{found[0].text}"
        return found[0].message

    def _message(self, content: Json) -> Json:
        message_id = self.chat.next_message_id
        self.chat.next_message_id += 1
        chat = self.chat.as_json() | ({"first_name": self.user["first_name"]} if self.chat.type == "private" else {})
        return {"message_id": message_id, "from": self.user, "chat": chat, "date": int(time.time()), **content}

    def _find(self, button: str, message: BotMessage | None) -> tuple[BotMessage, str]:
        for candidate in [message] if message else reversed(self.messages):
            for row in candidate.buttons:
                for text, data in row:
                    if data == button or button.lower() in text.lower():
                        return candidate, data
        shown = [label for candidate in self.messages for label in candidate.labels]
        raise AssertionError(f"no button {button!r} among {shown}")


def mention(text: str) -> str:
    """`text` spoken to the bot in a group."""
    return f"@{BOT_NAME} {text}"


def photo() -> Json:
    """The content of a message with a photo."""
    sizes = [{"file_id": f"photo-{n}", "file_unique_id": f"p{n}", "width": n, "height": n} for n in (90, 320)]
    return {"photo": sizes}


def document(name: str = "cccd.pdf", mime_type: str = "application/pdf") -> Json:
    """The content of a message with a file."""
    return {"document": {"file_id": "file-1", "file_unique_id": "f1", "file_name": name, "mime_type": mime_type}}


def voice() -> Json:
    """The content of a voice message."""
    return {"voice": {"file_id": "voice-1", "file_unique_id": "v1", "duration": 3}}


def message_entities(text: str) -> Json:
    """The commands and mentions that Telegram marks in a message, as that field of it."""
    found = []
    for match in re.finditer(r"(?<!\S)/[a-zA-Z0-9_]{1,32}(?:@\w+)?|(?<!\w)@\w{5,32}", text):
        kind = "bot_command" if match[0].startswith("/") else "mention"
        found.append({"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])})
    return {"entities": found} if found else {}
