"""`tthc draft publish`: how do submitted drafts become what citizens read? Tried first, then all at once or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from admin_cli.draft_showing import draft_json, proposal_in, show_change
from admin_cli.gating import refuse_if_blocked, report_json, show_report, tried
from admin_cli.going_live import Accepted
from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    Yes,
    agreed,
    print_json,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from knowledge import drafts, reviewing
from knowledge.audit import Who
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow
from knowledge.office_settings import self_review
from knowledge.publish_gate import GateReport
from knowledge.publishing import revision
from knowledge.storage import Storage
from knowledge.trying import trial
from knowledge.viet_time import vietnamese_day

_SHOWN = 10
"""Drafts whose change is shown in full."""


def publish(
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="SỐ", help="Số của bản nháp, một hay nhiều.", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Mọi bản đang chờ duyệt.")] = False,
    actor: Actor = "",
    reason: Reason = "",
    accept_changes: Accepted = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Công bố bản nháp đã gửi duyệt. Mọi câu đã lưu được hỏi lại trước; câu nào hỏng thì dừng.

    Ví dụ: tthc draft publish 12 --actor "Trần Minh" --reason "đã đối chiếu QĐ 812/QĐ-BTC"
    """
    who = who_for(actor, reason or "đã duyệt")
    with stored(database) as storage:
        with storage.reading() as session:
            if every:
                waits = select(DraftRow).where(DraftRow.state == "submitted").order_by(col(DraftRow.id))
                rows = list(session.exec(waits))
            else:
                rows = [drafts.found(session, number) for number in dict.fromkeys(numbers or [])]
        if not rows:
            raise CatalogueError("Không có bản nháp nào để công bố. Xem: tthc draft list.")
        _publish(storage, rows, who, accept_changes or [], dry_run=dry_run, yes=yes, as_json=as_json)


def _publish(
    storage: Storage,
    rows: Sequence[DraftRow],
    who: Who,
    accepted: list[str],
    *,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Try drafts day by day against the saved questions, show what changes, publish all when nothing breaks."""
    today = vietnamese_day(who.at)
    with storage.reading() as session:
        own = self_review(session)
        tried_against = revision(session)
        for row in rows:
            reviewing.refuse_unready(session, row, who, today, self_review=own)
    reports = {}
    for day, new in _by_day(rows).items():
        reports[day] = _tried(storage, rows, day, who, accepted, shown=() if as_json else new)
    if as_json:
        print_json([_day_json(day, _by_day(rows)[day], report) for day, report in reports.items()])
    for report in reports.values():
        refuse_if_blocked(report)
    names = ", ".join(str(row.id) for row in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
    if dry_run or not agreed(f"Công bố {len(rows)} bản nháp ({names})?", yes=yes):
        told("Chưa công bố gì.")
        return
    with storage.writing() as session:
        reviewing.refuse_if_moved(session, tried_against)
        for row in rows:
            reviewing.publish(session, row.id or 0, who, today, self_review=own)
    for day, published in _by_day(rows).items():
        when = "ngay bây giờ" if day <= today else f"từ 00:00 ngày {day:%d/%m/%Y}, hôm nay đã báo trước"
        told(f"Đã công bố {len(published)} thủ tục: người dân đọc bản mới {when}.")
    told(f"Lùi lại: tthc procedure rollback {rows[0].code}" + (" (và các mã khác)" if len(rows) > 1 else ""))


def _by_day(rows: Sequence[DraftRow]) -> dict[date, list[DraftRow]]:
    """The drafts by their first day, the earliest first."""
    days: dict[date, list[DraftRow]] = {}
    for row in sorted(rows, key=lambda row: drafts.proposed(row).effective_from):
        days.setdefault(drafts.proposed(row).effective_from, []).append(row)
    return days


def _tried(
    storage: Storage, rows: Sequence[DraftRow], day: date, who: Who, accepted: list[str], shown: Sequence[DraftRow]
) -> GateReport:
    """What the drafts that hold by that day do to its answers; tells it of those in `shown`."""
    begun = [proposal_in(row) for row in rows if drafts.proposed(row).effective_from <= day]
    with waiting("Đang dựng danh mục thử…"):
        both = trial(storage, begun, vietnamese_day(who.at), who.at)
    report = tried(storage, both, accepted)
    if shown:
        for row in shown[:_SHOWN]:
            show_change(row, both)
        show_report(report, both, wide_console())
    return report


def _day_json(day: date, rows: Sequence[DraftRow], report: GateReport) -> dict[str, Any]:
    return {"from": day, "drafts": [draft_json(row) for row in rows], "gate": report_json(report)}
