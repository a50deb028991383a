from __future__ import annotations

from typing import Any

import pytest

from knowledge.checks.times import times
from tests.knowledge.checks.sound import only, sound

FIVE = {"kind": "in_person", "time_amount": 5, "time_unit": "working_day"}
THREE = {**FIVE, "time_amount": 3}


@pytest.mark.parametrize(
    ("words", "amount", "unit", "differ"),
    [
        ("03 ngày", 5, "working_day", True),
        ("5 ngày", 5, "working_day", False),
        ("05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ", 5, "working_day", False),
        ("Không quá 05 ngày làm việc", 5, "day", True),
        ("5 ngày", 5, "day", False),
        ("Thời hạn giải quyết: 10 ngày.", 7, "day", True),
        ("Trong vòng 1 tháng", 1, "day", True),
        ("Tối đa 30 ngày, không tính ngày nghỉ", 25, "day", True),
        ("8 giờ làm việc kể từ khi hồ sơ hợp lệ", 8, "hour", False),
        ("2 năm", 2, "year", False),
        ("40 ngày nếu phải kiểm tra thực tế", 30, "day", False),
        ("10 ngày làm việc với công trình lớn", 7, "working_day", False),
        ("Biển định danh: không quá 7 ngày làm việc", 2, "working_day", False),
        ("Xã 3 ngày, tỉnh 7 ngày", 10, "day", False),
        ("3 ngày, phải xác minh thì 10 ngày", 5, "day", False),
        ("Ngay trong ngày", 1, "day", False),
        ("Theo kế hoạch 2026", 1, "day", False),
        ("", 1, "day", False),
    ],
)
def test_one_plain_time_in_words_must_be_the_one_in_numbers(words: str, amount: int, unit: str, differ: bool) -> None:
    channel = {"kind": "online", "time_amount": amount, "time_unit": unit, "time_words": words}

    assert [each.kind for each in times(sound(channels=(channel,)))] == (["time_words_differ"] if differ else [])


def test_words_without_a_number_contradict_nothing() -> None:
    assert list(times(sound(channels=({"kind": "online", "time_words": "03 ngày"},)))) == []


@pytest.mark.parametrize(
    "channels",
    [
        (FIVE, {**THREE, "kind": "online"}),
        (FIVE, {**THREE, "note": "Cấp lại."}),
        (FIVE, {**THREE, "time_words": "Khi không phải xác minh"}),
        (FIVE, FIVE),
        (FIVE, {"kind": "in_person"}),
    ],
)
def test_times_that_something_tells_apart_do_not_contradict(channels: tuple[dict[str, Any], ...]) -> None:
    assert list(times(sound(channels=channels))) == []


def test_the_same_contradiction_on_several_channels_is_told_once() -> None:
    channels = tuple({**each, "kind": kind} for kind in ("in_person", "post") for each in (FIVE, THREE))
    found = only(list(times(sound(channels=channels))))

    assert found.says == (
        "Nộp trực tiếp, gửi bưu điện có nhiều thời hạn khác nhau (5 ngày làm việc, 3 ngày làm việc) "
        "mà không nói khi nào áp dụng cái nào."
    )


def test_the_same_words_on_several_channels_are_told_once() -> None:
    channels = tuple({**FIVE, "kind": kind, "time_words": "03 ngày"} for kind in ("in_person", "online"))
    found = only(list(times(sound(channels=channels))))

    assert found.says == "Nộp trực tiếp, nộp trực tuyến: bằng số là 5 ngày làm việc, bằng chữ là “03 ngày”."
