from __future__ import annotations

from typing import Any

import pytest

from knowledge.procedure import ChannelKind, TimeUnit
from tests.knowledge.portal.messy_records import a_method, channel, mapped, procedure


@pytest.mark.parametrize(
    ("submission", "kind"),
    [("DIRECT", ChannelKind.IN_PERSON), ("ONLINE", ChannelKind.ONLINE), ("POSTAL", ChannelKind.POST)],
)
def test_every_way_of_the_portal_is_a_channel(submission: str, kind: ChannelKind) -> None:
    assert channel(submissionMethod=submission).kind is kind


@pytest.mark.parametrize(
    ("raw", "unit", "amount", "known"),
    [
        (15, "WORKING_DAY", 15, TimeUnit.WORKING_DAY),
        ("15", "DAY", 15, TimeUnit.DAY),
        (15.0, "DAY", 15, TimeUnit.DAY),
        (4, "HOUR", 4, TimeUnit.HOUR),
        (2, "MONTH", 2, TimeUnit.MONTH),
        (1, "YEAR", 1, TimeUnit.YEAR),
    ],
)
def test_a_whole_number_of_a_known_unit_is_a_time(raw: Any, unit: str, amount: int, known: TimeUnit) -> None:
    found = channel(processingTime=raw, processingTimeUnit=unit)
    assert (found.time_amount, found.time_unit, found.time_words) == (amount, known, "")


@pytest.mark.parametrize(
    ("raw", "unit", "words"),
    [
        (7.5, "WORKING_DAY", "7,5 ngày làm việc"),
        ("0,5", "WORKING_DAY", "0,5 ngày làm việc"),
        (30, "MINUTE", "30 phút"),
        ("một tuần", "DAY", "một tuần"),
        (1, "OTHER", ""),
        (3, "FORTNIGHT", ""),
        (0, "DAY", ""),
        (-3, "DAY", ""),
        (999_999, "DAY", ""),
        (30, "YEAR", ""),
    ],
)
def test_any_other_time_is_words_and_told(raw: Any, unit: str, words: str) -> None:
    found = mapped(executionMethods=[a_method(processingTime=raw, processingTimeUnit=unit)])
    (only,) = found.procedure.channels
    assert (only.time_amount, only.time_unit, only.time_words) == (None, None, words)
    assert found.notes[0].startswith("thời hạn: ")


@pytest.mark.parametrize("unit", ["DAY", None])
def test_no_number_is_no_time_and_nothing_to_tell(unit: str | None) -> None:
    found = mapped(executionMethods=[a_method(processingTime=None, processingTimeUnit=unit)])
    assert found.procedure.channels[0].time_amount is None
    assert found.notes == ()


def test_words_that_name_the_same_number_in_another_unit_win_over_the_number() -> None:
    found = channel(processingTime=5, processingTimeUnit="DAY", description="05 ngày làm việc")
    assert (found.time_amount, found.time_words) == (None, "05 ngày làm việc")
    later = channel(processingTime=3, processingTimeUnit="DAY", description="Tổ lớn 07 ngày; tổ nhỏ 03 ngày làm việc")
    assert (later.time_amount, later.time_words) == (None, "3 ngày\nTổ lớn 07 ngày; tổ nhỏ 03 ngày làm việc")


def test_words_that_repeat_the_number_are_said_once() -> None:
    assert channel(processingTime=5, processingTimeUnit="DAY", description="05 ngày.").time_words == ""


def test_words_with_other_numbers_stand_beside_the_number() -> None:
    words = "Trong 03 ngày làm việc nếu không phải xác minh."
    found = mapped(executionMethods=[a_method(description=words)])
    assert (found.procedure.channels[0].time_amount, found.procedure.channels[0].time_words) == (5, words)
    assert found.notes[0].startswith("thời hạn: lời ghi con số khác, giữ cả hai")


@pytest.mark.parametrize(
    ("description", "place", "time"),
    [
        ("- Nộp hồ sơ qua bưu chính", "Nộp hồ sơ qua bưu chính", ""),
        ("Nộp tại xã. Trong 02 ngày làm việc có kết quả.", "Nộp tại xã.", "Trong 02 ngày làm việc có kết quả."),
        ("Ngay trong ngày nhận hồ sơ.", "", "Ngay trong ngày nhận hồ sơ."),
        ("Đối với tổ ong lớn: phải đo đạc.", "", "Đối với tổ ong lớn: phải đo đạc."),
        ("1. Tổ ong lớn: 10 ngày làm việc.\n2. Tổ nhỏ: 5 ngày làm việc.", "", None),
        ("Địa chỉ: số 5 đường Hoa.\nNghị định ngày 15 tháng 5 năm 2024.", None, ""),
        ("Không có thông tin", "", ""),
    ],
)
def test_a_description_is_sorted_into_place_and_time(description: str, place: str | None, time: str | None) -> None:
    found = channel(description=description)
    assert found.note == (description if place is None else place)
    assert found.time_words == (description if time is None else time)


def test_the_same_way_twice_is_one_channel_and_another_time_is_another() -> None:
    ways = [a_method(), a_method(), a_method(processingTime=3), a_method(submissionMethod="ONLINE")]
    found = procedure(executionMethods=ways).channels
    assert [(each.kind, each.time_amount) for each in found] == [
        (ChannelKind.IN_PERSON, 5),
        (ChannelKind.IN_PERSON, 3),
        (ChannelKind.ONLINE, 5),
    ]


def an_online_case(name: str, quantity: Any, unit: str = "WORKING_DAY") -> dict[str, Any]:
    return {"name": name, "processingDay": {"qty": quantity, "type": unit}}


TIMELESS = [
    a_method(submissionMethod=kind, processingTime=None, processingTimeUnit=None) for kind in ("DIRECT", "ONLINE")
]


def test_the_time_of_an_online_case_stands_in_where_the_ways_name_none() -> None:
    found = mapped(executionMethods=TIMELESS, cases=[an_online_case("Cấp mới", 7)])
    desk, online = found.procedure.channels
    assert (desk.time_amount, desk.time_words) == (None, "")
    assert (online.time_amount, online.time_unit, online.time_words) == (7, TimeUnit.WORKING_DAY, "Cấp mới")
    assert found.notes == ("thời hạn: lấy từ các trường hợp của dịch vụ trực tuyến",)


def test_the_times_of_several_online_cases_are_words() -> None:
    cases = [an_online_case("Cấp mới", 7), an_online_case("Cấp lại", 3, "DAY"), {"name": "Đổi"}]
    _, online = procedure(executionMethods=TIMELESS, cases=cases).channels
    assert (online.time_amount, online.time_words) == (None, "7 ngày làm việc; Cấp mới\n3 ngày; Cấp lại")


def test_online_cases_time_every_way_where_none_is_online_and_are_online_where_there_is_no_way() -> None:
    cases = [an_online_case("", 7)]
    (desk,) = procedure(executionMethods=TIMELESS[:1], cases=cases).channels
    assert (desk.kind, desk.time_amount) == (ChannelKind.IN_PERSON, 7)
    (online,) = procedure(executionMethods=[], cases=cases).channels
    assert (online.kind, online.time_amount) == (ChannelKind.ONLINE, 7)


def test_online_cases_are_not_read_where_the_ways_name_a_time() -> None:
    (desk,) = procedure(cases=[an_online_case("", 7)]).channels
    assert desk.time_amount == 5
