"""How does an officer write a procedure, change it, or let it end? In the editor, and always as a draft first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from admin_cli.editor import NOTES, FromFile, edited_procedure, kept_unless_saved
from admin_cli.options import Actor, AsJson, Code, DatabaseUrl, DryRun, Reason, Yes, day, ended, stored, told
from admin_cli.proposing import AndSubmit, Asked, base_for, heir_of, on_its_day, propose, save_proposal
from knowledge.differences import changes
from knowledge.drafts import Proposal
from knowledge.errors import CatalogueError
from knowledge.interchange import blank_yaml, commented_yaml
from knowledge.procedure import is_code
from knowledge.viet_time import now, vietnamese_day

_UNKNOWN = (
    "Ngày {day:%d/%m/%Y} không có thủ tục {code}. Tìm mã: tthc procedure list CHỮ. Soạn mới: tthc procedure new {code}."
)


def new(
    code: Code,
    file: FromFile = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Soạn một thủ tục mới: mở tờ YAML có chú thích trong trình soạn thảo ($EDITOR), soát lỗi, lưu thành bản nháp.

    Ví dụ: tthc procedure new 1.999001 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    if not is_code(code):
        raise CatalogueError(f"“{code}” không phải mã thủ tục. Mã có dạng 1.001193.")
    today = vietnamese_day(now())
    with stored(database) as storage:
        base = base_for(storage, code, today)
        if base.procedure is not None:
            raise CatalogueError(f"{code} đã có. Sửa: tthc procedure edit {code}.")
        procedure = edited_procedure(blank_yaml(code, today), code, file)
        with kept_unless_saved(procedure, file) as keep:
            if not propose(storage, Proposal(procedure), base, Asked(actor, reason, submit, dry_run, yes, as_json)):
                keep()


def edit(
    code: Code,
    since: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Sửa bản có hiệu lực ngày này; mặc định hôm nay.")
    ] = None,
    file: FromFile = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Sửa một thủ tục: mở YAML trong trình soạn thảo, xem đổi gì và người dân sẽ đọc gì, rồi lưu thành bản nháp.

    Ví dụ: tthc procedure edit 1.001193 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    start = day(since)
    with stored(database) as storage:
        base = base_for(storage, code, start)
        if base.procedure is None:
            raise CatalogueError(_UNKNOWN.format(code=code, day=start))
        before = base.procedure.model_copy(update={"effective_from": start})
        procedure = edited_procedure(commented_yaml(before, (f"Sửa {code}.", *NOTES)), code, file)
        if not changes(before, procedure):
            said = "Không có gì thay đổi, nên không lưu bản nháp."
            ended(said, as_json=as_json, written=False, code=code, changes=[])
            return
        with kept_unless_saved(procedure, file) as keep:
            procedure = on_its_day(storage, procedure, before)
            if not propose(storage, Proposal(procedure), base, Asked(actor, reason, submit, dry_run, yes, as_json)):
                keep()


def repeal(
    code: Code,
    since: Annotated[str | None, typer.Option("--from", metavar="NGÀY", help="Bãi bỏ từ ngày này.")] = None,
    replaced_by: Annotated[str, typer.Option("--replaced-by", metavar="MÃ", help="Thủ tục thay thế, nếu có.")] = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Bãi bỏ một thủ tục từ một ngày, chỉ sang thủ tục thay thế; lưu thành bản nháp để người khác duyệt.

    Ví dụ: tthc procedure repeal 1.001193 --from 2027-01-01 --replaced-by 1.999001 --reason "theo QĐ 812/QĐ-BTC"
    """
    start = day(since)
    with stored(database) as storage:
        base = base_for(storage, code, start)
        if base.procedure is None:
            raise CatalogueError(_UNKNOWN.format(code=code, day=start))
        last = base.procedure.model_copy(update={"effective_from": start})
        proposal = Proposal(last, repealed=True, replaced_by=replaced_by)
        heir = heir_of(storage, proposal) if replaced_by else None
        then = f", thay bằng {heir.label} ({heir.code})" if heir else ", không có thủ tục thay thế"
        told(f"Bãi bỏ {last.label} ({code}) từ {start:%d/%m/%Y}{then}.")
        save_proposal(storage, proposal, base, Asked(actor, reason, submit, dry_run, yes, as_json))


COMMANDS: dict[str, Callable[..., None]] = {"new": new, "edit": edit, "repeal": repeal}
