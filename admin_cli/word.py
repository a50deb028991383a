"""`tthc word`: abbreviations and synonyms of this office's people, understood as soon as they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from sqlmodel import Session

from admin_cli.going_live import Accepted, go_live
from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    print_json,
    stored,
    told,
    who_for,
    wide_console,
)
from knowledge import office_words
from knowledge.audit import Event
from knowledge.errors import CatalogueError
from knowledge.models import OfficeWordRow
from knowledge.office_words import WordKind
from knowledge.snapshots import Sources, sources_on
from knowledge.storage import Storage
from knowledge.viet_time import VIETNAM, now, vietnamese_day
from nlp.lexicon import load_lexicon

app = typer.Typer(help="Chữ viết tắt và từ đồng nghĩa riêng của cơ quan.", no_args_is_help=True)
KINDS = {"abbreviation": "viết tắt", "synonym": "đồng nghĩa"}
Word = Annotated[str, typer.Argument(metavar="TỪ", help="Từ người dân gõ.")]


@app.command("list")
def list_(as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Các từ riêng của cơ quan, thêm vào bảng từ có sẵn.

    Ví dụ: tthc word list
    """
    with stored(database) as storage, storage.reading() as session:
        rows = office_words.office_words(session)
    if as_json:
        print_json([row.model_dump(mode="json") for row in rows])
        return
    if not rows:
        told('Cơ quan chưa có từ riêng. Thêm: tthc word add vpđk "văn phòng đăng ký đất đai".')
        return
    table = Table("Từ", "Nghĩa", "Loại", "Ai thêm", "Ngày")
    for row in rows:
        added = f"{row.added_at.astimezone(VIETNAM):%d/%m/%Y}"
        table.add_row(row.written, row.meaning, KINDS.get(row.kind, row.kind), row.actor, added)
    wide_console().print(table)


@app.command()
def add(
    word: Word,
    meaning: Annotated[str, typer.Argument(metavar="NGHĨA", help="Nghĩa đầy đủ, đặt trong ngoặc kép.")],
    synonym: Annotated[bool, typer.Option("--synonym", help="Là từ đồng nghĩa, không phải chữ viết tắt.")] = False,
    accept_changes: Accepted = None,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Thêm một từ hay đổi nghĩa của nó. Mọi câu đã lưu được hỏi lại trước; không câu nào hỏng thì dùng được ngay.

    Ví dụ: tthc word add vpđk "văn phòng đăng ký đất đai" --actor "Nguyễn Lan" --reason "người dân hay viết tắt"
    """
    who = None if dry_run else who_for(actor, reason)
    kind, at = WordKind.SYNONYM if synonym else WordKind.ABBREVIATION, who.at if who else now()

    event = Event("add-word", word, None, None)

    def write(session: Session) -> Event:
        nonlocal event
        event = _added(session, kind, word, meaning, who.actor if who else "", at)
        return event

    with stored(database) as storage:
        go_live(storage, _with_change(storage, write, at), write, who, accept_changes, as_json=as_json)
    if event.before:
        told(f"Trước đây cơ quan hiểu “{word}” là “{event.before['meaning']}”; nghĩa ấy được thay.")
    if who:
        told(f"Đã thêm: bot hiểu “{word}” là “{meaning}” sau vài giây. Bỏ đi: tthc word remove {word}")


@app.command()
def remove(
    word: Word,
    accept_changes: Accepted = None,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Bỏ một từ riêng của cơ quan. Mọi câu đã lưu được hỏi lại trước.

    Ví dụ: tthc word remove vpđk --actor "Nguyễn Lan" --reason "hay lẫn với từ khác"
    """
    who = None if dry_run else who_for(actor, reason)

    def write(session: Session) -> Event:
        row = office_words.remove_word(session, word)
        return Event("remove-word", row.written, _said(row), None)

    with stored(database) as storage:
        go_live(storage, _with_change(storage, write, now()), write, who, accept_changes, as_json=as_json)
    if who:
        told(f"Đã bỏ “{word}”.")


def _added(session: Session, kind: WordKind, word: str, meaning: str, actor: str, at: datetime) -> Event:
    before = {row.written: _said(row) for row in office_words.office_words(session)}
    row = office_words.add_word(session, kind, word, meaning, actor, at)
    was = before.get(row.written)
    if was == _said(row):
        raise CatalogueError(f"Cơ quan đã có “{row.written}” nghĩa là “{row.meaning}” rồi. Xem: tthc word list.")
    if kind is WordKind.ABBREVIATION and load_lexicon().abbreviations.get(row.written) == row.meaning:
        raise CatalogueError(f"Bảng từ có sẵn đã hiểu “{row.written}” là “{row.meaning}”, không cần thêm.")
    return Event("add-word", row.written, was, _said(row))


def _with_change(storage: Storage, write: Callable[[Session], Event], at: datetime) -> Sources:
    """What the catalogue is built from, with the words as they would be; nothing of it is kept."""
    sources = sources_on(storage, vietnamese_day(at))
    with storage.writing() as session:
        write(session)
        session.flush()
        changed = sources._replace(lexicon=office_words.lexicon_of(session))
        session.rollback()
    return changed


def _said(row: OfficeWordRow) -> dict[str, str]:
    return {"meaning": row.meaning, "kind": row.kind}
