"""`tthc question`: the questions that must keep their answer, whoever changes the catalogue."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    print_json,
    progress_bar,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from admin_cli.outcomes import in_short
from bot.terminal_text import printable
from knowledge import saved_questions
from knowledge.audit import Who
from knowledge.evaluation import load_cases
from knowledge.law_in_force import law_on
from knowledge.publish_gate import given
from knowledge.question_import import Wanted, first_turns, keep_all, refuse_unknown_codes
from knowledge.saved_questions import KINDS
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(help="Câu hỏi phải giữ nguyên câu trả lời, hỏi lại trước mỗi lần công bố.", no_args_is_help=True)


class Kind(StrEnum):
    """Where a saved question comes from."""

    GOLDEN = "golden"
    REGRESSION = "regression"
    ACCEPTED = "accepted"


@app.command("list")
def list_(
    kind: Annotated[
        Kind | None,
        typer.Option("--kind", help="golden: đi kèm danh mục; regression: cán bộ giữ; accepted: từ câu chưa trả lời."),
    ] = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Các câu hỏi cơ quan đang giữ; thêm --kind golden để xem những câu đi kèm danh mục.

    Ví dụ: tthc question list --kind regression
    """
    with stored(database) as storage, storage.reading() as session:
        found = saved_questions.golden() if kind is Kind.GOLDEN else saved_questions.saved(session)
    found = [each for each in found if kind in (None, each.kind)]
    if as_json:
        print_json([each._asdict() for each in found])
        return
    if not found:
        told('Chưa giữ câu hỏi nào như vậy. Giữ một câu: tthc question add "làm khai sinh cho con" 1.001193.')
        return
    table = Table("Tên", "Câu hỏi", "Trả lời đúng", "Loại")
    for each in found:
        table.add_row(
            each.name, printable(each.text), ", ".join(each.codes) or "từ chối", KINDS.get(each.kind, each.kind)
        )
    wide_console().print(table)
    told(f"{len(found)} câu.")


@app.command()
def add(
    text: Annotated[str, typer.Argument(metavar="CÂU", help="Câu hỏi, đặt trong ngoặc kép.")],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="MÃ", help="Mã của mọi thủ tục là câu trả lời đúng.")
    ] = None,
    decline: Annotated[bool, typer.Option("--decline", help="Đúng ra phải từ chối: không thủ tục nào.")] = False,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    database: DatabaseUrl = None,
) -> None:
    """Giữ một câu hỏi: từ nay thay đổi nào làm hỏng câu trả lời của nó đều bị chặn lại.

    Ví dụ: tthc question add "sinh con làm giấy gì" 1.001193 --actor "Nguyễn Lan" --reason "hay được hỏi"
    """
    if bool(codes) is decline:
        raise typer.BadParameter("Ghi mã của câu trả lời đúng, hoặc --decline nếu phải từ chối; một trong hai.")
    who = None if dry_run else who_for(actor, reason)
    wanted = Wanted("Câu hỏi", " ".join(text.split()), tuple(dict.fromkeys(codes or ())))
    with stored(database) as storage:
        with storage.reading() as session:
            refuse_unknown_codes([wanted], law_on(session, vietnamese_day(now())))
        added = _keep(storage, [wanted], who)
        _tell_answer_of_today(storage, wanted)
    if not added:
        told("Câu hỏi này đã được giữ rồi. Xem: tthc question list.")
    elif who:
        told(f"Đã giữ “{wanted.text}”. Xem: tthc question list.")
    else:
        told("Chỉ xem thử, chưa ghi gì.")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên của câu hỏi (q12), xem ở tthc question list.")],
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    database: DatabaseUrl = None,
) -> None:
    """Thôi giữ một câu hỏi.

    Ví dụ: tthc question remove q12 --actor "Nguyễn Lan" --reason "thủ tục đã bãi bỏ"
    """
    who = Who("", "", now()) if dry_run else who_for(actor, reason)
    with stored(database) as storage, storage.writing() as session:
        gone = saved_questions.drop(session, name, who)
        if dry_run:
            session.rollback()
    told(f"Sẽ thôi giữ “{gone.text}”; chưa ghi gì." if dry_run else f"Đã thôi giữ “{gone.text}”.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu hỏi (JSON Lines).")],
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    database: DatabaseUrl = None,
) -> None:
    """Giữ lượt đầu của mọi câu trong một tệp câu hỏi; có một câu sai là không nhập câu nào.

    Ví dụ: tthc question import cau-hoi.jsonl --actor "Nguyễn Lan" --reason "bộ câu hỏi của phường"
    """
    who = None if dry_run else who_for(actor, reason)
    read = first_turns(load_cases(file))
    with stored(database) as storage:
        with waiting("Đang đọc danh mục…"), storage.reading() as session:
            refuse_unknown_codes(read.wanted, law_on(session, vietnamese_day(now())))
        added = _keep(storage, read.wanted, who)
    told(f"{'Sẽ giữ' if dry_run else 'Đã giữ'} {added} câu; {len(read.wanted) - added} câu đã giữ từ trước.")
    if read.asked_back:
        told(f"Bỏ qua {read.asked_back} câu phải hỏi lại: những câu ấy chấm bằng tthc evaluate.")
    if dry_run:
        told("Chỉ xem thử, chưa ghi gì.")


def _keep(storage: Storage, wanted: list[Wanted] | tuple[Wanted, ...], who: Who | None) -> int:
    """Keep what is not kept yet; without `who` it is only tried. Returns how many are new."""
    with progress_bar("Ghi câu hỏi") as progress, storage.writing() as session:
        added = keep_all(session, wanted, who or Who("", "", now()), progress)
        if who is None:
            session.rollback()
    return added


def _tell_answer_of_today(storage: Storage, wanted: Wanted) -> None:
    with waiting("Đang hỏi thử…"):
        today = given(wanted.text, catalogue_on(storage, vietnamese_day(now())))
    told(f"Hôm nay bot {in_short(*today)}.")
    if not today.is_right(wanted.codes):
        told(
            "Lưu ý: đó chưa phải câu trả lời đúng, nên câu này chưa bảo vệ được gì. "
            "Thêm cách hỏi cho thủ tục đúng: tthc phrase add MÃ CÂU."
        )
