from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import (
    EARLIER,
    LONGEST_SAID,
    Answer,
    Answered,
    AskedBack,
    Context,
    SmallTalk,
    Unanswered,
    next_context,
    outcome,
)
from tests.knowledge.examples import SOME

ANSWERED = Answered(("1.000001",), ("fee",), 0.9)
ASKED_BACK = AskedBack(("1.000001", "1.000002"), ("time",), 0.8)
UNANSWERED = Unanswered("not_sure", ("1.000003",), ("place",), 0.3)
SMALL_TALK = SmallTalk("thanks")
BEFORE = Context(current=("1.000009",), offered=("1.000008",), aspects=("steps",), question="nuôi ong")
_TEXTS = st.lists(st.text()).map(tuple)


@pytest.mark.parametrize(
    ("answer", "status"),
    [(ANSWERED, "answered"), (ASKED_BACK, "asked_back"), (UNANSWERED, "unanswered"), (SMALL_TALK, "small_talk")],
)
def test_every_answer_ends_in_one_status(answer: Answer, status: str) -> None:
    assert outcome(answer) == status


@SOME
@given(context=st.builds(Context, current=_TEXTS, offered=_TEXTS, aspects=_TEXTS, question=st.text(), earlier=_TEXTS))
def test_a_context_comes_back_from_its_json(context: Context) -> None:
    assert Context.from_json(json.loads(json.dumps(context.as_json()))) == context


@pytest.mark.parametrize("content", [{}, {"colour": "red"}])
def test_foreign_json_is_the_empty_context(content: dict[str, object]) -> None:
    assert Context.from_json(content) == Context()


def test_an_answer_is_what_the_next_question_goes_on_about() -> None:
    after = next_context(BEFORE, "bán ong", ANSWERED)

    assert (after.current, after.offered, after.aspects) == (("1.000001",), (), ("fee",))


@pytest.mark.parametrize(("answer", "offered"), [(ASKED_BACK, ("1.000001", "1.000002")), (UNANSWERED, ("1.000003",))])
def test_what_was_offered_can_be_chosen_and_the_last_procedure_is_not_forgotten(
    answer: AskedBack | Unanswered, offered: tuple[str, ...]
) -> None:
    after = next_context(BEFORE, "bán ong", answer)

    assert (after.current, after.offered, after.aspects) == (BEFORE.current, offered, answer.aspects)


@pytest.mark.parametrize(
    "answer", [SMALL_TALK, Unanswered("out_of_scope", (), (), 0.1), Unanswered("no_match", (), (), 0.0)]
)
def test_what_is_about_nothing_of_ours_changes_nothing(answer: Answer) -> None:
    assert next_context(BEFORE, "cảm ơn", answer) == BEFORE


def test_a_procedure_that_is_left_is_remembered_once_and_the_latest_first() -> None:
    context = Context()
    for code in ("1", "2", "1", "3", "4", "5", "6"):
        context = next_context(context, f"việc {code}", Answered((code,), (), 0.9))

    assert (context.current, context.earlier) == (("6",), ("5", "4", "3", "1"))
    assert len(context.earlier) == EARLIER


def test_while_the_same_is_spoken_of_the_question_that_named_it_stays() -> None:
    asked = next_context(Context(), "làm hộ chiếu", Answered(("1",), (), 0.9))

    assert next_context(asked, "bao nhiêu tiền", Answered(("1",), ("fee",), 0.9)).question == "làm hộ chiếu"
    assert next_context(asked, "đổi bằng lái", Answered(("2",), (), 0.9)).question == "đổi bằng lái"


def test_what_chooses_an_option_adds_to_the_question() -> None:
    asked = next_context(Context(), "làm căn cước", AskedBack(("1", "2"), (), 0.9))

    assert next_context(asked, "bị mất", Answered(("2",), (), 0.9)).question == "làm căn cước bị mất"
    assert next_context(asked, "phí bao nhiêu", AskedBack(("1", "2"), ("fee",), 0.5)).question == "làm căn cước"


def test_what_was_said_does_not_grow_without_end() -> None:
    context = Context(question="a" * LONGEST_SAID, offered=("1",))

    assert len(next_context(context, "b" * LONGEST_SAID, Answered(("1",), (), 0.9)).question) <= LONGEST_SAID
