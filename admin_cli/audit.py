"""`tthc audit`: who changed what, when and why; and whether the book of it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from admin_cli.options import AsJson, DatabaseUrl, print_json, stored, told, waiting, wide_console
from admin_cli.showing import changes_table, printed
from knowledge import audit
from knowledge.differences import Change
from knowledge.errors import CatalogueError
from knowledge.interchange import LABELS
from knowledge.models import AuditEntryRow
from knowledge.past import ACTIONS
from knowledge.procedure import Procedure
from knowledge.viet_time import VIETNAM

app = typer.Typer(help="Sổ ghi việc: ai đổi gì, khi nào, vì sao; không ai sửa lén được.", no_args_is_help=True)
_MOST = 2**31 - 1
WORDS: Mapping[str, str] = {
    "draft": "Bản nháp số",
    "author": "Người soạn",
    "draft_reason": "Lý do soạn",
    "self_review": "Tự duyệt",
    "digest": "Dấu niêm của bản công bố",
    "taken": "Mục lấy từ bản mới",
    "phrase": "Cách hỏi",
    "situation": "Là tình huống",
    "source": "Nguồn",
    "text": "Câu hỏi",
    "codes": "Trả lời đúng",
    "value": "Giá trị",
    "meaning": "Nghĩa",
    "kind": "Loại",
    "expired_on": "Hết hiệu lực từ",
    "replaced_by": "Thay bằng",
}
"""What is told of an entry beside the fields of a procedure."""


@app.command("list")
def list_(
    subject: Annotated[
        str, typer.Option("--subject", metavar="MÃ", help="Chỉ việc của thủ tục (câu hỏi, từ, văn bản…) này.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Nhiều nhất bao nhiêu mục.")] = 50,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Ai đã làm gì, lúc nào, vì sao; việc mới nhất trước.

    Ví dụ: tthc audit list --subject 1.001193
    """
    with stored(database) as storage, storage.reading() as session:
        rows = audit.entries(session, subject, limit)
    if as_json:
        print_json([row.model_dump(mode="json") for row in rows])
        return
    if not rows:
        told("Sổ chưa có mục nào như vậy. Xem tất cả: tthc audit list.")
        return
    table = Table("Số", "Lúc", "Ai", "Việc", "Với", "Lý do")
    for row in rows:
        table.add_row(str(row.id), _time(row), row.actor, ACTIONS.get(row.action, row.action), row.subject, row.reason)
    wide_console().print(table)
    if len(rows) == limit:
        told(f"{limit} mục mới nhất. Xem thêm: --limit. Xem kỹ một mục: tthc audit show SỐ")


@app.command()
def show(
    number: Annotated[int, typer.Argument(metavar="SỐ", min=1, max=_MOST, help="Số của mục, xem ở tthc audit list.")],
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Một mục trong sổ: trước là gì, sau là gì.

    Ví dụ: tthc audit show 128
    """
    with stored(database) as storage, storage.reading() as session:
        row = session.get(AuditEntryRow, number)
    if row is None:
        raise CatalogueError(f"Sổ không có mục số {number}. Xem: tthc audit list.")
    if as_json:
        print_json(row.model_dump(mode="json"))
        return
    Console(highlight=False, markup=False, soft_wrap=True).print(
        f"Mục {row.id} · {_time(row)} · {row.actor}\n"
        f"{ACTIONS.get(row.action, row.action).capitalize()} · {row.subject}\n"
        f"Lý do: {row.reason}\n"
        f"Dấu niêm: {row.hash}"
    )
    changes = _changes(row)
    if changes:
        printed(changes_table(changes))


@app.command()
def verify(as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Soát cả sổ và mọi bản đã công bố: có chỗ nào bị sửa, bị xóa sau khi ghi không.

    Ví dụ: tthc audit verify
    """
    with stored(database) as storage, storage.reading() as session, waiting("Đang soát sổ…"):
        faults = list(audit.verify(session))
        last = next(iter(audit.entries(session, limit=1)), None)
    number, sealed = (last.id or 0, last.hash) if last else (0, "")
    if as_json:
        content = {"whole": not faults, "entries": number, "last_hash": sealed}
        print_json(content | {"faults": [fault._asdict() for fault in faults]})
    else:
        console = Console(highlight=False, markup=False, soft_wrap=True)
        for fault in faults:
            console.print(f"✘ {fault.says}")
        if not faults:
            console.print(f"✔ {number} mục đều nguyên vẹn. Dấu niêm cuối: {sealed or '–'}")
    if faults:
        told(f"Sổ có {len(faults)} chỗ không còn như lúc ghi. Đừng sửa gì thêm: báo người phụ trách, so bản sao lưu.")
        raise typer.Exit(1)
    told("Chép dấu niêm này ra nơi khác (sổ giấy, thư điện tử): lần sau so lại là biết sổ có bị viết lại không.")


def _time(row: AuditEntryRow) -> str:
    return f"{row.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def _changes(row: AuditEntryRow) -> list[Change]:
    """What was and what is, with names and values as people read them."""
    before, after = row.before or {}, row.after or {}
    return [
        Change(LABELS.get(name, WORDS.get(name, name)), _read(name, before.get(name)), _read(name, after.get(name)))
        for name in dict.fromkeys((*before, *after))
    ]


def _read(name: str, value: Any) -> Any:
    """A stored value as the field of a procedure has it; one of another kind as text."""
    if isinstance(value, dict):
        return tuple(f"{key}: {each}" for key, each in value.items())
    if value is None or name not in Procedure.model_fields:
        return value
    annotation: Any = Procedure.model_fields[name].annotation
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return value
