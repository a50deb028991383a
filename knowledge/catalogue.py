"""What is in force today, ready to be asked? A read-only snapshot with its matcher."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from knowledge.law_in_force import Card, Law
from knowledge.procedure import Procedure, Reach
from knowledge.starter_files import LifeEvent
from nlp.discerning import Discerner
from nlp.index import ELSEWHERE, Classifier, EntryText, Index
from nlp.lexicon import Lexicon, load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.meaning import WordVectors
from nlp.outlook import SIGNS, Outlook
from nlp.rankings import FEATURES, NONE_FEATURES, Weights
from nlp.senses import Senses
from nlp.stored_texts import StoredText
from nlp.twins import SIGNS as TWIN_SIGNS
from nlp.usage import Usage

_LEARNED = files("knowledge").joinpath("learned")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The law of a day, the life events, and the matchers over both."""

    law: Law
    life_events: tuple[LifeEvent, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """Fields in the order people browse them, with the codes of their procedures by label."""
    field_of: Mapping[str, str]
    matcher: Matcher
    event_matcher: Matcher
    revision: int

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        """Everything that can be answered, by code."""
        return self.law.procedures

    @property
    def on(self) -> date:
        """The day whose law this is."""
        return self.law.on


def build_catalogue(
    law: Law,
    life_events: Sequence[LifeEvent],
    revision: int = 0,
    elsewhere: Sequence[str] = (),
    lexicon: Lexicon | None = None,
    matcher: Matcher | None = None,
) -> Catalogue:
    """The snapshot of `law` and `life_events`.

    `elsewhere` is what people ask that no procedure is about; `matcher` that of all `matcher_texts` if there is one.
    """
    lexicon = lexicon or load_lexicon()
    grouped: dict[str, list[Card]] = {}
    for card in law.cards:
        if is_listed(card):
            grouped.setdefault(card.field, []).append(card)
    return Catalogue(
        law=law,
        life_events=tuple(life_events),
        fields=tuple(
            (name, tuple(card.code for card in sorted(members, key=lambda card: card.label)))
            for name, members in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        field_of={card.code: card.field for card in law.cards},
        matcher=matcher or build_matcher(matcher_texts(law.cards, elsewhere), lexicon),
        event_matcher=matcher_over(
            [EntryText(event.key, text) for event in life_events for text in (event.name, *event.phrases)],
            lexicon,
        ),
        revision=revision,
    )


def is_listed(card: Card) -> bool:
    """Whether citizens meet the procedure without naming its code: one province's copy only when phrases lead to it."""
    return card.reach is not Reach.PROVINCE or bool(card.phrases)


def entry_texts(cards: Iterable[Card]) -> list[EntryText]:
    """What the matcher knows of each procedure: its names, phrases and situations."""
    return [
        EntryText(card.code, text, is_name)
        for card in cards
        if is_listed(card)
        for texts, is_name in (
            ((card.name, card.short_name), True),
            (card.phrases, False),
            (card.situations, False),
        )
        for text in texts
        if text
    ]


def matcher_texts(cards: Iterable[Card], elsewhere: Iterable[str]) -> list[EntryText]:
    """All that the matcher compares a question with: the texts of each procedure, and what people ask elsewhere."""
    return [*entry_texts(cards), *(EntryText(ELSEWHERE, text) for text in elsewhere)]


def build_matcher(texts: Sequence[EntryText], lexicon: Lexicon, index: Index | None = None) -> Matcher:
    """The matcher over `matcher_texts`, with their index where it is at hand."""
    index = index or build_index(texts, lexicon)
    return Matcher(texts, index, lexicon, learned_weights(), learned_senses(), learned_twin_weights())


def build_index(
    texts: Sequence[EntryText], lexicon: Lexicon | None = None, read: MutableMapping[str, StoredText] | None = None
) -> Index:
    """The index of `matcher_texts`; reading them takes a second for every few thousand that are not in `read`."""
    return Index.of(texts, lexicon or load_lexicon(), learned_classifier(), learned_senses(), read)


@cache
def learned_weights() -> Weights:
    """The weights of the logit, as `benchmarks/fit_choice.py` learned them."""
    return _weights("weights", "none_weights")


@cache
def learned_option_weights() -> Weights:
    """The weights of a logit that tells which entries a clerk would offer to choose from (also `fit_choice.py`)."""
    return _weights("option_weights", "option_none_weights")


def _weights(entry: str, none: str) -> Weights:
    choice = json.loads(_LEARNED.joinpath("choice.json").read_text(encoding="utf-8"))
    return Weights(tuple(choice[entry][name] for name in FEATURES), tuple(choice[none][name] for name in NONE_FEATURES))


@cache
def learned_signs() -> Mapping[str, tuple[float, ...]]:
    """The weights of the signs of what will come, as `benchmarks/fit_choice.py` learned them."""
    learned = _outlook()
    return {name: tuple(learned[name][sign] for sign in SIGNS) for name in Outlook._fields}


@cache
def learned_twin_weights() -> tuple[float, ...]:
    """The weights of what tells that two entries could stand for one another (also `fit_choice.py`)."""
    return tuple(_outlook()["twins"][sign] for sign in TWIN_SIGNS)


def _outlook() -> Mapping[str, Mapping[str, float]]:
    learned: Mapping[str, Mapping[str, float]] = json.loads(
        _LEARNED.joinpath("outlook.json").read_text(encoding="utf-8")
    )
    return learned


@cache
def learned_senses() -> Senses:
    """What `fit_vectors`, `fit_naming`, `fit_discerner` and `fit_usage` of `benchmarks` learned."""
    with (
        _LEARNED.joinpath("vectors.npz").open("rb") as vectors,
        _LEARNED.joinpath("naming.npz").open("rb") as naming,
        _LEARNED.joinpath("discerner.npz").open("rb") as discerner,
        _LEARNED.joinpath("usage.npz").open("rb") as usage,
    ):
        return Senses(WordVectors.load(vectors), WordVectors.load(naming), Discerner.load(discerner), Usage.load(usage))


def learned_classifier() -> Classifier:
    """The classifier that `benchmarks/fit_topics.py` learned from the starter catalogue's phrases."""
    classifier = {}
    for line in _LEARNED.joinpath("topics.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        term, _, weights = line.partition("\t")
        classifier[term] = {code: float(weight) for code, weight in (cell.split(":") for cell in weights.split(" "))}
    return classifier
