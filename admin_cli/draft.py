"""`tthc draft`: changes on their way, from a draft to what citizens read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import col, select

from admin_cli.editor import NOTES, FromFile, edited_procedure, kept_when_refused
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
from admin_cli.proposing import on_its_day
from admin_cli.showing import before_and_after, changes_table, plain_value, printed
from knowledge import drafts, reviewing
from knowledge.audit import Who
from knowledge.differences import changes
from knowledge.drafts import OPEN, STATES, Proposal
from knowledge.errors import CatalogueError
from knowledge.interchange import LABELS, commented_yaml
from knowledge.models import DraftRow
from knowledge.office_settings import self_review
from knowledge.procedure import Procedure
from knowledge.publish_gate import GateReport
from knowledge.publishing import revision
from knowledge.storage import Storage
from knowledge.trying import Trial, trial
from knowledge.viet_time import VIETNAM, now, vietnamese_day

app = typer.Typer(
    help="Bản nháp: soạn → gửi duyệt → người khác công bố hoặc trả lại.", no_args_is_help=True, rich_markup_mode=None
)
_SHOWN = 10
"""Drafts whose change is shown in full."""
Number = Annotated[int, typer.Argument(metavar="SỐ", help="Số của bản nháp, xem ở tthc draft list.")]


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Cả những bản đã công bố, bị trả lại, đã rút.")] = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Các bản nháp đang chờ.

    Ví dụ: tthc draft list
    """
    with stored(database) as storage, storage.reading() as session:
        rows = session.exec(select(DraftRow).order_by(col(DraftRow.id))).all()
    rows = [row for row in rows if every or row.state in OPEN]
    if as_json:
        print_json([_as_json(row) for row in rows])
        return
    if not rows:
        told("Không có bản nháp nào đang chờ. Soạn một bản: tthc procedure edit MÃ.")
        return
    table = Table("Số", "Mã", "Thủ tục", "Việc", "Từ ngày", "Người soạn", "Lý do", "Tình trạng")
    for row in rows:
        procedure = drafts.proposed(row)
        work = "bãi bỏ" if row.repealed else "sửa" if row.base else "mới"
        start = f"{procedure.effective_from:%d/%m/%Y}"
        table.add_row(str(row.id), row.code, procedure.label, work, start, row.actor, row.reason, STATES[row.state])
    wide_console().print(table)


