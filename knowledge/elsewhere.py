"""What do people ask that no procedure is about? Sentences that teach the matcher to say *none of them*."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from knowledge.models import ElsewhereRow
from knowledge.starter_files import Elsewhere


def publish_elsewhere(session: Session, sentences: Sequence[Elsewhere], *, source: str = "starter") -> bool:
    """Replace the sentences of `source` by `sentences`; returns whether anything changed.

    A sentence that another source gave already stays as that source gave it.
    """
    known = dict(session.exec(select(ElsewhereRow.text, ElsewhereRow.source)).all())
    wanted = {sentence.text: sentence.topic for sentence in sentences}
    gone = [text for text, given_by in known.items() if given_by == source and text not in wanted]
    new = [{"topic": topic, "text": text, "source": source} for text, topic in wanted.items() if text not in known]
    if gone:
        session.exec(delete(ElsewhereRow).where(col(ElsewhereRow.text).in_(gone)))
    if new:
        session.execute(insert(ElsewhereRow), new)
    return bool(gone or new)


def elsewhere(session: Session) -> list[str]:
    """All these sentences, the oldest first."""
    return list(session.exec(select(ElsewhereRow.text).order_by(col(ElsewhereRow.id))))
