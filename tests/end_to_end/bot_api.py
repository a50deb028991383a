"""What does Telegram answer to a bot? Its state and rules without the network, as strict as the real one.

`BotApi.call` takes one call of the Bot API and gives the HTTP status and the JSON that Telegram would answer,
with its own error texts. The HTTP server (`bot_api_emulator`) and the fuzz test (in process) stand on it.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.end_to_end.telegram_html import BadHtmlError, Entity, Parsed, parse, units

Json = dict[str, Any]
Answer = tuple[int, Json]

TOKEN = "123456789:AAH-made-up-token-of-35-characters"
BOT_ID = 123456789
BOT_NAME = "hoi_thu_tuc_bot"
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Hỏi Thủ Tục", "username": BOT_NAME}

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTONS = 100
MAX_BUTTONS_IN_ROW = 8
MAX_MARKUP_BYTES = 10_000
MAX_CALLBACK_ANSWER = 200
QUERY_SECONDS = 15 * 60
ACTIONS = {"typing", "upload_photo", "upload_document", "find_location"}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
OLD_QUERY = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class RefusedError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Call:
    """One call of the bot, with what came of it."""

    method: str
    params: Mapping[str, str]
    status: int = 200
    description: str = ""
    text: str = ""
    """The plain text that people would read."""

    @property
    def chat_id(self) -> int:
        return int(self.params.get("chat_id", 0))


@dataclass(slots=True)
class BotMessage:
    """A message of the bot as it stands in a chat."""

    message_id: int
    chat_id: int
    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Rows of (text, data)."""
    quoted: int | None = None
    thread_id: int | None = None
    html: bool = False

    @property
    def labels(self) -> list[str]:
        return [text for row in self.buttons for text, _ in row]

    @property
    def actions(self) -> list[str]:
        return [data for row in self.buttons for _, data in row]


@dataclass(frozen=True, slots=True)
class Event:
    """Something the bot did that people in the chat see: sent, edited, buttons, deleted."""

    kind: str
    message: BotMessage
    text: str
    """The text at that moment."""


@dataclass(slots=True)
class Chat:
    """A chat the bot may write to."""

    chat_id: int
    type: str = "private"
    title: str = ""
    blocked: bool = False
    threads: set[int] = field(default_factory=set)
    last_sent: float = -math.inf
    events: list[Event] = field(default_factory=list)
    next_message_id: int = 1

    def as_json(self) -> Json:
        return {"id": self.chat_id, "type": self.type, **({"title": self.title} if self.title else {})}


@dataclass(slots=True)
class Fault:
    """An answer that is given instead of the real one."""

    method: str
    refusal: RefusedError
    times: int


