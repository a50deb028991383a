"""How would people type this question badly? Seeded noise, the same on every machine.

A procedure is rehearsed and accuracy is measured on what this makes of clean phrases. Every kind leaves alone what
nobody gets wrong by habit and what means something else when it is wrong: codes ("1.001193"), numbers of laws
("123/2015/NĐ-CP") and amounts ("50.000 đồng").
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from nlp.lexicon import rows
from nlp.slips import TELEX, VNI, InputMethod, keys_of, slip
from nlp.syllables import is_syllable, unmark

_MONEY = r"(?:\s+(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|vnđ|vnd|đ|k)(?!\w))*"
_KEPT = rf"\S*\d\S*(?:\s*/\s*\S+)*{_MONEY}|[A-ZĐ]+(?:-[A-ZĐ]+)+(?!\w)"
_PIECE = re.compile(rf"{_KEPT}|[^\W\d_]+|.", re.DOTALL)
_NO_HABIT = re.compile(r"\b(?:glued|slip|rare|Telex|cut|residence type|long-term)\b")
"""Reasons of what is read as an abbreviation, but is a mistake, or the name of something narrower (kt3)."""
_MOST_SHORTENED = 8
"""Words of the longest meaning that is looked for."""
_Item = TypeVar("_Item")


def noisy(text: str, kind: str, seed: int = 0) -> str:
    """`text` as someone types it badly; the same text, kind and seed give the same noise everywhere.

    The result is composed (NFC). `kind` is one of `KINDS`.

    >>> noisy("Đăng ký khai sinh theo 123/2015/NĐ-CP", "no_marks")
    'Dang ky khai sinh theo 123/2015/NĐ-CP'
    >>> noisy("đăng ký khai sinh cho con", "telex"), noisy("đăng ký khai sinh cho con", "vni", seed=1)
    ('đăng kys khai sinh cho con', 'đăng ky1 khai sinh cho con')
    >>> noisy("giấy tờ đăng ký kết hôn", "teencode"), noisy("thủ tục đăng ký kết hôn", "glued")
    ('gto dkkh', 'thủtục đăngký kết hôn')
    """
    return KINDS[kind](unicodedata.normalize("NFC", text), random.Random(f"{kind}\n{seed}\n{text}"))  # noqa: S311 - no secret


def _pieces(text: str) -> list[str]:
    """The text cut into words, what is never changed, and single characters; only words are alphabetic."""
    return _PIECE.findall(text)


def _some(of: Sequence[_Item], share: float, rng: random.Random) -> list[_Item]:
    """About this share of what there is, but one at least."""
    return rng.sample(of, min(len(of), max(1, round(share * len(of)))))


def _rewritten(
    text: str, eligible: Callable[[str], bool], share: float, rng: random.Random, write: Callable[[str], str]
) -> str:
    """The text with `write` done to about this share of its eligible words."""
    pieces = _pieces(text)
    words = [place for place, piece in enumerate(pieces) if piece.isalpha() and eligible(piece)]
    for place in _some(words, share, rng):
        pieces[place] = write(pieces[place])
    return "".join(pieces)


def _is_marked(word: str) -> bool:
    return unmark(word) != word


def _no_marks(text: str, rng: random.Random) -> str:
    return _rewritten(text, _is_marked, 1.0, rng, unmark)


def _mixed_marks(text: str, rng: random.Random) -> str:
    return _rewritten(text, _is_marked, 0.5, rng, unmark)


def _typo(text: str, rng: random.Random) -> str:
    """One slip in about every fourth word of four letters and more; half of the people type without marks."""
    typed = _no_marks(text, rng) if rng.random() < 0.5 else text
    return _rewritten(typed, lambda word: len(word) >= 4, 0.25, rng, lambda word: slip(word, rng))


def _left_over(method: InputMethod) -> Callable[[str, random.Random], str]:
    """About every second marked word typed while the input method was off."""
    return lambda text, rng: _rewritten(text, _is_marked, 0.5, rng, lambda word: keys_of(word, method))


@cache
def _compounds() -> frozenset[str]:
    """The words of two syllables, without marks."""
    return frozenset(row["compound"] for row in rows("compounds") if row["compound"].count("_") == 1)


def _glued(text: str, rng: random.Random) -> str:
    """One or two spaces lost, inside words of two syllables where there are such."""
    pieces = _pieces(text)
    spaces = [
        place
        for place in range(1, len(pieces) - 1)
        if pieces[place] == " " and pieces[place - 1].isalpha() and pieces[place + 1].isalpha()
    ]
    inside = [at for at in spaces if f"{unmark(pieces[at - 1])}_{unmark(pieces[at + 1])}".lower() in _compounds()]
    for place in _apart(inside or spaces, rng):
        pieces[place] = ""
    return "".join(pieces)


def _apart(places: Sequence[int], rng: random.Random) -> list[int]:
    """One or two of the places, not beside each other; none of none."""
    first = _some(places, 0.0, rng)
    rest = [place for place in places if abs(place - first[0]) > 2]
    return first + (_some(rest, 0.0, rng) if rng.random() < 0.5 else [])


@cache
def _short_forms() -> Mapping[str, tuple[str, ...]]:
    """By what is meant, the ways to shorten it that cannot be read as a word, in the order of the table.

    A meaning of several words is also known without marks, if no other has the same letters.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("abbreviations"):
        written, meaning = row["written"], row["meaning"]
        if len(written) < len(meaning) and not is_syllable(written) and not _NO_HABIT.search(row["reason"]):
            found[meaning] = (*found.get(meaning, ()), written)
    of_plain = Counter(map(unmark, found))
    plain = {unmark(meaning): forms for meaning, forms in found.items() if " " in meaning}
    return {meaning: forms for meaning, forms in plain.items() if of_plain[meaning] == 1} | found


def _teencode(text: str, rng: random.Random) -> str:
    """Most of what has a short form shortened, the longest first."""
    pieces, short = _pieces(text), _short_forms()
    spans: list[tuple[int, int, tuple[str, ...]]] = []
    place = 0
    while place < len(pieces):
        ends = range(min(len(pieces), place + 2 * _MOST_SHORTENED), place, -1)
        end = next((end for end in ends if "".join(pieces[place:end]).lower() in short), place + 1)
        if forms := short.get("".join(pieces[place:end]).lower()):
            spans.append((place, end, forms))
        place = end
    for start, end, forms in _some(spans, 0.75, rng):
        pieces[start:end] = [rng.choice(forms), *[""] * (end - start - 1)]
    return "".join(pieces)


KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "no_marks": _no_marks,
    "typo": _typo,
    "teencode": _teencode,
    "telex": _left_over(TELEX),
    "vni": _left_over(VNI),
    "glued": _glued,
    "mixed_marks": _mixed_marks,
}
"""By name, what it does to a composed text."""
