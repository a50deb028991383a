"""`tthc ask`: one question, the reply a citizen would read."""

from __future__ import annotations

import json
import sys
from datetime import datetime, time
from typing import Annotated, Any

import typer
from rich.console import Console

from admin_cli.explaining import explain as explained
from admin_cli.options import AsJson, DatabaseUrl, OnDay, catalogue_for, opened, wide_console
from bot.terminal_text import drawn, printable
from knowledge import wording
from knowledge.answering import answer
from knowledge.answers import Answer, Answered, AskedBack, Context, Unanswered, outcome
from knowledge.catalogue import Catalogue
from knowledge.replies import Reply
from knowledge.viet_time import VIETNAM

NAME = "ask"


def command(
    question: Annotated[str, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi, như người dân gõ.")],
    on: OnDay = None,
    explain: Annotated[bool, typer.Option("--explain", help="Cho biết vì sao trả lời như vậy.")] = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Hỏi một câu và xem đúng điều người dân sẽ đọc; không ghi gì vào sổ câu hỏi.

    Ví dụ: tthc ask "lam giay khai sinh can gi" --on 2027-01-01
    """
    office = opened(database)
    try:
        catalogue = catalogue_for(office, on)
        given = answer(question, catalogue, Context())
        console = Console(highlight=False)
        if as_json:
            sys.stdout.write(json.dumps(_as_json(question, given, catalogue), ensure_ascii=False, indent=2) + "\n")
        else:
            moment = datetime.combine(catalogue.on, time(9), VIETNAM) if on else office.desk.clock()
            _show(wording.reply(given, catalogue, moment), console)
        if explain:
            explained(question, given, catalogue, wide_console(stderr=True, whole=True))
    finally:
        office.close()


def _show(reply: Reply, console: Console) -> None:
    """The reply as a citizen reads it, with its buttons in brackets."""
    for part in reply.parts:
        console.print(drawn(part), soft_wrap=not console.is_terminal)
    for row in reply.buttons:
        console.print(" ".join(f"[{printable(button.text)}]" for button in row), markup=False, soft_wrap=True)


def _as_json(question: str, given: Answer, catalogue: Catalogue) -> dict[str, Any]:
    content: dict[str, Any] = {"q": question, "outcome": outcome(given), "on": catalogue.on.isoformat()}
    match given:
        case Answered():
            content |= {"codes": given.codes, "aspects": given.aspects, "probability": given.probability}
        case AskedBack():
            content |= {"offered": given.options, "aspects": given.aspects, "probability": given.probability}
        case Unanswered():
            content |= {"offered": given.nearest, "reason": given.reason, "probability": given.probability}
    return content
