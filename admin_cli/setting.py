"""`tthc setting`: the switches that an office sets for itself."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    ended,
    print_json,
    stored,
    who_for,
    wide_console,
)
from knowledge.audit import Who
from knowledge.office_settings import SETTINGS, set_setting, setting
from knowledge.viet_time import now

app = typer.Typer(help="Thiết lập của cơ quan.", no_args_is_help=True)


@app.command("list")
def list_(as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Mọi thiết lập: đang là gì, có thể là gì.

    Ví dụ: tthc setting list
    """
    with stored(database) as storage, storage.reading() as session:
        values = {name: setting(session, name) for name in SETTINGS}
    if as_json:
        print_json(
            [
                {"name": name, "value": values[name], "default": usual, "choices": list(choices), "meaning": meaning}
                for name, (meaning, choices, usual) in SETTINGS.items()
            ]
        )
        return
    table = Table("Tên", "Ý nghĩa", "Đang là", "Có thể là", "Mặc định")
    for name, (meaning, choices, usual) in SETTINGS.items():
        table.add_row(name, meaning, values[name], " hoặc ".join(choices) or "một số ngày", usual)
    wide_console().print(table)


@app.command("set")
def set_(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên của thiết lập, xem ở tthc setting list.")],
    value: Annotated[str, typer.Argument(metavar="GIÁ_TRỊ", help="Giá trị mới.")],
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Đổi một thiết lập của cơ quan; ai đổi, vì sao đều ghi vào sổ.

    Ví dụ: tthc setting set self_review on --actor "Nguyễn Lan" --reason "cơ quan chỉ có một cán bộ"
    """
    who = Who("", "", now()) if dry_run else who_for(actor, reason)
    with stored(database) as storage, storage.writing() as session:
        before = setting(session, name)
        if before == value:
            said = f"{name} đang là {value} rồi, không có gì để đổi."
            ended(said, as_json=as_json, written=False, name=name, before=before, after=value)
            return
        set_setting(session, name, value, who)
        if dry_run:
            session.rollback()
    said = f"{'Sẽ đổi' if dry_run else 'Đã đổi'} {name}: {before} → {value}.{' Chưa ghi gì.' if dry_run else ''}"
    ended(said, as_json=as_json, written=not dry_run, name=name, before=before, after=value)
