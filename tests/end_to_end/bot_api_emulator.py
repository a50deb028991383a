"""How does the bot meet Telegram in a test? Over real HTTP on loopback, with people who write and press buttons.

    async with Telegram() as telegram:
        an = telegram.person("An")
        an.says("làm giấy khai sinh cần gì")
        reply = await an.hears("Tờ khai")
        an.presses("Lệ phí")

Nothing here sleeps: waiting ends with what is waited for, or fails after `PATIENCE_SECONDS`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.end_to_end.bot_api import BOT, BOT_NAME, TOKEN, BotApi, BotMessage, Chat, Event, Json
from tests.end_to_end.telegram_html import units

PATIENCE_SECONDS = 20.0
REDELIVER_SECONDS = 0.05
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Telegram:
    """The emulator: the rules of `BotApi` behind an HTTP server, updates that wait until confirmed, and people."""

    def __init__(self) -> None:
        self.api = BotApi()
        self.api.on_change = self._pulse
        self.polls = 0
        """How often the bot has asked for updates."""
        self._changed = asyncio.Event()
        self._updates: list[Json] = []
        self._update_ids = count(1000)
        self._allowed: set[str] | None = None
        self._poll = 0
        self._people = count(501)
        self._groups = count(1)
        self._webhook: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> Telegram:
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop_webhook()
        if self._runner is not None:
            await self._runner.cleanup()

    # People and groups

    def person(self, name: str = "An") -> Person:
        """Someone with a private chat."""
        number = next(self._people)
        chat = Chat(number)
        self.api.chats[number] = chat
        return Person(self, {"id": number, "is_bot": False, "first_name": name}, chat)

    def group(self, title: str = "Tổ dân phố 4", threads: set[int] | None = None) -> Chat:
        """A group that the bot is in."""
        chat = Chat(-1_000_000 - next(self._groups), "supergroup", title, threads=threads or set())
        self.api.chats[chat.chat_id] = chat
        return chat

    def deliver(self, kind: str, content: Json) -> int:
        """Queue an update for the bot; returns its id."""
        update_id = next(self._update_ids)
        if self._allowed is None or kind in self._allowed:
            self._updates.append({"update_id": update_id, kind: content})
            self._pulse()
        return update_id

    @property
    def unconfirmed(self) -> int:
        """Updates that Telegram would deliver again."""
        return len(self._updates)

    async def until(self, condition: Callable[[], Any], what: str) -> None:
        """Wait until `condition` holds."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not condition():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"waited {PATIENCE_SECONDS:.0f} s for {what}") from None

    def _pulse(self) -> None:
        self._changed.set()

    # HTTP

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return _refused(401, "Unauthorized")
        method, params = request.match_info["method"].lower(), await _params(request)
        match method:
            case "getupdates":
                return await self._get_updates(params)
            case "setwebhook" if params.get("url"):
                await self._set_webhook(params)
                return web.json_response({"ok": True, "result": True})
            case "setwebhook" | "deletewebhook":
                await self._stop_webhook()
                if params.get("drop_pending_updates") == "true":
                    self._updates.clear()
                return web.json_response({"ok": True, "result": True})
            case _:
                status, answer = self.api.call(method, params)
                return web.json_response(answer, status=status)

    async def _get_updates(self, params: dict[str, str]) -> web.Response:
        """Long polling: what is not confirmed by a later offset is delivered again."""
        if self._webhook is not None:
            return _refused(409, WEBHOOK_ACTIVE)
        self._poll += 1
        mine = self._poll
        self._remember_allowed(params)
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", 100))
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        self.polls += 1
        self._pulse()
        ends = time.monotonic() + float(params.get("timeout", 0))
        while not self._updates and mine == self._poll and (left := ends - time.monotonic()) > 0:
            self._changed.clear()
            try:
                async with asyncio.timeout(left):
                    await self._changed.wait()
            except TimeoutError:
                break
        if mine != self._poll:
            return _refused(409, TERMINATED)
        return web.json_response({"ok": True, "result": self._updates[:limit]})

    def _remember_allowed(self, params: dict[str, str]) -> None:
        if "allowed_updates" in params:
            self._allowed = set(json.loads(params["allowed_updates"])) or None

    # Webhook

    async def _set_webhook(self, params: dict[str, str]) -> None:
        await self._stop_webhook()
        self._remember_allowed(params)
        self._webhook = asyncio.create_task(self._post_updates(params["url"], params.get("secret_token", "")))

    async def _stop_webhook(self) -> None:
        if self._webhook is not None:
            self._webhook.cancel()
            await asyncio.gather(self._webhook, return_exceptions=True)
            self._webhook = None

    async def _post_updates(self, url: str, secret: str) -> None:
        """Post the updates in their order, each again until it is answered with 200."""
        async with aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": secret}) as session:
            while True:
                await self.until_forever(lambda: self._updates)
                try:
                    async with session.post(url, json=self._updates[0]) as answer:
                        delivered = answer.status == 200
                except aiohttp.ClientError:
                    delivered = False
                if delivered:
                    del self._updates[0]
                    self._pulse()
                else:
                    await asyncio.sleep(REDELIVER_SECONDS)

    async def until_forever(self, condition: Callable[[], Any]) -> None:
        while not condition():
            self._changed.clear()
            await self._changed.wait()


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


async def _params(request: web.Request) -> dict[str, str]:
    params = dict(request.query)
    if request.content_type == "application/json":
        params |= {name: str(value) for name, value in (await request.json()).items()}
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            params[name] = value if isinstance(value, str) else f"file:{getattr(value, 'filename', '')}"
    return params


def _refused(status: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, "description": description}, status=status)


__all__ = ["BOT", "BOT_NAME", "TOKEN", "Person", "Telegram", "document", "mention", "photo", "voice"]
