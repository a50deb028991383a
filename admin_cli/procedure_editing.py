"""How does an officer write a procedure, change it, or let it end? In the editor, and always as a draft first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import click
import typer

from admin_cli.options import (
    Actor,
    Code,
    DatabaseUrl,
    DryRun,
    Reason,
    Yes,
    agreed,
    day,
    stored,
    told,
    waiting,
    who_for,
)
from admin_cli.showing import before_and_after, changes_table, printed
from knowledge import drafts, reviewing, versions
from knowledge.audit import Who
from knowledge.differences import changes
from knowledge.drafts import Base, Proposal
from knowledge.errors import CatalogueError
from knowledge.interchange import BadFileError, blank_yaml, commented_yaml, procedure_from_yaml
from knowledge.procedure import Procedure, is_code
from knowledge.storage import Storage
from knowledge.trying import trial
from knowledge.viet_time import now, vietnamese_day

FromFile = Annotated[
    str,
    typer.Option("--file", metavar="TỆP", help="Lấy YAML từ tệp này (- là bàn phím) thay vì mở trình soạn thảo."),
]
AndSubmit = Annotated[bool, typer.Option("--submit", help="Lưu xong thì gửi duyệt luôn.")]


def new(
    code: Code,
    file: FromFile = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    database: DatabaseUrl = None,
) -> None:
    """Soạn một thủ tục mới: mở tờ YAML có chú thích trong trình soạn thảo ($EDITOR), soát lỗi, lưu thành bản nháp.

    Ví dụ: tthc procedure new 1.999001 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    if not is_code(code):
        raise CatalogueError(f"“{code}” không phải mã thủ tục. Mã có dạng 1.001193.")
    with stored(database) as storage:
        base, today = _base(storage, code)
        if base.procedure is not None:
            raise CatalogueError(f"{code} đã có. Sửa: tthc procedure edit {code}.")
        edited = _edited(blank_yaml(code, today), code, file)
        _propose(storage, edited, base, (actor, reason), submit=submit, dry_run=dry_run, yes=yes)


def edit(
    code: Code,
    file: FromFile = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    database: DatabaseUrl = None,
) -> None:
    """Sửa một thủ tục: mở YAML trong trình soạn thảo, xem đổi gì và người dân sẽ đọc gì, rồi lưu thành bản nháp.

    Ví dụ: tthc procedure edit 1.001193 --actor "Nguyễn Lan" --reason "theo QĐ 812/QĐ-BTC"
    """
    with stored(database) as storage:
        base, today = _base(storage, code)
        if base.procedure is None:
            raise CatalogueError(f"Chưa có thủ tục {code}. Soạn mới: tthc procedure new {code}.")
        start = base.procedure.model_copy(update={"effective_from": today})
        notes = (
            f"Sửa {code}. Có hiệu lực từ ngày nào thì ghi ở effective_from (hôm nay là {today:%Y-%m-%d}).",
            "Lưu lại rồi thoát là xong; thoát mà không lưu là bỏ.",
        )
        edited = _edited(commented_yaml(start, notes), code, file)
        if not changes(start, edited):
            told("Không có gì thay đổi, nên không lưu bản nháp.")
            return
        _propose(storage, edited, base, (actor, reason), submit=submit, dry_run=dry_run, yes=yes)


def repeal(
    code: Code,
    since: Annotated[str | None, typer.Option("--from", metavar="NGÀY", help="Bãi bỏ từ ngày này.")] = None,
    replaced_by: Annotated[str, typer.Option("--replaced-by", metavar="MÃ", help="Thủ tục thay thế, nếu có.")] = "",
    submit: AndSubmit = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    database: DatabaseUrl = None,
) -> None:
    """Bãi bỏ một thủ tục từ một ngày, chỉ sang thủ tục thay thế; lưu thành bản nháp để người khác duyệt.

    Ví dụ: tthc procedure repeal 1.001193 --from 2027-01-01 --replaced-by 1.999001 --reason "theo QĐ 812/QĐ-BTC"
    """
    with stored(database) as storage:
        base, _ = _base(storage, code)
        if base.procedure is None:
            raise CatalogueError(f"Không có thủ tục {code}. Tìm mã: tthc procedure list CHỮ.")
        if replaced_by and _base(storage, replaced_by)[0].procedure is None:
            raise CatalogueError(
                f"Chưa có thủ tục thay thế {replaced_by}. Soạn trước: tthc procedure new {replaced_by}."
            )
        last = base.procedure.model_copy(update={"effective_from": day(since)})
        proposal = Proposal(last, repealed=True, replaced_by=replaced_by)
        heir = f", thay bằng {replaced_by}" if replaced_by else ", không có thủ tục thay thế"
        told(f"Bãi bỏ {last.label} ({code}) từ {last.effective_from:%d/%m/%Y}{heir}.")
        _save(storage, proposal, base, (actor, reason), submit=submit, dry_run=dry_run, yes=yes)


