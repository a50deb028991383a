from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue
from knowledge.following_up import (
    chosen_ordinal,
    contrasts,
    goes_back,
    has_own_topic,
    names_an_ordinal,
    without_correction,
)

OFFERED = ("first", "second", "third", "last")
ORDINALS = {
    "first": "cái đầu tiên|cai dau tien|cái thứ nhất|số 1|so mot|1|loại đầu|cái 1|"
    "dạ cái đầu tiên ạ|chọn số 1|em chọn cái đầu",
    "second": "cái thứ hai|cai thu 2|số 2|so hai|2|loại thứ hai|cho em xem cái thứ hai|lấy số 2 nhé|thứ hai",
    "third": "cái thứ ba|cai thu ba|số 3|so ba|3|mục thứ 3|3.",
    "last": "cái cuối cùng|cai cuoi|cuối cùng|cái sau cùng|cái dưới cùng|4|số bốn|thứ tư",
}


@pytest.mark.parametrize(
    ("message", "option"), [(said, option) for option, several in ORDINALS.items() for said in several.split("|")]
)
def test_words_that_count_choose_an_option(catalogue: Catalogue, message: str, option: str) -> None:
    reading = catalogue.matcher.read(message)

    assert names_an_ordinal(reading)
    assert chosen_ordinal(reading, OFFERED) == option


@pytest.mark.parametrize(
    "message",
    [
        "làm căn cước lần đầu",
        "mở công ty TNHH 2 thành viên",
        "nhà cấp 4",
        "hộ chiếu",
        "sinh con thứ hai cần giấy tờ gì",
        "đất thổ cư",
    ],
)
def test_numbers_inside_a_wish_choose_nothing(catalogue: Catalogue, message: str) -> None:
    reading = catalogue.matcher.read(message)

    assert not names_an_ordinal(reading)
    assert chosen_ordinal(reading, OFFERED) is None


@pytest.mark.parametrize("message", ["5", "số 4", "cái thứ ba"])
def test_an_option_that_was_not_shown_cannot_be_chosen(catalogue: Catalogue, message: str) -> None:
    assert chosen_ordinal(catalogue.matcher.read(message), ("first", "second")) is None


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("không, ý tôi là đăng ký tạm trú", "đăng ký tạm trú"),
        ("khong, y toi la dang ky tam tru", "dang ky tam tru"),
        ("không phải, ý em là làm hộ chiếu", "làm hộ chiếu"),
        ("ko phải cái đó, ý mình là làm hộ chiếu", "làm hộ chiếu"),
        ("nhầm, ý tôi hỏi về tách thửa", "tách thửa"),
        ("ý tôi là đăng ký thường trú", "đăng ký thường trú"),
        ("ủa em hỏi xe máy mà", "xe máy mà"),
        ("bác hỏi tiền mai táng cơ", "tiền mai táng cơ"),
        ("đâu có mất, sổ cũ nát muốn đổi", "sổ cũ nát muốn đổi"),
        ("bac noi nham, bac muon khoa lai", "bac muon khoa lai"),
        ("ý là giấy độc thân", "giấy độc thân"),
    ],
)
def test_a_correction_is_taken_off_and_seen(message: str, rest: str) -> None:
    assert without_correction(message) == (rest, True)


@pytest.mark.parametrize(
    "message",
    [
        "đăng ký tạm trú",
        "không có hộ khẩu, làm sao bây giờ",
        "em hỏi chuyện làm căn cước",
        "không có giấy chứng sinh thì sao",
        "khong co ho khau lam sao",
        "ý kiến của tôi",
        "không",
        "",
        "sai tên trên giấy khai sinh",
    ],
)
def test_what_is_no_correction_is_left_as_it_is(message: str) -> None:
    assert without_correction(message) == (message, False)


@pytest.mark.parametrize(
    "message",
    [
        "thế bao lâu",
        "bao nhiêu tiền",
        "nộp ở đâu",
        "can giay to gi",
        "the con phi thi sao",
        "có mất phí không",
        "làm online được không",
    ],
)
def test_a_question_that_only_asks_on_has_no_topic_of_its_own(catalogue: Catalogue, message: str) -> None:
    assert not has_own_topic(catalogue.matcher.read(message))


@pytest.mark.parametrize(
    "message",
    ["làm hộ chiếu bao nhiêu tiền", "khai sinh", "tach thua o dau", "bị mất rồi", "phiếu lý lịch tư pháp cần gì"],
)
def test_a_question_that_names_something_has_a_topic(catalogue: Catalogue, message: str) -> None:
    assert has_own_topic(catalogue.matcher.read(message))


@pytest.mark.parametrize(
    ("message", "contrast"),
    [
        ("còn mất rồi thì sao", True),
        ("the neu gia han thi sao", True),
        ("lỡ lấy chồng người Hàn thì răng", True),
        ("nộp ở đâu", False),
        ("", False),
    ],
)
def test_a_message_may_set_another_case_against_what_was_said(
    catalogue: Catalogue, message: str, *, contrast: bool
) -> None:
    assert contrasts(catalogue.matcher.read(message)) is contrast


@pytest.mark.parametrize(
    ("message", "back"),
    [
        ("quay lại cái khai sinh", True),
        ("cai ho chieu hoi nay bao lau", True),
        ("quay về vụ xe", True),
        ("làm hộ chiếu", False),
        ("", False),
    ],
)
def test_a_message_may_go_back_to_what_was_said_before(catalogue: Catalogue, message: str, *, back: bool) -> None:
    assert goes_back(catalogue.matcher.read(message)) is back


@pytest.mark.parametrize(
    "message",
    [
        "mất luôn rồi chứ không phải rách",
        "con cong ty tnhh chu khong phai ho thi sao",
        "là quán cơm, không phải siêu thị",
    ],
)
def test_what_denies_corrects(message: str) -> None:
    assert without_correction(message) == (message, True)


@pytest.mark.parametrize("message", ["có phải nộp lệ phí không", "không phải người ở đây thì làm ở đâu"])
def test_not_every_no_denies_what_was_said(message: str) -> None:
    assert without_correction(message) == (message, False)
