from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

import pytest
from rich.console import Console

from bot.console import GOODBYE, HINT, chat
from knowledge import wording
from knowledge.front_desk import FrontDesk

QUESTION = "lam giay khai sinh cho con can giay to gi"


def transcript(desk: FrontDesk, *lines: str, console: Console | None = None) -> str:
    """What a pipe gets to read."""
    console = console or Console(file=io.StringIO(), force_terminal=False, width=80)
    chat(desk, console, lines)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_transcript_begins_with_a_hint_and_shows_questions_and_answers(desk: FrontDesk) -> None:
    said = transcript(desk, QUESTION)
    assert said.startswith(HINT)
    assert f"Hỏi: {QUESTION}\n" in said
    assert "Tờ khai" in said
    assert "[1] " in said
    assert said.rstrip().endswith(GOODBYE)


def test_a_number_presses_the_button_with_that_number(desk: FrontDesk) -> None:
    said = transcript(desk, "/linhvuc", "1")
    assert "Chọn thủ tục:" in said.split("Hỏi: 1")[1]


def test_without_buttons_on_the_screen_a_number_is_a_question(desk: FrontDesk) -> None:
    first = transcript(desk, "1").split("Hỏi: 1")[1]
    assert "Chọn thủ tục:" not in first
    far_off = transcript(desk, "/sukien", "999").split("Hỏi: 999")[1]
    assert "theo thứ tự" not in far_off


@pytest.mark.parametrize("number", ["²", "٣", "１", "-1", "1.5", "0", "9" * 5000])
def test_what_only_looks_like_a_number_presses_nothing(desk: FrontDesk, number: str) -> None:
    said = transcript(desk, "/linhvuc", number)
    assert "Chọn thủ tục:" not in said


def test_a_follow_up_is_understood(desk: FrontDesk) -> None:
    said = transcript(desk, QUESTION, "thế bao nhiêu tiền").split("Hỏi: thế bao nhiêu tiền")[1]
    assert "khai sinh" in said
    assert "lệ phí" in said


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/start", "không cần gõ dấu"),
        ("/start p_1_001193", "Tên chính thức"),
        ("/help", "Trợ giúp"),
        ("/HELP", "Trợ giúp"),
        ("/khongco", "Trợ giúp"),
        ("/", "Trợ giúp"),
        ("/linhvuc", "Chọn lĩnh vực"),
        ("/sukien", "Chuyện gì"),
        ("/xoa", "Đã quên"),
    ],
)
def test_commands_do_what_they_do_on_telegram(desk: FrontDesk, command: str, words: str) -> None:
    assert words in transcript(desk, command)


def test_thoat_ends_the_talk(desk: FrontDesk) -> None:
    assert "Trợ giúp" not in transcript(desk, "/thoat", "/help")


def test_empty_lines_are_passed_over(desk: FrontDesk) -> None:
    said = transcript(desk, "", "   ", "\n").removeprefix(HINT).removesuffix(GOODBYE + "\n")
    assert said.split() == ["Hỏi:"] * 3


def test_ctrl_c_ends_the_talk_politely(desk: FrontDesk) -> None:
    def lines() -> Iterable[str]:
        yield "/help"
        raise KeyboardInterrupt

    console = Console(file=io.StringIO(), force_terminal=False)
    chat(desk, console, lines())
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().rstrip().endswith(GOODBYE)


def test_a_pipe_gets_no_colours_and_no_broken_lines(desk: FrontDesk) -> None:
    said = transcript(desk, QUESTION, "/help")
    assert "\x1b" not in said
    assert "<b>" not in said
    assert max(map(len, said.splitlines())) > 80


def test_a_terminal_gets_bold_words(desk: FrontDesk) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system="standard")
    assert "\x1b[1m" in transcript(desk, QUESTION, console=console)


def test_strange_input_breaks_nothing_and_steers_no_terminal(desk: FrontDesk) -> None:
    chance = random.Random(7)
    strange = ["".join(chr(chance.randrange(sys.maxunicode)) for _ in range(40)) for _ in range(50)]
    strange += ["\ud800", "\x1b[2J\x1b]0;x\x07", "[bold]x[/] [/nothing]", "\x00", "<b>", "x" * 20_000, "\u202e"]
    said = transcript(desk, *strange)
    assert "\x1b" not in said
    assert said.rstrip().endswith(GOODBYE)


def test_an_error_inside_is_apologised_for_and_the_talk_goes_on(desk: FrontDesk) -> None:
    def broken() -> NoReturn:
        raise RuntimeError

    said = transcript(replace(desk, catalogue=broken), QUESTION, "/help")
    assert wording.ERROR in said
    assert "Trợ giúp" in said


def test_a_console_that_lacks_the_letters_gets_question_marks(desk: FrontDesk) -> None:
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding="ascii"), force_terminal=False)
    chat(desk, console, ["/help"])
    console.file.flush()
    assert b"/linhvuc" in raw.getvalue()


def test_standard_input_is_read_from_a_pipe_even_with_bytes_that_are_no_text(
    desk: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"/help\n\xff\xfe\n/thoat\n"), encoding="utf-8"))
    console = Console(file=io.StringIO(), force_terminal=False)
    chat(desk, console)
    assert isinstance(console.file, io.StringIO)
    assert "Trợ giúp" in console.file.getvalue()
