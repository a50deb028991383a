"""Which word was meant when the keyboard left Telex or VNI keystrokes in the text?

"ddawng kys" and "d9ang8 ky1" are "đăng ký", typed while the input method was off. A decoded word counts
only when it is a valid syllable; "vs" and "ck" hold no vowel and stay what they are.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from nlp.syllables import is_syllable

_TELEX_TONES = {"s": "́", "f": "̀", "r": "̉", "x": "̃", "j": "̣"}
_VNI_TONES = {"1": "́", "2": "̀", "3": "̉", "4": "̃", "5": "̣"}
_TELEX_LETTERS = (
    ("dd", "đ"),
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_LETTERS = (
    ("d9", "đ"),
    ("uo7", "ươ"),
    ("u7o7", "ươ"),
    ("a6", "â"),
    ("e6", "ê"),
    ("o6", "ô"),
    ("a8", "ă"),
    ("o7", "ơ"),
    ("u7", "ư"),
)
_LATE_TELEX = {"a": "aâ", "e": "eê", "o": "oô", "w": "aăoơuư", "d": "dđ"}
_LATE_VNI = {"6": "aâeêoô", "7": "oơuư", "8": "aă", "9": "dđ"}
_TONE_BEARERS = "ăâêôơưaeiouy"


@lru_cache(maxsize=8192)
def decode(word: str) -> str | None:
    """The syllable that `word` (lower case) spells in Telex or VNI, or None.

    >>> decode("ddawng"), decode("kys"), decode("d9ang8"), decode("hojc"), decode("vs"), decode("giay")
    ('đăng', 'ký', 'đăng', 'học', None, None)
    """
    if len(word) > 9 or is_syllable(word):
        return None
    if any(character.isdigit() for character in word):
        return _decode(word, _VNI_LETTERS, _VNI_TONES, _LATE_VNI)
    return _decode(word, _TELEX_LETTERS, _TELEX_TONES, _LATE_TELEX)


def _decode(word: str, letters: tuple[tuple[str, str], ...], tones: dict[str, str], late: dict[str, str]) -> str | None:
    for keys, letter in letters:
        word = word.replace(keys, letter)
    bare, tone = _take_tone(word, tones)
    once = _late_marks(bare, late)
    twice = [again for candidate in once if "đ" in candidate for again in _late_marks(candidate, late)]
    for candidate in (bare, *once, *twice):
        spelled = _with_tone(candidate, tone) if tone else candidate
        if not spelled.isascii() and is_syllable(spelled):
            return spelled
    return None


def _take_tone(word: str, tones: dict[str, str]) -> tuple[str, str]:
    """The word without its last tone key that follows a vowel, and the combining tone."""
    for place in range(len(word) - 1, 0, -1):
        if word[place] in tones and any(vowel in word[:place] for vowel in _TONE_BEARERS):
            return word[:place] + word[place + 1 :], tones[word[place]]
    return word, ""


def _late_marks(word: str, late: dict[str, str]) -> list[str]:
    """Every reading of the word with a mark key typed after the letter it belongs to ("giayas" is "giấy")."""
    found = []
    for place in range(len(word) - 1, 0, -1):
        pairs = late.get(word[place], "")
        rest = word[:place] + word[place + 1 :]
        for plain, marked in zip(pairs[::2], pairs[1::2], strict=True):
            if plain in word[:place]:
                where = word.rindex(plain, 0, place)
                found.append(rest[:where] + marked + rest[where + 1 :])
        if word[place] in "w7" and "uo" in word[:place]:
            found.append(rest.replace("uo", "ươ"))
    return found


def _with_tone(word: str, tone: str) -> str:
    """`word` with the tone on the vowel that bears it by the common spelling rule."""
    vowels = [place for place, character in enumerate(word) if character in _TONE_BEARERS]
    if word.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    marked = [place for place in vowels if not word[place].isascii()]
    if marked:
        bearer = marked[-1]
    elif len(vowels) == 1 or (len(vowels) == 2 and vowels[-1] == len(word) - 1):
        bearer = vowels[0]
    else:
        bearer = vowels[1]
    return unicodedata.normalize("NFC", word[: bearer + 1] + tone + word[bearer + 1 :])
