"""Which answers can a question get? A closed set of values; rendering matches on it exhaustively."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One or several procedures, each with what was asked of it (nothing asked: the plain card)."""

    codes: Codes
    aspects: tuple[str, ...]
    probability: float
    understood: str = ""
    """How a noisy message was read; empty when the words were clear."""
    old_names: tuple[tuple[str, str], ...] = ()
    """Names that no longer hold, with today's: ("CMND", "thẻ căn cước")."""
    instead_of: str = ""
    """The code of the repealed procedure that was asked for; the answer is about the one in its place."""


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Two to four procedures, or the steps of a life event, to choose from; no options: which procedure is it about?"""

    options: Codes
    aspects: tuple[str, ...]
    probability: float
    event: str = ""
    """Key of the life event whose steps these are."""
    near_code: str = ""
    """The code as typed, when it is in no catalogue and the options are codes like it."""
    again: bool = False
    """Whether these options were shown a moment ago, and something was asked about them before one was chosen."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Greeting, thanks, insult and the like; never counted as unanswered."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer, why, and the nearest procedures there are.

    `reason` is one of `no_match`, `not_sure`, `out_of_scope`, `unknown_code`, `repealed`.
    """

    reason: str
    nearest: Codes
    aspects: tuple[str, ...]
    probability: float
    topic: str = ""
    """What an out-of-scope question is about ("court", "finance", …); for `repealed` the code."""


Answer = Answered | AskedBack | SmallTalk | Unanswered


def outcome(answer: Answer) -> str:
    """The status the question log and `tthc evaluate` keep: answered, asked_back, small_talk, unanswered."""
    match answer:
        case Answered():
            return "answered"
        case AskedBack():
            return "asked_back"
        case SmallTalk():
            return "small_talk"
        case Unanswered():
            return "unanswered"


@dataclass(frozen=True, slots=True)
class Context:
    """What the last turns of a conversation left."""

    current: Codes = ()
    """Procedures answered last."""
    offered: Codes = ()
    """Options shown last, in their order."""
    aspects: tuple[str, ...] = ()
    """What was asked last."""
    question: str = ""
    """The last question that named a topic; a short message may add to it."""
    earlier: Codes = ()
    """Procedures answered before the current ones, the latest first; people come back to them."""

    def as_json(self) -> dict[str, Any]:
        """This context as plain JSON values."""
        return {
            "current": list(self.current),
            "offered": list(self.offered),
            "aspects": list(self.aspects),
            "question": self.question,
            "earlier": list(self.earlier),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Context:
        """The context that `as_json` gave; an empty or foreign one is the empty context."""
        return cls(
            current=tuple(content.get("current", ())),
            offered=tuple(content.get("offered", ())),
            aspects=tuple(content.get("aspects", ())),
            question=str(content.get("question", "")),
            earlier=tuple(content.get("earlier", ())),
        )


NOTHING_SAID = Context()
"""What there is before the first message."""
EARLIER = 4
"""So many procedures of earlier turns are remembered."""
LONGEST_SAID = 300
"""So many letters of what was said are remembered, the last ones."""


def next_context(context: Context, question: str, answer: Answer) -> Context:
    """What this turn leaves for the next one.

    A message that was about nothing of ours leaves everything as it was.
    """
    match answer:
        case Answered(codes=codes, aspects=aspects):
            before = (*context.current, *context.earlier)
            earlier = tuple(dict.fromkeys(code for code in before if code not in codes))[:EARLIER]
            return Context(codes, (), aspects, _said(context, question, codes), earlier)
        case AskedBack(options=(), aspects=aspects):
            return replace(context, aspects=aspects)
        case AskedBack(options=options, aspects=aspects):
            return replace(context, offered=options, aspects=aspects, question=_said(context, question, options))
        case Unanswered(reason="not_sure", nearest=nearest, aspects=aspects):
            return replace(context, offered=nearest, aspects=aspects, question=context.question or question)
        case Unanswered() | SmallTalk():
            return context


def _said(context: Context, question: str, codes: Codes) -> str:
    """What names the topic: the question before while the same is spoken of, both where one adds to the other."""
    if context.question and codes in (context.current, context.offered):
        return context.question
    if not set(codes).isdisjoint(context.offered):
        return f"{context.question} {question}"[-LONGEST_SAID:].strip()
    return question
