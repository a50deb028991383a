from __future__ import annotations

import pytest

from knowledge.clauses import clauses


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "làm hộ chiếu cần gì, với lại đổi bằng lái bao nhiêu tiền",
            ["làm hộ chiếu cần gì", "đổi bằng lái bao nhiêu tiền"],
        ),
        ("lam ho chieu can gi voi lai doi bang lai o dau", ["lam ho chieu can gi", "doi bang lai o dau"]),
        ("đăng ký tạm trú ở đâu và làm hộ chiếu bao lâu", ["đăng ký tạm trú ở đâu", "làm hộ chiếu bao lâu"]),
        ("đăng ký tạm trú ở đâu? làm hộ chiếu bao lâu?", ["đăng ký tạm trú ở đâu", "làm hộ chiếu bao lâu"]),
        ("đăng ký tạm trú ở đâu\nlàm hộ chiếu bao lâu", ["đăng ký tạm trú ở đâu", "làm hộ chiếu bao lâu"]),
    ],
)
def test_two_wishes_are_two_clauses(message: str, parts: list[str]) -> None:
    assert clauses(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "",
        "khai sinh",
        "đăng ký khai sinh cho con cần giấy tờ gì",
        "cha và mẹ",
        "đăng ký kết hôn và ly hôn",
        "một hai ba? bốn năm sáu? bảy tám chín? mười mười một mười hai",
    ],
)
def test_a_message_that_cannot_be_cut_in_two_or_three_meaningful_parts_stays_whole(message: str) -> None:
    assert clauses(message) == [message]
