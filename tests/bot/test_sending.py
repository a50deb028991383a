from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, CallbackQuery, User
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.sending import TRIES, Place, acknowledge, send, show_typing
from knowledge.replies import Button, Reply
from tests.end_to_end.bot_api import NOT_MODIFIED, OLD_QUERY, TOKEN, BotApi, BotMessage, Chat
from tests.end_to_end.in_process import InProcess

CHAT = 501
ROW = ((Button("Lệ phí", "p:1.001193:fee"),),)
OTHER_ROW = ((Button("Giấy tờ", "p:1.001193:documents"),),)


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.chats[CHAT] = Chat(CHAT)
    return api


@pytest.fixture
async def place(api: BotApi) -> AsyncIterator[Place]:
    async with Bot(TOKEN, request=InProcess(api), get_updates_request=InProcess(api)) as bot:
        yield Place(bot, CHAT)


def shown(api: BotApi) -> list[BotMessage]:
    return list(api.messages.values())


async def with_message(place: Place, reply: Reply) -> Place:
    await send(place, reply)
    return Place(place.bot, CHAT, pressed=1)


async def test_parts_come_in_order_and_the_keyboard_stands_under_the_last(api: BotApi, place: Place) -> None:
    await send(place, Reply(("<b>một</b>", "hai", "ba"), ROW))
    assert [message.text for message in shown(api)] == ["một", "hai", "ba"]
    assert [message.actions for message in shown(api)] == [[], [], ["p:1.001193:fee"]]


async def test_links_get_no_preview(api: BotApi, place: Place) -> None:
    await send(place, Reply(('<a href="https://dichvucong.gov.vn">Cổng</a>',)))
    assert '"is_disabled": true' in api.calls_of("sendMessage")[0].params["link_preview_options"]


async def test_a_reply_that_replaces_changes_the_pressed_message(api: BotApi, place: Place) -> None:
    pressed = await with_message(place, Reply(("cũ",), ROW))
    await send(pressed, Reply(("<i>mới</i>",), OTHER_ROW, replaces=True))
    assert [(message.text, message.labels) for message in shown(api)] == [("mới", ["Giấy tờ"])]


async def test_a_long_reply_that_replaces_comes_below_and_takes_the_old_keyboard_away(
    api: BotApi, place: Place
) -> None:
    pressed = await with_message(place, Reply(("cũ",), ROW))
    await send(pressed, Reply(("một", "hai"), OTHER_ROW, replaces=True))
    assert [(m.text, m.labels) for m in shown(api)] == [("cũ", []), ("một", []), ("hai", ["Giấy tờ"])]


async def test_a_reply_that_does_not_replace_leaves_the_pressed_message_alone(api: BotApi, place: Place) -> None:
    pressed = await with_message(place, Reply(("chọn đi",), ROW))
    await send(pressed, Reply(("đây",)))
    assert [(m.text, m.labels) for m in shown(api)] == [("chọn đi", ["Lệ phí"]), ("đây", [])]


async def test_the_same_content_again_is_no_error(api: BotApi, place: Place) -> None:
    pressed = await with_message(place, Reply(("như cũ",), ROW))
    await send(pressed, Reply(("như cũ",), ROW, replaces=True))
    assert api.calls_of("editMessageText")[0].description == NOT_MODIFIED
    assert len(shown(api)) == 1


async def test_when_the_pressed_message_is_gone_the_reply_comes_as_a_new_one(api: BotApi, place: Place) -> None:
    pressed = await with_message(place, Reply(("cũ",), ROW))
    del api.messages[CHAT, 1]
    await send(pressed, Reply(("mới",), ROW, replaces=True))
    assert [message.text for message in shown(api)] == ["mới"]


async def test_html_that_telegram_refuses_is_sent_again_as_plain_text(api: BotApi, place: Place) -> None:
    await send(place, Reply(("<b>Lệ phí: 0 &lt; 5 &amp; <i>hơn</b></i>",), ROW))
    assert [(m.text, m.html, m.labels) for m in shown(api)] == [("Lệ phí: 0 < 5 & hơn", False, ["Lệ phí"])]


async def test_html_that_telegram_refuses_in_an_edit_is_edited_in_as_plain_text(api: BotApi, place: Place) -> None:
    pressed = await with_message(place, Reply(("cũ",), ROW))
    await send(pressed, Reply(("<b>mới",), ROW, replaces=True))
    assert [message.text for message in shown(api)] == ["mới"]


async def test_another_refusal_is_a_bug_and_not_hidden(place: Place) -> None:
    with pytest.raises(BadRequest, match="too long"):
        await send(place, Reply(("x" * 4097,)))


async def test_a_flooded_telegram_is_given_the_time_it_asks_for(api: BotApi, place: Place) -> None:
    api.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    await send(place, Reply(("một lần thôi",)))
    assert [message.text for message in shown(api)] == ["một lần thôi"]


async def test_a_wait_that_is_too_long_is_not_waited(api: BotApi, place: Place) -> None:
    api.fail_next("sendMessage", 429, "Too Many Requests: retry after 3600", retry_after=3600)
    with pytest.raises(RetryAfter):
        await send(place, Reply(("lâu quá",)))


async def test_an_ill_telegram_is_asked_again_but_not_for_ever(api: BotApi, place: Place) -> None:
    api.fail_next("sendMessage", 502, "Bad Gateway", times=1)
    await send(place, Reply(("tới nơi",)))
    assert [message.text for message in shown(api)] == ["tới nơi"]
    api.fail_next("sendMessage", 502, "Bad Gateway", times=TRIES)
    with pytest.raises(NetworkError):
        await send(place, Reply(("không tới",)))


async def test_who_has_blocked_the_bot_is_left_alone(api: BotApi, place: Place) -> None:
    api.chats[CHAT].blocked = True
    await send(place, Reply(("một", "hai")))
    await show_typing(place)
    assert [call.status for call in api.calls_of("sendMessage")] == [403]


async def test_a_query_that_is_too_old_is_let_go(api: BotApi, place: Place) -> None:
    query = CallbackQuery("unknown", User(CHAT, "An", is_bot=False), "1", data="f:")
    query.set_bot(place.bot)
    await acknowledge(query)
    assert api.calls_of("answerCallbackQuery")[0].description == OLD_QUERY
