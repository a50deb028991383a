"""How is a person told apart without being known? By a keyed hash that cannot be turned back."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlmodel import Session

from knowledge import models
from knowledge.storage import insert_into

_SECRET = "asker_secret"  # noqa: S105 - the name of the setting


def asker_hash(person: int | str, secret: bytes) -> str:
    """A person's hash: 32 hexadecimal digits, the same for the same person and secret.

    >>> asker_hash(1, b"k") == asker_hash(1, b"k"), asker_hash(1, b"k") == asker_hash(2, b"k")
    (True, False)
    """
    return hmac.new(secret, str(person).encode(), hashlib.sha256).hexdigest()[:32]


def kept_secret(session: Session) -> bytes:
    """The installation's own secret; made on first use and kept in the database."""
    fresh = insert_into(session, models.SettingRow).values(name=_SECRET, value=secrets.token_hex(32))
    session.execute(fresh.on_conflict_do_nothing())
    kept = session.get_one(models.SettingRow, _SECRET, populate_existing=True)
    return bytes.fromhex(kept.value)
