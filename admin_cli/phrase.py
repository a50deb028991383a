"""`tthc phrase`: how citizens ask for a procedure, live as soon as it is written."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlmodel import Session

from admin_cli.going_live import Accepted, go_live
from admin_cli.options import (
    Actor,
    AsJson,
    Code,
    DatabaseUrl,
    DryRun,
    Reason,
    print_json,
    stored,
    told,
    waiting,
    who_for,
    wide_console,
)
from admin_cli.outcomes import in_short
from bot.terminal_text import printable
from knowledge import phrase_keeping
from knowledge.audit import Event
from knowledge.law_in_force import Law, law_on
from knowledge.phrase_book import phrase_rows, said_for
from knowledge.publish_gate import given
from knowledge.snapshots import catalogue_on, sources_on
from knowledge.suggested_phrases import asked_about, suggestions
from knowledge.trying import Trial
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(help="Cách hỏi: người dân nói thế nào khi cần một thủ tục.", no_args_is_help=True)
Sentence = Annotated[str, typer.Argument(metavar="CÂU", help="Câu người dân nói, đặt trong ngoặc kép.")]
SOURCES = {
    "starter": "danh mục khởi đầu",
    "officer": "cán bộ",
    "cluster": "câu hỏi thật",
    "portal": "Cổng DVC",
    "repealed": "thủ tục cũ đã bãi bỏ",
}


@app.command("list")
def list_(code: Code, as_json: AsJson = False, database: DatabaseUrl = None) -> None:
    """Mọi cách hỏi và tình huống của một thủ tục, và câu nào từ đâu mà có.

    Ví dụ: tthc phrase list 1.001193
    """
    with stored(database) as storage, storage.reading() as session:
        law = law_on(session, vietnamese_day(now()))
        rows = phrase_rows(session, code)
    found: list[dict[str, Any]] = [{"text": row.text, "situation": row.situation, "source": row.source} for row in rows]
    if not found:
        phrase_keeping.refuse_unknown(code, law)
    found += _inherited(law, code, {row.text for row in rows})
    if as_json:
        print_json(found)
        return
    if not found:
        told(f'{code} chưa có cách hỏi nào. Thêm: tthc phrase add {code} "câu người dân hay nói".')
        return
    table = Table("Loại", "Câu", "Từ đâu")
    for each in found:
        kind = "tình huống" if each["situation"] else "cách hỏi"
        table.add_row(kind, each["text"], SOURCES.get(each["source"], each["source"]))
    wide_console().print(table)
    told(f"{len(found)} câu.")


@app.command()
def add(
    code: Code,
    text: Sentence,
    situation: Annotated[
        bool, typer.Option("--situation", help="Là một câu chuyện cần đến thủ tục mà không nói tên nó.")
    ] = False,
    accept_changes: Accepted = None,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    database: DatabaseUrl = None,
) -> None:
    """Thêm một cách hỏi. Mọi câu đã lưu được hỏi lại trước; không câu nào hỏng thì bot dùng được sau vài giây.

    Ví dụ: tthc phrase add 1.001193 "làm giấy cho bé mới sinh" --actor "Nguyễn Lan" --reason "nhiều người hỏi vậy"
    """
    who = None if dry_run else who_for(actor, reason)
    with stored(database) as storage:
        sources = sources_on(storage, vietnamese_day(now()))
        phrase = phrase_keeping.tidied(text, code, sources.law)
        with storage.reading() as session:
            own = said_for(session, code)
        law = phrase_keeping.with_phrase(sources.law, code, phrase, own, situation=situation)

        def write(session: Session) -> Event:
            return phrase_keeping.add_phrase(session, code, phrase, situation=situation)

        both = go_live(storage, sources._replace(law=law), write, who, accept_changes)
        _tell_if_missed(phrase, code, both)
    if who:
        told(f'Đã thêm “{phrase}” cho {code}: bot dùng sau vài giây. Bỏ đi: tthc phrase remove {code} "{phrase}"')


@app.command()
def remove(
    code: Code,
    text: Sentence,
    accept_changes: Accepted = None,
    actor: Actor = "",
    reason: Reason = "",
    dry_run: DryRun = False,
    database: DatabaseUrl = None,
) -> None:
    """Bỏ một cách hỏi hay tình huống. Mọi câu đã lưu được hỏi lại trước.

    Ví dụ: tthc phrase remove 1.001193 "xin giấy" --actor "Nguyễn Lan" --reason "quá chung, hay lẫn"
    """
    who = None if dry_run else who_for(actor, reason)
    with stored(database) as storage:
        sources = sources_on(storage, vietnamese_day(now()))
        with storage.reading() as session:
            phrase = phrase_keeping.found_phrase(session, code, text).text
        law = phrase_keeping.without_phrase(sources.law, code, phrase)

        def write(session: Session) -> Event:
            return phrase_keeping.remove_phrase(session, code, phrase)

        go_live(storage, sources._replace(law=law), write, who, accept_changes)
    if who:
        told(f"Đã bỏ “{phrase}” của {code}.")


@app.command()
def suggest(
    code: Code,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Nhiều nhất bao nhiêu câu.")] = 20,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Những câu người dân đã hỏi về thủ tục này mà chưa là cách hỏi, câu nhiều người hỏi nhất trước.

    Ví dụ: tthc phrase suggest 1.001193
    """
    with stored(database) as storage, waiting("Đang xem sổ câu hỏi…"):
        catalogue = catalogue_on(storage, vietnamese_day(now()))
        phrase_keeping.refuse_unknown(code, catalogue.law)
        with storage.reading() as session:
            asked = asked_about(session, code)
        best = list(islice(suggestions(asked, catalogue), limit))
        found = [{"text": each.text, "times": each.times, **given(each.text, catalogue)._asdict()} for each in best]
    if as_json:
        print_json(found)
        return
    if not found:
        told(f"Chưa có câu hỏi nào về {code} mà cách hỏi hiện nay chưa có. Xem lại khi có thêm người hỏi.")
        return
    table = Table("Số lần", "Câu hỏi", "Bây giờ bot")
    for each in found:
        table.add_row(str(each["times"]), printable(each["text"]), in_short(each["outcome"], each["codes"]))
    wide_console().print(table)
    told(f'Thêm một câu: tthc phrase add {code} "câu"')


def _inherited(law: Law, code: str, own: set[str]) -> list[dict[str, str | bool]]:
    """The phrases that a procedure hears because it stands in the place of a repealed one."""
    card = next((card for card in law.cards if card.code == code), None)
    said = [(text, False) for text in card.phrases] + [(text, True) for text in card.situations] if card else []
    return [{"text": text, "situation": situation, "source": "repealed"} for text, situation in said if text not in own]


def _tell_if_missed(phrase: str, code: str, both: Trial) -> None:
    becomes = given(phrase, both.after)
    if not becomes.is_right((code,)):
        told(f"Lưu ý: dù có câu này, ai hỏi đúng như vậy bot vẫn {in_short(*becomes)}. Thêm vài cách hỏi rõ hơn.")
