from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from knowledge import models
from knowledge.answers import Answer, Answered, AskedBack, SmallTalk, Unanswered
from knowledge.askers import asker_hash
from knowledge.question_log import MAX_STORED_CHARACTERS, QuestionLog, storable
from knowledge.storage import Storage
from tests.knowledge.examples import NOW, SECRET, SOME

ANSWERED = Answered(("1.000001", "1.000002"), ("fee",), 0.9)


def _logged(storage: Storage, answer: Answer, text: str = "nuôi ong bao nhiêu tiền") -> models.QuestionRow:
    QuestionLog(storage, SECRET).add(7, text, answer, 3, NOW, "telegram")
    with storage.reading() as session:
        return session.exec(select(models.QuestionRow)).one()


def test_a_question_is_kept_with_what_came_of_it(either_storage: Storage) -> None:
    row = _logged(either_storage, ANSWERED)

    assert (row.text, row.outcome, row.codes, row.aspects) == (
        "nuôi ong bao nhiêu tiền",
        "answered",
        ["1.000001", "1.000002"],
        ["fee"],
    )
    assert (row.probability, row.catalogue_revision, row.channel, row.asked_at) == (0.9, 3, "telegram", NOW)
    assert (row.offered, row.reason, row.feedback) == ([], "", None)


def test_the_asker_is_a_keyed_hash(storage: Storage) -> None:
    assert _logged(storage, ANSWERED).asker == asker_hash(7, SECRET)


@pytest.mark.parametrize(
    ("answer", "outcome", "reason", "offered", "probability"),
    [
        (AskedBack(("1.000001", "1.000002"), (), 0.8), "asked_back", "", ["1.000001", "1.000002"], 0.8),
        (AskedBack(("1.000001",), (), 0.5, event="sinh-con"), "asked_back", "life_event:sinh-con", ["1.000001"], 0.5),
        (Unanswered("not_sure", ("1.000003",), ("fee",), 0.3), "unanswered", "not_sure", ["1.000003"], 0.3),
        (AskedBack((), ("fee",), 0.0), "asked_back", "no_topic", [], 0.0),
        (SmallTalk("thanks"), "small_talk", "thanks", [], None),
    ],
)
def test_why_there_was_no_answer_is_kept_too(
    storage: Storage, answer: Answer, outcome: str, reason: str, offered: list[str], probability: float | None
) -> None:
    row = _logged(storage, answer)

    assert (row.outcome, row.reason, row.offered, row.probability) == (outcome, reason, offered, probability)
    assert row.codes == []


PERSONAL = [
    ("cccd 001099012345 bị mất", "001099012345"),
    ("gọi em 0912 345 678 nhé", "0912 345 678"),
    ("mail an.nguyen@example.com ạ", "an.nguyen@example.com"),
    ("xe 29A-123.45 sang tên", "29A-123.45"),
    ("hộ chiếu C1234567 hết hạn", "C1234567"),
]


@pytest.mark.parametrize(("text", "personal"), PERSONAL)
def test_what_says_who_a_person_is_never_reaches_the_table(storage: Storage, text: str, personal: str) -> None:
    assert personal not in _logged(storage, ANSWERED, text).text


@pytest.mark.parametrize(
    "text", ["thủ tục 1.001193", "theo 123/2015/NĐ-CP", "phí 1.200.000 đồng à", "từ 01/07/2025", "còn 60 ngày"]
)
def test_codes_decrees_amounts_and_dates_are_kept(text: str) -> None:
    assert storable(text) == text


def test_a_very_long_question_is_cut_after_it_was_redacted() -> None:
    number = "001099012345"
    text = "a " * (MAX_STORED_CHARACTERS // 2 - 3) + number
    kept = storable(text)

    assert len(kept) <= MAX_STORED_CHARACTERS
    assert number[:4] not in kept


@SOME
@given(text=st.text(st.characters(codec=None)))
def test_anything_people_can_send_can_be_kept(text: str) -> None:
    kept = storable(text)

    kept.encode("utf-8")
    assert "\x00" not in kept
    assert len(kept) <= MAX_STORED_CHARACTERS


@pytest.mark.parametrize("text", ["nửa chữ \ud83d", "số\x00không", ""])
def test_odd_letters_do_not_stop_either_database(either_storage: Storage, text: str) -> None:
    assert _logged(either_storage, ANSWERED, text).text == storable(text)


def test_questions_whose_time_is_over_are_deleted(either_storage: Storage) -> None:
    log = QuestionLog(either_storage, SECRET)
    for days in (400, 366, 364, 0):
        log.add(7, f"{days} ngày trước", ANSWERED, 0, NOW - timedelta(days=days), "telegram")

    assert log.delete_older_than(365, NOW) == 2

    with either_storage.reading() as session:
        kept = {row.text for row in session.exec(select(models.QuestionRow))}
    assert kept == {"364 ngày trước", "0 ngày trước"}
