"""How does a message look once everything that is not language has been taken out of it?

People paste text from anywhere: decomposed Unicode, zero-width characters, letters of other alphabets
that look Latin, emoji, capitals, both ways of placing a tone. All of them must read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MAX_CHARACTERS = 1000
"""A question longer than this is read up to here: about two hundred words, four times the longest real one."""

_LOOK_ALIKES: Mapping[str, str] = {
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

_TONE_ON_SECOND = re.compile(r"(o)([àáảãạèéẻẽẹ])(?![^\W\d_])|(?<!q)(u)([ỳýỷỹỵ])(?![^\W\d_])")
"""An open rime with its tone placed the newer way: hoà, thuỷ."""
_TONE_TOO_EARLY = re.compile(
    r"""( [òóỏõọ](?=[aăe][^\W\d_])            # hòan
        | (?<=q)[ùúủũụ](?=[aăeioy])          # qúy
        | [ùúủũụ](?=y[^\W\d_])               # hùynh
        | [ìíỉĩịùúủũụừứửữựỳýỷỹỵ](?=y?[âêôơ])  # tíên, ngùyên, đừơng
        )(y(?=[âêôơ]))?(.)""",
    re.VERBOSE,
)
"""A tone that some keyboards leave on the first vowel, where every way of writing has it later."""
_ONE_HORN = re.compile(r"(?<!q)(?:[uùúủũụ][ơờớởỡợ]|[ưừứửữự][oòóỏõọ])(?=[cimnptu])")
"""Two vowels of which only one got its horn: đuợc, ngưòi; before these letters there is only ươ."""
_HORNED = str.maketrans("uùúủũụoòóỏõọ", "ưừứửữựơờớởỡợ")
_VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
_THREE = r"(?<![^\W\d_])iii(?![^\W\d_])"
_DRAWN_OUT = re.compile(
    rf"(?!{_THREE})([{_VOWELS}])\1{{2,}}|(?<=[{_VOWELS}])(n(?=[gh])|c(?=h)|)([^\W\d_])\3{{2,}}(?![^\W\d_])"
)
"""A vowel, or the last letter of a syllable, held down: điiii, emmm, khôngggg; never cccd or pccc, nor class III."""
_ECHOED = re.compile(
    "(?<=[àáảãạ])a{2,}|(?<=[èéẻẽẹ])e{2,}|(?<=[ìíỉĩị])i{2,}|(?<=[òóỏõọ])o{2,}|(?<=[ùúủũụ])u{2,}|(?<=[ỳýỷỹỵ])y{2,}"
)
"""The same, behind its tone: kýyyy."""
_THREE_ALIKE = re.compile(r"([^\W\d_])\1\1")
_RATTLED = re.compile(r"([^\W\d_])\1{4,}|([hjkz])\2{3,}")
"""A letter without a vowel, over and over; three tell as much: kkkkkk."""
_LABELS = re.compile(r"^(?:\s*(?:câu|cau|question|hỏi|hoi|q)\s*(?:số|so)?\s*\d*\s*[:.)])+")
_PILE = re.compile(r"([\u0300-\u036f]{8})[\u0300-\u036f]+")
_LOOSE_MARK = re.compile(r"[\u0300-\u036f]")
"""A mark that makes no letter with the one before it."""
_MARKS = "\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323"
_REMEMBERED = 0x3000
"""Code points below are kept once looked up: all that Vietnamese needs."""
_TONES = "̣̀́̃̉"  # grave, acute, tilde, hook above, dot below


class _ReadAs(dict[int, str]):
    """By code point, what a character is read as: itself, another, a space, or nothing."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _LOOK_ALIKES:
            shown = _LOOK_ALIKES[character]
        elif category in ("Cf", "Mc", "Me") or (category == "Mn" and character not in _MARKS):
            shown = ""
        elif category in ("Cc", "Cs", "Co", "Cn", "So", "Sk", "Zl", "Zp", "Zs"):
            shown = " "
        else:
            shown = character
        if code < _REMEMBERED:
            self[code] = shown
        return shown


_READ_AS = _ReadAs()


@lru_cache(maxsize=16)
def normalise(text: str) -> str:
    """The message in lower case, composed (NFC), tones in one place, without what carries no language.

    Reads at most `MAX_CHARACTERS` of what is left. Applying it twice changes nothing. The last few are
    remembered, since several rules look at one message.

    >>> normalise("Câu 1:  Thủ tục  HOÀ giải​ 🙂")
    'thủ tục hòa giải'
    >>> normalise("hòan tất, qúy vị, tíên độ, Huỳnh, đựoc, nguời, thuở")
    'hoàn tất, quý vị, tiến độ, huỳnh, được, người, thuở'
    >>> normalise("cảng cá loại III")
    'cảng cá loại iii'
    >>> normalise("Điiii làm thuỷ thủ, quý vị") == normalise("đi làm thủy thủ, quý vị")
    True
    """
    text = text[: 4 * MAX_CHARACTERS]
    if text.isascii():
        text = text.lower().translate(_READ_AS)
    else:
        text = unicodedata.normalize("NFKC", _without_marks_that_pile_up(text)).lower().translate(_READ_AS)
        text = unicodedata.normalize("NFC", _without_marks_that_pile_up(text))
        text = _LOOSE_MARK.sub("", text)
    text = " ".join(text.split())[:MAX_CHARACTERS]
    if _THREE_ALIKE.search(text):
        text = _RATTLED.sub(r"\1\1\1\2\2\2", _DRAWN_OUT.sub(r"\1\2\3", _ECHOED.sub("", text)))
    if not text.isascii():
        placed = _with_tones_in_place(text)
        text = text if placed == text else _DRAWN_OUT.sub(r"\1\2\3", placed)
    return _LABELS.sub("", text).strip()


def _without_marks_that_pile_up(text: str) -> str:
    """`text` with at most eight combining marks a letter, so that piled-up marks cost no time."""
    return _PILE.sub(r"\1", text)


def _with_tones_in_place(text: str) -> str:
    text = _ONE_HORN.sub(lambda match: match[0].translate(_HORNED), text)
    moved = 1
    while moved:
        text, moved = _TONE_TOO_EARLY.subn(_tone_later, text)
    return _TONE_ON_SECOND.sub(_tone_on_first, text)


def _tone_on_first(match: re.Match[str]) -> str:
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    base, tone = _taken_apart(second)
    return unicodedata.normalize("NFC", first + tone + base)


def _tone_later(match: re.Match[str]) -> str:
    base, tone = _taken_apart(match[1])
    return unicodedata.normalize("NFC", base + (match[2] or "") + match[3] + tone)


def _taken_apart(vowel: str) -> tuple[str, str]:
    """The vowel without its tone, and the combining tone."""
    decomposed = unicodedata.normalize("NFD", vowel)
    return "".join(c for c in decomposed if c not in _TONES), "".join(c for c in decomposed if c in _TONES)