def _base(storage: Storage, code: str) -> tuple[Base, date]:
    today = vietnamese_day(now())
    with storage.reading() as session:
        other = drafts.open_draft(session, code)
        if other is not None:
            told(f"Lưu ý: {code} đang có bản nháp số {other.id} của {other.actor}. Xem: tthc draft show {other.id}.")
        return drafts.base_of(session, code, today), today


def _edited(text: str, code: str, file: str) -> Procedure:
    """What comes back from the editor or a file, read; a text with faults can be mended, and is kept when it is not."""
    if file:
        return _of_code(procedure_from_yaml(_file_text(file), file), code)
    while True:
        changed = click.edit(text, extension=".yaml")
        if changed is None:
            raise CatalogueError("Thoát mà không lưu: không có gì thay đổi.")
        try:
            return _of_code(procedure_from_yaml(changed, f"{code}.yaml"), code)
        except (BadFileError, CatalogueError) as error:
            told(str(error))
            text = changed
            if not sys.stdin.isatty() or not typer.confirm("Mở lại để sửa?", default=True, err=True):
                raise CatalogueError(f"Bản đang sửa đã giữ ở {_kept(code, changed)}. {_AGAIN}") from error


_AGAIN = "Sửa xong thì chạy lại với --file và tên tệp ấy."


def _kept(code: str, text: str) -> Path:
    """Keep a text with faults in a file of its own, so that no work is lost."""
    path = Path(f"{code}-{datetime.now():%Y%m%d-%H%M%S}.yaml")  # noqa: DTZ005 - the officer's own clock names the file
    path.write_text(text, encoding="utf-8")
    return path


def _file_text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"Không đọc được {name}: kiểm tra đường dẫn và lưu tệp theo UTF-8.") from error


def _of_code(procedure: Procedure, code: str) -> Procedure:
    if procedure.code != code:
        raise CatalogueError(f"Trong tệp là mã {procedure.code}, không phải {code}. Mã thủ tục không đổi được.")
    return procedure


def _propose(
    storage: Storage,
    edited: Procedure,
    base: Base,
    asked: tuple[str, str],
    *,
    submit: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Show what changes and what a citizen will read, ask, and save a draft."""
    with storage.reading() as session:
        found = changes(drafts.base_of(session, edited.code, edited.effective_from).procedure, edited)
    printed(changes_table(found))
    with waiting("Đang dựng danh mục thử…"):
        both = trial(storage, [Proposal(edited)], vietnamese_day(now()), now())
    printed(before_and_after(edited.code, both.before, both.after, found))
    _save(storage, Proposal(edited), base, asked, submit=submit, dry_run=dry_run, yes=yes)


def _save(
    storage: Storage, proposal: Proposal, base: Base, asked: tuple[str, str], *, submit: bool, dry_run: bool, yes: bool
) -> None:
    today = vietnamese_day(now())
    start = proposal.procedure.effective_from
    with storage.reading() as session:
        drafts.check(session, proposal, today)
        later = [row for row in versions.history(session, proposal.procedure.code) if row.effective_from > start]
    for coming in later:
        told(
            f"Lưu ý: đã công bố một bản từ {coming.effective_from:%d/%m/%Y}; từ ngày ấy bản đó thay bản này. "
            f"Cần thì sửa cả bản đó: ghi effective_from: {coming.effective_from} rồi soạn tiếp."
        )
    if dry_run or not agreed("Lưu bản nháp?", yes=yes):
        told("Chưa lưu gì.")
        return
    who = who_for(*asked)
    with storage.writing() as session:
        row = drafts.save(session, proposal, base, who, today)
        if submit:
            reviewing.submit(session, row.id or 0, Who(who.actor, "gửi duyệt", who.at))
    told(f"Đã lưu bản nháp số {row.id}.")
    if submit:
        told(f"Đã gửi duyệt. Người duyệt chạy: tthc draft publish {row.id}")
    else:
        told(f"Gửi duyệt: tthc draft submit {row.id}")


COMMANDS: dict[str, Callable[..., None]] = {"new": new, "edit": edit, "repeal": repeal}
