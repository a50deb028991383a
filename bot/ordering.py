"""In which order are updates worked off? Many chats at once, within a chat one after the other as they came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 32
BACKLOG = 100_000
"""Updates that may wait; the base class counts those too, so its own limit must not be the one on work."""


class InOrderPerChat(BaseUpdateProcessor):
    """Lets up to `at_once` chats be served at the same time and keeps the order inside each.

    An update waits for its chat before it takes one of the places: a chat with many messages holds one place,
    not all of them.
    """

    __slots__ = ("_chats", "_places")

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(BACKLOG)
        self._places = asyncio.Semaphore(at_once)
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work one update off when its turn has come."""
        turn = self._turn(update)
        try:
            async with turn, self._places:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # nothing when it has run; when cancelled before its turn, it never will

    def _turn(self, update: object) -> asyncio.Lock:
        """The lock of the update's chat; it lives as long as an update of the chat waits or runs."""
        chat = update.effective_chat if isinstance(update, Update) else None
        turn = asyncio.Lock() if chat is None else self._chats.get(chat.id)
        if turn is None:
            turn = asyncio.Lock()
        if chat is not None:
            self._chats[chat.id] = turn
        return turn

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""
