"""Which real questions about a procedure are none of its phrases yet?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from knowledge.catalogue import Catalogue
from knowledge.following_up import has_own_topic
from knowledge.models import QuestionRow
from knowledge.phrase_keeping import LONGEST, known_texts, plain
from nlp.syllables import unmark


class Suggestion(NamedTuple):
    """A question, as most people wrote it, and how often it was asked."""

    text: str
    times: int


def asked_about(session: Session, code: str) -> list[str]:
    """The questions, redacted as they are stored, that were answered with the procedure, or offered it."""
    named = [
        cast(column, String).contains(f'"{code}"', autoescape=True)
        for column in (col(QuestionRow.codes), col(QuestionRow.offered))
    ]
    return list(session.exec(select(QuestionRow.text).where(named[0] | named[1]).order_by(col(QuestionRow.id))))


def suggestions(asked: Iterable[str], catalogue: Catalogue) -> Iterator[Suggestion]:
    """The questions that could become phrases, the most frequent first.

    Left out: what leads to some procedure already, what only asks on ("bao nhiêu tiền"), codes, small talk, and texts
    in which something personal was masked.
    """
    writings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in asked:
        writings[plain(text)][text] += 1
    known = known_texts(catalogue.law)
    for words, written in sorted(writings.items(), key=lambda each: -each[1].total()):
        text = max(written, key=lambda each: (written[each], each != unmark(each)))
        if words and words not in known and len(text) <= LONGEST and _stands_alone(text, catalogue):
            yield Suggestion(text, written.total())


def _stands_alone(text: str, catalogue: Catalogue) -> bool:
    reading = catalogue.matcher.read(text)
    return has_own_topic(reading) and not (reading.codes or reading.small_talk or reading.not_ours or "[" in text)
