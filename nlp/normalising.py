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
_VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
_DRAWN_OUT = re.compile(rf"([{_VOWELS}])\1{{2,}}|(?<=[{_VOWELS}])(n(?=[gh])|c(?=h)|)([^\W\d_])\3{{2,}}(?![^\W\d_])")
"""A vowel, or the last letter of a syllable, held down: điiii, emmm, khôngggg; never cccd or pccc."""
_RATTLED = re.compile(r"([^\W\d_])\1{4,}|([hjkz])\2{3,}")
"""A letter without a vowel, over and over; three tell as much: kkkkkk."""
_LABELS = re.compile(r"^(?:\s*(?:câu|cau|question|hỏi|hoi|q)\s*(?:số|so)?\s*\d*\s*[:.)])+")
_PILE = re.compile(r"([\u0300-\u036f]{8})[\u0300-\u036f]+")
_LOOSE_MARK = re.compile(r"[\u0300-\u036f]")
"""A mark that makes no letter with the one before it."""
_SPACES = re.compile(r"\s+")
_TONES = "̣̀́̃̉"  # grave, acute, tilde, hook above, dot below


def normalise(text: str) -> str:
    """The message in lower case, composed (NFC), tones in one place, without what carries no language.

    Reads at most `MAX_CHARACTERS` of what is left. Applying it twice changes nothing.

    >>> normalise("Câu 1:  Thủ tục  HOÀ giải​ 🙂")
    'thủ tục hòa giải'
    >>> normalise("hòan tất, qúy vị, tíên độ, Huỳnh")
    'hoàn tất, quý vị, tiến độ, huỳnh'
    >>> normalise("Điiii làm thuỷ thủ, quý vị") == normalise("đi làm thủy thủ, quý vị")
    True
    """
    text = text[: 4 * MAX_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _without_marks_that_pile_up(text))
        text = text.lower().translate(_LOOK_ALIKES)
        text = _without_marks_that_pile_up("".join(map(_shown, text)))
        text = _LOOSE_MARK.sub("", unicodedata.normalize("NFC", text))
    else:
        text = "".join(map(_shown, text.lower()))
    text = _SPACES.sub(" ", text).strip()[:MAX_CHARACTERS]
    text = _RATTLED.sub(r"\1\1\1\2\2\2", _DRAWN_OUT.sub(r"\1\2\3", text))
    if not text.isascii():
        moved = 1
        while moved:
            text, moved = _TONE_TOO_EARLY.subn(_tone_later, text)
        text = _TONE_ON_SECOND.sub(_tone_on_first, text)
        text = _DRAWN_OUT.sub(r"\1\2\3", text)
    return _LABELS.sub("", text).strip()


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
    """`text` with at most eight combining marks a letter, so that piled-up marks cost no time."""
    return _PILE.sub(r"\1", text)


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
