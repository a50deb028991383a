"""How does the catalogue get into the tables and out again: whole procedures, life events, the revision?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, delete, select

from knowledge import models
from knowledge.packing import unpacked
from knowledge.phrase_book import NOTHING, add_phrases, said_by_code, with_phrases
from knowledge.procedure import Procedure
from knowledge.starter_files import LifeEvent, LifeEventStep
from knowledge.versions import rows_in_force, version_row, write_versions

REVISION = "catalogue_revision"


def publish(
    session: Session, procedures: Iterable[Procedure], *, source: str = "starter", settled: Collection[str] = ()
) -> list[models.ProcedureVersionRow]:
    """Write a version and the phrases of each procedure; returns the versions that are new.

    A version that is there already (same code, same first day) stays as it is: publishing twice changes nothing.
    Of the `settled` codes only the phrases are written.
    """
    version = models.ProcedureVersionRow
    known = set(session.exec(select(col(version.code), col(version.effective_from))))
    new: list[models.ProcedureVersionRow] = []
    said: dict[str, list[tuple[str, bool]]] = {}
    for procedure in procedures:
        texts = [(text, False) for text in procedure.phrases] + [(text, True) for text in procedure.situations]
        said.setdefault(procedure.code, []).extend(texts)
        if procedure.code not in settled and (procedure.code, procedure.effective_from) not in known:
            known.add((procedure.code, procedure.effective_from))
            new.append(version_row(procedure, origin=source))
    write_versions(session, new)
    add_phrases(session, said, source)
    return new


def publish_life_events(session: Session, events: Sequence[LifeEvent]) -> None:
    """Replace the life events by `events`, in their order."""
    session.exec(delete(models.LifeEventRow))
    for position, event in enumerate(events):
        content = event.model_dump(mode="json")
        session.add(models.LifeEventRow(position=position, **content))


def procedures_in_force(session: Session, on: date) -> list[Procedure]:
    """Every procedure as the law has it on the day `on`, by code, with its phrases.

    A procedure whose first version begins later, or whose version on that day is a repeal, is not there.
    """
    said = said_by_code(session)
    return [
        with_phrases(unpacked(row.content), said.get(row.code, NOTHING))
        for row in sorted(rows_in_force(session, on), key=lambda row: str(row.code))
        if not row.repealed
    ]


def life_events(session: Session) -> list[LifeEvent]:
    """The life events in the order citizens see them."""
    return [
        LifeEvent(
            key=row.key,
            name=row.name,
            opening=row.opening,
            phrases=tuple(row.phrases),
            steps=tuple(LifeEventStep(**step) for step in row.steps),
        )
        for row in session.exec(select(models.LifeEventRow).order_by(col(models.LifeEventRow.position)))
    ]


def revision(session: Session) -> int:
    """The number that grows with every change of the catalogue."""
    row = session.get(models.SettingRow, REVISION)
    return int(row.value) if row else 0


def raise_revision(session: Session) -> int:
    """Count one change more; running bots see it and load the catalogue anew."""
    known = session.get(models.SettingRow, REVISION, with_for_update=True, populate_existing=True)
    row = known or models.SettingRow(name=REVISION, value="0")
    row.value = str(int(row.value) + 1)
    session.add(row)
    return int(row.value)
