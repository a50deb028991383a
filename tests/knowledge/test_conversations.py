from __future__ import annotations

from datetime import timedelta

import pytest

from knowledge import models
from knowledge.answers import Context
from knowledge.conversations import Conversations
from knowledge.storage import Storage
from tests.knowledge.examples import NOW, SECRET

CONTEXT = Context(current=("1.000001",), offered=("1.000002",), aspects=("fee",), question="nuôi ong")
AN, BINH = 2**52, "console"


@pytest.fixture
def conversations(either_storage: Storage) -> Conversations:
    return Conversations(either_storage, SECRET)


def test_a_new_person_has_the_empty_context(conversations: Conversations) -> None:
    assert conversations.load(AN, NOW) == Context()


def test_what_was_said_is_remembered_across_a_restart(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)

    again = Conversations(conversations.storage, SECRET)
    assert again.load(AN, NOW) == CONTEXT


def test_the_newest_context_takes_the_place_of_the_last(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)
    conversations.save(AN, Context(current=("1.000009",)), NOW)

    assert conversations.load(AN, NOW) == Context(current=("1.000009",))


def test_nobody_hears_what_another_said(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)

    assert conversations.load(BINH, NOW) == Context()
    assert Conversations(conversations.storage, b"another secret").load(AN, NOW) == Context()


def test_a_context_lives_for_thirty_minutes_and_not_longer(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)

    assert conversations.load(AN, NOW + timedelta(minutes=30)) == CONTEXT
    assert conversations.load(AN, NOW + timedelta(minutes=30, seconds=1)) == Context()


def test_each_turn_begins_the_thirty_minutes_anew(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)
    conversations.save(AN, CONTEXT, NOW + timedelta(minutes=29))

    assert conversations.load(AN, NOW + timedelta(minutes=58)) == CONTEXT


def test_an_installation_may_remember_for_longer(either_storage: Storage) -> None:
    patient = Conversations(either_storage, SECRET, timedelta(hours=2))
    patient.save(AN, CONTEXT, NOW)

    assert patient.load(AN, NOW + timedelta(hours=1)) == CONTEXT


def test_who_asks_to_be_forgotten_is_forgotten_and_nobody_else(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)
    conversations.save(BINH, CONTEXT, NOW)

    conversations.forget(AN)
    conversations.forget(AN)

    assert conversations.load(AN, NOW) == Context()
    assert conversations.load(BINH, NOW) == CONTEXT


def test_contexts_whose_time_is_over_are_deleted(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)
    conversations.save(BINH, CONTEXT, NOW + timedelta(minutes=20))

    assert conversations.forget_old(NOW + timedelta(minutes=31)) == 1
    assert conversations.forget_old(NOW + timedelta(minutes=31)) == 0
    assert conversations.load(BINH, NOW + timedelta(minutes=31)) == CONTEXT


def test_the_person_stands_nowhere_in_the_table(conversations: Conversations) -> None:
    conversations.save(AN, CONTEXT, NOW)

    with conversations.storage.engine.connect() as connection:
        rows = connection.execute(models.ConversationRow.__table__.select()).all()  # type: ignore[attr-defined]
    assert str(AN) not in repr(rows)
