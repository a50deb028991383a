from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import func, select

from knowledge import models, publishing, versions
from knowledge.answers import Context, SmallTalk
from knowledge.conversations import Conversations
from knowledge.errors import CatalogueError
from knowledge.keeping import CatalogueKeeper
from knowledge.opening import load_starter, open_desk
from knowledge.packing import unpacked
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


@pytest.fixture
def keeper(storage: Storage, clock: Clock) -> CatalogueKeeper:
    _publish(storage, TODAY, TOMORROW)
    return CatalogueKeeper(storage, clock)


def _two_seconds_later(keeper: CatalogueKeeper) -> None:
    keeper._looked_at = float("-inf")


def test_nothing_is_built_anew_while_nothing_changes(keeper: CatalogueKeeper) -> None:
    first = keeper()
    _two_seconds_later(keeper)

    assert keeper() is first
    assert (first.revision, first.on.isoformat()) == (1, "2026-11-25")


def test_a_change_of_the_catalogue_is_seen_at_the_next_look(keeper: CatalogueKeeper) -> None:
    before = keeper()
    _publish(keeper.storage, a_procedure(code="1.000002", short_name="Bán ong"))

    assert keeper() is before, "it looks at most every two seconds"
    _two_seconds_later(keeper)
    after = keeper()
    assert set(after.procedures) == {"1.000001", "1.000002"}
    assert after.revision == before.revision + 1
    assert set(before.procedures) == {"1.000001"}, "who still holds the old one sees no change"


def test_at_midnight_the_law_of_the_new_day_holds(keeper: CatalogueKeeper, clock: Clock) -> None:
    clock.moment = datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
    evening = keeper()
    clock.moment += timedelta(seconds=1)
    _two_seconds_later(keeper)
    midnight = keeper()

    assert evening.procedures["1.000001"].short_name == "Đăng ký nuôi ong"
    assert midnight.procedures["1.000001"].short_name == "Nuôi ong kiểu mới"


def test_while_one_builds_the_others_are_given_the_old_one(keeper: CatalogueKeeper) -> None:
    before = keeper()
    _publish(keeper.storage, a_procedure(code="1.000002", short_name="Bán ong"))
    _two_seconds_later(keeper)

    with keeper._lock:
        assert keeper() is before
    assert keeper() is not before


def test_many_who_ask_at_once_get_one_catalogue(keeper: CatalogueKeeper) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: keeper(), range(16)))

    assert len({id(catalogue) for catalogue in found}) == 1


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


def test_the_catalogue_of_any_day_can_be_asked_for(storage: Storage) -> None:
    _publish(storage, TODAY, TOMORROW)

    names = [
        [procedure.short_name for procedure in catalogue_on(storage, day).procedures.values()]
        for day in (date(2025, 12, 31), date(2026, 11, 25), date(2026, 11, 26))
    ]

    assert names == [[], ["Đăng ký nuôi ong"], ["Nuôi ong kiểu mới"]]
    assert catalogue_on(storage, date(2026, 11, 25)).life_events[0].key == "nuoi-ong"
