"""`tthc procedure`: look at procedures, change them, see who changed what, go back."""

from __future__ import annotations

import typer

from admin_cli import check, procedure_editing, procedure_past, procedure_reading

app = typer.Typer(help="Thủ tục: xem, soạn, sửa, bãi bỏ, lịch sử, lùi lại, soát lỗi.", no_args_is_help=True)
for module in (procedure_reading, procedure_editing, procedure_past):
    for name, command in module.COMMANDS.items():
        app.command(name)(command)
app.command(check.NAME)(check.command)
