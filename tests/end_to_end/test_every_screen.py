"""Every screen there is — each procedure with each aspect, each page of each field, each life event — fits Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.sending import Place, send
from knowledge import wording
from knowledge.catalogue import Catalogue
from knowledge.replies import Reply
from knowledge.viet_time import now
from knowledge.wording.procedure_parts import TITLES
from tests.end_to_end.bot_api import TOKEN, BotApi, Chat
from tests.end_to_end.in_process import InProcess

CHAT = 501


class Screen:
    """Shows replies by Telegram's rules and collects what Telegram would refuse."""

    def __init__(self, api: BotApi, place: Place, transport: InProcess) -> None:
        self._api = api
        self._place = place
        self._transport = transport

    async def shows(self, reply: Reply) -> list[str]:
        """Send `reply`; returns the buttons' data under it."""
        self._api.messages.clear()
        await send(self._place, reply)
        assert self._transport.refused == [], f"{self._transport.refused}:\n{reply}"
        return list(self._api.messages.values())[-1].actions


@pytest.fixture
async def screen() -> AsyncIterator[Screen]:
    api = BotApi(keep_calls=False)
    api.chats[CHAT] = Chat(CHAT)
    transport = InProcess(api)
    async with Bot(TOKEN, request=transport, get_updates_request=InProcess(api)) as bot:
        yield Screen(api, Place(bot, CHAT), transport)


async def test_every_aspect_of_every_procedure(screen: Screen, catalogue: Catalogue) -> None:
    for code in catalogue.procedures:
        for part in ("", "all", *TITLES):
            assert await screen.shows(wording.procedure_part(code, part, catalogue, now()))


async def test_every_page_of_every_field(screen: Screen, catalogue: Catalogue) -> None:
    seen = set()
    for field in await screen.shows(wording.fields(catalogue)):
        page: str | None = field
        while page:
            actions = await screen.shows(wording.field_page(catalogue, page.removeprefix("f:")))
            seen |= {action.removeprefix("o:") for action in actions if action.startswith("o:")}
            number, _, turn = page.removeprefix("f:").partition(".")
            following = f"f:{number}.{int(turn) + 1}"
            page = following if following in actions else None
    assert seen == set(catalogue.procedures)


async def test_every_life_event(screen: Screen, catalogue: Catalogue) -> None:
    for event in await screen.shows(wording.life_events(catalogue)):
        actions = await screen.shows(wording.life_event(catalogue, event.removeprefix("e:")))
        assert any(action.startswith("o:") for action in actions)


@pytest.mark.parametrize("name", ["forgotten", "gone", "help_text"])
async def test_every_fixed_screen(screen: Screen, name: str) -> None:
    reply: Reply = getattr(wording, name)()
    assert await screen.shows(reply)
