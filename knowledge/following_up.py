"""Does this message go on with what was said, choose from what was shown, or correct it?"""

from __future__ import annotations

import re

from nlp.denying import without_denied
from nlp.normalising import normalise
from nlp.reading import Reading
from nlp.syllables import unmark

_PLACES = {
    0: "dau tien|thu nhat|so mot|so 1|thu 1|tren cung|cai dau|loai dau|muc dau|dau",
    1: "thu hai|thu nhi|so hai|so 2|thu 2|o giua",
    2: "thu ba|so ba|so 3|thu 3",
    3: "thu tu|so bon|so 4|thu 4",
    -1: "cuoi cung|sau cung|duoi cung|cuoi",
}
_ORDINALS = {words: place for place, alternatives in _PLACES.items() for words in alternatives.split("|")}
_LEADING = r"(?:(?:da|vang|u|uh|la|chon|lay|cho|em|toi|minh|tui|con|xem|hoi|xin|y|nhe|thi|the|a|vay)\s+)*"
_THING = r"(?:(?:cai|loai|muc|truong hop|cau|viec|so|thu tuc|lua chon|phuong an|nut|giay|ong|dong)\s+)?"
_WHICH = "|".join(sorted(map(re.escape, _ORDINALS), key=len, reverse=True))
_ORDINAL = re.compile(rf"^{_LEADING}{_THING}(?P<which>{_WHICH}|[1-8])(?:$|[\s.!?,](?P<rest>.*)$)")

_PERSON = r"(?:toi|em|e|minh|tui|con|chau|anh|chi|co|chu|bac|di|ba|bo|ong|tao)"
_LEAD = r"(?:(?:ua|a|o|da|ay|uh|um|thoi|troi) )*"
_NOT = r"(?:khong|ko|k|kg|hk|hong|hok|hem)"
_SLIP = (
    rf"(?:nham|lon|sai|dau (?:co|phai|dung)|(?:{_PERSON} )?(?:noi|viet|go|hoi|nhan) (?:lon|nham|sai)|chet)"
    r"(?: phai| roi| dung| mat)*"
)
_I_MEAN = (
    rf"(?:y (?:{_PERSON} )?(?:la|muon|hoi|noi|ve)(?: la| ve)?|{_PERSON}(?: muon)? (?:hoi|noi)(?: ve| la| vu| chuyen)?)"
)
_THAT = r"(?: cai do| vay| the| dau| a| nha| nhe| chau)*"
_CORRECTION = re.compile(
    rf"^{_LEAD}(?:(?:{_NOT}(?: phai| dung)?|{_SLIP}){_THAT}[ ,.!:]+{_I_MEAN} "
    rf"|{_NOT}(?: phai(?: [^,.;]{{0,40}})?| dung)?{_THAT}[,.;] *(?:ma )?"
    rf"|{_SLIP}(?: [^,.;]{{0,40}})?[,.;] *(?:ma )?"
    rf"|y (?:{_PERSON} )?la )"
)
_INSISTING = re.compile(rf"^{_LEAD}{_I_MEAN} (?=.*\b(?:ma|co|kia|lan|co ma)[ .!]*$)")
"""Said again with stress: "em hỏi xe máy mà"."""
_CONTRAST = re.compile(
    r"^(?:(?:a|da|ua|rua|vay|the|roi|nhung|ma|roi)[ ,]+)*(?:con|neu|lo|nhung|gia su|ma neu)\b"
    r"|\bthi (?:sao|the nao|lam sao|ntn|rang|tinh sao)\b"
)
_BACK = re.compile(
    r"\b(?:quay lai|quay ve|tro lai|tro ve|ve lai|hoi lai|hoi tiep (?:cai|vu|chuyen|viec|ve)|hoi nay|luc nay|ban nay"
    r"|khi nay|nay (?:hoi|noi)|vua (?:nay|hoi|roi|noi)"
    r"|(?:luc|ban) dau|(?:cai|vu) (?:kia|truoc))\b"
)
_NO_TOPIC = frozenset(
    "the vay con no do nay ay kia thi la a ha u duoc khong co phai bao nhieu may cai giay to gi sao nhu nao "
    "roi nua them tien phi le mat ton het bi di lam nop o dau khi lau ngay gio cho nguoi minh toi em anh chi "
    "ban ra vo den toi neu ma va voi hay hoac can ky thu tuc ho so viec loai truong hop tren duoi ben trong "
    "ngoai qua luc xong lai online lay lanh mang bua hom tuan moi dieu kien don mau ai kieu xem ro noi chi "
    "giup biet hieu chac".split()
)


def without_correction(question: str) -> tuple[str, bool]:
    """The message without "không, ý tôi là", and whether it corrects, so or by what it denies ("chứ không phải …").

    >>> without_correction("không, ý tôi là đăng ký tạm trú")
    ('đăng ký tạm trú', True)
    """
    text = normalise(question)
    plain = unmark(text)
    found = _CORRECTION.match(plain) or _INSISTING.match(plain)
    rest = text[found.end() if found else 0 :].strip()
    if not rest:
        return question, False
    return (rest, True) if found else (question, without_denied(rest) != rest)


def chosen_ordinal(reading: Reading, offered: tuple[str, ...]) -> str | None:
    """The option that "cái thứ hai", "số 3" or "2" names, or None."""
    place = _ordinal(reading)
    return offered[place] if place is not None and -1 <= place < len(offered) else None


def names_an_ordinal(reading: Reading) -> bool:
    """Whether the message is "cái đầu tiên" or the like, whatever was shown."""
    return _ordinal(reading) is not None


def contrasts(reading: Reading) -> bool:
    """Whether the message sets a new case against what was said ("còn mất rồi thì sao")."""
    return bool(_CONTRAST.search(unmark(reading.text)))


def goes_back(reading: Reading) -> bool:
    """Whether the message goes back to something said before ("quay lại cái khai sinh lúc nãy")."""
    return bool(_BACK.search(unmark(reading.text)))


def has_own_topic(reading: Reading) -> bool:
    """Whether the message names anything of its own, beyond asking and pointing back ("thế cái đó bao lâu").

    A circumstance ("em bị mất rồi") is something of its own.
    """
    return bool(reading.circumstances) or any(
        word.plain not in _NO_TOPIC and not word.plain.isdigit() for word in reading.topic
    )


def _ordinal(reading: Reading) -> int | None:
    found = _ORDINAL.match(unmark(reading.text).rstrip(" .!?"))
    if not found:
        return None
    asked = {word.plain for word in reading.words if word.role != "topic"}
    rest = re.findall(r"\w+", found["rest"] or "")
    if any(word not in _NO_TOPIC and word not in asked for word in rest):
        return None
    which = found["which"]
    return _ORDINALS[which] if which in _ORDINALS else int(which) - 1
