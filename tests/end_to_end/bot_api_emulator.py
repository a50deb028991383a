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
import time
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.end_to_end.bot_api import TOKEN, BotApi, Chat, Json
from tests.end_to_end.people import Person

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
