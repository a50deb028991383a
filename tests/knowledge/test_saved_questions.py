from __future__ import annotations

import pytest

from knowledge import audit
from knowledge.errors import CatalogueError
from knowledge.saved_questions import KINDS, LONGEST, SavedQuestion, drop, golden, golden_for, keep, saved
from knowledge.starter_files import starter_procedures
from knowledge.storage import Storage
from tests.knowledge.audited import BEES, HONEY, LAN, faults


def test_a_kept_question_comes_back_and_is_in_the_book(either_storage: Storage) -> None:
    with either_storage.writing() as session:
        first = keep(session, "  khai báo   tổ ong ", [BEES.code, HONEY.code], LAN)
        second = keep(session, "giá vàng hôm nay", [], LAN, kind="accepted")

    assert first == SavedQuestion("q1", "khai báo tổ ong", (BEES.code, HONEY.code), "regression")
    with either_storage.reading() as session:
        assert saved(session) == [first, second]
        (_, entry) = audit.entries(session)
    assert (entry.action, entry.subject, entry.actor) == ("keep-question", "q1", LAN.actor)
    assert entry.after == {"text": "khai báo tổ ong", "codes": [BEES.code, HONEY.code]}
    assert faults(either_storage) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "phải có chữ"), (" \n ", "phải có chữ"), ("a" * (LONGEST + 1), str(LONGEST)), ("tổ  ong", "đã được giữ")],
)
def test_what_cannot_be_kept_is_refused(storage: Storage, text: str, says: str) -> None:
    with storage.writing() as session:
        keep(session, "tổ ong", [BEES.code], LAN)

    with storage.writing() as session, pytest.raises(CatalogueError, match=says):
        keep(session, text, [BEES.code], LAN)


def test_a_question_is_let_go_and_the_book_says_what_it_was(storage: Storage) -> None:
    with storage.writing() as session:
        kept = keep(session, "tổ ong", [BEES.code], LAN)
    with storage.writing() as session:
        assert drop(session, "q1", LAN) == kept

    with storage.reading() as session:
        assert saved(session) == []
        entry = audit.entries(session)[0]
    assert (entry.action, entry.before, entry.after) == (
        "drop-question",
        {"text": "tổ ong", "codes": [BEES.code]},
        None,
    )
    assert faults(storage) == []


@pytest.mark.parametrize("name", ["q7", "7", "", "q", "s-01", "q٣", "q-1", "q" + "9" * 30])
def test_a_name_that_no_kept_question_has_is_refused(storage: Storage, name: str) -> None:
    with storage.writing() as session, pytest.raises(CatalogueError, match="tthc question list"):
        drop(session, name, LAN)


def test_the_questions_that_ship_have_names_of_their_own_and_known_codes() -> None:
    questions = golden()
    known = {procedure.code for procedure in starter_procedures()}

    assert len(questions) > 1000
    assert len({question.name for question in questions}) == len(questions)
    assert {question.kind for question in questions} == {"golden"} <= set(KINDS)
    assert {code for question in questions for code in question.codes} <= known
    assert any(not question.codes for question in questions), "some must be declined"


def test_a_catalogue_is_held_only_to_shipped_questions_about_what_it_has() -> None:
    everything = {code for question in golden() for code in question.codes}

    assert golden_for(everything) != []
    assert {question.name for question in golden_for(everything)} == {question.name for question in golden()}
    assert all("1.001193" in question.codes for question in golden_for({"1.001193"}))
    assert golden_for(set()) == []
