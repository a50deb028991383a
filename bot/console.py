"""How does one talk with the office without Telegram? The same conversation in a terminal, from a pipe, or as data."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from rich.console import Console
from rich.text import Text

from bot import deep_links
from bot.log_lines import describe
from bot.terminal_text import drawn, printable
from knowledge import wording
from knowledge.front_desk import FrontDesk
from knowledge.replies import Button, Reply

logger = logging.getLogger(__name__)

PERSON = "console"
PROMPT = "Hỏi: "
HINT = "Gõ câu hỏi rồi Enter. Có nút [1] [2] thì gõ số để bấm. /help: trợ giúp, /thoat: thoát."
GOODBYE = "Chào anh/chị."
LEAVE = "/thoat"


def chat(desk: FrontDesk, console: Console, lines: Iterable[str] | None = None, *, as_json: bool = False) -> None:
    """Talk until /thoat or the end of the input.

    Without `lines` they are read from the keyboard, or from the pipe when there is one; lines that are not
    typed are shown after the prompt, so that what is printed reads as a transcript. `as_json` prints one JSON object
    a line instead, for machines.
    """
    typed = lines is None and sys.stdin.isatty()
    source = _typed(console) if typed else _piped() if lines is None else lines
    talk = _TalkAsData(desk, console) if as_json else _Talk(desk, console)
    talk.show_line(HINT, "dim")
    try:
        for raw in source:
            line = raw.strip()
            if not typed:
                talk.show_line(PROMPT + line)
            if line.split(maxsplit=1)[:1] == [LEAVE]:
                break
            if line:
                talk.take(line)
    except KeyboardInterrupt:
        talk.show_line("")
    talk.show_line(GOODBYE, "dim")


class _Talk:
    """One conversation: what stands on the screen, and which buttons can be pressed."""

    def __init__(self, desk: FrontDesk, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._buttons: list[Button] = []
        self._commands: dict[str, Callable[[str], Reply]] = {
            "/start": lambda payload: deep_links.start(desk, PERSON, payload),
            "/help": lambda _: desk.help(),
            "/trogiup": lambda _: desk.help(),
            "/linhvuc": lambda _: desk.fields(),
            "/sukien": lambda _: desk.life_events(),
            "/xoa": lambda _: desk.forget(PERSON),
        }

    def take(self, line: str) -> None:
        """Answer one line; an error is logged and apologised for, and the talk goes on."""
        try:
            reply = self._reply(line)
        except Exception as error:
            logger.error("a question failed: %s", describe(error))
            reply = Reply((wording.ERROR,))
        self._buttons = list(chain.from_iterable(reply.buttons))
        self.show(line, reply)

    def _reply(self, line: str) -> Reply:
        if line.startswith("/"):
            command, _, rest = line.partition(" ")
            return self._commands.get(command.lower(), self._commands["/help"])(rest.strip())
        number = int(line) if line.isascii() and line.isdigit() and len(line) <= 3 else 0
        if 1 <= number <= len(self._buttons):
            return self._desk.on_action(PERSON, self._buttons[number - 1].action) or wording.gone()
        return self._desk.on_question(PERSON, line, channel="console")

    def show(self, line: str, reply: Reply) -> None:
        """Show the reply to a line as people read it."""
        for part in reply.parts:
            self._show_text(drawn(part))
            self._console.line()
        number = 0
        for row in reply.buttons:
            keys = Text()
            for button in row:
                number += 1
                keys.append(f"[{number}] ", "bold cyan").append(f"{printable(button.text)}   ")
            keys.rstrip()
            self._show_text(keys)
        if reply.buttons:
            self._console.line()

    def show_line(self, line: str, style: str = "") -> None:
        """Print one line that is no reply."""
        self._show_text(Text(printable(line), style))

    def _show_text(self, text: Text) -> None:
        """Print; a pipe gets no line breaks of ours, and no letter that its encoding lacks."""
        encoding = self._console.encoding
        if not encoding.lower().startswith("utf"):
            text.plain = text.plain.encode(encoding, "replace").decode(encoding)
        self._console.print(text, soft_wrap=not self._console.is_terminal, highlight=False)


class _TalkAsData(_Talk):
    """The same, with one line of JSON for each reply and nothing around it."""

    def show(self, line: str, reply: Reply) -> None:
        """Print the line that was taken, the messages in plain words, and the buttons in their order."""
        messages = [drawn(part).plain for part in reply.parts]
        content = {"q": line, "messages": messages, "buttons": [button.text for button in self._buttons]}
        self._console.file.write(json.dumps(content, ensure_ascii=False) + "\n")

    def show_line(self, line: str, style: str = "") -> None:
        """Leave out what is said around the replies."""


def _typed(console: Console) -> Iterator[str]:
    while True:
        try:
            yield console.input(Text(PROMPT, "bold"))
        except EOFError:
            console.line()
            return
        except UnicodeDecodeError:
            yield "\ufffd"


def _piped() -> Iterator[str]:
    """The lines of standard input; bytes that are no UTF-8 are replaced."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")
