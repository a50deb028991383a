"""`tthc portal`: the national portal's catalogue, from a file or live; what officers wrote stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    OnDay,
    Reason,
    day,
    ended,
    progress_bar,
    settings_for,
    stored,
    told,
    who_for,
)
from admin_cli.portal_import import How, Incoming, Met, compared, finish, met_by
from knowledge import publishing
from knowledge.errors import CatalogueError
from knowledge.portal.client import PortalClient
from knowledge.portal.fetched import fetched_lines, records
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.portal.forms import LIMIT_BYTES, download_forms
from knowledge.portal.merging import was_withdrawn
from knowledge.portal.record_files import records_in
from knowledge.portal.spool import codes_by_key
from knowledge.procedure import Level
from knowledge.storage import Storage
from knowledge.viet_time import now

app = typer.Typer(
    help="Cổng Dịch vụ công quốc gia: nhập danh mục từ tệp, đồng bộ qua mạng, tải mẫu đơn.", no_args_is_help=True
)
_COMES_TOO = (
    "Danh mục khởi đầu được nạp cùng lần này. Đã có danh mục ở nơi khác thì bấm Ctrl-C, vào đúng thư mục rồi chạy lại."
)
_NO_FORMS = (
    "Danh mục chưa biết tệp mẫu đơn nào của các thủ tục này. Nhập chúng từ Cổng trước (tthc portal import, "
    "tthc portal sync); nếu vẫn không có thì Cổng không để mẫu đơn thành tệp."
)
AsDrafts = Annotated[
    bool, typer.Option("--as-drafts", help="Đưa mọi thay đổi vào bản nháp chờ duyệt, chưa cho chạy ngay.")
]


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Tệp JSON Lines (.jsonl, .jsonl.gz) theo dạng chi tiết của Cổng.")
    ],
    complete: Annotated[
        bool, typer.Option("--complete", help="Tệp là toàn bộ danh mục: thủ tục nào thiếu thì coi là Cổng đã gỡ.")
    ] = False,
    as_drafts: AsDrafts = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Nhập danh mục của Cổng từ tệp. Điều cán bộ đã viết được giữ; chỗ khác nhau thì liệt kê.

    Ví dụ: tthc portal import danh-muc-quoc-gia.jsonl.gz --actor "Nguyễn Lan"
    """
    who = who_for(
        actor or "Cổng DVC",
        reason or (f"nhập từ tệp {file.name}" if file.is_file() else "nhập từ lệnh khác chuyển sang"),
    )
    how = How(as_drafts, dry_run, as_json)
    with stored(database, _COMES_TOO) as storage:
        met = met_by(storage, who)
        with progress_bar("Đọc và so") as progress:
            incoming = Incoming(records_in(file, progress), complete)
            plan = compared(met, incoming, who, how)
        finish(storage, met, plan, incoming, who, how)


@app.command()
def sync(
    department: Annotated[str, typer.Option("--department", help="Chỉ cơ quan công bố này: mã (G01) hoặc tên.")] = "",
    field: Annotated[str, typer.Option("--field", help="Chỉ lĩnh vực này: mã hoặc tên.")] = "",
    level: Annotated[Level | None, typer.Option("--level", help="Chỉ thủ tục làm ở cấp này.")] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="NGÀY", help="Bỏ qua thủ tục đã tải từ ngày này mà danh sách không đổi.")
    ] = "",
    as_drafts: AsDrafts = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Tải danh mục từ Cổng rồi nhập như từ tệp. Mỗi giây nhiều nhất hai lượt hỏi; đứt giữa chừng thì chạy lại làm tiếp.

    Ví dụ: tthc portal sync --department G01 --since 2026-11-01 --actor "Nguyễn Lan"
    """
    who = who_for(actor or "Cổng DVC", reason or "đồng bộ với Cổng")
    filters = Filters(department, field, level, day(since) if since else None)
    settings, how = settings_for(database), How(as_drafts, dry_run, as_json)
    with stored(database, _COMES_TOO) as storage:
        met = met_by(storage, who)
        with connect(settings.portal_api, settings.portal_contact) as client:
            incoming = _fetch(storage, client, filters, _fetched_before(met))
        with progress_bar("So với danh mục") as progress:
            total = incoming.fetched.fetched if incoming.fetched else 0
            plan = compared(met, incoming, who, how, lambda read: progress(read, total))
        finish(storage, met, plan, incoming, who, how)


@app.command()
def forms(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Nơi cất các tệp mẫu đơn.")],
    codes: Annotated[list[str] | None, typer.Argument(metavar="MÃ", help="Chỉ những thủ tục này.")] = None,
    limit_mb: Annotated[int, typer.Option("--limit-mb", min=1, max=100, help="Tệp lớn hơn thì bỏ qua.")] = LIMIT_BYTES
    // 1_000_000,
    on: OnDay = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Tải mẫu đơn, tờ khai từ Cổng vào một thư mục; chỉ nhận PDF, Word, Excel, ảnh.

    Ví dụ: tthc portal forms mau-don 1.001193
    """
    settings = settings_for(database)
    with stored(database) as storage, connect(settings.portal_api, settings.portal_contact) as client:
        with storage.reading() as session:
            procedures = {each.code: each for each in publishing.procedures_in_force(session, day(on))}
        if unknown := [code for code in codes or () if code not in procedures]:
            raise CatalogueError(f"Không có thủ tục {', '.join(unknown)}. Tìm mã: tthc procedure list CHỮ.")
        chosen = [procedures[code] for code in codes] if codes else list(procedures.values())
        with progress_bar("Tải mẫu đơn") as progress:
            found = download_forms(client, chosen, folder, limit_mb * 1_000_000, progress)
    for name, why in found.refused:
        told(f"Không tải {name}: {why}")
    said = f"Đã tải {len(found.saved)} tệp, {len(found.present)} tệp có sẵn, bỏ qua {len(found.refused)}."
    ended(
        said if found.saved or found.present or found.refused else _NO_FORMS,
        as_json=as_json,
        saved=found.saved,
        present=found.present,
        refused=[{"form": name, "why": why} for name, why in found.refused],
    )


def connect(address: str, contact: str) -> PortalClient:
    """A connection to the portal; the officer is told whenever it asks us to wait."""
    return PortalClient(address, contact=contact, notice=told)


def _fetched_before(met: Met) -> dict[str, tuple[str, date]]:
    """What the portal's list said of each record that need not be fetched again while it says the same."""
    rows = [known.record for known in met.standing.known.values() if known.record and not was_withdrawn(known)]
    return {row.portal_id: (row.line_digest, row.fetched_on) for row in rows if row.fetched_on}


def _fetch(storage: Storage, client: PortalClient, filters: Filters, known: dict[str, tuple[str, date]]) -> Incoming:
    """Everything that the filters want; only the whole list tells what the portal has no more."""
    with progress_bar("Hỏi Cổng") as progress:
        fetched = fetch(storage, client, filters, now, lambda stage, done, total: progress(done, total), known)
    complete = fetched.whole and not (filters.department or filters.field or filters.level)
    return Incoming(
        records(storage, fetched.run_id),
        complete,
        {code.strip() for code in codes_by_key(storage, fetched.run_id).values()} - {""} if complete else (),
        fetched,
        fetched_lines(storage, fetched.run_id),
    )
