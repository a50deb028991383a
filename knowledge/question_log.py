"""What did people ask, and what came of it? Every question is kept, redacted before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, delete

from knowledge import models
from knowledge.answers import Answer, Answered, AskedBack, SmallTalk, Unanswered, outcome
from knowledge.askers import asker_hash
from knowledge.storage import Storage
from nlp.redaction import redact

MAX_STORED_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class QuestionLog:
    """Writes questions; the person stands in it only as a keyed hash."""

    storage: Storage
    secret: bytes

    def add(
        self, person: int | str, text: str, answer: Answer, revision: int, asked_at: datetime, channel: str
    ) -> None:
        """Store one question with its outcome; identity numbers and the like are masked first."""
        row = models.QuestionRow(
            asked_at=asked_at,
            asker=asker_hash(person, self.secret),
            channel=channel,
            text=storable(text),
            outcome=outcome(answer),
            catalogue_revision=revision,
            **_found(answer),
        )
        with self.storage.writing() as session:
            session.add(row)

    def delete_older_than(self, days: int, now: datetime) -> int:
        """Delete the questions whose time is over; returns how many."""
        with self.storage.writing() as session:
            old = col(models.QuestionRow.asked_at) < now - timedelta(days=days)
            return int(session.exec(delete(models.QuestionRow).where(old)).rowcount)


def storable(text: str) -> str:
    """`text` as it may be kept: redacted, without null bytes and lone surrogates, at most a thousand characters."""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return redact(clean)[:MAX_STORED_CHARACTERS]


def _found(answer: Answer) -> dict[str, Any]:
    match answer:
        case Answered(codes=codes, aspects=aspects, probability=probability):
            return {"codes": list(codes), "aspects": list(aspects), "probability": probability}
        case AskedBack(options=options, aspects=aspects, probability=probability, event=event):
            found: dict[str, Any] = {"offered": list(options), "aspects": list(aspects), "probability": probability}
            reason = f"life_event:{event}" if event else ""
            return found | {"reason": reason if options else "no_topic"}
        case Unanswered(reason=reason, nearest=nearest, aspects=aspects, probability=probability):
            found = {"offered": list(nearest), "aspects": list(aspects), "probability": probability}
            return found | {"reason": reason}
        case SmallTalk(kind=kind):
            return {"reason": kind}
