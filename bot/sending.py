"""How does a reply become messages on Telegram, whatever Telegram answers? In order, patiently, if need be plain."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any, TypeVar

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.keyboards import keyboard
from knowledge.replies import Reply

logger = logging.getLogger(__name__)

TRIES = 4
LONGEST_WAIT_SECONDS = 60.0
_TAG = re.compile(r"<[^<>]*>")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes."""

    bot: Bot
    chat_id: int
    thread_id: int | None = None
    """The topic, in a group that has topics."""
    quoted: int | None = None
    """The message that is answered, quoted in groups so that all see whose question it was."""
    pressed: int | None = None
    """The bot's own message whose button was pressed; a reply may take its place."""


async def send(place: Place, reply: Reply) -> None:
    """Show `reply`; a person who has blocked the bot is left alone."""
    try:
        if reply.replaces and place.pressed is not None:
            if len(reply.parts) == 1 and await _replace(place, place.pressed, reply):
                return
            await _take_keyboard_away(place, place.pressed)
        *first, last = reply.parts
        for part in first:
            await _send_part(place, part, None)
        await _send_part(place, last, keyboard(reply.buttons))
    except Forbidden:
        logger.info("a person has left or blocked the bot")


async def show_typing(place: Place) -> None:
    """Show that the bot is at work; without importance when it fails."""
    with contextlib.suppress(TelegramError):
        await place.bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id)


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Stop the button's waiting sign; a query that is too old is let go."""
    with contextlib.suppress(BadRequest, Forbidden):
        await patiently(partial(query.answer, text))


async def patiently(call: Callable[[], Awaitable[_Result]]) -> _Result:
    """The result of `call`, tried again a few times when Telegram is flooded, ill or out of reach."""
    for attempt in range(1, TRIES):
        try:
            return await call()
        except RetryAfter as flood:
            wait = _seconds(flood.retry_after)
            if wait > LONGEST_WAIT_SECONDS:
                raise
        except BadRequest:
            raise  # a NetworkError by name, but trying again would not help
        except NetworkError:
            wait = 0.25 * 2**attempt
        await asyncio.sleep(wait)
    return await call()


def without_tags(html: str) -> str:
    """The text that people read when the tags are taken out.

    >>> without_tags("<b>Lệ phí</b>: 0 &lt; 5 &amp; hơn")
    'Lệ phí: 0 < 5 & hơn'
    """
    return unescape(_TAG.sub("", html))


async def _replace(place: Place, message_id: int, reply: Reply) -> bool:
    """Put `reply` in the place of a message; False when that message cannot be changed any more."""
    edit = partial(
        place.bot.edit_message_text,
        chat_id=place.chat_id,
        message_id=message_id,
        reply_markup=keyboard(reply.buttons),
        link_preview_options=_NO_PREVIEW,
    )
    try:
        await _in_html_or_plain(edit, reply.parts[0])
    except BadRequest as refused:
        return "not modified" in refused.message.lower()
    return True


async def _take_keyboard_away(place: Place, message_id: int) -> None:
    with contextlib.suppress(BadRequest):
        await patiently(
            partial(
                place.bot.edit_message_reply_markup, chat_id=place.chat_id, message_id=message_id, reply_markup=None
            )
        )


async def _send_part(place: Place, part: str, buttons: InlineKeyboardMarkup | None) -> None:
    quote = ReplyParameters(place.quoted, allow_sending_without_reply=True) if place.quoted is not None else None
    message = partial(
        place.bot.send_message,
        place.chat_id,
        message_thread_id=place.thread_id,
        reply_parameters=quote,
        reply_markup=buttons,
        link_preview_options=_NO_PREVIEW,
    )
    await _in_html_or_plain(message, part)


async def _in_html_or_plain(call: Callable[..., Awaitable[Any]], html: str) -> None:
    """Send `html`; when Telegram cannot read it, the same words without form: better plain than nothing."""
    try:
        await patiently(partial(call, text=html, parse_mode=ParseMode.HTML))
    except BadRequest as refused:
        if "can't parse entities" not in refused.message.lower():
            raise
        logger.warning("Telegram refused the HTML of a reply; sent as plain text")
        await patiently(partial(call, text=without_tags(html)))


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
