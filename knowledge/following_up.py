"""Does this message go on with what was said, choose from what was shown, or correct it?"""

from __future__ import annotations

import re

from nlp.normalising import normalise
from nlp.reading import Reading
from nlp.syllables import unmark

_ORDINALS = {
    "dau tien": 0,
    "thu nhat": 0,
    "so mot": 0,
    "so 1": 0,
    "thu 1": 0,
    "thu hai": 1,
    "so hai": 1,
    "so 2": 1,
    "thu 2": 1,
    "thu ba": 2,
    "so ba": 2,
    "so 3": 2,
    "thu 3": 2,
    "thu tu": 3,
    "so bon": 3,
    "so 4": 3,
    "thu 4": 3,
    "sau cung": -1,
    "cuoi cung": -1,
    "cuoi": -1,
    "dau": 0,
    "tren cung": 0,
    "duoi cung": -1,
    "o giua": 1,
}
_ORDINAL = re.compile(
    r"^(?:(?:da|vang|u|uh|la|chon|lay|cho|em|toi|minh|tui|xem|hoi|xin|y|nhe)\s+)*"
    r"(?:(?:cai|loai|muc|truong hop|cau|viec|so|thu tuc|lua chon|phuong an|y|nut|giay)\s+)?"
    r"(?P<which>" + "|".join(sorted(map(re.escape, _ORDINALS), key=len, reverse=True)) + r"|[1-8])"
    r"(?:\s+(?:a|nha|nhe|di|ay|do|day|ban|ad|em|luon|thi sao|co|vay|nhen|hen|ak|thoi|kia))*[\s.!]*$"
)
_CORRECTION = re.compile(
    r"^(?:\s*(?:ủa|ua|à|a|ơ|ko|k|không|khong|hông|hong|no|nhầm|nham|sai)\s*(?:phải|phai|rồi|roi)?(?:\s*(?:cái đó|cai do|vậy|vay|thế|the))?[\s,.!:]+)?"
    r"(?:\s*(?:ý|y)\s+(?:tôi|toi|em|mình|minh|tui|con|cháu|chau|anh|chị|chi)\s+(?:là|la|muốn|muon|hỏi|hoi)?\s*(?:hỏi|hoi)?"
    r"|\s*(?:tôi|toi|em|mình|minh|tui)\s+(?:muốn|muon)?\s*(?:hỏi|hoi|nói|noi)\s+(?:về|ve)?\s*(?:cái|cai)?|\s*(?:nhầm|nham)[\s,.]+)",
    re.IGNORECASE,
)
_STARTS_NO = re.compile(r"^\s*(?:ủa|à|ơ)?\s*(?:không|khong|ko|k|hông|hong|nhầm|nham|sai)\b", re.IGNORECASE)
_NO_TOPIC = frozenset(
    "the vay con no do nay ay kia thi la a ha u duoc khong co phai bao nhieu may cai giay to gi sao nhu nao roi nua them "
    "tien phi le mat ton het bi di lam nop o dau khi lau ngay gio cho nguoi minh toi em anh chi ban ra vo den toi neu ma "
    "va voi hay hoac can ky thu tuc ho so viec loai truong hop tren duoi ben trong ngoai qua luc xong lai qua online vneid".split()
)


def without_correction(question: str) -> tuple[str, bool]:
    """The message without "không, ý tôi là", and whether it was a correction.

    >>> without_correction("không, ý tôi là đăng ký tạm trú")
    ('đăng ký tạm trú', True)
    """
    text = normalise(question)
    if not _STARTS_NO.match(text) and not re.match(r"^(?:ý|y)\s", text):
        return question, False
    found = _CORRECTION.match(text)
    rest = text[found.end() :].strip() if found and found.end() else ""
    return (rest, True) if rest else (question, False)


def chosen_ordinal(reading: Reading, offered: tuple[str, ...]) -> str | None:
    """The option that "cái thứ hai", "số 3" or "2" names, or None."""
    found = _ORDINAL.match(unmark(reading.text).rstrip(" .!?"))
    if not found:
        return None
    which = found["which"]
    place = _ORDINALS[which] if which in _ORDINALS else int(which) - 1
    return offered[place] if -1 <= place < len(offered) else None


def has_own_topic(reading: Reading) -> bool:
    """Whether the message names anything of its own, beyond asking and pointing back ("thế cái đó bao lâu")."""
    return any(word.plain not in _NO_TOPIC and not word.plain.isdigit() for word in reading.topic)
