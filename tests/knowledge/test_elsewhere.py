from __future__ import annotations

from sqlmodel import select

from knowledge.catalogue import entry_texts
from knowledge.elsewhere import elsewhere, publish_elsewhere
from knowledge.law_in_force import card_of
from knowledge.models import ElsewhereRow
from knowledge.procedure import Procedure
from knowledge.snapshots import catalogue_on
from knowledge.starter_files import Elsewhere, starter_elsewhere
from knowledge.storage import Storage
from nlp.normalising import normalise
from tests.knowledge.examples import ON

FLYING = Elsewhere("hàng không", "thi bằng lái tàu vũ trụ ở đâu")
COURTS = Elsewhere("tòa án", "nộp đơn ly hôn ở đâu")


def _publish(storage: Storage, *sentences: Elsewhere, source: str = "starter") -> bool:
    with storage.writing() as session:
        return publish_elsewhere(session, sentences, source=source)


def _told(storage: Storage) -> list[str]:
    with storage.reading() as session:
        return elsewhere(session)


def test_what_is_published_is_told(either_storage: Storage) -> None:
    assert _publish(either_storage, FLYING, COURTS)
    assert _told(either_storage) == [FLYING.text, COURTS.text]


def test_publishing_the_same_again_changes_nothing(storage: Storage) -> None:
    _publish(storage, FLYING, COURTS)

    assert not _publish(storage, COURTS, FLYING)


def test_a_sentence_that_its_source_takes_back_is_gone(storage: Storage) -> None:
    _publish(storage, FLYING, COURTS)

    assert _publish(storage, COURTS)
    assert _told(storage) == [COURTS.text]


def test_what_an_officer_gave_stays_when_the_starter_changes(storage: Storage) -> None:
    _publish(storage, FLYING, source="officer")
    _publish(storage, FLYING, COURTS)
    _publish(storage, COURTS)

    with storage.reading() as session:
        given_by = {row.text: row.source for row in session.exec(select(ElsewhereRow))}
    assert given_by == {FLYING.text: "officer", COURTS.text: "starter"}


def test_the_matcher_hears_it(storage: Storage) -> None:
    _publish(storage, FLYING)

    assert FLYING.text in [text.text for text in catalogue_on(storage, ON).matcher.texts]


def test_what_the_starter_says_is_elsewhere_is_no_question_for_a_procedure_of_it(starter: list[Procedure]) -> None:
    said = {normalise(text.text) for text in entry_texts(map(card_of, starter))}
    sentences = [normalise(sentence.text) for sentence in starter_elsewhere()]

    assert said.intersection(sentences) == set()
    assert len(sentences) == len(set(sentences))
    assert all(sentence.topic and sentence.text for sentence in starter_elsewhere())
