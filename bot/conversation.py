"""What happens when a person writes to the bot or presses a button? Telegram's side of the front desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import deep_links
from bot.addressing import question_in
from bot.limits import FirstOnly, RateLimit, Verdict
from bot.sending import Place, acknowledge, send, show_typing
from knowledge import wording
from knowledge.front_desk import FrontDesk
from knowledge.replies import Reply

Context = ContextTypes.DEFAULT_TYPE
Person = int | str
Work = Callable[[Person], Reply]

TYPING_AFTER_SECONDS = 0.0
"""How long the desk may take before "typing…" is shown; 0: at once. Showing it costs the reply one round trip."""


class Conversation:
    """The handlers of python-telegram-bot; each carries a message to the desk and its reply back."""

    def __init__(self, desk: FrontDesk, limit: RateLimit | None = None) -> None:
        self._desk = desk
        self._limit = limit if limit is not None else RateLimit()
        self._albums = FirstOnly()

    async def start(self, update: Update, context: Context) -> None:
        """/start, also with the payload of a link or QR poster."""
        payload = context.args[0] if context.args else ""
        await self._answer(update, context, lambda person: deep_links.start(self._desk, person, payload))

    async def help(self, update: Update, context: Context) -> None:
        """/help, and commands that do not exist."""
        await self._answer(update, context, lambda _: self._desk.help())

    async def fields(self, update: Update, context: Context) -> None:
        """/linhvuc."""
        await self._answer(update, context, lambda _: self._desk.fields())

    async def life_events(self, update: Update, context: Context) -> None:
        """/sukien."""
        await self._answer(update, context, lambda _: self._desk.life_events())

    async def forget(self, update: Update, context: Context) -> None:
        """/xoa."""
        await self._answer(update, context, self._desk.forget)

    async def question(self, update: Update, context: Context) -> None:
        """A message in words."""
        message = update.effective_message
        if message is not None:
            text = question_in(message)
            await self._answer(update, context, lambda person: self._desk.on_question(person, text))

    async def photo(self, update: Update, context: Context) -> None:
        """A photo or file: refused and never fetched; an album is refused once."""
        album = update.effective_message.media_group_id if update.effective_message else None
        if album is None or self._albums.is_first(album):
            await self._answer(update, context, lambda _: Reply((wording.PHOTO,)))

    async def not_text(self, update: Update, context: Context) -> None:
        """Voice, sticker, location and whatever else cannot be read."""
        await self._answer(update, context, lambda _: Reply((wording.NOT_TEXT,)))

    async def button(self, update: Update, context: Context) -> None:
        """A pressed button: acknowledged first, then worked on."""
        query = update.callback_query
        if query is None:
            return
        verdict = self._limit.judge(query.from_user.id)
        await acknowledge(query, wording.TOO_FAST if verdict is Verdict.WARN else None)
        if verdict is not Verdict.ANSWER or query.message is None or query.data is None:
            return
        person = person_key(query.from_user, query.message.chat)
        reply = await asyncio.to_thread(self._desk.on_action, person, query.data)
        await send(_place_of_button(query, context), reply or wording.gone())

    async def _answer(self, update: Update, context: Context, work: Work) -> None:
        """Let the desk do `work` for the person who wrote, and send what comes of it."""
        message, person = update.effective_message, update.effective_user
        if message is None or person is None:
            return
        place = _place_of_message(message, context)
        verdict = self._limit.judge(person.id)
        if verdict is Verdict.IGNORE:
            return
        if verdict is Verdict.WARN:
            await send(place, Reply((wording.TOO_FAST,)))
            return
        working = asyncio.ensure_future(asyncio.to_thread(work, person_key(person, message.chat)))
        await asyncio.wait((working,), timeout=TYPING_AFTER_SECONDS)
        if not working.done():
            await show_typing(place)
        await send(place, await working)


def person_key(person: User, chat: Chat) -> Person:
    """Who speaks: a person in private; in a group the person in that group, so that nothing is carried over."""
    return person.id if chat.type == ChatType.PRIVATE else f"{chat.id}:{person.id}"


def _place_of_message(message: Message, context: Context) -> Place:
    return Place(
        context.bot,
        message.chat.id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        quoted=None if message.chat.type == ChatType.PRIVATE else message.message_id,
    )


def _place_of_button(query: CallbackQuery, context: Context) -> Place:
    message = query.message
    assert message is not None  # noqa: S101 - inline messages were turned away
    if not isinstance(message, Message):  # too old for Telegram to show it: answer below it
        return Place(context.bot, message.chat.id)
    return Place(
        context.bot,
        message.chat.id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        pressed=message.message_id,
    )
