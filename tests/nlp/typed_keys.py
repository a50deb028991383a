"""Which keys does someone press for a Vietnamese word?"""

from __future__ import annotations

import unicodedata

TELEX = {"đ": "dd", "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI = {"đ": "d9", "ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def keys_of(word: str, letters: dict[str, str], tones: dict[str, str], *, tone_at_once: bool = False) -> str:
    """The keys for `word`: the tone last, or right behind its vowel."""
    keys, late = "", ""
    for character in word:
        parts = unicodedata.normalize("NFD", character)
        tone = "".join(tones[part] for part in parts if part in tones)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        keys += letters.get(plain, plain) + (tone if tone_at_once else "")
        late += "" if tone_at_once else tone
    return keys + late
