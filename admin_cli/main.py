"""Which commands does `tthc` have? The front door: options for all, one module a command or group."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from admin_cli import (
    ask,
    audit,
    chat,
    doctor,
    draft,
    evaluate,
    export_file,
    import_file,
    init,
    law,
    phrase,
    portal,
    procedure,
    question,
    rehearse,
    run_bot,
    setting,
    word,
)
from admin_cli.vietnamese_help import speak_vietnamese, wrong_usage
from knowledge.errors import CatalogueError

app = typer.Typer(
    name="tthc",
    help="Hỏi Thủ Tục: danh mục thủ tục hành chính và bot trả lời từ danh mục ấy.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (init, ask, chat, run_bot, evaluate, doctor, import_file, export_file, rehearse):
    app.command(name=module.NAME)(module.command)
for name, group in {
    "procedure": procedure,
    "draft": draft,
    "portal": portal,
    "phrase": phrase,
    "word": word,
    "question": question,
    "setting": setting,
    "audit": audit,
    "law": law,
}.items():
    app.add_typer(group.app, name=name)


INTERRUPTED = 130
"""The exit code after Ctrl-C."""


def run() -> None:
    """Run the command line; an error that people can mend is said on stderr, exit code 1, or 2 for wrong usage."""
    command = speak_vietnamese(typer.main.get_command(app))
    try:
        code = command(prog_name="tthc", standalone_mode=False)
        _end("\nĐã dừng. Việc đang làm dở không được ghi." if code == INTERRUPTED else "", code or 0)
    except CatalogueError as error:
        _end(str(error), 1)
    except typer.Abort:
        _end("\nĐã thôi, không làm gì thêm.", 1)
    except typer.TyperException as error:
        _end(wrong_usage(error), error.exit_code)


def _end(said: str, code: int) -> NoReturn:
    print(said, file=sys.stderr, end="\n" if said else "")  # noqa: T201 - the one place where errors reach people
    sys.exit(code)


if __name__ == "__main__":
    run()
