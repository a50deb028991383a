"""What does this message say: which words, what is asked of the procedure, under which circumstances?

Reading never looks at a procedure. It repairs what was mistyped, brings dialect and everyday names to one
wording, and sorts the words into the topic, what is asked about it, and polite filler.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from nlp.asked_for import learned_hearing
from nlp.asking import Hit, asked
from nlp.denying import without_denied
from nlp.lexicon import Lexicon
from nlp.normalising import normalise
from nlp.repairing import repaired
from nlp.syllables import WORD, unmark
from nlp.vocabulary import Vocabulary

Role = Literal["topic", "aspect", "filler"]

FEW_MARKED = 6
"""A message of which at most one word in so many bears marks is taken as typed without them."""

CHILD_UNDER = 14
"""A person named with an age below this many years is a child, as for the identity card."""

_CODE = re.compile(r"(?<![\d.])(\d)[.,\s]?(\d{3})[.,]?(\d{3})(?![\d])")
_DIGITS = re.compile(r"\d[\d.,\s]{4}")
_CODE_TYPED_BADLY = re.compile(r"(?<![\d.,/])\d[.,]\d{4,7}(?![\d/])")


class Word(NamedTuple):
    """A word as understood: with the marks that are known, without any, what it is there for and what it tells."""

    text: str
    plain: str
    role: Role
    tells: str = ""
    """The circumstance that it tells of, alone or with its neighbours."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message, read."""

    text: str
    """The message, normalised."""
    words: tuple[Word, ...]
    aspects: tuple[str, ...]
    """What is asked, in the order of the message; a subset of `ASPECTS`."""
    circumstances: frozenset[str]
    small_talk: str
    """The kind of small talk that the whole message is, or ""."""
    not_ours: str
    """The topic of a tell-tale word that no procedure is about, or ""."""
    codes: tuple[str, ...]
    """Procedure codes in the message, in their official form; perhaps mistyped."""
    vague: bool
    """Whether the topic is nothing but words that name a family of things ("xin giấy xác nhận")."""
    old_names: tuple[tuple[str, str], ...]
    """Names that no longer hold, each with today's."""
    repairs: tuple[tuple[str, str], ...]
    """What was mistyped and how it was read."""

    @property
    def topic(self) -> tuple[Word, ...]:
        """The words that say what the message is about."""
        return tuple([word for word in self.words if word.role == "topic"])

    @property
    def understood(self) -> str:
        """The message as it was read, in full words."""
        return " ".join(word.text for word in self.words)


def read(message: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Reading:
    """The message, read with the word tables, the catalogue's vocabulary and what was learned of asking."""
    found = read_by_rule(message, lexicon, vocabulary)
    return replace(found, aspects=learned_hearing().asked([word.plain for word in found.words], found.aspects))


def read_by_rule(message: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Reading:
    """The message, read with the word tables and the catalogue's vocabulary only."""
    text = normalise(message)
    return read_words(text, words_of(text), lexicon, vocabulary)


def words_of(text: str) -> list[str]:
    """The words of a normalised text, without those that it denies."""
    return WORD.findall(without_denied(text))


def read_words(text: str, raw: Sequence[str], lexicon: Lexicon, vocabulary: Vocabulary) -> Reading:
    """The same for a message that is normalised and cut into words already."""
    full, repairs = repaired(raw, lexicon, vocabulary)
    typed = lexicon.synonyms.rewritten(full)
    plain = [unmark(word) for word in typed]
    signs: dict[str, list[Hit]] = defaultdict(list)
    for hit in lexicon.signs.all_in(plain, typed):
        signs[hit[0].table].append(hit)
    aspects, asking = asked(signs, lexicon.frames.all_in(plain, typed))
    filler = {place for _, start, end in signs.get("filler", ()) for place in range(start, end)}
    if len([word for word in raw if not word.isascii()]) * FEW_MARKED <= len(raw):
        filler |= _particles(typed, plain, lexicon)
    telling = {
        place: entry.value
        for entry, start, end in sorted(signs.get("circumstances", ()), key=_words_told)
        if not (asking.issuperset(range(start, end)) or filler.issuperset(range(start, end)))
        for place in range(start, end)
    } | _ages(plain)
    roles: list[Role] = ["topic"] * len(typed)
    for place in asking:
        roles[place] = "aspect"
    for place in filler:
        roles[place] = "filler"
    tells = [telling.get(place, "") for place in range(len(typed))]
    words = tuple(map(Word, typed, plain, roles, tells))
    circumstances = frozenset(telling.values())
    return Reading(
        text=text,
        words=words,
        aspects=aspects,
        circumstances=circumstances,
        small_talk=_small_talk(signs.get("small_talk", ()), filler, len(plain)),
        not_ours=next((entry.value for entry, _, _ in signs.get("not_ours", ())), ""),
        codes=_codes(text),
        vague=_is_vague(signs.get("family_words", ()), words, circumstances),
        old_names=_old_names(full, lexicon),
        repairs=tuple(repairs),
    )


def _words_told(hit: Hit) -> int:
    """How many words a row covers: what a longer one tells ("đổi tên") holds for all of its words."""
    return hit[2] - hit[1]


def _ages(plain: Sequence[str]) -> dict[int, str]:
    """The places of the words that give a child's age ("cháu 10 tuổi")."""
    return {
        place: "child"
        for number, (age, unit) in enumerate(pairwise(plain))
        if unit == "tuoi" and age.isdecimal() and int(age) < CHILD_UNDER
        for place in (number, number + 1)
    }


def _particles(typed: Sequence[str], plain: Sequence[str], lexicon: Lexicon) -> set[int]:
    """The places of empty words that marks would have told ("thi" is thì, but not in "thi lại" or "thị thực")."""
    around = ["", *plain, ""]
    return {
        place
        for place, word in enumerate(plain)
        if typed[place].isascii()
        and word in lexicon.particles
        and lexicon.particles[word].stands(around[place], around[place + 2])
    }


def _is_vague(hits: Sequence[Hit], words: Sequence[Word], circumstances: Collection[str]) -> bool:
    """Whether all topic words only name families; a named thing with its circumstance ("mất sổ đỏ") is clear."""
    if circumstances and any(entry.value == "thing" for entry, _, _ in hits):
        return False
    general = {place for _, start, end in hits for place in range(start, end)}
    return all(place in general for place, word in enumerate(words) if word.role == "topic")


def _small_talk(hits: Sequence[Hit], filler: set[int], length: int) -> str:
    """The kind of small talk when nothing else is left of the message; the longest pattern names it."""
    if not hits:
        return "" if length else "empty"
    covered = {place for _, start, end in hits for place in range(start, end)}
    if len(covered | filler) < length:
        return ""
    return max(hits, key=lambda hit: (hit[2] - hit[1], -hit[1]))[0].value


def _old_names(words: Sequence[str], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    hits = lexicon.old_names.all_in([unmark(word) for word in words], words)
    return tuple(dict.fromkeys((" ".join(entry.words), entry.value) for entry, _, _ in hits))


def _codes(text: str) -> tuple[str, ...]:
    """Procedure codes as typed: "1.001193", "1001193", "1.001.193", or with a digit too many or too few."""
    if not _DIGITS.search(text):
        return ()
    exact = [f"{a}.{b}{c}" for a, b, c in _CODE.findall(text)]
    near = [code.replace(",", ".") for code in _CODE_TYPED_BADLY.findall(text)]
    return tuple(dict.fromkeys([*exact, *near]))
