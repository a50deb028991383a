from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import Answer, Answered, AskedBack, Context, SmallTalk, Unanswered, next_context, outcome
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
@given(context=st.builds(Context, current=_TEXTS, offered=_TEXTS, aspects=_TEXTS, question=st.text()))
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


def test_small_talk_changes_nothing() -> None:
    assert next_context(BEFORE, "cảm ơn", SMALL_TALK) == BEFORE
