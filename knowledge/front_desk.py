"""Who takes a person's message and hands back the reply? The front desk, the same for every channel.

It reads what the last turns left, answers, keeps the new context and logs the question, redacted. Channels
(`bot`, the terminal) only carry messages and buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge import wording
from knowledge.answering import answer
from knowledge.answers import Answer, Answered, Context, next_context
from knowledge.catalogue import Catalogue
from knowledge.conversations import Conversations
from knowledge.question_log import QuestionLog, storable
from knowledge.replies import Reply
from knowledge.since_repealed import repealed


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Answers one message at a time; safe to call from several threads."""

    catalogue: Callable[[], Catalogue]
    """Gives the catalogue in force; the same object until it changes."""
    conversations: Conversations
    log: QuestionLog
    clock: Callable[[], datetime]
    """Gives the present moment, aware."""

    def on_question(self, person: int | str, text: str, channel: str = "telegram") -> Reply:
        """The reply to a message; the turn is remembered and the question logged."""
        catalogue, now = self._now()
        before = self.conversations.load(person, now)
        given = answer(text, catalogue, before)
        self.conversations.save(person, next_context(before, storable(text), given), now)
        self.log.add(person, text, given, catalogue.revision, now, channel)
        return self._reply(given, catalogue, now)

    def on_action(self, person: int | str, action: str) -> Reply | None:
        """The reply to a pressed button, or None when the button means nothing any more."""
        catalogue, now = self._now()
        kind, _, rest = action.partition(":")
        match kind:
            case "p":
                code, _, part = rest.partition(":")
                if code not in catalogue.procedures:
                    return self._no_more(person, code, catalogue, now)
                self.conversations.save(person, Context(current=(code,)), now)
                return wording.procedure_part(code, part, catalogue, now, replaces=True)
            case "o":
                if rest not in catalogue.procedures:
                    return self._no_more(person, rest, catalogue, now)
                before = self.conversations.load(person, now)
                chosen = Answered((rest,), before.aspects, 1.0)
                self.conversations.save(person, next_context(before, "", chosen), now)
                return self._reply(chosen, catalogue, now)
            case "f":
                return wording.field_page(catalogue, rest) if rest else wording.fields(catalogue, replaces=True)
            case "e":
                return wording.life_event(catalogue, rest) if rest else wording.life_events(catalogue, replaces=True)
            case _:
                return None

    def start(self, person: int | str) -> Reply:
        """The welcome; what was said before is forgotten."""
        self.conversations.forget(person)
        return wording.welcome(self.catalogue())

    def forget(self, person: int | str) -> Reply:
        """Forget the conversation and say so."""
        self.conversations.forget(person)
        return wording.forgotten()

    def help(self) -> Reply:
        """What the bot can do and how to ask."""
        return wording.help_text()

    def fields(self) -> Reply:
        """The fields to browse."""
        return wording.fields(self.catalogue())

    def life_events(self) -> Reply:
        """The life events to browse."""
        return wording.life_events(self.catalogue())

    def _now(self) -> tuple[Catalogue, datetime]:
        """The catalogue and then the moment: at midnight one may wait for the first and is answered in the new day."""
        return self.catalogue(), self.clock()

    def _no_more(self, person: int | str, code: str, catalogue: Catalogue, now: datetime) -> Reply:
        """The reply to a button of a procedure that is not in force: what took its place, where that is known."""
        if code not in catalogue.law.repealed:
            return wording.gone()
        before = self.conversations.load(person, now)
        instead = repealed(code, catalogue, ())
        self.conversations.save(person, next_context(before, "", instead), now)
        return self._reply(instead, catalogue, now)

    def _reply(self, given: Answer, catalogue: Catalogue, now: datetime) -> Reply:
        return wording.reply(given, catalogue, now)
