"""Whatever people send, the bot answers within Telegram's rules and nothing breaks.

20,000 messages by default, always the same ones; `TTHC_FUZZ` sets another number, `TTHC_FUZZ_SEED` other messages.
Two thirds of the time of a message are the database; so one in forty goes through a real one, and the others
through a desk that remembers in memory and redacts, but does not store, what is asked.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from telegram import Update
from telegram.ext import ContextTypes

from bot.limits import RateLimit
from bot.main import build_application
from knowledge import wording
from knowledge.answers import Answer, Context
from knowledge.catalogue import Catalogue
from knowledge.conversations import Conversations
from knowledge.question_log import QuestionLog, storable
from tests.end_to_end.bot_api import BotApi, Chat, Json
from tests.end_to_end.in_process import InProcess
from tests.end_to_end.people import message_entities
from tests.end_to_end.running import open_again, settings_for

COUNT = int(os.environ.get("TTHC_FUZZ", "20000"))
SEED = int(os.environ.get("TTHC_FUZZ_SEED", "1193"))
SHARES = 5
"""Tests that may run side by side."""
STORED_SHARE = 0
PEOPLE = range(501, 511)

WORDS = (
    "làm giấy khai sinh cho con cần giấy tờ gì",
    "mat cccd lam lai bao nhieu tien",
    "thế bao nhiêu tiền",
    "cái thứ hai",
    "không, ý tôi là đăng ký tạm trú",
    "1.001193",
    "sang tên sổ đỏ",
    "số căn cước của tôi là 001099001234, điện thoại 0912345678",
)
MARKUP = ("<b>", "</b>", "<i", "</", "<a href='x'>", "&amp;", "&#x0;", "&", "<script>alert(1)</script>", "<!--", "]]>")
SQL = ("'; DROP TABLE question; --", '" OR 1=1 --', "\\'; --", "%s %d {0} {example} $1 ?", "%", "\\")
ODD = "\x00\x01\x07\x08\x1b\x7f\u200b\u200d\u200e\u200f\u202e\u2066\u2069\ufeff\ufffe\uffff\u0301\u0323\u0488"
BIDI = "אבגדהوزحطيكلمن١٢٣"
EMOJI = "😀👨‍👩‍👧‍👦🇻🇳🏳️‍🌈❤️🧾📄⏱💰"
SURROGATES = "\ud800\udbff\udc00\udfff"


def anything(chance: random.Random) -> str:
    """A character from the whole of Unicode, half characters included."""
    return chr(chance.randrange(sys.maxunicode + 1))


def some_of(letters: str) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice(letters)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    anything,
    some_of("abcdeghiklmnopqrstuvxy đăâêôơư"),
    some_of("áàảãạắằẳẵặấầẩẫậéèẻẽẹ dgkht"),
    some_of(ODD),
    some_of(BIDI),
    some_of(EMOJI),
    some_of(SURROGATES),
    some_of("0123456789.-/ "),
    some_of(" \t\n\r\u00a0\u3000"),
    lambda chance: chance.choice(WORDS) + " ",
    lambda chance: chance.choice(MARKUP),
    lambda chance: chance.choice(SQL),
)


def message_text(chance: random.Random) -> str:
    """One message: a few kinds of pieces mixed, mostly short, now and then as long as Telegram lets it be."""
    kinds = chance.choices(KINDS, k=chance.randint(1, 2))
    length = chance.choice((1, 2, 3, 5, 8)) if chance.random() < 0.995 else 4096
    text = "".join(chance.choice(kinds)(chance) for _ in range(length))
    if chance.random() < 0.2:
        text = chance.choice(WORDS) + text
    if chance.random() < 0.02:
        text = chance.choice(("/start ", "/start p_", "/xoa", "/", "/linhvuc@", "/help")) + text
    return text[:4096] or "?"


def action(chance: random.Random) -> str:
    """The data of a button, real or not."""
    rest = chance.choice(
        ("", "1.001193", "1.001193:all", "1.001193:\x00", "9.9:fee", "0.0", "0.99", "99.0", "²", ":::")
    )
    made_up = "".join(chance.choice(KINDS[:8])(chance) for _ in range(6))
    return chance.choice(("p:", "o:", "f:", "e:", "x:", "")) + chance.choice((rest, made_up))


def update_of(number: int, chance: random.Random) -> Json:
    """An update with a message, or one time in ten with a pressed button."""
    person = chance.choice(PEOPLE)
    user = {"id": person, "is_bot": False, "first_name": "An"}
    chat = {"id": person, "type": "private"}
    if chance.random() < 0.1:
        message = {"message_id": 1, "date": 1, "chat": chat, "text": "?"}
        query = {"id": str(number), "from": user, "chat_instance": "1", "message": message, "data": action(chance)}
        return {"update_id": number, "callback_query": query}
    text = message_text(chance)
    message = {"message_id": number, "date": 1, "chat": chat, "from": user, "text": text}
    return {"update_id": number, "message": message | message_entities(text)}


class Remembering(Conversations):
    """Contexts in memory, through the same JSON as in the database."""

    contexts: ClassVar[dict[int | str, str]] = {}

    def load(self, person: int | str, now: datetime) -> Context:
        return Context.from_json(json.loads(self.contexts.get(person, "{}")))

    def save(self, person: int | str, context: Context, now: datetime) -> None:
        self.contexts[person] = json.dumps(context.as_json())

    def forget(self, person: int | str) -> None:
        self.contexts.pop(person, None)


class Redacting(QuestionLog):
    """Does everything with a question but store it."""

    def add(
        self, person: int | str, text: str, answer: Answer, revision: int, asked_at: datetime, channel: str
    ) -> None:
        storable(text).encode()


class AtOnce(ThreadPoolExecutor):
    """Runs what it is given at once: one message at a time needs no threads, and handing over takes long."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


