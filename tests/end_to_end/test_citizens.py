"""Stories of people who ask, told from their side of the screen."""

from __future__ import annotations

import pytest

from knowledge import wording
from tests.end_to_end.bot_api_emulator import Telegram
from tests.end_to_end.people import Person
from tests.end_to_end.running import RunningBot

BIRTH = "1.001193"
DOCUMENTS_OF_A_BIRTH = "lam giay khai sinh cho con can giay to gi"
UNCLEAR = (
    "xin giấy phép xây dựng",
    "sang tên sổ đỏ",
    "đổi giấy phép lái xe",
    "đăng ký kết hôn",
    "đăng ký kinh doanh",
    "làm lại giấy tờ",
    "đăng ký cư trú",
)
"""Messages that fit several procedures; the starter catalogue decides which of them are asked back."""


@pytest.fixture
def unclear(bot: RunningBot) -> str:
    """A message that is asked back with at least two options."""
    for text in UNCLEAR:
        reply = bot.desk.on_question(f"trial of {text}", text)
        options = [button for row in reply.buttons for button in row if button.action.startswith("o:")]
        if len(options) >= 2 and "loại nào" in reply.parts[0]:
            return text
    raise AssertionError("none of the unclear messages is asked back any more; add one that is")


async def test_start_says_what_this_is_and_how_to_ask(bot: RunningBot, an: Person) -> None:
    an.says("/start")
    welcome = await an.hears("thủ tục hành chính", "không cần gõ dấu", "OTP")
    assert welcome.actions == ["f:", "e:"]


