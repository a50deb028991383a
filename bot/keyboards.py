"""How do rows of buttons become a keyboard under a message? One key a button, its action as the data."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from knowledge.replies import MAX_ACTION_BYTES, Button


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The keyboard of these rows, or None when there is no button.

    >>> keyboard(((Button("💰 Lệ phí", "p:1.001193:fee"),),)).inline_keyboard[0][0].callback_data
    'p:1.001193:fee'
    """
    buttons = [[_key(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(buttons) if buttons else None


def _key(button: Button) -> InlineKeyboardButton:
    assert 1 <= len(button.action.encode()) <= MAX_ACTION_BYTES, f"not 1-64 bytes: {button.action!r}"  # noqa: S101 - a bug
    return InlineKeyboardButton(button.text, callback_data=button.action)
