"""`tthc question`: the questions that must keep their answer, whoever changes the catalogue."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from admin_cli import question_file
from admin_cli.options import (
    Actor,
    AsJson,
    DatabaseUrl,
    DryRun,
    Reason,
    ended,
    print_json,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from admin_cli.outcomes import in_short
from admin_cli.question_file import kept
from bot.terminal_text import printable
from knowledge import saved_questions
from knowledge.audit import Who
from knowledge.law_in_force import law_on
from knowledge.publish_gate import given
from knowledge.question_import import Wanted, refuse_unknown_codes
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
    golden = (
        ""
        if kind
        else f" Mỗi lần công bố còn hỏi lại {len(saved_questions.golden())} câu đi kèm danh mục: --kind golden."
    )
    told(f"{len(found)} câu.{golden}")


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
    as_json: AsJson = False,
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
        added = kept(storage, [wanted], who)
        right = _tell_answer_of_today(storage, wanted)
    said = f"Đã giữ “{wanted.text}”. Xem: tthc question list." if who else "Chỉ xem thử, chưa ghi gì."
    ended(
        said if added else "Câu hỏi này đã được giữ rồi. Xem: tthc question list.",
        as_json=as_json,
        written=bool(added and who),
        q=wanted.text,
        codes=wanted.codes,
        right_today=right,
    )


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên của câu hỏi (q12), xem ở tthc question list.")],
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
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
    said = f"Sẽ thôi giữ “{gone.text}”; chưa ghi gì." if dry_run else f"Đã thôi giữ “{gone.text}”."
    ended(said, as_json=as_json, written=not dry_run, **gone._asdict())


def _tell_answer_of_today(storage: Storage, wanted: Wanted) -> bool:
    """Say what the bot answers today, and whether that is right."""
    with waiting("Đang hỏi thử…"):
        catalogue = catalogue_on(storage, vietnamese_day(now()))
        today = given(wanted.text, catalogue)
    told(f"Hôm nay bot {in_short(*today, catalogue.law)}.")
    right = today.is_right(wanted.codes)
    if not right:
        told(
            "Lưu ý: đó chưa phải câu trả lời đúng, nên câu này chưa bảo vệ được gì. "
            "Thêm cách hỏi cho thủ tục đúng: tthc phrase add MÃ CÂU."
        )
    return right


app.command("import")(question_file.command)
