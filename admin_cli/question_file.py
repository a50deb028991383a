"""`tthc question import`: a file of questions that must keep their answer, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    ended,
    progress_bar,
    stored,
    told,
    waiting,
    who_for,
)
from knowledge.audit import Who
from knowledge.evaluation import load_cases
from knowledge.law_in_force import law_on
from knowledge.question_import import Wanted, first_turns, keep_all, refuse_unknown_codes
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day


def command(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu hỏi (JSON Lines).")],
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Giữ lượt đầu của mọi câu trong một tệp câu hỏi; có một câu sai là không nhập câu nào.

    Ví dụ: tthc question import cau-hoi.jsonl --actor "Nguyễn Lan" --reason "bộ câu hỏi của phường"
    """
    who = None if dry_run else who_for(actor, reason)
    read = first_turns(load_cases(file))
    with stored(database) as storage:
        with waiting("Đang đọc danh mục…"), storage.reading() as session:
            refuse_unknown_codes(read.wanted, law_on(session, vietnamese_day(now())))
        added = kept(storage, read.wanted, who)
    if read.asked_back:
        told(f"Bỏ qua {read.asked_back} câu phải hỏi lại: những câu ấy chấm bằng tthc evaluate.")
    said = f"{'Sẽ giữ' if dry_run else 'Đã giữ'} {added} câu; {len(read.wanted) - added} câu đã giữ từ trước."
    facts = {"new": added, "kept_before": len(read.wanted) - added, "left_out": read.asked_back}
    ended(said + " Chỉ xem thử, chưa ghi gì." * dry_run, as_json=as_json, written=not dry_run, **facts)


def kept(storage: Storage, wanted: Sequence[Wanted], who: Who | None) -> int:
    """Keep what is not kept yet; without `who` it is only tried. Returns how many are new."""
    with progress_bar("Ghi câu hỏi") as progress, storage.writing() as session:
        added = keep_all(session, wanted, who or Who("", "", now()), progress)
        if who is None:
            session.rollback()
    return added
