"""`tthc phrase`: how citizens ask for a procedure, live as soon as it is written."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlmodel import Session

from admin_cli import phrase_reading
from admin_cli.going_live import Accepted, go_live
from admin_cli.options import Actor, AsJson, Code, DatabaseUrl, DryRun, Reason, stored, told, who_for
from admin_cli.outcomes import in_short
from knowledge import phrase_keeping
from knowledge.audit import Event
from knowledge.phrase_book import said_for
from knowledge.publish_gate import given
from knowledge.snapshots import sources_on
from knowledge.trying import Trial
from knowledge.viet_time import now, vietnamese_day

app = typer.Typer(help="Cách hỏi: người dân nói thế nào khi cần một thủ tục.", no_args_is_help=True)
Sentence = Annotated[str, typer.Argument(metavar="CÂU", help="Câu người dân nói, đặt trong ngoặc kép.")]
for name, command in phrase_reading.COMMANDS.items():
    app.command(name)(command)


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
    as_json: AsJson = False,
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

        both = go_live(storage, sources._replace(law=law), write, who, accept_changes, as_json=as_json)
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
    as_json: AsJson = False,
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

        go_live(storage, sources._replace(law=law), write, who, accept_changes, as_json=as_json)
    if who:
        told(f"Đã bỏ “{phrase}” của {code}.")


def _tell_if_missed(phrase: str, code: str, both: Trial) -> None:
    becomes = given(phrase, both.after)
    if not becomes.is_right((code,)):
        said = in_short(*becomes, both.after.law)
        told(f"Lưu ý: dù có câu này, ai hỏi đúng như vậy bot vẫn {said}. Thêm vài cách hỏi rõ hơn.")
