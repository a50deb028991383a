"""How do citizens ask for each procedure? Phrases and situations by code, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from knowledge.models import PhraseRow
from knowledge.procedure import Procedure


class Said(NamedTuple):
    """What citizens say for one procedure, the oldest first."""

    phrases: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()


NOTHING = Said()


def said_by_code(session: Session) -> dict[str, Said]:
    """The phrases and situations of each code; there are tens of thousands, so no row is made."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    rows = select(PhraseRow.code, PhraseRow.text, PhraseRow.situation).order_by(col(PhraseRow.id))
    for code, text, situation in session.exec(rows):
        found.setdefault(code, ([], []))[bool(situation)].append(text)
    return {code: Said(tuple(phrases), tuple(situations)) for code, (phrases, situations) in found.items()}


def said_for(session: Session, code: str) -> Said:
    """The phrases and situations of one procedure."""
    rows = session.exec(select(PhraseRow).where(PhraseRow.code == code).order_by(col(PhraseRow.id))).all()
    return Said(tuple(row.text for row in rows if not row.situation), tuple(row.text for row in rows if row.situation))


def with_phrases(procedure: Procedure, said: Said) -> Procedure:
    """The procedure together with what citizens say for it."""
    return procedure.model_copy(update={"phrases": said.phrases, "situations": said.situations})


def add_phrases(session: Session, said: Mapping[str, Iterable[tuple[str, bool]]], source: str) -> int:
    """Add texts (with whether each is a situation) by code; those that are there stay. Returns how many are new."""
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


def replace_phrases(session: Session, code: str, said: Said, source: str) -> None:
    """Let a procedure have exactly these phrases, in this order; a text that stays keeps its source."""
    rows = session.exec(select(PhraseRow.text, PhraseRow.source).where(PhraseRow.code == code)).all()
    sources = dict(rows)
    session.exec(delete(PhraseRow).where(col(PhraseRow.code) == code))
    texts = dict.fromkeys([(text, False) for text in said.phrases] + [(text, True) for text in said.situations])
    seen: set[str] = set()
    for text, situation in texts:
        if text not in seen:
            seen.add(text)
            session.add(PhraseRow(code=code, text=text, situation=situation, source=sources.get(text, source)))
    session.flush()
