"""What does a message mean after what was said? Weighed like evidence, not by rules.

"Còn mất rồi thì sao" means nothing alone. Each procedure that the message may mean, alone or together with the question
before it, and each that was answered or offered lately, is described by a few figures; a small network, learned offline
from labelled conversations, turns them into probabilities.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.turn_evidence import CANDIDATE, SITUATION, Talk
from nlp.networks import Network
from nlp.rankings import NOTHING, Ranking
from nlp.reading import Reading


@dataclass(frozen=True, slots=True)
class Turn:
    """A message after others: what it may mean, and the figures that tell."""

    alone: Ranking
    """The candidates by the message alone."""
    candidates: tuple[tuple[float, ...], ...]
    """By `CANDIDATE`, in the order of `alone.matches`."""
    situation: tuple[float, ...]
    """By `SITUATION`."""

    def ranking(self, network: Network) -> Ranking:
        """The candidates with their probabilities after what was said."""
        if not self.candidates:
            return NOTHING
        chances = network.chances(self.candidates, self.situation)
        matches = [
            match._replace(probability=chance) for match, chance in zip(self.alone.matches, chances, strict=False)
        ]
        return Ranking.of(matches, chances[-1])


def turn(reading: Reading, catalogue: Catalogue, context: Context, *, corrects: bool) -> Turn:
    """The message `reading` after what `context` left; `corrects` says that it rejects the current procedure."""
    before = catalogue.matcher.read(context.question)
    known = (*context.current, *context.offered, *context.earlier)
    alone, together = catalogue.matcher.rank_after(reading, before, known)
    talk = Talk(reading, catalogue, context, corrects, alone, together)
    situation = talk.situation()
    return Turn(alone, talk.candidates(situation), situation)


@cache
def learned_network() -> Network:
    """The network that `benchmarks/fit_turns.py` learned from labelled conversations."""
    learned = json.loads(files("knowledge").joinpath("learned/turns.json").read_text(encoding="utf-8"))
    return Network.of(learned, CANDIDATE, SITUATION)
