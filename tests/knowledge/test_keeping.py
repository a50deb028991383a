from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from operator import eq
from queue import Queue
from typing import TypeVar

import pytest

from knowledge import keeping, publishing
from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.procedure import Procedure
from knowledge.question_log import QuestionLog
from knowledge.replies import Reply
from knowledge.storage import Storage
from knowledge.viet_time import vietnamese_day
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import ON, SECRET, Clock, a_life_event, a_procedure, shown
from tests.knowledge.officers import BEES, fee, let_hold

TODAY = a_procedure(short_name="Đăng ký nuôi ong", effective_from=date(2026, 1, 1))
TOMORROW = a_procedure(short_name="Nuôi ong kiểu mới", effective_from=date(2026, 11, 26))
MIDNIGHT = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
"""The end of the 25th of November in Vietnam."""


def _publish(storage: Storage, *procedures: Procedure) -> None:
    with storage.writing() as session:
        publishing.publish(session, procedures)
        publishing.publish_life_events(session, [a_life_event()])
        publishing.raise_revision(session)


@pytest.fixture
def keeper(storage: Storage, clock: Clock) -> CatalogueKeeper:
    _publish(storage, TODAY, TOMORROW)
    return CatalogueKeeper(storage, clock)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keeper looks at the database every time."""
    monkeypatch.setattr(keeping, "_LOOK_EVERY", timedelta(0))


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
    assert set(after.procedures) == {BEES, "1.000002"}
    assert after.revision == before.revision + 1
    assert set(before.procedures) == {BEES}, "who still holds the old one sees no change"


def test_a_new_fee_is_seen_and_the_matcher_is_used_again(keeper: CatalogueKeeper) -> None:
    before = keeper()
    bring_in(keeper.storage, a_procedure(short_name="Đăng ký nuôi ong", effective_from=ON, **fee(70_000)))
    _two_seconds_later(keeper)

    after = keeper()

    assert after.procedures[BEES].fees[0].amount_vnd == 70_000
    assert after.matcher is before.matcher


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        pytest.param(MIDNIGHT - timedelta(hours=17), "Đăng ký nuôi ong", id="in the morning"),
        pytest.param(MIDNIGHT - timedelta(seconds=1), "Đăng ký nuôi ong", id="23:59:59"),
        pytest.param(MIDNIGHT, "Nuôi ong kiểu mới", id="00:00"),
        pytest.param(MIDNIGHT + timedelta(days=1), "Nuôi ong kiểu mới", id="the day after"),
    ],
)
def test_at_midnight_the_law_of_the_new_day_holds(
    keeper: CatalogueKeeper, clock: Clock, moment: datetime, name: str
) -> None:
    keeper()
    clock.moment = moment

    assert keeper().procedures[BEES].short_name == name, "however lately it looked"


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


def test_who_waited_past_midnight_is_given_the_law_of_the_new_day(keeper: CatalogueKeeper, clock: Clock) -> None:
    clock.moment = MIDNIGHT - timedelta(seconds=1)
    came = threading.Event()

    def watched() -> datetime:
        came.set()
        return clock()

    keeper.clock = watched
    with ThreadPoolExecutor(1) as threads:
        with keeper._lock:
            asked = threads.submit(keeper)
            came.wait(10)
            clock.moment = MIDNIGHT
        found = asked.result()

    assert found.procedures[BEES].short_name == "Nuôi ong kiểu mới"


# Many ask while one publishes, and at midnight

ASKED = f"{BEES} bao nhiêu tiền, nộp ở đâu"
VERSIONS = 5


def _told(n: int, start: date) -> Procedure:
    """A version that says its number in three places of an answer."""
    return a_procedure(
        short_name=f"Nuôi ong kiểu {n}",
        fees=({"state": "stated", "amount_vnd": 1_000 + n},),
        submit_to=f"Bàn số {n}",
        effective_from=start,
    )


def _version_in(reply: Reply) -> int:
    """The number of the one version that an answer is made of; what is announced for later stands apart."""
    today = shown(reply).partition("📌")[0]
    found = re.findall(r"Nuôi ong kiểu (\d+)|1\.0(\d\d) đồng|Bàn số (\d+)", today)
    numbers = [int("".join(groups)) for groups in found]
    assert len(numbers) == 3, today
    assert len(set(numbers)) == 1, f"a mixed answer: {today}"
    return numbers[0]


def _desk(storage: Storage, clock: Clock) -> FrontDesk:
    keeper = CatalogueKeeper(storage, clock)
    return FrontDesk(keeper, Conversations(storage, SECRET), QuestionLog(storage, SECRET), clock)


Said = TypeVar("Said")


@contextmanager
def _people_asking(ask: Callable[[int], Said]) -> Iterator[Callable[[Callable[[Said], bool]], Said]]:
    """Four people ask again and again; gives what waits for a reply of which something is true."""
    replies: Queue[Said] = Queue()
    over = threading.Event()

    def goes_on(person: int) -> None:
        while not over.is_set():
            replies.put(ask(person))

    with ThreadPoolExecutor(4) as threads:
        people = [threads.submit(goes_on, person) for person in range(4)]
        try:
            yield lambda is_so: next(filter(is_so, iter(lambda: replies.get(timeout=30), None)))
        finally:
            over.set()
    for person in people:
        person.result()


@pytest.mark.usefixtures("eager")
def test_every_reply_is_wholly_old_or_wholly_new_while_one_publishes(either_storage: Storage, clock: Clock) -> None:
    bring_in(either_storage, _told(0, date(2026, 1, 1)))
    desk = _desk(either_storage, clock)
    read: dict[int, list[int]] = defaultdict(list)

    def ask(person: int) -> int:
        read[person].append(_version_in(desk.on_question(person, ASKED)))
        return read[person][-1]

    with _people_asking(ask) as wait_until:
        for n in range(1, VERSIONS):
            let_hold(either_storage, _told(n, ON))
            wait_until(partial(eq, n))

    for versions in read.values():
        assert versions == sorted(versions), "who has read the new law is never told the old one again"


def test_nobody_is_told_yesterdays_law_after_midnight(storage: Storage, clock: Clock) -> None:
    bring_in(storage, *(_told(n, ON + timedelta(days=n)) for n in range(VERSIONS)))
    desk = _desk(storage, clock)

    def day() -> int:
        return (vietnamese_day(clock()) - ON).days

    read: list[tuple[int, int, int]] = []

    def ask(person: int) -> int:
        read.append((day(), _version_in(desk.on_question(person, ASKED)), day()))
        return read[-1][0]

    with _people_asking(ask) as wait_until:
        for n in range(1, VERSIONS):
            clock.moment = MIDNIGHT + timedelta(days=n - 1)
            wait_until(partial(eq, n))

    assert {version for _, version, _ in read} >= set(range(1, VERSIONS))
    for before, version, after in read:
        assert before <= version <= after
