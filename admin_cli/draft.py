"""`tthc draft`: changes on their way, from a draft to what citizens read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

import typer
from rich.table import Table
from sqlmodel import Session, col, select

from admin_cli.draft_publishing import publish
from admin_cli.draft_showing import base_in, draft_json, proposal_in, show_change
from admin_cli.editor import NOTES, FromFile, edited_procedure, kept_unless_saved
from admin_cli.field_changes import changes_json, conflicts_json
from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    Yes,
    agreed,
    ended,
    print_json,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from admin_cli.proposing import on_its_day
from admin_cli.showing import changes_table, plain_value, printed
from knowledge import drafts, reviewing
from knowledge.audit import Who
from knowledge.differences import changes
from knowledge.drafts import OPEN, REJECTED, STATES
from knowledge.interchange import LABELS, commented_yaml
from knowledge.models import DraftRow
from knowledge.trying import trial
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(
    help="Bản nháp: soạn → gửi duyệt → người khác công bố hoặc trả lại.", no_args_is_help=True, rich_markup_mode=None
)
Number = Annotated[int, typer.Argument(metavar="SỐ", help="Số của bản nháp, xem ở tthc draft list.")]


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Cả những bản đã công bố, đã rút.")] = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Các bản nháp đang chờ, và những bản bị trả lại để sửa tiếp.

    Ví dụ: tthc draft list
    """
    with stored(database) as storage, storage.reading() as session:
        rows = session.exec(select(DraftRow).order_by(col(DraftRow.id))).all()
    rows = [row for row in rows if every or row.state in OPEN or _is_to_mend(row)]
    if as_json:
        print_json([draft_json(row) for row in rows])
        return
    if not rows:
        told("Không có bản nháp nào đang chờ. Soạn một bản: tthc procedure edit MÃ.")
        return
    table = Table("Số", "Mã", "Thủ tục", "Việc", "Từ ngày", "Người soạn", "Lý do", "Tình trạng")
    for column in (0, 1, 4):
        table.columns[column].no_wrap = True
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
            print_json(draft_json(row))
            return
        with waiting("Đang dựng danh mục thử…"):
            both = trial(storage, [proposal_in(row)], vietnamese_day(now()), now())
        show_change(row, both)


@app.command()
def edit(
    number: Number,
    file: FromFile = "",
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
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
            said = "Bản nháp không có gì thay đổi."
            ended(said, as_json=as_json, written=False, draft=number, code=row.code, changes=[])
            return
        with kept_unless_saved(edited, file) as keep:
            edited = on_its_day(storage, edited, base_in(row))
            found = changes(before, edited)
            printed(changes_table(found), stderr=as_json)
            facts = {"draft": number, "code": row.code, "changes": changes_json(found)}
            if dry_run or not agreed("Lưu bản nháp?", yes=yes):
                ended("Chưa lưu gì.", as_json=as_json, written=False, **facts)
                if not dry_run:
                    keep()
                return
            who = who_for(actor, reason)
            with storage.writing() as session:
                drafts.revise(session, number, edited, who, vietnamese_day(who.at))
    said = f"Đã lưu bản nháp số {number}. Gửi duyệt: tthc draft submit {number}"
    ended(said, as_json=as_json, written=True, **facts)


@app.command()
def submit(
    number: Number,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Gửi một bản nháp cho người khác duyệt.

    Ví dụ: tthc draft submit 12 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    said = f"Đã gửi duyệt bản nháp {number}. Người duyệt chạy: tthc draft publish {number}"
    _move(reviewing.submit, number, who_for(actor, reason or "gửi duyệt"), said, How(dry_run, as_json), database)


@app.command()
def reject(
    number: Number,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Trả lại một bản nháp, có lý do.

    Ví dụ: tthc draft reject 12 --actor "Trần Minh" --reason "thiếu số quyết định"
    """
    said = f"Đã trả lại bản nháp {number}. Người soạn sửa rồi gửi lại: tthc draft edit {number}"
    _move(reviewing.reject, number, who_for(actor, reason), said, How(dry_run, as_json), database)


@app.command()
def withdraw(
    number: Number,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Rút một bản nháp chưa công bố.

    Ví dụ: tthc draft withdraw 12 --actor "Nguyễn Lan" --reason "nhập nhầm"
    """
    said = f"Đã rút bản nháp {number}."
    _move(reviewing.withdraw, number, who_for(actor, reason), said, How(dry_run, as_json), database)


@app.command()
def rebase(
    number: Number,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Ghép bản nháp với bản người khác vừa công bố; mục nào cả hai cùng sửa thì giữ theo bản nháp và báo ra.

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
    done = f"Bản nháp {number} đã ghép với bản mới nhất. Gửi duyệt: tthc draft submit {number}"
    said = "Chỉ xem thử, chưa ghi gì." if dry_run else done
    ended(said, as_json=as_json, written=not dry_run, draft=number, conflicts=conflicts_json(conflicts))


def _is_to_mend(row: DraftRow) -> bool:
    """Whether an officer's draft was given back; of the portal's there may be hundreds that nobody wants."""
    return row.state == REJECTED and row.origin != "portal"


class How(NamedTuple):
    """What the options of a command that takes one step with a draft say."""

    dry_run: bool
    as_json: bool


def _move(
    step: Callable[[Session, int, Who], DraftRow], number: int, who: Who, done: str, how: How, database: str | None
) -> None:
    """Take one step with a draft, or only try it, and tell how that ended."""
    with stored(database) as storage, storage.writing() as session:
        row = step(session, number, who)
        facts = {"draft": number, "code": row.code, "state": row.state}
        if how.dry_run:
            session.rollback()
    said = "Làm được. Chỉ xem thử, chưa ghi gì." if how.dry_run else done
    ended(said, as_json=how.as_json, written=not how.dry_run, **facts)


app.command()(publish)
