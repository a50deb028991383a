"""What does an import find in the database? All of it read at one moment, so that whatever others change is noticed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from knowledge import publishing
from knowledge.audit import take_turn
from knowledge.elsewhere import elsewhere
from knowledge.errors import CatalogueError
from knowledge.law_in_force import Stored, stored_on
from knowledge.models import PortalRecordRow, ProcedureVersionRow
from knowledge.office_words import lexicon_of
from knowledge.portal.plan import Known
from knowledge.storage import Storage
from nlp.lexicon import Lexicon

_NOTHING = Known()


class Standing(NamedTuple):
    """What the database holds for a day."""

    revision: int
    known: Mapping[str, Known]
    """By code."""
    stored: Stored
    elsewhere: Sequence[str]
    lexicon: Lexicon


def standing_on(storage: Storage, today: date) -> Standing:
    """What the database holds for the day `today`; the revision is read first, so that it is never too new."""
    with storage.reading() as session:
        return Standing(
            publishing.revision(session),
            known_state(session, today),
            stored_on(session, today),
            elsewhere(session),
            lexicon_of(session),
        )


def known_state(session: Session, today: date) -> dict[str, Known]:
    """What the database has of each code on the day `today`."""
    found: dict[str, Known] = {}
    for row in session.exec(select(ProcedureVersionRow).order_by(col(ProcedureVersionRow.effective_from))):
        known = found.get(row.code, _NOTHING)
        known = known._replace(from_starter=known.from_starter or row.origin == "starter")
        begun = row.effective_from <= today
        found[row.code] = known._replace(version=row) if begun else known._replace(later=(*known.later, row))
    for record in session.exec(select(PortalRecordRow)):
        found[record.code] = found.get(record.code, _NOTHING)._replace(record=record)
    return found


def take_turn_at(session: Session, standing: Standing) -> None:
    """Let others wait until this transaction ends; raises CatalogueError when somebody published something since."""
    take_turn(session)
    if publishing.revision(session) != standing.revision:
        raise CatalogueError("Có người vừa công bố thay đổi khác. Chưa ghi gì cả: chạy lại lệnh nhập.")
