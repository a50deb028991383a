"""Stories of floods, refusals, restarts and bugs: what a person still gets, and what is never written down."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import NoReturn

import pytest

from bot.registering import COMMANDS
from knowledge import wording
from tests.end_to_end.bot_api import TOKEN
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person
from tests.end_to_end.running import RunningBot

QUESTION = "lam giay khai sinh cho con can giay to gi"
SECRET_WORDS = "số căn cước của tôi là 001099001234"


async def test_the_menu_and_descriptions_are_registered_for_vietnamese_and_for_everyone(
    bot: RunningBot, telegram: Telegram
) -> None:
    for language in ("vi", ""):
        assert set(telegram.api.registered["commands", language]) == {command.command for command in COMMANDS}
        assert "giấy tờ" in telegram.api.registered["description", language]
        assert "thủ tục hành chính" in telegram.api.registered["short_description", language]


async def test_without_a_menu_the_bot_works_all_the_same(telegram: Telegram, bot: RunningBot, an: Person) -> None:
    await bot.stop()
    telegram.api.fail_next("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID", times=100)
    await bot.start()
    an.says("/help")
    await an.hears("Trợ giúp")


async def test_a_conversation_survives_a_restart(bot: RunningBot, an: Person) -> None:
    an.says(QUESTION)
    await an.hears("khai sinh")
    await bot.stop()
    bot.catalogue = None
    await bot.start()
    an.says("thế bao nhiêu tiền")
    await an.hears("khai sinh", "lệ phí", "1.001193")


async def test_what_is_asked_while_the_bot_is_away_is_answered_when_it_is_back(bot: RunningBot, an: Person) -> None:
    await bot.stop()
    an.says(QUESTION)
    await bot.start()
    await an.hears("khai sinh")


async def test_what_was_answered_before_a_restart_is_not_answered_again(bot: RunningBot, an: Person) -> None:
    an.says(QUESTION)
    await an.hears("khai sinh")
    await bot.stop()
    assert an.telegram.unconfirmed == 0
    await bot.start()
    an.says("/help")
    await an.hears("Trợ giúp")


async def test_a_flooded_telegram_gets_the_answer_later(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    telegram.api.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    an.says(QUESTION)
    await an.hears("khai sinh")
    assert [call.status for call in telegram.api.calls_of("sendMessage")] == [429, 200]


async def test_one_message_a_second_and_chat_is_kept_to(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    telegram.api.flood_rule = True
    an.says("/help")
    an.says("/sukien")
    await an.hears("Trợ giúp")
    await an.hears("Chuyện gì")
    assert [call.status for call in telegram.api.calls_of("sendMessage")] == [200, 429, 200]


async def test_an_ill_telegram_gets_the_answer_on_the_next_try(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    telegram.api.fail_next("sendMessage", 502, "Bad Gateway")
    an.says(QUESTION)
    await an.hears("khai sinh")


async def test_when_telegram_refuses_updates_for_a_while_nothing_is_lost(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    telegram.api.fail_next("sendChatAction", 500, "Internal Server Error", times=3)
    an.says(QUESTION)
    await an.hears("khai sinh")


async def test_html_that_telegram_cannot_read_arrives_as_plain_words(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    telegram.api.fail_next("sendMessage", 400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3")
    an.says(QUESTION)
    reply = await an.hears("khai sinh", "Tờ khai")
    assert not reply.html
    assert "<b>" not in reply.text
    assert reply.actions


async def test_who_blocks_the_bot_stops_no_one_else(
    bot: RunningBot, an: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    binh = telegram.person("Bình")
    an.chat.blocked = True
    an.says(QUESTION)
    binh.says(QUESTION)
    await binh.hears("khai sinh")
    await telegram.until(lambda: any(c.status == 403 for c in telegram.api.calls_of("sendMessage")), "the refusal")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_an_error_inside_is_apologised_for_and_nothing_of_the_message_is_logged(
    bot: RunningBot, an: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> NoReturn:
        raise RuntimeError(f"the catalogue is on fire while reading {SECRET_WORDS!r} with {TOKEN}")

    desk = replace(bot.desk, catalogue=broken)
    await bot.stop()
    await bot.start(desk)
    an.says(SECRET_WORDS)
    reply = await an.hears(wording.ERROR)
    assert "fire" not in reply.text
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("bot", "knowledge")))
    assert "RuntimeError" in logged
    assert "test_when_things_break.py" in logged
    for leaked in ("fire", SECRET_WORDS, TOKEN):
        assert leaked not in logged


async def test_after_an_error_the_next_question_is_answered(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    telegram.api.fail_next("sendMessage", 400, "Bad Request: something new")
    an.says(QUESTION)
    await an.hears(wording.ERROR)
    an.says("/help")
    await an.hears("Trợ giúp")


async def test_when_even_the_apology_fails_the_bot_goes_on(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    telegram.api.fail_next("sendMessage", 400, "Bad Request: something new", times=2)
    an.says(QUESTION)
    an.says("/help")
    await an.hears("Trợ giúp")
