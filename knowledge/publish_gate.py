"""What would a change break? Every saved question is asked of the catalogue as it is and as it would be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.answering import answer
from knowledge.answers import NOTHING_SAID, Answered, AskedBack, outcome
from knowledge.catalogue import Catalogue
from knowledge.law_in_force import successor
from knowledge.saved_questions import SavedQuestion
from nlp.index import EntryText
from nlp.lexicon import Lexicon
from nlp.syllables import WORD, unmark

NEAR = 0.55
"""Least likeness of a stored phrase to a new text for the phrase to be asked again."""
CONFUSABLE = 0.8
"""From this likeness of their texts two procedures count as easy to confuse."""
MOST_PAIRS = 20


class Given(NamedTuple):
    """An answer in short: its outcome, and the codes that it answers or offers."""

    outcome: str
    codes: tuple[str, ...]

    def is_right(self, codes: Collection[str]) -> bool:
        """Whether it answers one of `codes`, or declines where there is none."""
        if not codes:
            return self.outcome in ("unanswered", "small_talk")
        return self.outcome == "answered" and self.codes[:1] != () and self.codes[0] in codes


class ChangedAnswer(NamedTuple):
    """A saved question whose answer changes."""

    question: SavedQuestion
    before: Given
    after: Given
    breaks: bool
    """Whether it was right and would be no more."""


class StolenPhrase(NamedTuple):
    """A phrase that leads to its own procedure and would lead to another, or to none, after the change."""

    name: str
    text: str
    owner: str
    after: Given


class Pair(NamedTuple):
    """Two procedures that have become easy to confuse, and how much their texts have in common (0 to 1)."""

    code: str
    other: str
    alike: float


@dataclass(frozen=True, slots=True)
class GateReport:
    """What a change does to the answers."""

    asked: int
    changed: tuple[ChangedAnswer, ...]
    stolen: tuple[StolenPhrase, ...]
    confusable: tuple[Pair, ...]
    accepted: frozenset[str] = frozenset()

    @property
    def blocking(self) -> tuple[str, ...]:
        """The names of what must be looked at, and is not accepted, before the change can go live."""
        names = [each.question.name for each in self.changed if each.breaks] + [each.name for each in self.stolen]
        return tuple(name for name in names if name not in self.accepted)


def gate(
    before: Catalogue,
    after: Catalogue,
    questions: Sequence[SavedQuestion],
    *,
    accepted: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> GateReport:
    """What changes from `before` to `after`; changes named by `accepted` do not block."""
    new = set(after.matcher.texts) - set(before.matcher.texts)
    touched = {text.key for text in new} | _changed_codes(before, after)
    near = list(dict.fromkeys((*_near_phrases(after, new), *_reworded_phrases(before, after))))
    total = len(questions) + len(near)
    changed = []
    for number, question in enumerate(questions, 1):
        was, becomes = given(question.text, before), given(question.text, after)
        if was != becomes:
            breaks = was.is_right(_today(question, before)) and not becomes.is_right(_today(question, after))
            changed.append(ChangedAnswer(question, was, becomes, breaks))
        progress(number, total)
    stolen = []
    for number, phrase in enumerate(near, len(questions) + 1):
        right = (phrase.key,)
        becomes = given(phrase.text, after)
        if not becomes.is_right(right) and phrase.key in after.matcher and given(phrase.text, before).is_right(right):
            stolen.append(StolenPhrase(_name(phrase), phrase.text, phrase.key, becomes))
        progress(number, total)
    pairs = _confusable(before, after, touched)
    return GateReport(total, tuple(changed), tuple(stolen), pairs, frozenset(accepted))


def given(text: str, catalogue: Catalogue) -> Given:
    """What the catalogue answers to a first question."""
    found = answer(text, catalogue, NOTHING_SAID)
    match found:
        case Answered(codes=codes):
            return Given(outcome(found), codes)
        case AskedBack(options=options):
            return Given(outcome(found), options)
        case _:
            return Given(outcome(found), ())


def _today(question: SavedQuestion, catalogue: Catalogue) -> tuple[str, ...]:
    """The codes that are right in a catalogue: with a repealed one, the one in its place."""
    heirs = (successor(code, catalogue.law.repealed) for code in question.codes)
    return tuple(filter(None, dict.fromkeys((*question.codes, *heirs))))


def _changed_codes(before: Catalogue, after: Catalogue) -> set[str]:
    """The procedures that one of the two has and the other has not."""
    return set(before.matcher.keys) ^ set(after.matcher.keys)


def _near_phrases(after: Catalogue, new: Collection[EntryText]) -> list[EntryText]:
    """The phrases of others that a new text is like enough to draw to itself."""
    found = {
        text: None
        for each in sorted(new)
        for text in after.matcher.texts_like(each.text, NEAR)
        if text not in new and text.key in after.procedures and text.key != each.key
    }
    return list(found)


def _reworded_phrases(before: Catalogue, after: Catalogue) -> list[EntryText]:
    """The phrases that hold an office's word which only one of the two knows, or what its synonym means."""
    words = {f" {unmark(word)} " for word in _changed_words(before.matcher.lexicon, after.matcher.lexicon)}
    if not words:
        return []
    return [text for text in after.matcher.texts if text.key in after.procedures and _holds(text.text, words)]


def _changed_words(before: Lexicon, after: Lexicon) -> set[str]:
    """An abbreviation alone, since nothing else reads differently; a synonym with what it means."""
    changed = set(before.of_the_office) ^ set(after.of_the_office)
    return {row.written for row in changed} | {row.meaning for row in changed if row.kind == "synonym"}


def _holds(text: str, words: Collection[str]) -> bool:
    spaced = f" {' '.join(WORD.findall(unmark(text.lower())))} "
    return any(word in spaced for word in words)


def _confusable(before: Catalogue, after: Catalogue, touched: Collection[str]) -> tuple[Pair, ...]:
    """The pairs that were less alike before, the most alike first."""
    found = []
    for code in sorted(touched):
        if code not in after.matcher:
            continue
        for other in after.matcher.keys:
            alike = after.matcher.alike(code, other) if other != code else 0.0
            if alike >= CONFUSABLE and not (
                code in before.matcher and other in before.matcher and before.matcher.alike(code, other) >= CONFUSABLE
            ):
                found.append(Pair(code, other, round(alike, 3)))
    return tuple(sorted(found, key=lambda pair: -pair.alike)[:MOST_PAIRS])


def _name(phrase: EntryText) -> str:
    """What a phrase is called on the command line."""
    return "p" + hashlib.sha256("\t".join(map(str, phrase)).encode()).hexdigest()[:7]
