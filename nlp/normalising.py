"""How does a message look once everything that is not language has been taken out of it?

People paste text from anywhere: decomposed Unicode, zero-width characters, letters of other alphabets
that look Latin, emoji, capitals, both ways of placing a tone. All of them must read alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_CHARACTERS = 1000
"""A question longer than this is read up to here: about two hundred words, four times the longest real one."""

_LOOK_ALIKES = str.maketrans(
    {
        # eth, d with tail, African d: fonts show them as the Vietnamese letter
        "ð": "đ",
        "ɖ": "đ",
        "ƌ": "đ",
        "ꟈ": "đ",
        # Cyrillic letters that look Latin
        "а": "a",
        "е": "e",
        "о": "o",
        "р": "p",
        "с": "c",
        "у": "y",
        "х": "x",
        "і": "i",
        "ѕ": "s",
        "һ": "h",
        "к": "k",
        "м": "m",
        "т": "t",
        "в": "b",
        "н": "h",
        # Greek letters that look Latin
        "ο": "o",
        "α": "a",
        "ν": "v",
        "ι": "i",
        "κ": "k",
        "ρ": "p",
        "τ": "t",
        # other letters
        "ı": "i",
        "ƣ": "ơ",
        "ɑ": "a",
        "ɡ": "g",
        # dashes and quotation marks
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
    }
)

_TONE_ON_SECOND = re.compile(
    r"(?:(?<![^\W\d_])|(?<=[^\W\d_]))([o])([àáảãạèéẻẽẹ])(?![^\W\d_])|(?<!q)(u)([ỳýỷỹỵ])(?![^\W\d_])"
)
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")
_LABEL = re.compile(r"^\s*(?:câu|cau|question|hỏi|hoi|q)\s*(?:số|so)?\s*\d*\s*[:.)]\s*", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_TONES = "̣̀́̃̉"  # grave, acute, tilde, hook above, dot below


def normalise(text: str) -> str:
    """The message in lower case, composed (NFC), tones in one place, without what carries no language.

    Reads at most `MAX_CHARACTERS`. Applying it twice changes nothing.

    >>> normalise("Câu 1:  Thủ tục  HOÀ giải​ 🙂")
    'thủ tục hòa giải'
    >>> normalise("Điiii làm thuỷ thủ, quý vị") == normalise("đi làm thủy thủ, quý vị")
    True
    """
    text = text[:MAX_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _without_marks_that_pile_up(text))
        text = text.lower().translate(_LOOK_ALIKES)
        text = unicodedata.normalize("NFC", "".join(map(_shown, text)))
    else:
        text = "".join(map(_shown, text.lower()))
    text = _REPEATED_LETTER.sub(r"\1", text)
    text = _TONE_ON_SECOND.sub(_tone_on_first, text)
    text = _LABEL.sub("", text)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    """The character, a space for what only decorates, nothing for what is invisible."""
    category = unicodedata.category(character)
    if category in ("Cf", "Mc", "Me") or (category == "Mn" and character not in _TONES + "̛̂̆"):
        return ""
    if category in ("Cc", "Cs", "Co", "Cn", "So", "Sk", "Zl", "Zp", "Zs"):
        return " "
    return character


def _without_marks_that_pile_up(text: str) -> str:
    """`text` with at most two combining marks a letter, so that piled-up marks cost no time."""
    return re.sub(r"([̀-ͯ]{2})[̀-ͯ]+", r"\1", text)


def _tone_on_first(match: re.Match[str]) -> str:
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    decomposed = unicodedata.normalize("NFD", second)
    base = "".join(c for c in decomposed if c not in _TONES)
    tone = "".join(c for c in decomposed if c in _TONES)
    return unicodedata.normalize("NFC", first + tone + base)
