from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from knowledge import audit, models, storage, versions
from knowledge.packing import unpacked
from knowledge.phrase_book import said_for
from knowledge.procedure import Procedure
from knowledge.publishing import procedures_in_force
from knowledge.storage import Storage
from tests.knowledge.audited import faults
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.interchange.office_files import BEES, FISH

DEARER = BEES.model_copy(
    update={"effective_from": date(2027, 1, 1), "fees": FISH.fees, "cases": (), "audience": ("Hộ gia đình",)}
)
ENDED = FISH.model_copy(update={"effective_from": date(2027, 7, 1), "decision_on": None})
BARE = a_procedure(code="1.000003", short_name="Vùng nuôi", summary="Một câu có ' và \" và ✓.")
OLD = (BEES, DEARER, FISH.model_copy(update={"decision_on": None}), ENDED, BARE)
"""What a database of the release before holds: none of the fields that came with documents."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(storage._MIGRATIONS))
    return config


def _upgrade(to: Storage, revision: str) -> None:
    """Bring the tables to the shape of an older release."""
    config = _config()
    with to.engine.connect() as connection, storage._unwatched_keys(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """A database of revision 0003, the release before versions became documents, with a catalogue."""
    if request.param == "sqlite":
        found = Storage(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    else:
        server: Storage = request.getfixturevalue("_postgres")
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("DROP DATABASE IF EXISTS old"))
            connection.execute(text("CREATE DATABASE old"))
        address = server.engine.url.set(database="old")
        found = Storage(address.render_as_string(hide_password=False))
    _upgrade(found, "0003")
    with found.engine.begin() as connection:
        _write(connection)
    yield found
    found.close()


def _write(connection: Connection) -> None:
    """The rows as the release before wrote them."""
    tables = MetaData()
    tables.reflect(connection)

    def add(table: str, **values: Any) -> Any:
        key = connection.execute(tables.tables[table].insert().values(**values)).inserted_primary_key
        return key[0] if key else None

    for code in dict.fromkeys(procedure.code for procedure in OLD):
        add("procedure", code=code)
    for number, procedure in enumerate(OLD, 1):
        _write_version(add, number, procedure)
    for said, situation in ((BEES.phrases, False), (BEES.situations, True)):
        for each in said:
            add("phrase", code=BEES.code, text=each, situation=situation, source="starter")
    add("draft", code=FISH.code, state="draft", content={}, actor="Nguyễn Lan", reviewer="", reason="", created_at=NOW)
    add("regression_question", text="nuôi ong", codes=[BEES.code], source="golden")
    add("setting", name="catalogue_revision", value="7")


def _write_version(add: Any, number: int, procedure: Procedure) -> None:
    said = procedure.model_dump(mode="json")
    columns = ("name", "short_name", "summary", "field", "authority", "submit_to", "decision", "source")
    lists = ("audience", "levels", "conditions", "results")
    add(
        "procedure_version",
        id=number,
        code=procedure.code,
        effective_from=procedure.effective_from,
        verified_on=procedure.verified_on,
        verified_by="",
        repealed=procedure == ENDED,
        replaced_by=BEES.code if procedure == ENDED else "",
        **{name: said[name] for name in (*columns, *lists)},
    )
    for table, rows in (
        ("submission_channel", said["channels"]),
        ("fee", said["fees"]),
        ("legal_basis", said["legal_bases"]),
        ("step", [{"text": step} for step in said["steps"]]),
    ):
        for position, row in reversed(list(enumerate(rows))):
            add(table, version_id=number, position=position, **row)
    for position, case in enumerate(said["cases"]):
        case_id = add("submission_case", version_id=number, position=position, name=case["name"])
        for place, document in enumerate(case["documents"]):
            plain: Mapping[str, Any] = {name: value for name, value in document.items() if name != "files"}
            add("required_document", case_id=case_id, position=place, **plain)


def test_every_version_becomes_a_document_that_says_the_same(old: Storage) -> None:
    old.migrate()

    with old.reading() as session:
        rows = session.exec(select(models.ProcedureVersionRow).order_by("id")).all()
    assert [unpacked(row.content) for row in rows] == [
        each.model_copy(update={"phrases": (), "situations": ()}) for each in OLD
    ]
    assert [(row.code, row.effective_from, row.name, row.short_name, row.field) for row in rows] == [
        (each.code, each.effective_from, each.name, each.short_name, each.field) for each in OLD
    ]
    assert [(row.repealed, row.replaced_by) for row in rows] == [(False, "")] * 3 + [(True, BEES.code), (False, "")]
    assert {(row.reach, row.origin, tuple(row.officer_fields)) for row in rows} == {("national", "starter", ())}


def test_the_law_of_each_day_is_the_same(old: Storage) -> None:
    old.migrate()

    with old.reading() as session:
        found = [procedures_in_force(session, day) for day in (ON, date(2027, 1, 1), date(2027, 7, 1))]
    assert found[0] == [BEES, OLD[2], BARE]
    assert found[1] == [DEARER, OLD[2], BARE]
    assert found[2] == [DEARER, BARE]


def test_phrases_drafts_questions_and_settings_stay(old: Storage) -> None:
    old.migrate()

    with old.reading() as session:
        said = said_for(session, BEES.code)
        (draft,) = session.exec(select(models.DraftRow)).all()
        (question,) = session.exec(select(models.RegressionQuestionRow)).all()
        revision = session.get_one(models.SettingRow, "catalogue_revision")
    assert (said.phrases, said.situations) == (BEES.phrases, BEES.situations)
    assert (draft.code, draft.actor, draft.base, draft.origin, draft.changed_at) == (
        FISH.code,
        "Nguyễn Lan",
        None,
        "officer",
        NOW,
    )
    assert (question.codes, question.aspects, question.actor) == ([BEES.code], [], "")
    assert revision.value == "7"


def test_the_tables_are_those_of_the_models_and_keys_are_watched(old: Storage) -> None:
    old.migrate()

    with old.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    for row in (
        models.PhraseRow(code="9.999999", text="không có thủ tục này"),
        versions.version_row(a_procedure(code="9.999999"), origin="officer"),
        versions.version_row(BARE, origin="officer"),
    ):
        with pytest.raises(IntegrityError), old.writing() as session:
            session.add(row)


def test_what_an_older_release_published_is_taken_into_the_book(old: Storage) -> None:
    old.migrate()
    assert len(faults(old)) == len(OLD)

    with old.writing() as session:
        assert audit.adopt(session, NOW) == len(OLD)
    with old.writing() as session:
        assert audit.adopt(session, NOW) == 0

    assert faults(old) == []
    with old.reading() as session:
        entries = audit.entries(session)
    assert {entry.action for entry in entries} == {"adopt"}
    assert sorted(entry.subject for entry in entries) == sorted(each.code for each in OLD)


def test_there_is_no_way_back(old: Storage) -> None:
    old.migrate()
    config = _config()

    with old.engine.connect() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(RuntimeError, match="restore the copy"):
            command.downgrade(config, "0003")
