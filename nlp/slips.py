"""What does one word become under a finger that slips, or on a keyboard whose input method is off?"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from nlp.syllables import toneless, unmark

_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """By letter, the keys around it; each row of keys stands half a key to the right of the one above."""
    places = {key: (place + row / 2, row) for row, keys in enumerate(_KEY_ROWS) for place, key in enumerate(keys)}
    return {
        key: "".join(
            other for other, (x, y) in places.items() if other != key and abs(x - at) <= 1 and abs(y - row) <= 1
        )
        for key, (at, row) in places.items()
    }


class InputMethod(NamedTuple):
    """The keys that an input method turns into marks: those of a letter in its place, that of the tone at the end."""

    letters: Mapping[str, str]
    tones: Mapping[str, str]
    """By the names of `nlp.syllables.toneless`."""


TELEX = InputMethod(
    {"đ": "dd", "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"},
    {"'": "s", "`": "f", "?": "r", "~": "x", ".": "j"},
)
VNI = InputMethod(
    {"đ": "d9", "ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"},
    {"'": "1", "`": "2", "?": "3", "~": "4", ".": "5"},
)


def keys_of(word: str, method: InputMethod) -> str:
    """What is left of `word` when its keys are pressed and nothing turns them into marks.

    >>> keys_of("Đăng", TELEX), keys_of("ký", TELEX), keys_of("được", VNI)
    ('Ddawng', 'kys', 'd9u7o7c5')
    """
    plain, tone = toneless(word.lower())
    typed = "".join(method.letters.get(letter, letter) for letter in plain) + method.tones.get(tone, "")
    if len(word) > 1 and word.isupper():
        return typed.upper()
    return typed[:1].upper() + typed[1:] if word[:1].isupper() else typed


def _pressed_beside(word: str, place: int) -> list[str]:
    """The word with a neighbour's key pressed; a marked letter has those of its plain one."""
    letter = word[place]
    beside = _NEIGHBOURS.get(unmark(letter.lower()), "")
    return [word[:place] + (key.upper() if letter.isupper() else key) + word[place + 1 :] for key in beside]


def _doubled(word: str, place: int) -> list[str]:
    return [word[:place] + word[place] + word[place:]]


def _dropped(word: str, place: int) -> list[str]:
    return [word[:place] + word[place + 1 :]]


def _swapped(word: str, place: int) -> list[str]:
    return [word[:place] + word[place : place + 2][::-1] + word[place + 2 :]]


_NEIGHBOURS = _neighbours()
_SLIPS: tuple[Callable[[str, int], list[str]], ...] = (_pressed_beside, _doubled, _dropped, _swapped)


def slip(word: str, rng: random.Random) -> str:
    """`word` with one slip behind its first letter: a neighbour's key, a letter doubled or dropped, two swapped.

    Each kind is as likely as the others. A word too short to slip in ("ở") stays as it is.

    >>> [slip("sinh", random.Random(seed)) for seed in "abc"]
    ['snh', 'sinu', 'sihn']
    """
    kinds = [
        sorted({slipped for place in range(1, len(word)) for slipped in kind(word, place)} - {word}) for kind in _SLIPS
    ]
    possible = [kind for kind in kinds if kind]
    return rng.choice(rng.choice(possible)) if possible else word


ODD_LETTER, ODD_KEY, FIRST_LETTER = 2.0, 3.0, 4.0
"""How much less likely than the slips above these are: another letter too many, a key far away, a wrong start."""


def oddity(meant: str, typed: str) -> float:
    """How much less likely than a common slip (0) the one is that makes `typed` of `meant`, one letter or swap apart.

    >>> oddity("khai", "khia"), oddity("khai", "khsi"), oddity("khai", "khxi"), oddity("khai", "ghai")
    (0.0, 0.0, 3.0, 4.0)
    """
    if meant[0] != typed[0]:
        return FIRST_LETTER
    places = range(len(meant))
    if len(typed) > len(meant):
        return 0.0 if any(typed in _doubled(meant, place) for place in places) else ODD_LETTER
    if len(typed) < len(meant):
        return 0.0
    apart = [place for place in places if meant[place] != typed[place]]
    swapped = len(apart) > 1
    return 0.0 if swapped or typed[apart[0]] in _NEIGHBOURS.get(meant[apart[0]], "") else ODD_KEY
