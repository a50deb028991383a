from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperArgument, TyperGroup

from admin_cli import main
from admin_cli.vietnamese_help import speak_vietnamese
from docs.draw_commands import commands_of, example_of, page
from tests.admin_cli.conftest import Run

ROOT = Path(__file__).parents[2]
ALL = dict(commands_of(speak_vietnamese(typer.main.get_command(main.app))))
GROUPS = [name for name, command in ALL.items() if isinstance(command, TyperGroup)]
COMMANDS = {name: command for name, command in ALL.items() if name not in GROUPS}

READING = {
    "": "ask evaluate doctor export rehearse",
    "procedure": "list show history blame diff check",
    "draft": "list show",
    "phrase": "list suggest",
    "word": "list",
    "question": "list",
    "setting": "list",
    "audit": "list show verify",
    "law": "list",
    "portal": "forms",
}
WRITING = {
    "": "import",
    "procedure": "new edit repeal rollback",
    "draft": "edit submit reject withdraw rebase publish",
    "phrase": "add remove",
    "word": "add remove",
    "question": "add remove import",
    "setting": "set",
    "law": "expire restore",
    "portal": "import sync",
}
NEITHER = {
    "init": "sets the database up: run by `make run`, before there is an officer",
    "chat": "a conversation, as on Telegram",
    "bot": "a server",
}
ENGLISH = """
Usage Options Option Commands Command Arguments Argument Show message exit default required env Try help Error Missing
Invalid value such Did mean unexpected extra requires Input should Aborted completion restart terminal range None
""".split()
"""Words of Typer's own that nobody shall read."""
VIETNAMESE = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE)


def _names(table: dict[str, str]) -> list[str]:
    return [f"{group} {name}".strip() for group, names in table.items() for name in names.split()]


def _english(text: str) -> set[str]:
    """The English words of Typer in a text; names of options and what stands in brackets for machines are no words."""
    plain = re.sub(r"--[\w-]+|`[^`]*`|[\w./-]+\.\w+", " ", text)
    return {word for word in ENGLISH if re.search(rf"(?<![\w-]){word}(?![\w-])", plain)}


def test_every_command_reads_or_writes_or_has_a_reason() -> None:
    assert sorted([*_names(READING), *_names(WRITING), *NEITHER]) == sorted(COMMANDS)


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_group_says_what_it_does(name: str) -> None:
    first = (ALL[name].help or "").splitlines()[0]

    assert len(first) > 20
    assert VIETNAMESE.search(first)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_that_it_understands(name: str) -> None:
    setting, _, words = example_of(COMMANDS[name]).partition("tthc ")

    assert re.fullmatch(r"([A-Z_]+=\S+ )?", setting)
    assert words == name or words.startswith(f"{name} ")
    arguments = shlex.split(words)[len(name.split()) :]
    COMMANDS[name].make_context(name, arguments, help_option_names=["-h", "--help"])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_is_explained_in_vietnamese(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert VIETNAMESE.search(parameter.help or ""), parameter.name
        assert parameter.metavar is not None or parameter.type_descriptor.is_choice, parameter.name
        if isinstance(parameter, TyperArgument):
            assert re.fullmatch(r"[^\Wa-z]+", parameter.metavar or ""), "an argument is named in capitals"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_print_for_machines(name: str) -> None:
    assert "--json" in _options(name)


@pytest.mark.parametrize("name", _names(WRITING))
def test_what_writes_can_be_tried_and_asks_who_and_why(name: str) -> None:
    assert _options(name) >= {"--dry-run", "--reason", "--actor"}


def test_the_page_of_all_commands_is_up_to_date() -> None:
    assert (ROOT / "docs/lenh.md").read_text(encoding="utf-8") == page(), "run: python docs/draw_commands.py"


@pytest.mark.parametrize("name", ["", *ALL])
def test_help_is_in_vietnamese_throughout_and_shows_the_example(tthc: Run, name: str) -> None:
    ran = tthc(*name.split(), "--help")

    assert (ran.code, ran.err) == (0, "")
    assert "Cách dùng: tthc" in ran.out
    assert not _english(ran.out)
    if name in COMMANDS:
        assert f"Ví dụ: {example_of(COMMANDS[name])}" in " ".join(ran.out.split())


@pytest.mark.parametrize("name", ["", *GROUPS])
def test_a_group_alone_shows_what_it_has(tthc: Run, name: str) -> None:
    ran = tthc(*name.split())

    below = [each.removeprefix(f"{name} ") for each in ALL if each.startswith(name) and each != name]
    assert ran.code == 2
    assert all(re.search(rf"│ {each} ", ran.out) for each in below if " " not in each)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("dance", "Không có lệnh “dance”."),
        ("ak", "Không có lệnh “ak”. Có phải: ask"),
        ("draft publsh 1", "Không có lệnh “publsh”. Có phải: publish?"),
        ("ask", "Còn thiếu CÂU_HỎI."),
        ("evaluate", "Còn thiếu TỆP."),
        ("ask a b", "Thừa “b”."),
        ("init --fast", "Không có tùy chọn --fast."),
        ("draft list --al", "Không có tùy chọn --al. Có phải: --all"),
        ("draft list -x", "Không có tùy chọn -x."),
        ("draft show first", "SỐ: phải là một số nguyên."),
        ("audit list --limit", "Sau --limit còn thiếu giá trị."),
        ("audit list --limit 0", "--limit: phải từ 1 trở lên."),
        ("portal forms x --limit-mb 900", "--limit-mb: nhiều nhất là 100."),
        ("audit list --json=1", "--json không kèm giá trị."),
        ("question list --kind old", "--kind: không có “old”. Chọn một trong: golden, regression, accepted."),
        ("procedure check --kind old", "Không có loại “old”."),
        ("question add x", "Ghi mã của câu trả lời đúng"),
    ],
)
def test_wrong_usage_ends_with_two_and_is_told_in_vietnamese(tthc: Run, arguments: str, said: str) -> None:
    ran = tthc(*arguments.split())

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(said)
    assert not _english(ran.err)


def test_wrong_usage_shows_the_usage_and_where_more_is_said(tthc: Run) -> None:
    assert tthc("draft", "show").err.splitlines() == [
        "Còn thiếu SỐ.",
        "Cách dùng: tthc draft show [TÙY CHỌN] SỐ",
        "Hướng dẫn: tthc draft show --help",
    ]


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "fr_FR.UTF-8"])
def test_help_is_in_vietnamese_whatever_the_machine_speaks(
    tthc: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("LANGUAGE", language)

    assert "Xem hướng dẫn này." in tthc("ask", "--help").out
    assert tthc("ask").err.startswith("Còn thiếu")


def _options(name: str) -> set[Any]:
    return {option for parameter in COMMANDS[name].params for option in parameter.opts}
