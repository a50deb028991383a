"""Does the real catalogue follow a conversation as a clerk would? Each rule by examples that leave no doubt."""

from __future__ import annotations

import pytest

from knowledge.answers import AskedBack, SmallTalk
from knowledge.catalogue import Catalogue
from tests.knowledge.asking import BIRTH, HOME, ID_LOST, PASSPORT, RECORD, answered, ask


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("xin chào", "greeting"),
        ("cảm ơn", "thanks"),
        ("tạm biệt", "goodbye"),
        ("bạn là ai", "who_are_you"),
        ("", "empty"),
        ("🙂", "empty"),
    ],
)
def test_small_talk_is_small_talk_also_in_the_middle_of_a_conversation(
    catalogue: Catalogue, message: str, kind: str
) -> None:
    assert ask(catalogue, message) == SmallTalk(kind)
    assert ask(catalogue, "làm hộ chiếu bao nhiêu tiền", message) == SmallTalk(kind)


def test_thanks_do_not_end_the_conversation(catalogue: Catalogue) -> None:
    assert answered(catalogue, "làm hộ chiếu bao nhiêu tiền", "cảm ơn", "nộp ở đâu") == ((PASSPORT,), ("place",))


@pytest.mark.parametrize(
    ("follow_up", "aspects"),
    [
        ("thế bao lâu", ("time",)),
        ("the bao lau", ("time",)),
        ("nộp ở đâu", ("place",)),
        ("cần giấy tờ gì", ("documents",)),
        ("bao nhiêu tiền", ("fee",)),
        ("làm online được không", ("online",)),
    ],
)
def test_a_question_without_a_topic_goes_on_about_the_last_procedure(
    catalogue: Catalogue, follow_up: str, aspects: tuple[str, ...]
) -> None:
    assert answered(catalogue, "làm hộ chiếu bao nhiêu tiền", follow_up) == ((PASSPORT,), aspects)


def test_several_follow_ups_stay_with_the_procedure(catalogue: Catalogue) -> None:
    story = ["đăng ký khai sinh cần giấy tờ gì", "thế bao lâu", "nộp ở đâu", "mất bao nhiêu tiền"]

    assert answered(catalogue, *story) == ((BIRTH,), ("fee",))


def test_a_question_about_something_else_switches(catalogue: Catalogue) -> None:
    assert answered(catalogue, "làm hộ chiếu bao nhiêu tiền", "phiếu lý lịch tư pháp cần gì") == (
        (RECORD,),
        ("documents",),
    )
    assert answered(catalogue, "làm hộ chiếu bao nhiêu tiền", "1.001193") == ((BIRTH,), ())


@pytest.mark.parametrize(
    ("choice", "place"), [("cái đầu tiên", 0), ("cai thu hai", 1), ("2", 1), ("số 3", 2), ("cái cuối cùng ạ", -1)]
)
def test_words_that_count_choose_among_the_options(catalogue: Catalogue, choice: str, place: int) -> None:
    offered = ask(catalogue, "xin giấy phép xây dựng")
    assert isinstance(offered, AskedBack)

    assert answered(catalogue, "xin giấy phép xây dựng", choice) == ((offered.options[place],), ())


def test_what_is_asked_before_choosing_is_kept_for_the_choice(catalogue: Catalogue) -> None:
    given = ask(catalogue, "xin giấy phép xây dựng", "phí bao nhiêu")
    assert isinstance(given, AskedBack)

    assert given.again
    assert answered(catalogue, "xin giấy phép xây dựng", "phí bao nhiêu", "2") == ((given.options[1],), ("fee",))


def test_an_option_can_be_chosen_in_its_own_words_and_asked_on_about(catalogue: Catalogue) -> None:
    assert answered(catalogue, "xin giấy phép xây dựng", "gia hạn") == (("1.013227",), ())
    assert answered(catalogue, "xin giấy phép xây dựng", "gia hạn", "mất bao lâu") == (("1.013227",), ("time",))


def test_an_aspect_asked_while_choosing_waits_for_the_choice(catalogue: Catalogue) -> None:
    given = ask(catalogue, "xin giấy phép xây dựng", "mất bao lâu")
    assert isinstance(given, AskedBack)
    assert given.aspects == ("time",)

    assert answered(catalogue, "xin giấy phép xây dựng", "mất bao lâu", "cái đầu tiên") == (
        (given.options[0],),
        ("time",),
    )


def test_what_is_no_option_is_heard_as_something_new(catalogue: Catalogue) -> None:
    assert answered(catalogue, "xin giấy phép xây dựng", "làm hộ chiếu cần giấy tờ gì") == (
        (PASSPORT,),
        ("documents",),
    )


@pytest.mark.parametrize(
    ("story", "code"),
    [
        (("làm căn cước", "bị mất ấy"), ID_LOST),
        (("em muốn đổi bằng lái", "của nước ngoài ấy"), "3.000351"),
        (("giấy bị mất", "căn cước"), ID_LOST),
    ],
)
def test_a_short_message_adds_to_what_was_said(catalogue: Catalogue, story: tuple[str, ...], code: str) -> None:
    assert answered(catalogue, *story)[0] == (code,)


@pytest.mark.parametrize("correction", ["không, ý tôi là đăng ký thường trú", "khong, y toi la dang ky thuong tru"])
def test_a_correction_takes_the_place_of_what_was_understood_and_keeps_the_question(
    catalogue: Catalogue, correction: str
) -> None:
    assert answered(catalogue, "đăng ký tạm trú ở đâu", correction) == ((HOME,), ("place",))


def test_a_story_of_a_life_event_is_heard_whatever_was_talked_of(catalogue: Catalogue) -> None:
    story = "ba em moi mat hom qua, gio nha em phai lam nhung giay to gi"
    told = ask(catalogue, "mất đăng ký xe làm lại cần gì", story)

    assert isinstance(told, AskedBack)
    assert told.event
    assert answered(catalogue, "đăng ký khai tử ở đâu", "ba em mất hôm qua")[0] == ("1.000656",)


def test_a_correction_of_options_leads_away_from_them(catalogue: Catalogue) -> None:
    before = ask(catalogue, "xin giay phep xay dung")
    after = ask(catalogue, "xin giay phep xay dung", "khong, y toi la dang ky xe can giay gi")

    assert isinstance(before, AskedBack)
    assert isinstance(after, AskedBack)
    assert not set(before.options) & set(after.options)
    assert after.aspects == ("documents",)


def test_a_correction_may_ask_for_something_else(catalogue: Catalogue) -> None:
    assert answered(catalogue, "đăng ký tạm trú ở đâu", "ý tôi là đăng ký thường trú cần gì") == (
        (HOME,),
        ("documents",),
    )


def test_a_step_of_a_life_event_can_be_chosen_by_its_number(catalogue: Catalogue) -> None:
    story = "chuẩn bị lập gia đình thì lo giấy tờ từ đâu"
    offered = ask(catalogue, story)
    assert isinstance(offered, AskedBack)

    assert answered(catalogue, story, "2") == ((offered.options[1],), ())
