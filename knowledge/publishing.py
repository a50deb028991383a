"""How do procedures get into the tables and out again, as whole values?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, delete, select

from knowledge import models
from knowledge.procedure import Procedure
from knowledge.starter_files import LifeEvent, LifeEventStep

REVISION = "catalogue_revision"
_VERSION_FIELDS = (
    "code",
    "effective_from",
    "name",
    "short_name",
    "summary",
    "field",
    "audience",
    "levels",
    "conditions",
    "results",
    "authority",
    "submit_to",
    "decision",
    "source",
    "verified_on",
)
_PARTS: dict[str, type[models.VersionPart]] = {
    "channels": models.SubmissionChannelRow,
    "fees": models.FeeRow,
    "legal_bases": models.LegalBasisRow,
}

Row = TypeVar("Row", bound=SQLModel)


def publish(session: Session, procedures: Iterable[Procedure], *, source: str = "starter") -> int:
    """Write a version and the phrases of each procedure; returns how many versions are new.

    A version that is there already (same code, same first day) stays as it is: publishing twice changes nothing.
    """
    known = {
        (code, start)
        for code, start in session.exec(
            select(col(models.ProcedureVersionRow.code), col(models.ProcedureVersionRow.effective_from))
        )
    }
    phrases = set(session.exec(select(models.PhraseRow.code, models.PhraseRow.text)))
    codes = set(session.exec(select(models.ProcedureRow.code)))
    added = 0
    for procedure in procedures:
        if procedure.code not in codes:
            codes.add(procedure.code)
            session.add(models.ProcedureRow(code=procedure.code))
            session.flush()
        if (procedure.code, procedure.effective_from) not in known:
            _write_version(session, procedure)
            added += 1
        for text, situation in [(t, False) for t in procedure.phrases] + [(t, True) for t in procedure.situations]:
            if (procedure.code, text) not in phrases:
                phrases.add((procedure.code, text))
                session.add(models.PhraseRow(code=procedure.code, text=text, situation=situation, source=source))
    return added


def publish_life_events(session: Session, events: Sequence[LifeEvent]) -> None:
    """Replace the life events by `events`, in their order."""
    session.exec(delete(models.LifeEventRow))
    for position, event in enumerate(events):
        content = event.model_dump(mode="json")
        session.add(models.LifeEventRow(position=position, **content))


def _write_version(session: Session, procedure: Procedure) -> None:
    content = procedure.model_dump(mode="json")
    values = {name: content[name] for name in _VERSION_FIELDS}
    values["effective_from"], values["verified_on"] = procedure.effective_from, procedure.verified_on
    version = _number(session, models.ProcedureVersionRow(**values))
    for name, table in _PARTS.items():
        for position, part in enumerate(content[name]):
            session.add(table(version_id=version, position=position, **part))
    for position, step in enumerate(content["steps"]):
        session.add(models.StepRow(version_id=version, position=position, text=step))
    for position, case in enumerate(content["cases"]):
        number = _number(session, models.SubmissionCaseRow(version_id=version, position=position, name=case["name"]))
        for place, document in enumerate(case["documents"]):
            session.add(models.RequiredDocumentRow(case_id=number, position=place, **document))


def _number(session: Session, row: models.ProcedureVersionRow | models.SubmissionCaseRow) -> int:
    """Write `row`; the number it got."""
    session.add(row)
    session.flush()
    return cast("int", row.id)


def procedures_in_force(session: Session, on: date) -> list[Procedure]:
    """Every procedure as the law has it on the day `on`, by code, with its phrases.

    A procedure whose first version begins later, or whose version on that day is a repeal, is not there.
    """
    newest = (
        select(models.ProcedureVersionRow.code, func.max(models.ProcedureVersionRow.effective_from).label("start"))
        .where(col(models.ProcedureVersionRow.effective_from) <= on)
        .group_by(models.ProcedureVersionRow.code)
        .subquery()
    )
    versions = session.exec(
        select(models.ProcedureVersionRow)
        .join(
            newest,
            (col(models.ProcedureVersionRow.code) == newest.c.code)
            & (col(models.ProcedureVersionRow.effective_from) == newest.c.start),
        )
        .where(col(models.ProcedureVersionRow.repealed).is_(False))
        .order_by(models.ProcedureVersionRow.code)
    ).all()
    ids = [version.id for version in versions]
    parts = {name: _by(session, table, "version_id", ids) for name, table in _PARTS.items()}
    steps = _by(session, models.StepRow, "version_id", ids)
    cases = _by(session, models.SubmissionCaseRow, "version_id", ids)
    documents = _by(session, models.RequiredDocumentRow, "case_id", [c.id for rows in cases.values() for c in rows])
    phrases = _phrases(session)
    return [
        Procedure.model_validate(
            {name: getattr(version, name) for name in _VERSION_FIELDS}
            | {name: [_content(row) for row in found.get(version.id, [])] for name, found in parts.items()}
            | {
                "steps": [row.text for row in steps.get(version.id, [])],
                "cases": [
                    {"name": case.name, "documents": [_content(row) for row in documents.get(case.id, [])]}
                    for case in cases.get(version.id, [])
                ],
            }
            | phrases.get(version.code, {})
        )
        for version in versions
    ]


def _phrases(session: Session) -> dict[str, dict[str, list[str]]]:
    """The phrases and situations of each code, the oldest first; there are tens of thousands, so no row is made."""
    row = models.PhraseRow
    found: dict[str, dict[str, list[str]]] = {}
    for code, text, situation in session.exec(select(row.code, row.text, row.situation).order_by(col(row.id))):
        texts = found.setdefault(code, {"phrases": [], "situations": []})
        texts["situations" if situation else "phrases"].append(text)
    return found


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
    known = session.get(models.SettingRow, REVISION, with_for_update=True)
    row = known or models.SettingRow(name=REVISION, value="0")
    row.value = str(int(row.value) + 1)
    session.add(row)
    return int(row.value)


def _content(row: SQLModel) -> dict[str, Any]:
    return row.model_dump(exclude={"id", "version_id", "case_id", "position"})


def _by(session: Session, table: type[Row], key: str, ids: Sequence[int | None]) -> dict[int | None, list[Row]]:
    """The rows of `table` grouped by their parent, each group in its order."""
    found: dict[int | None, list[Row]] = {}
    wanted = set(ids)
    for row in session.exec(select(table).order_by(col(table.position))):  # type: ignore[attr-defined]
        if getattr(row, key) in wanted:
            found.setdefault(getattr(row, key), []).append(row)
    return found