@app.command()
def show(number: Number, as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Xem một bản nháp: đổi gì, và người dân sẽ đọc gì.

    Ví dụ: tthc draft show 12
    """
    with stored(database) as storage:
        with storage.reading() as session:
            row = drafts.found(session, number)
        if as_json:
            print_json(_as_json(row))
            return
        with waiting("Đang dựng danh mục thử…"):
            both = trial(storage, [_proposal(row)], vietnamese_day(now()), now())
        _show_change(row, both)


@app.command()
def edit(
    number: Number,
    file: FromFile = "",
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    database: DatabaseUrl = None,
) -> None:
    """Sửa tiếp một bản nháp chưa công bố; sửa xong phải gửi duyệt lại.

    Ví dụ: tthc draft edit 12 --actor "Nguyễn Lan" --reason "bổ sung số quyết định"
    """
    with stored(database) as storage:
        with storage.reading() as session:
            row = drafts.found(session, number)
        drafts.refuse_decided(row)
        before = drafts.proposed(row)
        edited = edited_procedure(commented_yaml(before, (f"Bản nháp số {number}.", *NOTES)), row.code, file)
        if edited == before:
            told("Bản nháp không có gì thay đổi.")
            return
        with kept_when_refused(edited, file):
            edited = on_its_day(storage, edited, base_in(row))
            printed(changes_table(changes(before, edited)))
            if dry_run or not agreed("Lưu bản nháp?", yes=yes):
                told("Chưa lưu gì.")
                return
            who = who_for(actor, reason)
            with storage.writing() as session:
                drafts.revise(session, number, edited, who, vietnamese_day(who.at))
    told(f"Đã lưu bản nháp số {number}. Gửi duyệt: tthc draft submit {number}")


@app.command()
def submit(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Gửi một bản nháp cho người khác duyệt.

    Ví dụ: tthc draft submit 12 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    if _moved(number, "submit", who_for(actor, reason or "gửi duyệt"), database, dry_run=dry_run):
        told(f"Đã gửi duyệt bản nháp {number}. Người duyệt chạy: tthc draft publish {number}")


@app.command()
def reject(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Trả lại một bản nháp, có lý do.

    Ví dụ: tthc draft reject 12 --actor "Trần Minh" --reason "thiếu số quyết định"
    """
    if _moved(number, "reject", who_for(actor, reason), database, dry_run=dry_run):
        told(f"Đã trả lại bản nháp {number}.")


@app.command()
def withdraw(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Rút một bản nháp chưa công bố.

    Ví dụ: tthc draft withdraw 12 --actor "Nguyễn Lan" --reason "nhập nhầm"
    """
    if _moved(number, "withdraw", who_for(actor, reason), database, dry_run=dry_run):
        told(f"Đã rút bản nháp {number}.")


@app.command()
def rebase(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Đặt bản nháp lên trên bản người khác vừa công bố; mục nào cả hai cùng sửa thì giữ theo bản nháp và báo ra.

    Ví dụ: tthc draft rebase 12 --actor "Nguyễn Lan"
    """
    who = who_for(actor, reason or "làm tiếp trên bản mới")
    with stored(database) as storage, storage.writing() as session:
        _, conflicts = drafts.rebase(session, number, who, vietnamese_day(who.at))
        if dry_run:
            session.rollback()
    for conflict in conflicts:
        label, theirs = LABELS[conflict.field], plain_value(conflict.theirs)
        told(f"Cả hai cùng sửa “{label}”: giữ theo bản nháp; bản kia là: {theirs}. Sửa lại: tthc draft edit {number}")
    if dry_run:
        told("Chỉ xem thử, chưa ghi gì.")
        return
    told(f"Bản nháp {number} đã đặt lên bản mới nhất. Gửi duyệt: tthc draft submit {number}")


@app.command()
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
                rows = [drafts.found(session, number) for number in numbers or []]
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
        reviewing.refuse_unready(row, who, self_review=own)
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
    begun = [_proposal(row) for row in rows if drafts.proposed(row).effective_from <= day]
    with waiting("Đang dựng danh mục thử…"):
        both = trial(storage, begun, vietnamese_day(who.at), who.at)
    report = tried(storage, both, accepted)
    if shown:
        for row in shown[:_SHOWN]:
            _show_change(row, both)
        show_report(report, both, wide_console())
    return report


def _day_json(day: date, rows: Sequence[DraftRow], report: GateReport) -> dict[str, Any]:
    return {"from": day, "drafts": [_as_json(row) for row in rows], "gate": report_json(report)}


def _moved(number: int, step: str, who: Who, database: str | None, *, dry_run: bool) -> bool:
    """Take one step with a draft; whether it is written and not only tried."""
    with stored(database) as storage, storage.writing() as session:
        getattr(reviewing, step)(session, number, who)
        if dry_run:
            session.rollback()
            told("Làm được. Chỉ xem thử, chưa ghi gì.")
    return not dry_run


def _proposal(row: DraftRow) -> Proposal:
    return Proposal(drafts.proposed(row), row.repealed, row.replaced_by, row.origin)


def _show_change(row: DraftRow, both: Trial) -> None:
    procedure = drafts.proposed(row)
    made = row.created_at.astimezone(VIETNAM)
    console = Console(highlight=False)
    console.print(
        f"Bản nháp {row.id} · {row.code} · {procedure.label} · {STATES[row.state]}\n"
        f"{row.actor} soạn lúc {made:%H:%M %d/%m/%Y}: {row.reason}\n"
        f"Có hiệu lực từ {procedure.effective_from:%d/%m/%Y}",
        markup=False,
    )
    if row.repealed:
        heir = f", thay bằng {row.replaced_by}" if row.replaced_by else ""
        console.print(f"Việc: bãi bỏ thủ tục{heir}.")
        return
    if row.code in both.before.law.repealed:
        console.print("Việc: thủ tục đang bãi bỏ, nay có hiệu lực trở lại.")
    found = changes(base_in(row), procedure)
    printed(changes_table(found))
    printed(before_and_after(row.code, both.before, both.after, found))


def base_in(row: DraftRow) -> Procedure | None:
    """What a draft began with."""
    return Procedure.model_validate(row.base) if row.base else None


def _as_json(row: DraftRow) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude={"base_fingerprint"})
