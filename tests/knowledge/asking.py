"""How do the tests put questions to the real catalogue, one after the other?"""

from __future__ import annotations

from knowledge.answering import answer
from knowledge.answers import Answer, Answered, Context, SmallTalk, next_context
from knowledge.catalogue import Catalogue

BIRTH, MARRIAGE, PASSPORT, STAY, HOME = "1.001193", "1.000894", "1.001456", "1.004194", "1.004222"
ID_LOST, RECORD = "1.014064", "3.000333"


def ask(catalogue: Catalogue, *questions: str) -> Answer:
    """The answer to the last of `questions`, asked one after the other."""
    context = Context()
    given: Answer = SmallTalk("")
    for question in questions:
        given = answer(question, catalogue, context)
        context = next_context(context, question, given)
    return given


def answered(catalogue: Catalogue, *questions: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Procedures and aspects of the answer to the last question."""
    given = ask(catalogue, *questions)
    assert isinstance(given, Answered), given
    return given.codes, given.aspects
