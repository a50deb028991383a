"""`tthc import`: procedures from a YAML, JSON Lines or Excel file, as drafts; all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    Yes,
    agreed,
    ended,
    progress_bar,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from knowledge import reviewing
from knowledge.audit import Who
from knowledge.bringing_in import Incoming, compared, save_all
from knowledge.interchange import LABELS, read_procedures
from knowledge.viet_time import now, vietnamese_day

NAME = "import"
_SHOWN = 50


def command(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .yaml, .jsonl, .jsonl.gz hoặc .xlsx.")],
    submit: Annotated[bool, typer.Option("--submit", help="Lưu xong thì gửi duyệt luôn.")] = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Nhập thủ tục từ tệp YAML, JSON Lines hay Excel thành bản nháp. Có một lỗi là không nhập gì; lỗi ghi rõ ở ô nào.

    Ví dụ: tthc import danh-muc.xlsx --actor "Nguyễn Lan" --reason "cập nhật theo QĐ 812/QĐ-BTC"
    """
    with progress_bar("Đọc tệp") as progress:
        procedures = read_procedures(file, progress)
    today = vietnamese_day(now())
    with stored(database) as storage:
        with waiting("So với danh mục…"), storage.reading() as session:
            incoming = compared(session, procedures, today)
        _show(incoming, as_json=as_json)
        if not incoming.proposals:
            said = "Tệp không khác danh mục: không có gì để nhập."
            ended(said, as_json=as_json, written=False, **_facts(incoming))
            return
        if dry_run or not agreed(f"Lưu {len(incoming.proposals)} bản nháp?", yes=yes):
            ended("Chưa nhập gì.", as_json=as_json, written=False, **_facts(incoming))
            return
        who = who_for(actor, reason)
        with progress_bar("Lưu bản nháp") as progress, storage.writing() as session:
            rows = save_all(session, incoming, who, today, progress)
            if submit:
                for row in rows:
                    reviewing.submit(session, row.id or 0, Who(who.actor, "gửi duyệt", who.at))
    numbers = f"{rows[0].id}–{rows[-1].id}" if len(rows) > 1 else str(rows[0].id)
    told(f"Đã lưu {len(rows)} bản nháp (số {numbers}).")
    said = "Người duyệt chạy: tthc draft publish --all" if submit else "Xem và gửi duyệt: tthc draft list"
    ended(said, as_json=as_json, written=True, **_facts(incoming), drafts=[row.id for row in rows])


def _show(incoming: Incoming, *, as_json: bool) -> None:
    table = Table("Mã", "Thủ tục", "Việc", "Mục thay đổi")
    for proposal, fields in incoming.proposals[:_SHOWN]:
        work = "sửa" if fields is not None else "mới"
        table.add_row(
            proposal.procedure.code,
            proposal.procedure.label,
            work,
            ", ".join(LABELS.get(name, name) for name in fields or ()),
        )
    if incoming.proposals:
        wide_console(stderr=as_json).print(table)
    if len(incoming.proposals) > _SHOWN:
        told(f"… và {len(incoming.proposals) - _SHOWN} thủ tục nữa; xem đủ bằng --json.")
    told(f"Thay đổi hoặc mới: {len(incoming.proposals)}; giống danh mục: {incoming.unchanged}.")


def _facts(incoming: Incoming) -> dict[str, Any]:
    """What came in, as data."""
    return {
        "unchanged": incoming.unchanged,
        "new": [proposal.procedure.code for proposal, fields in incoming.proposals if fields is None],
        "changed": [
            {"code": proposal.procedure.code, "fields": list(fields)}
            for proposal, fields in incoming.proposals
            if fields is not None
        ],
    }
