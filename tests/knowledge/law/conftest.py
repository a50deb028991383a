"""An office of three procedures and a life event, and the desk where people ask."""

from __future__ import annotations

import pytest

from knowledge import publishing
from knowledge.conversations import Conversations
from knowledge.front_desk import FrontDesk
from knowledge.keeping import CatalogueKeeper
from knowledge.question_log import QuestionLog
from knowledge.storage import Storage
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import SECRET, Clock, a_life_event
from tests.knowledge.law.the_law import OFFICE


@pytest.fixture
def office(storage: Storage) -> Storage:
    """A catalogue of three procedures and a life event about bees."""
    bring_in(storage, *OFFICE)
    with storage.writing() as session:
        publishing.publish_life_events(session, [a_life_event()])
    return storage


@pytest.fixture
def desk(office: Storage, clock: Clock) -> FrontDesk:
    """What citizens speak with, on the law of the clock's day."""
    return FrontDesk(CatalogueKeeper(office, clock), Conversations(office, SECRET), QuestionLog(office, SECRET), clock)
