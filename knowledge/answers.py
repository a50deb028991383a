"""Which answers can a question get? A closed set of values; rendering matches on it exhaustively."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Two to four procedures, or the steps of a life event, to choose from."""

    options: Codes
    aspects: tuple[str, ...]
    probability: float
    event: str = ""
    """Key of the life event whose steps these are."""
    near_code: str = ""
    """The code as typed, when it is in no catalogue and the options are codes like it."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Greeting, thanks, insult and the like; never counted as unanswered."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer, why, and the nearest procedures there are.

    `reason` is one of `no_match`, `not_sure`, `out_of_scope`, `unknown_code`, `no_topic`.
    """

    reason: str
    nearest: Codes
    aspects: tuple[str, ...]
    probability: float
    topic: str = ""
    """What an out-of-scope question is about ("court", "finance", …)."""


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

    def as_json(self) -> dict[str, Any]:
        """This context as plain JSON values."""
        return {
            "current": list(self.current),
            "offered": list(self.offered),
            "aspects": list(self.aspects),
            "question": self.question,
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Context:
        """The context that `as_json` gave; an empty or foreign one is the empty context."""
        return cls(
            current=tuple(content.get("current", ())),
            offered=tuple(content.get("offered", ())),
            aspects=tuple(content.get("aspects", ())),
            question=str(content.get("question", "")),
        )


def next_context(context: Context, question: str, answer: Answer) -> Context:
    """What this turn leaves for the next one."""
    match answer:
        case Answered(codes=codes, aspects=aspects):
            kept = context.question if codes == context.current else question
            return Context(current=codes, offered=(), aspects=aspects, question=kept or question)
        case AskedBack(options=options, aspects=aspects):
            return Context(context.current, options, aspects, question)
        case Unanswered(nearest=nearest, aspects=aspects):
            return Context(context.current, nearest, aspects, question)
        case SmallTalk():
            return context
