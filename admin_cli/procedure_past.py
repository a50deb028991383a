"""What was a procedure before, who changed which field, and how does one go back?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from admin_cli.options import (
    Actor,
    AsJson,
    Code,
    DatabaseUrl,
    DryRun,
    Reason,
    Yes,
    day,
    print_json,
    stored,
    told,
    unknown,
    wide_console,
)
from admin_cli.proposing import AndSubmit, Asked, base_for, propose
from admin_cli.showing import changes_table, plain_value, printed
from knowledge import audit, past
from knowledge.differences import changes, plain_changes, plain_field
from knowledge.errors import CatalogueError
from knowledge.interchange import LABELS
from knowledge.models import ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.procedure import shortened
from knowledge.versions import history as versions_of
from knowledge.viet_time import VIETNAM, now, vietnamese_day

ORIGINS = {"starter": "danh mục khởi đầu", "officer": "cán bộ", "portal": "Cổng DVC"}
ToDay = Annotated[str, typer.Option("--to", metavar="NGÀY", help="Nội dung của bản có hiệu lực ngày này.")]


def history(code: Code, as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Các bản của một thủ tục theo ngày hiệu lực, và ai đã làm gì với nó.

    Ví dụ: tthc procedure history 1.001193
    """
    with stored(database) as storage, storage.reading() as session:
        rows, entries = _versions(versions_of(session, code), code), audit.entries(session, code)
    if as_json:
        print_json(
            {
                "versions": [row.model_dump(mode="json", exclude={"content", "id"}) for row in rows],
                "entries": [entry.model_dump(mode="json") for entry in entries],
            }
        )
        return
    table = Table("Từ ngày", "Bản", "Nguồn", "Duyệt", title=f"Các bản của {code}")
    for row in rows:
        heir = f", thay bằng {row.replaced_by}" if row.replaced_by else ""
        what = f"bãi bỏ{heir}" if row.repealed else row.short_name or shortened(row.name)
        table.add_row(f"{row.effective_from:%d/%m/%Y}", what, ORIGINS.get(row.origin, row.origin), row.verified_by)
    wide_console().print(table)
    log = Table("Lúc", "Ai", "Việc", "Lý do", "Mục thay đổi", title="Sổ ghi việc (mới nhất trước)")
    for entry in entries:
        fields = ", ".join(LABELS[name] for name in entry.after or {} if name in LABELS)
        log.add_row(
            f"{entry.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            entry.actor,
            past.ACTIONS.get(entry.action, entry.action),
            entry.reason,
            fields,
        )
    wide_console().print(log)


def blame(
    code: Code,
    on: Annotated[str | None, typer.Option("--on", help="Của bản ngày này.")] = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Từng mục của thủ tục: ai viết lần cuối, khi nào, vì sao.

    Ví dụ: tthc procedure blame 1.001193
    """
    with stored(database) as storage, storage.reading() as session:
        found = past.blame(session, code, day(on))
    if not found:
        raise unknown(code, on)
    if as_json:
        print_json([each._replace(value=plain_field(each.value))._asdict() for each in found])
        return
    table = Table("Mục", "Ai", "Lúc", "Lý do", "Nội dung")
    for each in found:
        value = plain_value(each.value)
        when = f"{each.at.astimezone(VIETNAM):%d/%m/%Y}" if each.at else ""
        table.add_row(LABELS[each.field], each.actor, when, each.reason, value[:80] + ("…" if len(value) > 80 else ""))
    wide_console().print(table)


def diff(
    code: Code,
    since: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Bản có hiệu lực ngày này.")] = "",
    until: ToDay = "",
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Hai bản khác nhau ở đâu; không ghi ngày thì so hai bản cuối.

    Ví dụ: tthc procedure diff 1.001193 --from 2026-12-31 --to 2027-01-01
    """
    with stored(database) as storage, storage.reading() as session:
        rows = _versions(versions_of(session, code), code)
    newer = _at(rows, day(until)) if until else rows[-1]
    before = [row for row in rows if row.effective_from < newer.effective_from]
    older = _at(rows, day(since)) if since else before[-1] if before else None
    if older is None:
        told(f"{code} mới có một bản, từ {newer.effective_from:%d/%m/%Y}.")
        return
    first, second = unpacked(older.content), unpacked(newer.content)
    if as_json:
        was, becomes = plain_changes(first, second)
        print_json({"from": older.effective_from, "to": newer.effective_from, "before": was, "after": becomes})
        return
    told(f"Từ bản {older.effective_from:%d/%m/%Y} sang bản {newer.effective_from:%d/%m/%Y}:")
    if newer.repealed != older.repealed:
        told("Thủ tục được bãi bỏ." if newer.repealed else "Thủ tục có hiệu lực trở lại.")
    found = changes(first, second)
    if found:
        printed(changes_table(found))
    else:
        told("Nội dung giống nhau.")


def rollback(
    code: Code,
    to: ToDay = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Lấy lại nội dung trước lần công bố cuối (hoặc của ngày --to), thành bản nháp; bản sắp tới thì thôi không đổi nữa.

    Ví dụ: tthc procedure rollback 1.001193 --actor "Nguyễn Lan" --reason "nhập nhầm mức phí"
    """
    today = vietnamese_day(now())
    with stored(database) as storage:
        base = base_for(storage, code, today)
        with storage.reading() as session:
            old = past.as_on(session, code, day(to), today) if to else past.undone(session, code, today)
        if old is None:
            raise CatalogueError(f"{code} không có bản nào trước đó để lùi về. Xem: tthc procedure history {code}.")
        propose(storage, old, base, Asked(actor, reason, submit, dry_run, yes, as_json))


def _versions(rows: Sequence[ProcedureVersionRow], code: str) -> Sequence[ProcedureVersionRow]:
    if not rows:
        raise CatalogueError(f"Không có thủ tục {code}. Tìm mã: tthc procedure list CHỮ.")
    return rows


def _at(rows: Sequence[ProcedureVersionRow], on: date) -> ProcedureVersionRow:
    begun = [row for row in rows if row.effective_from <= on]
    if not begun:
        raise CatalogueError(f"Ngày {on:%d/%m/%Y} chưa có bản nào; bản đầu từ {rows[0].effective_from:%d/%m/%Y}.")
    return begun[-1]


COMMANDS: dict[str, Callable[..., None]] = {"history": history, "blame": blame, "diff": diff, "rollback": rollback}