async def test_a_question_without_marks_gets_the_papers(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    reply = await an.hears("khai sinh", "giấy tờ cần có", "Tờ khai", BIRTH)
    assert reply.html
    assert f"p:{BIRTH}:fee" in reply.actions


async def test_the_bot_shows_that_it_is_typing_before_it_answers(
    bot: RunningBot, an: Person, telegram: Telegram
) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears()
    methods = [call.method for call in telegram.api.calls if call.chat_id == an.chat.chat_id]
    assert methods == ["sendchataction", "sendmessage"]


async def test_a_button_shows_another_aspect_in_the_same_message(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    first = await an.hears()
    an.presses("Lệ phí")
    second = await an.sees_edited("khai sinh", "lệ phí", BIRTH)
    assert second.message_id == first.message_id
    assert len(an.messages) == 1


async def test_a_press_is_acknowledged_before_the_work(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears()
    query = an.presses("Lệ phí")
    await an.sees_edited()
    assert not telegram.api.query_is_open(query)
    assert [call.method for call in telegram.api.calls][-2:] == ["answercallbackquery", "editmessagetext"]


async def test_everything_and_back_stays_in_one_place(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears()
    an.presses(f"p:{BIRTH}:all")
    await an.telegram.until(lambda: "Thu gọn" in " ".join(an.messages[-1].labels), "everything about a birth")
    assert [m.labels for m in an.messages[:-1]] == [[]] * (len(an.messages) - 1)
    an.presses("Thu gọn")
    await an.sees_edited("khai sinh")


async def test_the_same_button_twice_harms_nothing(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    reply = await an.hears()
    an.presses(f"p:{BIRTH}:fee", reply)
    await an.sees_edited("lệ phí")
    an.telegram.api.new_query("again")
    an.telegram.deliver(
        "callback_query",
        {
            "id": "again",
            "from": an.user,
            "chat_instance": "1",
            "message": an.telegram.api.message_json(reply),
            "data": f"p:{BIRTH}:fee",
        },
    )
    an.says("/help")
    await an.hears("Trợ giúp")


async def test_an_unclear_question_is_asked_back_and_chosen_by_button(
    bot: RunningBot, an: Person, unclear: str
) -> None:
    an.says(unclear)
    asked = await an.hears("loại nào")
    assert 2 <= len(asked.buttons) <= 4
    label, action = asked.buttons[1][0]
    an.presses(action)
    await an.hears(label, action.removeprefix("o:"))


async def test_an_unclear_question_is_asked_back_and_chosen_in_words(bot: RunningBot, an: Person, unclear: str) -> None:
    an.says(unclear)
    asked = await an.hears("loại nào")
    label, action = asked.buttons[1][0]
    an.says("cái thứ hai")
    await an.hears(label, action.removeprefix("o:"))


async def test_a_follow_up_is_about_what_was_just_answered(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears("khai sinh")
    an.says("thế bao nhiêu tiền")
    await an.hears("khai sinh", "lệ phí", BIRTH)


async def test_a_question_outside_the_catalogue_gets_no_made_up_answer_but_a_way_on(
    bot: RunningBot, an: Person
) -> None:
    an.says("giá vàng hôm nay bao nhiêu")
    reply = await an.hears()
    assert BIRTH not in reply.text
    assert {"f:", "e:"} <= set(reply.actions)


async def test_from_the_fields_to_an_answer_in_four_taps(bot: RunningBot, an: Person) -> None:
    an.says("/linhvuc")
    await an.hears("Chọn lĩnh vực")
    an.presses("Hộ tịch")
    await an.sees_edited("Hộ tịch")
    an.presses(_first_procedure(an))
    card = await an.hears("Tên chính thức")
    an.presses(next(action for action in card.actions if action.endswith(":steps")))
    await an.sees_edited("các bước")


async def test_from_a_life_event_to_an_answer_in_four_taps(bot: RunningBot, an: Person) -> None:
    an.says("/sukien")
    await an.hears("Chuyện gì")
    an.presses(an.messages[-1].actions[0])
    await an.sees_edited("theo thứ tự")
    an.presses(_first_procedure(an))
    await an.hears("Tên chính thức")


async def test_browsing_leads_back_to_where_it_came_from(bot: RunningBot, an: Person) -> None:
    an.says("/sukien")
    await an.hears()
    an.presses(an.messages[-1].actions[0])
    await an.sees_edited()
    an.presses("Sự kiện khác")
    await an.sees_edited("Chuyện gì")
    assert len(an.messages) == 1


async def test_after_xoa_the_conversation_is_forgotten(bot: RunningBot, an: Person) -> None:
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears(BIRTH)
    an.says("/xoa")
    await an.hears("Đã quên")
    an.says("thế bao nhiêu tiền")
    assert BIRTH not in (await an.hears()).text


async def test_a_link_from_a_poster_opens_its_procedure(bot: RunningBot, an: Person) -> None:
    an.says("/start p_1_001193")
    card = await an.hears("khai sinh", BIRTH, "Tên chính thức")
    assert card.actions
    an.says("thế bao nhiêu tiền")
    await an.hears("khai sinh", "lệ phí")


@pytest.mark.parametrize(
    ("payload", "words"),
    [("p_9_999999", "không còn trong danh mục"), ("quang-cao", "Cứ hỏi như nói chuyện"), ("", "Cứ hỏi")],
)
async def test_another_link_opens_what_makes_sense(bot: RunningBot, an: Person, payload: str, words: str) -> None:
    an.says(f"/start {payload}".strip())
    await an.hears(words)


@pytest.mark.parametrize("command", ["/help", "/trogiup", "/HELP", "/khongco", "/help@hoi_thu_tuc_bot"])
async def test_help_comes_for_commands_and_for_those_that_do_not_exist(
    bot: RunningBot, an: Person, command: str
) -> None:
    an.says(command)
    await an.hears("Trợ giúp", "/linhvuc")


async def test_two_people_do_not_hear_each_others_answers(bot: RunningBot, an: Person, telegram: Telegram) -> None:
    binh = telegram.person("Bình")
    an.says(DOCUMENTS_OF_A_BIRTH)
    await an.hears(BIRTH)
    binh.says("thế bao nhiêu tiền")
    assert BIRTH not in (await binh.hears()).text
    an.says("thế bao nhiêu tiền")
    await an.hears("khai sinh", BIRTH)
    assert len(binh.messages) == 1


async def test_many_messages_of_one_person_are_answered_in_their_order(bot: RunningBot, an: Person) -> None:
    rounds = [
        (DOCUMENTS_OF_A_BIRTH, "khai sinh"),
        ("/help", "Trợ giúp"),
        ("/linhvuc", "Chọn lĩnh vực"),
        ("/sukien", "Chuyện gì"),
        ("cảm ơn", ""),
    ] * 4
    for text, _ in rounds:
        an.says(text)
    for _, words in rounds:
        await an.hears(words)


async def test_who_writes_too_fast_is_told_once_and_then_waited_out(
    telegram: Telegram, bot: RunningBot, an: Person
) -> None:
    binh = telegram.person("Bình")
    await bot.stop()
    bot.per_minute = 3
    await bot.start()
    for _ in range(10):
        an.says("/help")
    for words in ["Trợ giúp"] * 3 + [wording.TOO_FAST]:
        await an.hears(words)
    binh.says("/help")
    await binh.hears("Trợ giúp")
    assert len(an.messages) == 4


async def test_who_presses_too_fast_is_told_on_the_button_and_it_never_hangs(
    telegram: Telegram, bot: RunningBot, an: Person
) -> None:
    await bot.stop()
    bot.per_minute = 2
    await bot.start()
    an.says("/start")
    await an.hears()
    queries = [an.presses(action) for action in ("f:", "e:", "f:", "e:")]
    await telegram.until(lambda: not any(map(telegram.api.query_is_open, queries)), "all four to be acknowledged")
    told = [call.text for call in telegram.api.calls_of("answerCallbackQuery")]
    assert told == ["", wording.TOO_FAST, "", ""]
    await an.sees_edited("Chọn lĩnh vực")


def _first_procedure(person: Person) -> str:
    return next(action for action in person.messages[-1].actions if action.startswith("o:"))
