"""How does all that Typer itself says come out in Vietnamese, whatever language the machine speaks?

Typer builds most of these sentences without gettext, so no catalogue of translations can reach them: names of panels
are constants, names of values belong to the parameters, and errors are sentences, each known by its pattern.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, get_args

import typer
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

USAGE = "Cách dùng: "
HELP = "Xem hướng dẫn này."
PANELS: Mapping[str, str] = {
    "ARGUMENTS_PANEL_TITLE": "Tham số",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "DEFAULT_STRING": "[mặc định: {}]",
    "ENVVAR_STRING": "[hoặc đặt biến {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}
"""What stands around the panels of a help page, by Typer's constant."""
VALUES: Mapping[type, str] = {int: "SỐ", Path: "TỆP", str: "CHỮ"}
"""What an option takes, where the command does not say it."""
SENTENCES: Mapping[str, str] = {
    r"Missing command\.": "Chưa ghi lệnh nào.",
    r"Missing argument '(.+?)'\.(?s:.*)": "Còn thiếu {0}.",
    r"Missing option '(.+?)'\.(?s:.*)": "Còn thiếu {0}.",
    r"No such command '(.*)'\. Did you mean (.+)\?": "Không có lệnh “{0}”. Có phải: {1}?",
    r"No such command '(.*)'\.": "Không có lệnh “{0}”.",
    r"No such option: (\S+) \(Possible options: (.+)\)": "Không có tùy chọn {0}. Có phải: {1}?",
    r"No such option: (.+)": "Không có tùy chọn {0}.",
    r"Option '(.+)' requires an argument\.": "Sau {0} còn thiếu giá trị.",
    r"Option '(.+)' does not take a value\.": "{0} không kèm giá trị.",
    r"Got unexpected extra argument\(s\) \((.*)\)": "Thừa “{0}”. Câu có dấu cách thì đặt trong ngoặc kép.",
    r"Invalid value for '(.+?)': (.+)": "{0}: {1}",
    r"Invalid value: (.+)": "{0}",
    r"(?:Input should be|Value error).* valid (?:integer|number).*": "phải là một số nguyên.",
    r"Input should be greater than or equal to (\S+)": "phải từ {0} trở lên.",
    r"Input should be less than or equal to (\S+)": "nhiều nhất là {0}.",
    r"Value error, '(.*)' is not one of (.+)\.": "không có “{0}”. Chọn một trong: {1}.",
    r"(\w+) completion installed in (.+)": "Đã cài cho {0}: {1}",
    r"Completion will take effect once you restart the terminal": "Đóng cửa sổ lệnh rồi mở lại là dùng được.",
    r"Shell (.*?) (?:is )?not supported\.": "Chưa cài được cho cửa sổ lệnh này. Dùng bash, zsh, fish hay powershell.",
}
"""What Typer says of a wrong usage and of completion, and how we say it."""
COMPLETION: Mapping[str, str] = {
    "install_completion": "Cài để phím Tab gõ nốt lệnh, tùy chọn và mã thủ tục.",
    "show_completion": "In đoạn cài đặt ấy ra, để tự chép.",
}
"""The help of Typer's own two options."""


def in_vietnamese(sentence: str) -> str:
    """A sentence of Typer's in Vietnamese; any other one as it is.

    >>> in_vietnamese("No such command 'ak'. Did you mean 'ask'?")
    'Không có lệnh “ak”. Có phải: ask?'
    >>> in_vietnamese("Invalid value for 'SỐ': Input should be a valid integer, unable to parse string as an integer")
    'SỐ: phải là một số nguyên.'
    """
    for pattern, vietnamese in SENTENCES.items():
        if said := re.fullmatch(pattern, sentence):
            return vietnamese.format(*(in_vietnamese(part).replace("'", "") for part in said.groups()))
    return sentence


def wrong_usage(error: typer.TyperException) -> str:
    """What is told of a wrong usage: what is wrong, how the command is written, where more is said.

    Nothing where the help has just been shown instead.
    """
    said, context = in_vietnamese(error.format_message()), getattr(error, "ctx", None)
    return f"{said}\n{context.get_usage()}\nHướng dẫn: {context.command_path} --help" if said and context else said


class VietnameseContext(typer.Context):
    """A run of a command whose help is in Vietnamese."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        if (option := self.command.get_help_option(self)) is not None:
            option.help, option.metavar = HELP, ""

    def make_formatter(self) -> Any:
        """What usage lines are written with."""
        formatter: Any = super().make_formatter()
        write = formatter.write_usage

        def write_usage(command: str, parts: str) -> None:
            write(command, re.sub("[{}]", "", parts), prefix=USAGE)

        formatter.write_usage = write_usage
        return formatter


def speak_vietnamese(command: Any) -> TyperCommand | TyperGroup:
    """Let a command and all below it speak Vietnamese; returns the command. To repeat it changes nothing."""
    for constant, words in PANELS.items():
        setattr(rich_utils, constant, words)
    if command.context_class is not VietnameseContext:
        _speak(command)
    spoken: TyperCommand | TyperGroup = command
    return spoken


def _speak(command: Any) -> None:
    command.context_class, command.options_metavar = VietnameseContext, "[TÙY CHỌN]"
    for parameter in command.params:
        _name_value(parameter)
        if parameter.name in COMPLETION:
            parameter.help, parameter.callback = COMPLETION[parameter.name], _retold(parameter.callback)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = "LỆNH [THAM SỐ]…"
        for below in command.commands.values():
            _speak(below)


def _name_value(parameter: TyperOption | TyperArgument) -> None:
    """Name what an option takes; a switch takes nothing, and an argument is its own name."""
    if isinstance(parameter, TyperArgument):
        nothing: Callable[..., str] = lambda **_: ""  # noqa: E731 - stands in for a method of this one parameter
        setattr(parameter, "display_type_rich", nothing)  # noqa: B010 - the same
    elif parameter.is_flag:
        parameter.metavar = ""
    elif parameter.metavar is None and not parameter.type_descriptor.is_choice:
        annotation = parameter.type_descriptor.annotation
        parameter.metavar = VALUES[next(iter(get_args(annotation)), annotation)]


def _retold(callback: Callable[..., Any]) -> Callable[..., Any]:
    """The same callback; what it prints comes out in Vietnamese."""

    def retell(*arguments: Any) -> Any:
        out, err = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                return callback(*arguments)
        finally:
            for printed, stream in ((out, sys.stdout), (err, sys.stderr)):
                stream.writelines(in_vietnamese(line) + "\n" for line in printed.getvalue().splitlines())

    return retell
