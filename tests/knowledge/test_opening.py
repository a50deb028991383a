from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import func, select

from knowledge import models, publishing, versions
from knowledge.answers import Context, SmallTalk
from knowledge.conversations import Conversations
from knowledge.errors import CatalogueError
from knowledge.opening import load_starter, open_desk, write_starter
from knowledge.packing import packed, unpacked
from knowledge.phrase_book import said_for
from knowledge.procedure import Procedure
from knowledge.question_log import QuestionLog
from knowledge.settings import Settings
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from tests.knowledge.examples import NOW, SECRET, Clock, a_life_event, a_procedure

TODAY = a_procedure(code="1.000001", short_name="Đăng ký nuôi ong", effective_from=date(2026, 1, 1))
TOMORROW = a_procedure(code="1.000001", short_name="Nuôi ong kiểu mới", effective_from=date(2026, 11, 26))


def _publish(storage: Storage, *procedures: Procedure) -> None:
    with storage.writing() as session:
        publishing.publish(session, procedures)
        publishing.publish_life_events(session, [a_life_event()])
        publishing.raise_revision(session)


def _settings(storage: Storage, secret: str | None = None) -> Settings:
    settings = Settings(_env_file=None, database_url=str(storage.engine.url))
    return settings.model_copy(update={"secret": SecretStr(secret) if secret else None})


@pytest.fixture
def published(storage: Storage) -> Storage:
    _publish(storage, TODAY)
    return storage


def test_an_empty_catalogue_opens_no_office_and_says_what_to_do(storage: Storage) -> None:
    with pytest.raises(CatalogueError, match=r"trống\..*tthc init"):
        open_desk(_settings(storage))


def test_an_office_opens_on_a_database_that_is_not_there_yet_only_with_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        open_desk(Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}"))


def test_the_desk_of_an_open_office_answers(published: Storage, clock: Clock) -> None:
    office = open_desk(_settings(published), clock)
    reply = office.desk.on_question("an", "1.000001")
    office.close()

    assert "Đăng ký nuôi ong" in reply.parts[0]


def test_a_secret_of_the_settings_is_used_and_not_stored(published: Storage, clock: Clock) -> None:
    office = open_desk(_settings(published, "của riêng"), clock)
    office.desk.on_question("an", "1.000001")
    office.close()

    remembered = Conversations(published, "của riêng".encode()).load("an", NOW)
    with published.reading() as session:
        names = set(session.exec(select(models.SettingRow.name)))
    assert remembered.current == ("1.000001",)
    assert names == {publishing.REVISION}


def test_what_is_too_old_is_deleted_when_the_office_opens(published: Storage, clock: Clock) -> None:
    Conversations(published, SECRET).save("an", Context(current=("1.000001",)), NOW - timedelta(hours=1))
    QuestionLog(published, SECRET).add("an", "chào", SmallTalk("greeting"), 0, NOW - timedelta(days=400), "console")

    open_desk(_settings(published), clock).close()

    with published.reading() as session:
        left = [session.exec(select(func.count()).select_from(table)).one() for table in _PERSONAL]
    assert left == [0, 0]


_PERSONAL = (models.ConversationRow, models.QuestionRow)


def test_the_starter_catalogue_is_loaded_once_however_often_one_tries(starter_database: str) -> None:
    storage = Storage(starter_database)
    with storage.reading() as session:
        before = publishing.revision(session)

    added, total = load_starter(storage)

    with storage.reading() as session:
        after = publishing.revision(session)
    storage.close()
    assert added == 0
    assert total >= 150
    assert (before, after) == (1, 1)


def test_what_an_officer_changed_stays_when_the_starter_catalogue_is_loaded_again(starter_database: str) -> None:
    storage = Storage(starter_database)
    code = "1.001193"
    with storage.writing() as session:
        (version,) = versions.history(session, code)
        changed = unpacked(version.content).model_copy(update={"summary": "Cán bộ đã sửa."})
        versions.write_version(session, versions.version_row(changed, origin="officer"))

    load_starter(storage)

    with storage.reading() as session:
        found = {procedure.code: procedure for procedure in publishing.procedures_in_force(session, date(2026, 11, 25))}
    storage.close()
    assert found[code].summary == "Cán bộ đã sửa."


NEWER = TOMORROW.model_copy(update={"phrases": ("nuôi ong lấy mật",)})
"""The procedure as a later release of the starter catalogue has it."""


def _after_an_update(storage: Storage) -> tuple[str, ...]:
    """The days on which versions begin once the newer starter catalogue is in."""
    with storage.writing() as session:
        write_starter(session, [NEWER], NOW)
    with storage.reading() as session:
        assert said_for(session, NEWER.code).phrases == NEWER.phrases, "phrases are ours, and arrive"
        return tuple(str(row.effective_from) for row in versions.history(session, NEWER.code))


def test_a_newer_starter_version_arrives_where_nobody_else_wrote(storage: Storage) -> None:
    _publish(storage, TODAY)

    assert _after_an_update(storage) == ("2026-01-01", "2026-11-26")


@pytest.mark.parametrize(
    "touched",
    [
        {"origin": "officer"},
        {"origin": "portal"},
        {"origin": "starter", "officer_fields": ["fees"]},
        {"origin": "starter", "repealed": True},
    ],
    ids=["an officer wrote it", "the portal wrote it", "an officer wrote a field", "it is repealed"],
)
def test_a_newer_starter_version_never_ends_what_others_wrote(storage: Storage, touched: dict[str, Any]) -> None:
    with storage.writing() as session:
        versions.write_version(session, versions.version_row(TODAY, **touched))

    assert _after_an_update(storage) == ("2026-01-01",)


def test_a_newer_starter_version_never_ends_what_the_portal_said(storage: Storage) -> None:
    _publish(storage, TODAY)
    with storage.writing() as session:
        record = models.PortalRecordRow(
            code=TODAY.code, raw_digest="", content=packed(TODAY), seen_on=date(2026, 11, 1)
        )
        session.add(record)

    assert _after_an_update(storage) == ("2026-01-01",)


def test_the_catalogue_of_any_day_can_be_asked_for(storage: Storage) -> None:
    _publish(storage, TODAY, TOMORROW)

    names = [
        [procedure.short_name for procedure in catalogue_on(storage, day).procedures.values()]
        for day in (date(2025, 12, 31), date(2026, 11, 25), date(2026, 11, 26))
    ]

    assert names == [[], ["Đăng ký nuôi ong"], ["Nuôi ong kiểu mới"]]
    assert catalogue_on(storage, date(2026, 11, 25)).life_events[0].key == "nuoi-ong"
