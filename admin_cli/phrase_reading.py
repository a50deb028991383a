"""What do citizens say for a procedure, and what did they ask that it does not know yet?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Annotated, Any

import typer
from rich.table import Table

from admin_cli.options import AsJson, Code, DatabaseUrl, print_json, stored, told, waiting, wide_console
from admin_cli.outcomes import in_short
from bot.terminal_text import printable
from knowledge import phrase_keeping
from knowledge.law_in_force import Law, law_on
from knowledge.phrase_book import phrase_rows
from knowledge.publish_gate import given
from knowledge.snapshots import catalogue_on
from knowledge.suggested_phrases import asked_about, suggestions
from knowledge.viet_time import now, vietnamese_day

SOURCES = {
    "starter": "danh mục khởi đầu",
    "officer": "cán bộ",
    "cluster": "câu hỏi thật",
    "portal": "Cổng DVC",
    "everyday": "câu thường gặp",
    "repealed": "thủ tục cũ đã bãi bỏ",
}


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
        answered = in_short(each["outcome"], each["codes"], catalogue.law)
        table.add_row(str(each["times"]), printable(each["text"]), answered)
    wide_console().print(table)
    told(f'Thêm một câu: tthc phrase add {code} "câu"')


def _inherited(law: Law, code: str, own: set[str]) -> list[dict[str, str | bool]]:
    """The phrases that a procedure hears because it stands in the place of a repealed one."""
    card = next((card for card in law.cards if card.code == code), None)
    said = [(text, False) for text in card.phrases] + [(text, True) for text in card.situations] if card else []
    return [{"text": text, "situation": situation, "source": "repealed"} for text, situation in said if text not in own]


COMMANDS: dict[str, Callable[..., None]] = {"list": list_, "suggest": suggest}
