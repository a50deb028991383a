"""Stories of photos, voices and groups: what is refused, and what is none of the bot's business."""

from __future__ import annotations

import pytest

from knowledge import wording
from tests.end_to_end.bot_api import Json
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person, document, mention, photo, voice
from tests.end_to_end.running import RunningBot

QUESTION = "lam giay khai sinh cho con can giay to gi"


@pytest.mark.parametrize("content", [photo(), photo() | {"caption": "cccd của em"}, document()])
async def test_photos_and_files_are_refused_and_never_fetched(
    bot: RunningBot, an: Person, telegram: Telegram, content: Json
) -> None:
    an.sends(**content)
    await an.hears(wording.PHOTO)
    assert telegram.api.calls_of("getFile") == []


async def test_both_sides_of_a_card_sent_together_are_refused_once(bot: RunningBot, an: Person) -> None:
    an.sends(**photo(), media_group_id="album-1")
    an.sends(**photo(), media_group_id="album-1")
    an.says("/help")
    await an.hears(wording.PHOTO)
    await an.hears("Trợ giúp")


@pytest.mark.parametrize(
    "content",
    [
        voice(),
        {"location": {"latitude": 21.0, "longitude": 105.8}},
        {"contact": {"phone_number": "0912345678", "first_name": "An"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
async def test_what_is_no_text_gets_a_kind_word(bot: RunningBot, an: Person, content: Json) -> None:
    an.sends(**content)
    await an.hears(wording.NOT_TEXT)


async def test_what_telegram_itself_writes_into_a_chat_is_not_answered(bot: RunningBot, an: Person) -> None:
    an.sends(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    an.says("/help")
    await an.hears("Trợ giúp")


async def test_an_edited_message_is_not_answered_again(bot: RunningBot, an: Person) -> None:
    message_id = an.says("/help")
    await an.hears("Trợ giúp")
    an.edits(message_id, QUESTION)
    an.says("/sukien")
    await an.hears("Chuyện gì")


async def test_in_a_group_only_who_speaks_to_the_bot_is_answered(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    in_group = an.in_group(telegram.group())
    in_group.says(QUESTION)
    in_group.says("/help")
    in_group.sends(**photo())
    asked = in_group.says(mention(QUESTION))
    reply = await in_group.hears("khai sinh", "Tờ khai")
    assert reply.quoted == asked


@pytest.mark.parametrize("text", ["/help@hoi_thu_tuc_bot", "/help@Hoi_Thu_Tuc_Bot"])
async def test_in_a_group_a_command_to_the_bot_by_name_is_answered(
    bot: RunningBot, an: Person, telegram: Telegram, text: str
) -> None:
    in_group = an.in_group(telegram.group())
    in_group.says("/help@another_bot")
    in_group.says("hỏi @hoi_thu_tuc_bot_khac xem")
    asked = in_group.says(text)
    assert (await in_group.hears("Trợ giúp")).quoted == asked


async def test_in_a_group_an_answer_to_the_bot_goes_on_with_the_conversation(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    in_group = an.in_group(telegram.group())
    in_group.says(mention(QUESTION))
    first = await in_group.hears("khai sinh")
    in_group.replies_to(first, "thế bao nhiêu tiền")
    await in_group.hears("khai sinh", "lệ phí")


async def test_in_a_group_and_in_private_the_conversations_are_apart(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    in_group = an.in_group(telegram.group())
    an.says(QUESTION)
    await an.hears("khai sinh")
    in_group.says(mention("thế bao nhiêu tiền"))
    assert "1.001193" not in (await in_group.hears()).text


async def test_in_a_group_buttons_work_for_everyone(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    group = telegram.group()
    an.in_group(group).says(mention(QUESTION))
    await an.in_group(group).telegram.until(lambda: group.events, "an answer in the group")
    binh = telegram.person("Bình").in_group(group)
    binh.presses("Lệ phí")
    await binh.sees_edited("khai sinh", "lệ phí")


async def test_in_a_group_with_topics_the_answer_stays_in_its_topic(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    in_group = an.in_group(telegram.group(threads={42}))
    in_group.says(mention(QUESTION), message_thread_id=42, is_topic_message=True)
    assert (await in_group.hears("khai sinh")).thread_id == 42


async def test_channel_posts_are_none_of_the_bots_business(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    post = {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel", "title": "Tin"}, "text": mention("hi")}
    telegram.deliver("channel_post", post)
    an.says("/help")
    await an.hears("Trợ giúp")
    assert {call.chat_id for call in telegram.api.calls_of("sendMessage")} == {an.chat.chat_id}


async def test_a_button_under_a_message_too_old_to_be_seen_is_answered_below(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    telegram.api.new_query("old")
    telegram.deliver(
        "callback_query",
        {
            "id": "old",
            "from": an.user,
            "chat_instance": "1",
            "message": {"chat": an.chat.as_json(), "message_id": 9, "date": 0},
            "data": "p:1.001193:fee",
        },
    )
    await an.hears("khai sinh", "lệ phí")


@pytest.mark.parametrize("data", ["p:9.999999:fee", "o:", "x", "f:99.0", "f:1.99", "e:khong-co", ":::"])
async def test_a_button_that_means_nothing_any_more_says_so(
    bot: RunningBot, an: Person, telegram: Telegram, data: str
) -> None:
    an.says("/start")
    welcome = await an.hears()
    telegram.api.new_query("q")
    content = {"id": "q", "from": an.user, "chat_instance": "1", "message": telegram.api.message_json(welcome)}
    telegram.deliver("callback_query", content | {"data": data})
    await an.hears("không còn trong danh mục")