class BotApi:
    """Telegram as one bot sees it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, keep_calls: bool = True) -> None:
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], BotMessage] = {}
        self.calls: list[Call] = []
        self.registered: dict[tuple[str, str], Any] = {}
        self.flood_rule = False
        """Whether a second message to a chat within a second is refused."""
        self.on_change: Callable[[], None] = lambda: None
        self._keep_calls = keep_calls
        self._queries: dict[str, float] = {}
        self._faults: list[Fault] = []
        self._clock = clock
        self._methods: dict[str, Callable[[Call], Any]] = {
            "getme": lambda _: BOT | {"can_join_groups": True, "supports_inline_queries": False},
            "sendmessage": self._send_message,
            "editmessagetext": self._edit_message_text,
            "editmessagereplymarkup": self._edit_message_reply_markup,
            "deletemessage": self._delete_message,
            "answercallbackquery": self._answer_callback_query,
            "sendchataction": self._send_chat_action,
            "senddocument": self._send_file,
            "sendphoto": self._send_file,
            "setmycommands": self._set_my_commands,
            "setmydescription": lambda call: self._set_text(call, "description", 512),
            "setmyshortdescription": lambda call: self._set_text(call, "short_description", 120),
            "getfile": self._get_file,
        }

    # What tests ask for

    def fail_next(self, method: str, status: int, description: str, times: int = 1, **parameters: int) -> None:
        """Refuse the next calls of `method`."""
        self._faults.append(Fault(method.lower(), RefusedError(status, description, **parameters), times))

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method.lower()]

    def new_query(self, query_id: str) -> None:
        """A person has pressed a button; the bot may answer the query for a quarter of an hour."""
        self._queries[query_id] = self._clock()

    def query_is_open(self, query_id: str) -> bool:
        return query_id in self._queries

    # One call

    def call(self, method: str, params: Mapping[str, str]) -> Answer:
        """The status and the JSON that Telegram answers."""
        call = Call(method.lower(), params)
        if self._keep_calls:
            self.calls.append(call)
        try:
            result = self._result(call)
        except RefusedError as refused:
            call.status, call.description = refused.status, refused.description
            answer: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            self.on_change()
            return refused.status, answer
        self.on_change()
        return 200, {"ok": True, "result": result}

    def _result(self, call: Call) -> Any:
        for fault in self._faults:
            if fault.method == call.method and fault.times > 0:
                fault.times -= 1
                raise fault.refusal
        handler = self._methods.get(call.method)
        if handler is None:
            raise RefusedError(404, "Not Found: method not found")
        for value in call.params.values():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise RefusedError(400, "Bad Request: strings must be encoded in UTF-8") from None
        return handler(call)

    # Messages

    def _send_message(self, call: Call) -> Json:
        chat = self._chat(call)
        content = self._text(call, "text", MAX_TEXT, "message text is empty", "message is too long")
        return self._posted(chat, self._new_message(call, chat, content))

    def _send_file(self, call: Call) -> Json:
        chat = self._chat(call)
        content = self._text(call, "caption", MAX_CAPTION, "", "message caption is too long")
        if not {"document", "photo"} & set(call.params):
            raise RefusedError(400, f"Bad Request: there is no {call.method.removeprefix('send')} in the request")
        return self._posted(chat, self._new_message(call, chat, content))

    def _new_message(self, call: Call, chat: Chat, content: Parsed) -> BotMessage:
        buttons = _buttons(call.params.get("reply_markup"))
        quoted = self._quoted(call, chat)
        thread = int(call.params["message_thread_id"]) if "message_thread_id" in call.params else None
        if thread is not None and thread not in chat.threads:
            raise RefusedError(400, "Bad Request: message thread not found")
        self._mind_the_flood(chat)
        call.text = content.text
        is_html = call.params.get("parse_mode", "") == "HTML"
        message_id = chat.next_message_id
        return BotMessage(
            message_id, chat.chat_id, content.text, content.entities, buttons, quoted, thread, html=is_html
        )

    def _posted(self, chat: Chat, message: BotMessage) -> Json:
        chat.next_message_id += 1
        self.messages[chat.chat_id, message.message_id] = message
        self._seen(chat, "sent", message)
        return self.message_json(message)

    def _seen(self, chat: Chat, kind: str, message: BotMessage) -> None:
        if self._keep_calls:
            chat.events.append(Event(kind, message, message.text))

    def _edit_message_text(self, call: Call) -> Json:
        chat, message = self._own_message(call, "edit")
        content = self._text(call, "text", MAX_TEXT, "message text is empty", "message is too long")
        buttons = _buttons(call.params.get("reply_markup"))
        if (content.text, content.entities, buttons) == (message.text, message.entities, message.buttons):
            raise RefusedError(400, NOT_MODIFIED)
        call.text = content.text
        message.text, message.entities, message.buttons = content.text, content.entities, buttons
        self._seen(chat, "edited", message)
        return self.message_json(message)

    def _edit_message_reply_markup(self, call: Call) -> Json:
        chat, message = self._own_message(call, "edit")
        buttons = _buttons(call.params.get("reply_markup"))
        if buttons == message.buttons:
            raise RefusedError(400, NOT_MODIFIED)
        message.buttons = buttons
        self._seen(chat, "buttons", message)
        return self.message_json(message)

    def _delete_message(self, call: Call) -> bool:
        chat, message = self._own_message(call, "delete")
        del self.messages[chat.chat_id, message.message_id]
        self._seen(chat, "deleted", message)
        return True

    def message_json(self, message: BotMessage) -> Json:
        """A message of the bot as Telegram shows it."""
        keys = [[{"text": text, "callback_data": data} for text, data in row] for row in message.buttons]
        return {
            "message_id": message.message_id,
            "from": BOT,
            "chat": self.chats[message.chat_id].as_json(),
            "date": int(time.time()),
            "text": message.text,
            **({"reply_markup": {"inline_keyboard": keys}} if keys else {}),
            **({"message_thread_id": message.thread_id, "is_topic_message": True} if message.thread_id else {}),
        }

    # Everything else

    def _answer_callback_query(self, call: Call) -> bool:
        asked_at = self._queries.pop(call.params.get("callback_query_id", ""), None)
        if asked_at is None or self._clock() - asked_at > QUERY_SECONDS:
            raise RefusedError(400, OLD_QUERY)
        if len(call.params.get("text", "")) > MAX_CALLBACK_ANSWER:
            raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
        call.text = call.params.get("text", "")
        return True

    def _send_chat_action(self, call: Call) -> bool:
        self._chat(call)
        if call.params.get("action") not in ACTIONS:
            raise RefusedError(400, "Bad Request: wrong parameter action in request")
        return True

    def _set_my_commands(self, call: Call) -> bool:
        commands = json.loads(call.params.get("commands", "[]"))
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise RefusedError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise RefusedError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        if len(commands) > 100:
            raise RefusedError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        self.registered["commands", _language(call)] = {c["command"]: c["description"] for c in commands}
        return True

    def _set_text(self, call: Call, name: str, limit: int) -> bool:
        text = call.params.get(name, "")
        if len(text) > limit:
            raise RefusedError(400, f"Bad Request: {name.upper()}_TOO_LONG")
        self.registered[name, _language(call)] = text
        return True

    def _get_file(self, call: Call) -> Json:
        raise RefusedError(400, "Bad Request: this bot must never fetch a file")

    # Checks

    def _chat(self, call: Call) -> Chat:
        chat = self.chats.get(int(call.params.get("chat_id", "0")))
        if chat is None:
            raise RefusedError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _own_message(self, call: Call, what: str) -> tuple[Chat, BotMessage]:
        chat = self._chat(call)
        message = self.messages.get((chat.chat_id, int(call.params.get("message_id", "0"))))
        if message is None:
            raise RefusedError(400, f"Bad Request: message to {what} not found")
        return chat, message

    def _text(self, call: Call, name: str, limit: int, empty: str, too_long: str) -> Parsed:
        raw, mode = call.params.get(name, ""), call.params.get("parse_mode", "")
        if mode not in ("", "HTML"):
            raise RefusedError(400, "Bad Request: unsupported parse_mode")
        try:
            parsed = parse(raw) if mode == "HTML" else Parsed(raw, ())
        except BadHtmlError as bad:
            raise RefusedError(400, f"Bad Request: can't parse entities: {bad}") from None
        parsed = Parsed(parsed.text.strip(), parsed.entities)
        if not parsed.text and empty:
            raise RefusedError(400, f"Bad Request: {empty}")
        if units(parsed.text) > limit:
            raise RefusedError(400, f"Bad Request: {too_long}")
        return parsed

    def _quoted(self, call: Call, chat: Chat) -> int | None:
        if "reply_parameters" not in call.params:
            return None
        quote = json.loads(call.params["reply_parameters"])
        if quote["message_id"] < chat.next_message_id:
            return int(quote["message_id"])
        if quote.get("allow_sending_without_reply"):
            return None
        raise RefusedError(400, "Bad Request: message to be replied not found")

    def _mind_the_flood(self, chat: Chat) -> None:
        now = self._clock()
        if self.flood_rule and now - chat.last_sent < 1:
            raise RefusedError(429, "Too Many Requests: retry after 1", retry_after=1)
        chat.last_sent = now


def _language(call: Call) -> str:
    return call.params.get("language_code", "")


def _buttons(markup: str | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    if markup is None:
        return ()
    rows = tuple(
        tuple((_label(key), _data(key)) for key in row) for row in json.loads(markup).get("inline_keyboard", ()) if row
    )
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_BUTTONS_IN_ROW for row in rows):
        raise RefusedError(400, "Bad Request: BUTTONS_TOO_MUCH")
    if sum(len((text + data).encode()) for row in rows for text, data in row) > MAX_MARKUP_BYTES:
        raise RefusedError(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    return rows


def _label(key: Json) -> str:
    label = str(key.get("text", ""))
    if not label.strip():
        raise RefusedError(400, 'Bad Request: can\'t parse inline keyboard button: Field "text" must be non-empty')
    return label


def _data(key: Json) -> str:
    if "callback_data" not in key:
        raise RefusedError(
            400,
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        )
    data = str(key["callback_data"])
    if not 1 <= len(data.encode()) <= 64:
        raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return data
