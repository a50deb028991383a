"""`tthc init`: create or update the database and bring the starter catalogue in."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from admin_cli.options import AsJson, DatabaseUrl, print_json, settings_for
from knowledge.opening import load_starter
from knowledge.storage import Storage

NAME = "init"


def command(
    database: DatabaseUrl = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Chỉ in khi có gì thay đổi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tạo cơ sở dữ liệu và nạp danh mục khởi đầu. Chạy lại bao nhiêu lần cũng được.

    Ví dụ: tthc init
    """
    settings = settings_for(database)
    console = Console(stderr=True)
    storage = Storage(settings.database_url)
    try:
        with console.status("Đang nạp danh mục khởi đầu…"):
            added, total = load_starter(storage)
    finally:
        storage.close()
    if as_json:
        print_json({"added": added, "starter": total})
    if added:
        console.print(f"Đã nạp {added} thủ tục mới (danh mục khởi đầu có {total}).")
    elif not quiet:
        console.print(f"Không có gì mới: đủ {total} thủ tục của danh mục khởi đầu.")
