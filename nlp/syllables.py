"""Is this a Vietnamese syllable, and what is left of it when its marks are dropped?

Half of all messages are typed without diacritics, so everything is compared unmarked first and marks
are kept as evidence. Telex leftovers, glued words and typos are only repaired into valid syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from sys import intern

_UNMARK = str.maketrans(
    {
        composed: unicodedata.normalize("NFD", composed)[0]
        for composed in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)])
        if unicodedata.normalize("NFD", composed)[0].isascii()
    }
    | {"đ": "d", "Đ": "D"}
)

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uyên uyêt uych uynh uyt uyu
ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu uyn oo
"""
_STOPS = ("c", "ch", "p", "t")
_TONE_MARKS = {"̀": "`", "́": "'", "̃": "~", "̉": "?", "̣": "."}


@lru_cache(maxsize=65536)
def unmark(text: str) -> str:
    """`text` without diacritics and with d for đ; every other character as it is.

    >>> unmark("Đăng ký lại việc sinh")
    'Dang ky lai viec sinh'
    """
    return intern(text if text.isascii() else text.translate(_UNMARK))


def _spellings() -> frozenset[str]:
    onsets = ["", *_ONSETS.split()]
    rimes = _RIMES.split()
    spelled = {onset + rime for onset in onsets for rime in rimes}
    # "gi" keeps one i ("gì", "giếng"), "qu" one u ("quê", "quyết")
    spelled |= {"g" + rime for rime in rimes if rime.startswith("i")}
    spelled |= {"q" + rime for rime in rimes if rime.startswith("u")}
    return frozenset(spelled)


_SPELLINGS = _spellings()
_UNMARKED_SPELLINGS = frozenset(map(unmark, _SPELLINGS))


@lru_cache(maxsize=16384)
def toneless(syllable: str) -> tuple[str, str]:
    """The syllable without its tone, and the tone's name ("" for level).

    >>> toneless("giấy")
    ('giây', "'")
    """
    tone = ""
    letters = []
    for character in unicodedata.normalize("NFD", syllable):
        if character in _TONE_MARKS:
            tone = _TONE_MARKS[character]
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether `word` (lower case, NFC) can be one Vietnamese syllable, typed with all marks or with none.

    >>> is_syllable("giấy"), is_syllable("giay"), is_syllable("giâys"), is_syllable("sổt")
    (True, True, False, False)
    """
    if word.isascii():
        return word in _UNMARKED_SPELLINGS
    spelling, tone = toneless(word)
    if spelling.endswith(_STOPS) and tone in ("`", "~", "?"):
        return False
    return spelling in _SPELLINGS


def agrees(typed: str, stored: str) -> bool:
    """Whether a typed word may stand for the stored one: no typed mark contradicts it.

    A word typed without any mark agrees with every word of the same letters.

    >>> agrees("tu", "tử"), agrees("tư", "tử"), agrees("từ", "tử")
    (True, False, False)
    """
    return typed == stored or (typed.isascii() and typed == unmark(stored))


WORD = re.compile(r"\d+(?:[.,/]\d+)+|[^\W_]+")
"""A word as typed: a run of letters and digits; numbers keep their points, commas and strokes."""
