from __future__ import annotations

import re

import pytest
import typer

from admin_cli import main
from tests.admin_cli.conftest import Run

COMMANDS = {command.name: command.callback for command in main.app.registered_commands if command.name}
SHOWN = typer.main.get_command(main.app)


def test_all_commands_are_there() -> None:
    assert {"init", "ask", "chat", "bot", "evaluate", "doctor"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example_in_its_docstring(name: str) -> None:
    callback = COMMANDS[name]
    assert callback is not None
    doc = callback.__doc__ or ""

    assert len(doc.splitlines()[0]) > 20
    assert re.search(rf"Ví dụ: .*tthc {name}\b", doc)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_its_help_and_its_example(tthc: Run, name: str) -> None:
    ran = tthc(name, "--help")

    assert ran.code == 0
    assert "Ví dụ" in ran.out
    assert f"tthc {name}" in " ".join(ran.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_is_explained_in_vietnamese(name: str) -> None:
    command = SHOWN.commands[name]  # type: ignore[attr-defined]
    for parameter in command.params:
        if parameter.name == "help":
            continue
        assert re.search(
            "[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", parameter.help or ""
        ), parameter.name


def test_help_lists_every_command(tthc: Run) -> None:
    ran = tthc("-h")

    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


def test_without_a_command_it_shows_what_there_is(tthc: Run) -> None:
    ran = tthc()

    assert "init" in ran.out + ran.err
    assert ran.code in (0, 2)


@pytest.mark.parametrize("arguments", [["dance"], ["ask"], ["ask", "a", "b"], ["init", "--fast"], ["evaluate"]])
def test_wrong_usage_ends_with_two_and_prints_no_data(tthc: Run, arguments: list[str]) -> None:
    ran = tthc(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
