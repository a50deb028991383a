"""Which commands does `tthc` have? The front door: options for all, one module a command or group."""

from __future__ import annotations

import sys

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
from knowledge.errors import CatalogueError

app = typer.Typer(
    name="tthc",
    help="Hỏi Thủ Tục: danh mục thủ tục hành chính và con bot trả lời từ danh mục ấy.",
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


def run() -> None:
    """Run the command line; an error that an officer can mend is one sentence on stderr, exit code 1."""
    try:
        app()
    except CatalogueError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the one place where errors reach people
        sys.exit(1)


if __name__ == "__main__":
    run()
