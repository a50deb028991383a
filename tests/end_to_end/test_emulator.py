"""Is the emulator as strict as Telegram? What it lets through here, the stories would let through too."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.end_to_end.bot_api import TOKEN, BotApi, Chat
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person
from tests.end_to_end.telegram_html import BadHtmlError, Entity, parse

CHAT = {"chat_id": "501", "parse_mode": "HTML"}


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.chats[501] = Chat(501)
    return api


def test_tags_and_entities_do_not_count_as_text() -> None:
    parsed = parse('<b>Lệ <i>phí</i></b> &lt; 5 🙂 <a href="https://a.vn/?x=1&amp;y=2">đây</a>')
    assert parsed.text == "Lệ phí < 5 🙂 đây"
    assert Entity("text_link", 14, 3, "https://a.vn/?x=1&y=2") in parsed.entities


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>đậm", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("đ < 5", 'Unsupported start tag "" at byte offset 3'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("a & b", "Unsupported entity at byte offset 2"),
        ("&nbsp;", "Unsupported entity at byte offset 0"),
        ('<a href="x">y</a>', "Link without an address at byte offset 0"),
        ("<b>x</b>" * 101, "101 entities, at most 100"),
    ],
)
def test_broken_html_is_refused_with_telegrams_reason(html: str, why: str) -> None:
    with pytest.raises(BadHtmlError) as refused:
        parse(html)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 4096, 200),
        ("x" * 4097, 400),
        ("🙂" * 2048, 200),
        ("🙂" * 2049, 400),
        ("<b>x</b>" * 99, 200),
        (" \n ", 400),
    ],
)
def test_texts_have_1_to_4096_units_after_parsing(api: BotApi, text: str, status: int) -> None:
    assert api.call("sendMessage", CHAT | {"text": text})[0] == status


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([[("a", "x" * 64)]], 200),
        ([[("a", "x" * 65)]], 400),
        ([[("a", "đ" * 33)]], 400),
        ([[("a", "")]], 400),
        ([[(" ", "x")]], 400),
        ([[("a", "x")] * 8], 200),
        ([[("a", "x")] * 9], 400),
        ([[("a", "x")]] * 100, 200),
        ([[("a", "x")]] * 101, 400),
        ([[("a" * 1000, "x")]] * 11, 400),
    ],
)
def test_keyboards_have_their_limits(api: BotApi, rows: list[list[tuple[str, str]]], status: int) -> None:
    keys = [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    markup = json.dumps({"inline_keyboard": keys})
    assert api.call("sendMessage", CHAT | {"text": "?", "reply_markup": markup})[0] == status


def test_an_edit_must_change_something(api: BotApi) -> None:
    api.call("sendMessage", CHAT | {"text": "<b>x</b>"})
    edit = CHAT | {"message_id": "1"}
    assert "not modified" in api.call("editMessageText", edit | {"text": "<b>x</b>"})[1]["description"]
    assert api.call("editMessageText", edit | {"text": "<i>x</i>"})[0] == 200
    assert "not found" in api.call("editMessageText", CHAT | {"message_id": "2", "text": "y"})[1]["description"]


def test_a_query_is_answered_once_within_a_quarter_of_an_hour() -> None:
    now = 0.0
    api = BotApi(clock=lambda: now)
    api.new_query("q")
    api.new_query("late")
    assert api.call("answerCallbackQuery", {"callback_query_id": "q", "text": "x" * 201})[0] == 400
    api.new_query("q")
    assert api.call("answerCallbackQuery", {"callback_query_id": "q"})[0] == 200
    assert api.call("answerCallbackQuery", {"callback_query_id": "q"})[0] == 400
    now = 901.0
    assert "too old" in api.call("answerCallbackQuery", {"callback_query_id": "late"})[1]["description"]


def test_strangers_and_those_who_blocked_the_bot_are_not_written_to(api: BotApi) -> None:
    assert api.call("sendMessage", {"chat_id": "7", "text": "x"})[1]["description"] == "Bad Request: chat not found"
    api.chats[501].blocked = True
    assert api.call("sendMessage", CHAT | {"text": "x"})[0] == 403


def test_a_flood_is_refused_with_the_time_to_wait(api: BotApi) -> None:
    api.flood_rule = True
    assert api.call("sendMessage", CHAT | {"text": "x"})[0] == 200
    status, answer = api.call("sendMessage", CHAT | {"text": "y"})
    assert (status, answer["parameters"]) == (429, {"retry_after": 1})


def test_an_unknown_method_is_not_found(api: BotApi) -> None:
    assert api.call("sendTelepathy", {})[0] == 404


async def test_updates_come_again_until_an_offset_confirms_them(telegram: Telegram, an: Person) -> None:
    an.says("một")
    an.says("hai")
    async with ClientSession(telegram.address) as session:

        async def updates(offset: int) -> list[int]:
            async with session.post(f"/bot{TOKEN}/getUpdates", data={"offset": offset}) as answer:
                return [update["update_id"] for update in (await answer.json())["result"]]

        first, second = await updates(0)
        assert await updates(0) == [first, second]
        assert await updates(first + 1) == [second]
        assert await updates(second + 1) == []
    assert telegram.unconfirmed == 0


async def test_a_second_poller_ends_the_first_with_a_conflict(telegram: Telegram) -> None:
    async with ClientSession(telegram.address) as session:
        first = asyncio.create_task(session.post(f"/bot{TOKEN}/getUpdates", data={"timeout": 10}))
        await telegram.until(lambda: telegram.polls == 1, "the first request")
        async with session.post(f"/bot{TOKEN}/getUpdates", data={"timeout": 0}) as second:
            assert second.status == 200
        async with await first as ended:
            assert ended.status == 409


async def test_a_webhook_gets_each_update_again_until_it_answers_200(telegram: Telegram, an: Person) -> None:
    answers = [500, 500, 200, 200]
    posted: list[tuple[str, str | None]] = []

    async def receive(request: web.Request) -> web.Response:
        update = await request.json()
        posted.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return web.Response(status=answers.pop(0))

    application = web.Application()
    application.router.add_post("/hook", receive)
    async with TestServer(application) as server, ClientSession(telegram.address) as session:
        hook = {"url": str(server.make_url("/hook")), "secret_token": "s"}
        await session.post(f"/bot{TOKEN}/setWebhook", data=hook)
        an.says("một")
        an.says("hai")
        await telegram.until(lambda: telegram.unconfirmed == 0, "the updates to be taken")
        assert posted == [("một", "s")] * 3 + [("hai", "s")]
        async with session.post(f"/bot{TOKEN}/getUpdates") as refused:
            assert refused.status == 409


async def test_a_wrong_token_is_unauthorized(telegram: Telegram) -> None:
    async with ClientSession(telegram.address) as session, session.post("/bot1:wrong/getMe") as answer:
        assert answer.status == 401
