"""How do citizens ask for each procedure? Phrases and situations by code, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from knowledge.everyday_files import everyday
from knowledge.models import PhraseRow, ProcedureRow
from knowledge.procedure import Procedure


class Said(NamedTuple):
    """What citizens say for one procedure, the oldest first."""

    phrases: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()


NOTHING = Said()


EVERYDAY = "everyday"
"""The source of a text that ships with the project for a procedure outside the starter catalogue."""
REMOVED = "removed"
"""The source of a text that an officer took out; it stays unheard, so that no later import brings it back."""


def said_by_code(session: Session) -> dict[str, Said]:
    """The phrases and situations of each code; there are tens of thousands, so no row is made."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    rows = select(PhraseRow.code, PhraseRow.text, PhraseRow.situation).where(PhraseRow.source != REMOVED)
    for code, text, situation in session.exec(rows.order_by(col(PhraseRow.id))):
        found.setdefault(code, ([], []))[bool(situation)].append(text)
    return {code: Said(tuple(phrases), tuple(situations)) for code, (phrases, situations) in found.items()}


def phrase_rows(session: Session, code: str) -> list[PhraseRow]:
    """The phrases and situations of one procedure with where they came from, the oldest first."""
    rows = select(PhraseRow).where(PhraseRow.code == code, PhraseRow.source != REMOVED)
    return list(session.exec(rows.order_by(col(PhraseRow.id))))


def said_for(session: Session, code: str) -> Said:
    """The phrases and situations of one procedure."""
    rows = phrase_rows(session, code)
    return Said(tuple(row.text for row in rows if not row.situation), tuple(row.text for row in rows if row.situation))


def with_phrases(procedure: Procedure, said: Said) -> Procedure:
    """The procedure together with what citizens say for it."""
    return procedure.model_copy(update={"phrases": said.phrases, "situations": said.situations})


def add_phrases(session: Session, said: Mapping[str, Iterable[tuple[str, bool]]], source: str) -> int:
    """Add texts (with whether each is a situation) by code; those that are there, or were taken out, stay so.

    Returns how many are new.
    """
    known = set(session.exec(select(PhraseRow.code, PhraseRow.text)))
    new: list[dict[str, Any]] = []
    for code, texts in said.items():
        for text, situation in texts:
            if (code, text) not in known:
                known.add((code, text))
                new.append({"code": code, "text": text, "situation": situation, "source": source})
    if new:
        session.execute(insert(PhraseRow), new)
    return len(new)


def add_everyday(session: Session) -> int:
    """Add the everyday sentences of all codes that the database has; returns how many are new."""
    known = session.exec(select(ProcedureRow.code))
    said = everyday()
    return add_phrases(session, {code: said[code] for code in known if code in said}, EVERYDAY)


def add_phrase(session: Session, code: str, text: str, source: str, *, situation: bool) -> None:
    """Add one text behind the others, also one that was taken out before."""
    session.exec(delete(PhraseRow).where(col(PhraseRow.code) == code, col(PhraseRow.text) == text))
    session.add(PhraseRow(code=code, text=text, situation=situation, source=source))
    session.flush()


def remove_phrase(session: Session, row: PhraseRow) -> None:
    """Take a text out for good."""
    row.source = REMOVED
    session.add(row)
    session.flush()


def replace_phrases(session: Session, code: str, said: Said, source: str) -> None:
    """Let a procedure have exactly these phrases, in this order; a text that stays keeps its source."""
    before = session.exec(select(PhraseRow).where(PhraseRow.code == code).order_by(col(PhraseRow.id))).all()
    sources = {row.text: row.source for row in before if row.source != REMOVED}
    wanted = dict.fromkeys(said.phrases, False) | dict.fromkeys(said.situations, True)
    gone = {row.text: row.situation for row in before if row.text not in wanted}
    session.exec(delete(PhraseRow).where(col(PhraseRow.code) == code))
    for text, situation in wanted.items():
        session.add(PhraseRow(code=code, text=text, situation=situation, source=sources.get(text, source)))
    for text, situation in gone.items():
        session.add(PhraseRow(code=code, text=text, situation=situation, source=REMOVED))
    session.flush()
