"""`tthc draft`: changes on their way, from a draft to what citizens read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import col, select

from admin_cli.gating import refuse_if_blocked, report_json, show_report, tried
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
from admin_cli.showing import before_and_after, changes_table, printed
from knowledge import drafts, reviewing
from knowledge.audit import Who
from knowledge.differences import changes
from knowledge.drafts import OPEN, STATES, Proposal
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow
from knowledge.office_settings import self_review
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.trying import Trial, trial
from knowledge.viet_time import VIETNAM, now, vietnamese_day

app = typer.Typer(
    help="Bản nháp: soạn → gửi duyệt → người khác công bố hoặc trả lại.", no_args_is_help=True, rich_markup_mode=None
)
_SHOWN = 10
"""Drafts whose change is shown in full."""
Number = Annotated[int, typer.Argument(metavar="SỐ", help="Số của bản nháp, xem ở tthc draft list.")]
Accepted = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-changes", metavar="TÊN", help="Chấp nhận câu này đổi câu trả lời; ghi lặp lại cho nhiều câu."
    ),
]


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
def submit(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Gửi một bản nháp cho người khác duyệt.

    Ví dụ: tthc draft submit 12 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    _move(number, "submit", who_for(actor, reason or "gửi duyệt"), database, dry_run=dry_run)
    told(f"Đã gửi duyệt bản nháp {number}. Người duyệt chạy: tthc draft publish {number}")


@app.command()
def reject(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Trả lại một bản nháp, có lý do.

    Ví dụ: tthc draft reject 12 --actor "Trần Minh" --reason "thiếu số quyết định"
    """
    _move(number, "reject", who_for(actor, reason), database, dry_run=dry_run)
    told(f"Đã trả lại bản nháp {number}.")


@app.command()
def withdraw(
    number: Number, actor: Actor = "", reason: Reason = "", dry_run: DryRun = False, database: DatabaseUrl = None
) -> None:
    """Rút một bản nháp chưa công bố.

    Ví dụ: tthc draft withdraw 12 --actor "Nguyễn Lan" --reason "nhập nhầm"
    """
    _move(number, "withdraw", who_for(actor, reason), database, dry_run=dry_run)
    told(f"Đã rút bản nháp {number}.")


@app.command()
def rebase(number: Number, actor: Actor = "", reason: Reason = "", database: DatabaseUrl = None) -> None:
    """Đặt bản nháp lên trên bản người khác vừa công bố; mục nào cả hai cùng sửa thì giữ theo bản nháp và báo ra.

    Ví dụ: tthc draft rebase 12 --actor "Nguyễn Lan"
    """
    who = who_for(actor, reason or "làm tiếp trên bản mới")
    with stored(database) as storage, storage.writing() as session:
        _, conflicts = drafts.rebase(session, number, who, vietnamese_day(who.at))
    for conflict in conflicts:
        told(f"Cả hai cùng sửa “{conflict.field}”: giữ theo bản nháp. Xem lại: tthc draft show {number}")
    told(f"Bản nháp {number} đã đặt lên bản mới nhất. Gửi duyệt: tthc draft submit {number}")


@app.command()
def publish(
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="SỐ…", help="Số của bản nháp, một hay nhiều.", show_default=False)
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
        for start in sorted({drafts.proposed(row).effective_from for row in rows}):
            together = [row for row in rows if drafts.proposed(row).effective_from == start]
            _publish(storage, together, who, accept_changes or [], dry_run=dry_run, yes=yes, as_json=as_json)


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
    """Try drafts of one day against the saved questions, show what changes, publish them when nothing breaks."""
    today = vietnamese_day(who.at)
    with storage.reading() as session:
        own = self_review(session)
    for row in rows:
        reviewing.refuse_unready(row, who, self_review=own)
    with waiting("Đang dựng danh mục thử…"):
        both = trial(storage, [_proposal(row) for row in rows], today, who.at)
    report = tried(storage, both, accepted)
    if as_json:
        print_json({"drafts": [_as_json(row) for row in rows], "gate": report_json(report)})
    else:
        for row in rows[:_SHOWN]:
            _show_change(row, both)
        show_report(report, both, wide_console())
    refuse_if_blocked(report)
    names = ", ".join(str(row.id) for row in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
    if dry_run or not agreed(f"Công bố {len(rows)} bản nháp ({names})?", yes=yes):
        told("Chưa công bố gì.")
        return
    tried_against = both.before.revision
    with storage.writing() as session:
        reviewing.refuse_if_moved(session, tried_against)
        for row in rows:
            reviewing.publish(session, row.id or 0, who, today, self_review=own)
    start = drafts.proposed(rows[0]).effective_from
    when = "ngay bây giờ" if start <= today else f"từ 00:00 ngày {start:%d/%m/%Y}, hôm nay đã báo trước"
    told(f"Đã công bố {len(rows)} thủ tục: người dân đọc bản mới {when}.")
    told(f"Lùi lại: tthc procedure rollback {rows[0].code}" + (" (và các mã khác)" if len(rows) > 1 else ""))


def _move(number: int, step: str, who: Who, database: str | None, *, dry_run: bool) -> None:
    with stored(database) as storage, storage.writing() as session:
        getattr(reviewing, step)(session, number, who)
        if dry_run:
            session.rollback()


def _proposal(row: DraftRow) -> Proposal:
    return Proposal(drafts.proposed(row), row.repealed, row.replaced_by, row.origin)


def _show_change(row: DraftRow, both: Trial) -> None:
    procedure = drafts.proposed(row)
    base = Procedure.model_validate(row.base) if row.base else None
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
    found = changes(base, procedure)
    printed(changes_table(found))
    printed(before_and_after(row.code, both.before, both.after, found))


def _as_json(row: DraftRow) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude={"base_fingerprint"})