@pytest.mark.parametrize("share", range(SHARES))
async def test_whatever_people_send_is_answered_within_the_rules(
    database: Path, catalogue: Catalogue, share: int
) -> None:
    stored = share == STORED_SHARE
    count = COUNT // 40 if stored else (COUNT - COUNT // 40) // (SHARES - 1)
    if not stored:
        asyncio.get_running_loop().set_default_executor(AtOnce())
    errors: list[str] = []

    async def note(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        errors.append(f"{type(context.error).__name__}: {context.error}")

    api = BotApi(keep_calls=False)
    for person in PEOPLE:
        api.chats[person] = Chat(person)
    office = open_again(settings_for(database), catalogue)
    desk = office.desk
    if not stored:
        storage = desk.conversations.storage
        desk = replace(desk, conversations=Remembering(storage, b""), log=Redacting(storage, b""))
    transport = InProcess(api)
    limit = RateLimit(per_window=count + 1)
    application = build_application(settings_for(database), desk, limit=limit, request=transport)
    application.add_error_handler(note)
    await application.initialize()
    chance = random.Random(f"{SEED} {share}")
    began = time.monotonic()
    for number in range(1, count + 1):
        content = update_of(number, chance)
        if "callback_query" in content:
            api.new_query(str(number))
        await application.process_update(Update.de_json(content, application.bot))
        refused = [why for why in transport.refused if "not modified" not in why[1] and "to edit" not in why[1]]
        assert not errors, f"message {number} of seed {SEED}, share {share}: {errors}\n{content!r}"
        assert not refused, f"message {number} of seed {SEED}, share {share}: {refused}\n{content!r}"
        assert transport.texts, f"message {number} of seed {SEED}, share {share} got no answer\n{content!r}"
        assert wording.ERROR not in transport.texts
        transport.texts.clear()
        transport.refused.clear()
        api.messages.clear()
    await application.shutdown()
    office.close()
    sys.stdout.write(f"{count} messages in {time.monotonic() - began:.1f} s\n")
