from __future__ import annotations

import pytest

from bot.keyboards import keyboard
from knowledge.replies import Button


def test_without_buttons_there_is_no_keyboard() -> None:
    assert keyboard(()) is None
    assert keyboard(((),)) is None


def test_rows_keep_their_order_and_empty_rows_fall_out() -> None:
    markup = keyboard(((Button("Một", "a"), Button("Hai", "b")), (), (Button("Ba", "c"),)))
    assert markup is not None
    keys = [[(key.text, key.callback_data) for key in row] for row in markup.inline_keyboard]
    assert keys == [[("Một", "a"), ("Hai", "b")], [("Ba", "c")]]


@pytest.mark.parametrize("action", ["", "x" * 65, "đ" * 33])
def test_data_that_telegram_would_refuse_is_a_bug(action: str) -> None:
    with pytest.raises(AssertionError, match="64 bytes"):
        keyboard(((Button("Nút", action),),))


@pytest.mark.parametrize("action", ["x", "x" * 64, "đ" * 32])
def test_data_up_to_64_bytes_is_fine(action: str) -> None:
    assert keyboard(((Button("Nút", action),),)) is not None
