"""What is asked in many words that all say the same? Frames: patterns of slots, each with its choice of words.

"có phải mang theo giấy khai sinh bản gốc không" and "phải nộp lại sổ cũ hả" fill one frame. Frames are compared on
unmarked words after synonyms, and a word typed with marks must bear those of the frame; `frame_words.tsv` names sets of
words that many of them use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count, pairwise
from operator import or_

from nlp.syllables import agrees, unmark

GAP = "..."
"""In a frame: up to `MAX_GAP` arbitrary words may stand here; two gaps in a row make a longer one."""
MAX_GAP = 3
END = "$"
"""In a frame: here the message ends."""
_PARTS = re.compile(r"\([^()]*\)|\S+")

Words = tuple[str, ...]
Choice = tuple[Words, Words]
"""Words without marks, and with theirs."""
Frame = tuple["Slot | int", ...]
"""Slots, and how many arbitrary words may stand between them."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a frame; frames that are written alike here share it."""

    choices: Mapping[str, tuple[Choice, ...]]
    """What may stand here, by its first unmarked word, longest first."""
    optional: bool
    """Whether it may also be left out."""
    bit: int
    """A power of two that no other slot has."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A frame, what it stands for, and which of its slots after the first must be there."""

    frame: Frame
    value: str
    needed: int
    """Their bits."""


class Frames:
    """Frames with what each stands for, found by their first one or two words."""

    def __init__(self, named: Mapping[str, str], rewritten: Callable[[Words], Sequence[str]] = tuple) -> None:
        """`named` are sets of words by name; `rewritten` gives words as synonyms leave them in a message."""
        self._named = named
        self._rewritten = cache(rewritten)
        self._read = cache(self._part)
        self._by_pair: dict[tuple[str, str], list[_Known]] = {}
        self._by_word: dict[str, list[_Known]] = {}
        self._bits = (1 << number for number in count())
        self._slots: dict[str, int] = {}
        """For each word, the bits of all slots that it may begin."""

    def add(self, written: str, value: str) -> None:
        """Add a frame.

        It is words, `...`, choices `(a|b c|)` (with an empty one it may be left out), sets of words `<name>`, and `$`
        where the message ends.

        Raises KeyError for a set that is not named, ValueError when the frame does not begin with a needed slot.
        """
        frame = tuple(self._read(part) for part in _PARTS.findall(written))
        first = frame[0]
        if isinstance(first, int) or first.optional:
            raise ValueError(f"a frame begins with words that must be there: {written}")
        needed = {part.bit for part in frame[1:] if isinstance(part, Slot) and not part.optional}
        known = _Known(frame, value, sum(needed))
        for word, choices in first.choices.items():
            seconds = {plain[1] for plain, _ in choices if len(plain) > 1}
            if any(len(plain) == 1 for plain, _ in choices):
                seconds |= _openings(frame[1:])
            if "" in seconds:
                self._by_word.setdefault(word, []).append(known)
                continue
            for second in seconds:
                self._by_pair.setdefault((word, second), []).append(known)

    def all_in(self, plain: Sequence[str], typed: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """What each frame stands for that is filled somewhere, and the places of the words that fill it."""
        words, typed = (*plain, END), (*typed, END)
        from_the_end = accumulate([self._slots.get(word, 0) for word in reversed(words)], or_)
        for start, (pair, later) in enumerate(zip(pairwise(words), [*from_the_end][-2::-1], strict=True)):
            missing = ~later
            for found in (self._by_word.get(pair[0], ()), self._by_pair.get(pair, ())):
                for known in found:
                    if known.needed & missing:
                        continue
                    if places := _filled(known.frame, words, typed, start, 0):
                        yield known.value, tuple(place for place in places if place < len(plain))

    def _part(self, part: str) -> Slot | int:
        if part == GAP:
            return MAX_GAP
        written = part.removeprefix("(").removesuffix(")").split("|")
        spelled = [tuple(each.split()) for choice in written for each in self._spelled(choice)]
        known = {words: None for choice in filter(None, spelled) for words in (choice, tuple(self._rewritten(choice)))}
        choices: dict[str, list[Choice]] = {}
        for words in sorted(known, key=len, reverse=True):
            plain = tuple(map(unmark, words))
            choices.setdefault(plain[0], []).append((plain, words))
        bit = next(self._bits)
        for word in choices:
            self._slots[word] = self._slots.get(word, 0) | bit
        return Slot({word: tuple(found) for word, found in choices.items()}, () in spelled, bit)

    def _spelled(self, choice: str) -> list[str]:
        return self._named[choice[1:-1]].split("|") if choice.startswith("<") else [choice]


def _openings(frame: Frame) -> set[str]:
    """The words that the rest of a frame may begin with; "" where it may be any."""
    if not frame or isinstance(frame[0], int):
        return {""}
    return set(frame[0].choices) | (_openings(frame[1:]) if frame[0].optional else set())


def _filled(frame: Frame, plain: Words, typed: Words, place: int, slack: int) -> tuple[int, ...] | None:
    """The places of the words that fill the frame from `place` on, `slack` words later at most; None if none do."""
    if not frame:
        return ()
    first, rest = frame[0], frame[1:]
    if isinstance(first, int):
        return _filled(rest, plain, typed, place, slack + first)
    for start in range(place, min(place + slack + 1, len(plain))):
        for words, marked in first.choices.get(plain[start], ()):
            end = start + len(words)
            if plain[start:end] == words and (typed[start:end] == marked or all(map(agrees, typed[start:end], marked))):
                others = _filled(rest, plain, typed, end, 0)
                if others is not None:
                    return (*range(start, end), *others)
    return _filled(rest, plain, typed, place, slack) if first.optional else None
