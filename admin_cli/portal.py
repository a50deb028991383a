"""`tthc portal`: the national portal's catalogue, from a file or live; what officers wrote stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    OnDay,
    Reason,
    day,
    print_json,
    progress_bar,
    settings_for,
    stored,
    told,
    waiting,
    who_for,
)
from admin_cli.portal_report import report_json, show_report
from knowledge import publishing
from knowledge.audit import Who
from knowledge.errors import CatalogueError
from knowledge.opening import write_starter
from knowledge.portal.applying import apply_as_drafts, apply_plan
from knowledge.portal.client import PortalClient
from knowledge.portal.fetched import Fetched, fetched_lines, records
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.portal.forms import LIMIT_BYTES, download_forms
from knowledge.portal.importing import Known, Plan, known_state, planned
from knowledge.portal.record_files import records_in
from knowledge.portal.spool import codes_by_key, delete_run
from knowledge.procedure import Level
from knowledge.snapshots import Sources, sources_on
from knowledge.starter_files import starter_procedures
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(
    help="Cổng Dịch vụ công quốc gia: nhập danh mục từ tệp, đồng bộ qua mạng, tải mẫu đơn.", no_args_is_help=True
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
    """Nhập danh mục của Cổng từ tệp. Điều cán bộ đã viết được giữ; chỗ vênh nhau thì liệt kê.

    Ví dụ: tthc portal import danh-muc-quoc-gia.jsonl.gz --actor "Nguyễn Lan"
    """
    who = who_for(actor or "Cổng DVC", reason or f"nhập từ tệp {file.name}")
    with stored(database) as storage:
        with progress_bar("Đọc và so") as progress:
            plan, sources = _planned(storage, records_in(file, progress), who, complete=complete)
        _finish(storage, plan, sources, who, as_drafts=as_drafts, dry_run=dry_run, as_json=as_json)


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
    """Tải danh mục từ Cổng rồi nhập như từ tệp. Mỗi giây nhiều nhất hai lượt hỏi; đứt giữa chừng thì chạy lại là làm tiếp.

    Ví dụ: tthc portal sync --department G01 --since 2026-11-01 --actor "Nguyễn Lan"
    """
    who = who_for(actor or "Cổng DVC", reason or "đồng bộ với Cổng")
    filters = Filters(department, field, level, day(since) if since else None)
    settings = settings_for(database)
    with stored(database) as storage, _client(settings.portal_api, settings.portal_contact) as client:
        with storage.reading() as session:
            known = known_state(session, vietnamese_day(who.at))
        with progress_bar("Hỏi Cổng") as progress:
            lately = {
                each.record.portal_id: (each.record.line_digest, each.record.fetched_on)
                for each in known.values()
                if each.record and each.record.fetched_on
            }
            fetched = fetch(storage, client, filters, now, lambda stage, done, total: progress(done, total), lately)
        complete = fetched.whole and not (department or field or level)
        there = set(codes_by_key(storage, fetched.run_id).values()) if complete else set()
        with progress_bar("So với danh mục"):
            plan, sources = _planned(
                storage, records(storage, fetched.run_id), who, complete=complete, also_there=there
            )
        _note_lines(plan, fetched_lines(storage, fetched.run_id))
        _finish(storage, plan, sources, who, as_drafts=as_drafts, dry_run=dry_run, as_json=as_json, fetched=fetched)


@app.command()
def forms(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Nơi cất các tệp mẫu đơn.")],
    codes: Annotated[list[str] | None, typer.Argument(metavar="[MÃ…]", help="Chỉ những thủ tục này.")] = None,
    limit_mb: Annotated[int, typer.Option("--limit-mb", min=1, max=100, help="Tệp lớn hơn thì bỏ qua.")] = LIMIT_BYTES
    // 1_000_000,
    on: OnDay = None,
    database: DatabaseUrl = None,
) -> None:
    """Tải mẫu đơn, tờ khai từ Cổng vào một thư mục; chỉ nhận PDF, Word, Excel, ảnh.

    Ví dụ: tthc portal forms mau-don 1.001193
    """
    settings = settings_for(database)
    with stored(database) as storage, _client(settings.portal_api, settings.portal_contact) as client:
        with storage.reading() as session:
            procedures = publishing.procedures_in_force(session, day(on))
        chosen = [each for each in procedures if not codes or each.code in codes]
        with progress_bar("Tải mẫu đơn") as progress:
            found = download_forms(client, chosen, folder, limit_mb * 1_000_000, progress)
    for name, why in found.refused:
        told(f"Không tải {name}: {why}")
    told(f"Đã tải {len(found.saved)} tệp, {len(found.present)} tệp có sẵn, bỏ qua {len(found.refused)}.")


def _client(address: str, contact: str) -> PortalClient:
    return PortalClient(address, contact=contact)


def _planned(
    storage: Storage, found: Iterable[Any], who: Who, *, complete: bool, also_there: Iterable[str] = ()
) -> tuple[Plan, Sources]:
    """What the records would change; an empty database gets the starter catalogue's words first."""
    today = vietnamese_day(who.at)
    with storage.writing() as session:
        if not publishing.revision(session):
            write_starter(session, starter_procedures(), who.at)
    sources = sources_on(storage, today)
    with storage.reading() as session:
        known: dict[str, Known] = known_state(session, today)
    plan = planned(found, known, today, complete=complete, also_there=frozenset(also_there))
    return plan, sources


def _note_lines(plan: Plan, lines: dict[str, tuple[str, date]]) -> None:
    """Remember of each fetched record what the list said of it, so that the next sync need not fetch it again."""
    for row in plan.records:
        if row.portal_id in lines:
            row.line_digest, row.fetched_on = lines[row.portal_id]


def _finish(
    storage: Storage,
    plan: Plan,
    sources: Sources,
    who: Who,
    *,
    as_drafts: bool,
    dry_run: bool,
    as_json: bool,
    fetched: Fetched | None = None,
) -> None:
    show: Callable[..., None] = show_report
    if as_json:
        print_json(report_json(plan, fetched))
    else:
        show(plan, fetched)
    if not plan.read and not (fetched and fetched.reused):
        raise CatalogueError("Không có bản ghi nào để nhập. Kiểm tra lại tệp hoặc bộ lọc.")
    if dry_run:
        told("Chưa ghi gì.")
        return
    if as_drafts:
        busy = apply_as_drafts(storage, plan, who)
        told("Đã đưa vào bản nháp chờ duyệt. Xem: tthc draft list; công bố: tthc draft publish --all")
        if busy:
            told(f"{len(busy)} thủ tục đang có bản nháp khác nên để lần sau: {', '.join(busy[:10])}")
    else:
        with waiting("Đang lập chỉ mục và ghi…"):
            apply_plan(storage, plan, sources, who)
        told("Đã ghi xong." if plan.versions else "Không có gì thay đổi.")
    if fetched is not None:
        with storage.writing() as session:
            delete_run(session, fetched.run_id)
