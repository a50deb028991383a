"""What did we talk about with this person? Kept in the database, so that it survives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, delete

from knowledge import models
from knowledge.answers import Context
from knowledge.askers import asker_hash
from knowledge.storage import Storage, insert_into


@dataclass(frozen=True, slots=True)
class Conversations:
    """The contexts of all people, each by the keyed hash of the person, for a limited time."""

    storage: Storage
    secret: bytes
    life: timedelta = timedelta(minutes=30)

    def load(self, person: int | str, now: datetime) -> Context:
        """What the last turns left, or the empty context when there is none or it is too old."""
        with self.storage.reading() as session:
            row = session.get(models.ConversationRow, asker_hash(person, self.secret))
        if row is None or now - row.updated_at > self.life:
            return Context()
        return Context.from_json(row.context)

    def save(self, person: int | str, context: Context, now: datetime) -> None:
        """Remember `context` in place of what was there."""
        with self.storage.writing() as session:
            changed = {"context": context.as_json(), "updated_at": now}
            statement = insert_into(session, models.ConversationRow).values(
                asker=asker_hash(person, self.secret), **changed
            )
            session.execute(statement.on_conflict_do_update(index_elements=["asker"], set_=changed))

    def forget(self, person: int | str) -> None:
        """Remember nothing of this person's conversation."""
        with self.storage.writing() as session:
            row = session.get(models.ConversationRow, asker_hash(person, self.secret))
            if row is not None:
                session.delete(row)

    def forget_old(self, now: datetime) -> int:
        """Delete the contexts whose time is over; returns how many."""
        with self.storage.writing() as session:
            old = col(models.ConversationRow.updated_at) < now - self.life
            return int(session.exec(delete(models.ConversationRow).where(old)).rowcount)
