"""Which questions must keep their answer, whoever changes the catalogue?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from knowledge.audit import Event, Who, record
from knowledge.errors import CatalogueError
from knowledge.evaluation import cases_of
from knowledge.models import RegressionQuestionRow
from knowledge.starter_files import starter_questions

KINDS = {"golden": "mẫu", "regression": "giữ nguyên", "accepted": "đã nhận"}
"""Golden ones ship with the catalogue, officers add regression ones, accepted ones come from unanswered questions."""
LONGEST = 500
_NUMBER = re.compile("[0-9]{1,9}")


class SavedQuestion(NamedTuple):
    """A question and every procedure that is a right answer; none: it must be declined."""

    name: str
    """What it is called on the command line: "q12", or the id of its file."""
    text: str
    codes: tuple[str, ...]
    kind: str


def golden() -> list[SavedQuestion]:
    """The first turns of the questions that ship with the catalogue; those that are to be asked back are left out."""
    return [
        SavedQuestion(case["id"], first["q"], tuple(first["codes"]), "golden")
        for name, text in sorted(starter_questions().items())
        for case in cases_of(text, name)
        if (first := case["turns"][0])["behaviour"] != "clarify"
    ]


def golden_for(procedures: Set[str]) -> list[SavedQuestion]:
    """The shipped questions that this catalogue can be held to: what it has, and what a catalogue like it declines."""
    answers = [question for question in golden() if question.codes]
    held = [question for question in answers if not procedures.isdisjoint(question.codes)]
    declines = [question for question in golden() if not question.codes]
    return [*held, *(declines if 2 * len(held) >= len(answers) else [])]


def saved(session: Session) -> list[SavedQuestion]:
    """The questions that this office keeps."""
    rows = session.exec(select(RegressionQuestionRow).order_by(col(RegressionQuestionRow.id)))
    return [SavedQuestion(f"q{row.id}", row.text, tuple(row.codes), row.source) for row in rows]


def keep(session: Session, text: str, codes: Iterable[str], who: Who, kind: str = "regression") -> SavedQuestion:
    """Keep a question with its right answers; raises CatalogueError when it is empty, too long or kept already."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise CatalogueError(f"Câu hỏi phải có chữ và dài nhất {LONGEST} ký tự.")
    if session.exec(select(RegressionQuestionRow).where(RegressionQuestionRow.text == text)).first():
        raise CatalogueError("Câu hỏi này đã được giữ rồi. Xem: tthc question list.")
    row = RegressionQuestionRow(text=text, codes=list(codes), source=kind, actor=who.actor)
    session.add(row)
    session.flush()
    record(session, who, Event("keep-question", f"q{row.id}", None, {"text": text, "codes": row.codes}))
    return SavedQuestion(f"q{row.id}", text, tuple(row.codes), kind)


def drop(session: Session, name: str, who: Who) -> SavedQuestion:
    """Let a kept question go; raises CatalogueError when there is none of that name."""
    number = name.removeprefix("q")
    row = session.get(RegressionQuestionRow, int(number)) if _NUMBER.fullmatch(number) else None
    if row is None:
        raise CatalogueError(f"Không có câu hỏi {name}. Xem: tthc question list.")
    gone = SavedQuestion(name, row.text, tuple(row.codes), row.source)
    was: dict[str, Any] = {"text": row.text, "codes": list(row.codes)}
    session.delete(row)
    record(session, who, Event("drop-question", f"q{number}", was, None))
    return gone
