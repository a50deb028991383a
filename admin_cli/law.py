"""`tthc law`: laws that no longer hold, and the procedures that still rest on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.table import Table

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    day,
    ended,
    print_json,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from knowledge import expired_laws
from knowledge.audit import Who
from knowledge.checking import ExpiredLaw, citing
from knowledge.expired_laws import Affected, number_of
from knowledge.models import DraftRow
from knowledge.publishing import procedures_in_force
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(help="Văn bản hết hiệu lực: thủ tục nào còn dẫn, soạn sẵn bản nháp để duyệt.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(metavar="SỐ_HIỆU", help="Số hiệu văn bản, ví dụ 85/2019/TT-BTC.")]


@app.command("list")
def list_(as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Các văn bản đã ghi hết hiệu lực, và còn bao nhiêu thủ tục dẫn tới.

    Ví dụ: tthc law list
    """
    with stored(database) as storage, storage.reading() as session, waiting("Đang tìm trong danh mục…"):
        laws = list(expired_laws.expired_laws(session).values())
        procedures = procedures_in_force(session, vietnamese_day(now())) if laws else []
        cited = {law.number: len({code for code, _ in citing(procedures, law.number)}) for law in laws}
    if as_json:
        print_json([{**law._asdict(), "cited_by": cited[law.number]} for law in laws])
        return
    if not laws:
        told("Chưa ghi văn bản nào hết hiệu lực. Ghi: tthc law expire 85/2019/TT-BTC --on 2027-01-01.")
        return
    table = Table("Số hiệu", "Hết hiệu lực từ", "Thay bằng", "Còn thủ tục dẫn")
    for law in laws:
        table.add_row(law.number, f"{law.expired_on:%d/%m/%Y}", law.replaced_by, str(cited[law.number]))
    wide_console().print(table)


@app.command()
def expire(
    number: Number,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Hết hiệu lực từ ngày này; mặc định hôm nay.")
    ] = None,
    replaced_by: Annotated[
        str, typer.Option("--replaced-by", metavar="SỐ_HIỆU", help="Văn bản thay thế, nếu có.")
    ] = "",
    open_drafts: Annotated[
        bool, typer.Option("--open-drafts", help="Soạn sẵn bản nháp cho mỗi thủ tục còn dẫn trong căn cứ pháp lý.")
    ] = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Ghi một văn bản hết hiệu lực và xem thủ tục nào còn dẫn; thêm --open-drafts để có sẵn bản nháp mà duyệt.

    Ví dụ: tthc law expire 85/2019/TT-BTC --on 2027-01-01 --replaced-by 12/2026/TT-BTC --open-drafts --reason "…"
    """
    who = Who("", "", now()) if dry_run else who_for(actor, reason)
    law = ExpiredLaw(number_of(number), day(on), number_of(replaced_by) if replaced_by else "")
    today = vietnamese_day(who.at)
    with stored(database) as storage:
        with waiting("Đang tìm trong danh mục…"), storage.reading() as session:
            found = expired_laws.affected(session, law, today)
        with storage.writing() as session:
            expired_laws.expire(session, law, who)
            drafts = list(expired_laws.open_drafts(session, found, who, today)) if open_drafts else []
            if dry_run:
                session.rollback()
    opened = {row.code: row.id for row in drafts}
    _show(found, {code: "sẽ soạn" if dry_run else f"số {number}" for code, number in opened.items()}, as_json=as_json)
    heir = f", thay bằng {law.replaced_by}" if law.replaced_by else ""
    told(f"{'Sẽ ghi' if dry_run else 'Đã ghi'} {law.number} hết hiệu lực từ {law.expired_on:%d/%m/%Y}{heir}.")
    _tell_what_next(law, found, drafts, dry_run=dry_run, opened=open_drafts)
    if as_json:
        cited = [{"code": each.code, "parts": each.parts, "draft": opened.get(each.code)} for each in found]
        print_json({"written": not dry_run, **law._asdict(), "cited_by": cited})


@app.command()
def restore(
    number: Number,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Bỏ ghi hết hiệu lực, khi ghi nhầm; bản nháp đã soạn thì rút riêng.

    Ví dụ: tthc law restore 85/2019/TT-BTC --actor "Nguyễn Lan" --reason "ghi nhầm số hiệu"
    """
    who = Who("", "", now()) if dry_run else who_for(actor, reason)
    with stored(database) as storage, storage.writing() as session:
        law = expired_laws.restore(session, number_of(number), who)
        if dry_run:
            session.rollback()
    said = f"{law.number} {'sẽ được' if dry_run else 'đã được'} coi là còn hiệu lực."
    told("Bản nháp đã soạn vì văn bản này vẫn còn đó, rút riêng từng bản: tthc draft list")
    ended(said, as_json=as_json, written=not dry_run, **law._asdict())


def _show(found: Sequence[Affected], drafts: Mapping[str, str], *, as_json: bool) -> None:
    if not found:
        return
    table = Table("Mã", "Thủ tục", "Dẫn ở", "Bản nháp")
    for each in found:
        table.add_row(each.code, each.label, ", ".join(each.parts), drafts.get(each.code) or _without_draft(each))
    wide_console(stderr=as_json).print(table)


def _without_draft(each: Affected) -> str:
    if each.waiting:
        return f"đang có {expired_laws.says(each.waiting)}"
    return "chưa soạn" if each.proposed else f"sửa tay: tthc procedure edit {each.code}"


def _tell_what_next(
    law: ExpiredLaw, found: Sequence[Affected], drafts: Sequence[DraftRow], *, dry_run: bool, opened: bool
) -> None:
    if not found:
        told(f"Không thủ tục nào dẫn văn bản này. Gõ nhầm số hiệu thì bỏ ghi: tthc law restore {law.number}")
        return
    told(f"{len(found)} thủ tục còn dẫn. Xem lại cả mức thu, thời hạn, giấy tờ: có thể đổi theo văn bản mới.")
    if not opened:
        told(f"Soạn sẵn bản nháp: tthc law expire {law.number} --open-drafts, với cùng ngày và văn bản thay thế.")
    elif drafts:
        told(f"{'Sẽ soạn' if dry_run else 'Đã soạn'} {len(drafts)} bản nháp. Xem và gửi duyệt: tthc draft list")
    if dry_run:
        told("Chỉ xem thử, chưa ghi gì.")
