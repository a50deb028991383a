"""How else can the same question be typed? Pure changes of writing that must change no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import cycle

from nlp.syllables import unmark

_TONES = (
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING TILDE}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING DOT BELOW}",
)
_INVISIBLE = (
    "\N{ZERO WIDTH SPACE}",
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{ZERO WIDTH JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{SOFT HYPHEN}",
)


def decomposed(text: str) -> str:
    """The text in Unicode's decomposed form, as some phones and files write it."""
    return unicodedata.normalize("NFD", text)


def _placements() -> dict[str, str]:
    """Every toned "oa", "oe", "uy" to its other writing, in small and capital letters."""
    found = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            on_first = unicodedata.normalize("NFC", first + tone) + second
            on_second = first + unicodedata.normalize("NFC", second + tone)
            for style in (str.lower, str.upper, str.capitalize):
                found[style(on_first)], found[style(on_second)] = style(on_second), style(on_first)
    return found


_OTHER_PLACE = _placements()
_PLACED = re.compile(rf"(?<![qQ])(?:{'|'.join(_OTHER_PLACE)})(?![^\W\d_])")


def tone_placed_otherwise(text: str) -> str:
    """The text with the tone of open "oa", "oe", "uy" on the other vowel.

    >>> tone_placed_otherwise("hoà giải, thủy sản, quý khách, hoàn thuế")
    'hòa giải, thuỷ sản, quý khách, hoàn thuế'
    """
    return _PLACED.sub(lambda found: _OTHER_PLACE[found[0]], unicodedata.normalize("NFC", text))


def in_capitals(text: str) -> str:
    """The text typed with the capitals key on."""
    return text.upper()


def with_invisible_characters(text: str) -> str:
    """The text as pasted from a web page: invisible characters behind every third character."""
    invisible = cycle(_INVISIBLE)
    return "".join(each + next(invisible) if place % 3 == 2 else each for place, each in enumerate(text))


def without_marks(text: str) -> str:
    """The text typed without any diacritics.

    >>> without_marks("Đăng ký")
    'Dang ky'
    """
    return unmark(unicodedata.normalize("NFC", text))


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "decomposed (NFD)": decomposed,
    "tone on the other vowel": tone_placed_otherwise,
    "capitals": in_capitals,
    "invisible characters": with_invisible_characters,
    "no diacritics": without_marks,
}
