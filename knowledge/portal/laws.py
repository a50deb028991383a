"""On which laws does a procedure rest, and which decision published it, by the portal's record?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.portal.cleaning import clean_line, clean_title
from knowledge.portal.law_numbers import LAW_NUMBER, separate_laws, tidy_number, whole_number
from knowledge.portal.raw_record import Part, note, part_text, parts_of
from knowledge.procedure import LegalBasis

BEGINNINGS = {"UẬT ": "LUẬT ", "HỊ ": "NGHỊ ", "hông tư ": "Thông tư ", "LuậtLuật ": "Luật ", "Trang chủ ": ""}
"""Titles that lost their first letters to the number before them, or begin with a word of the web page."""
_TAIL_OF_NUMBER = re.compile(
    r"^[A-ZĐƯ]{1,10}g?(?=(?:Luật|Bộ luật|Nghị (?:định|quyết)|Thông tư|Quyết định|Pháp lệnh|Công văn|Sửa|Hướng dẫn"
    r"|Về|BAN HÀNH|QUY ĐỊNH|sửa đổi|quy định|về|hướng dẫn|ban hành|bãi bỏ|số|phân|nghị|tư|chính|ngày)\b)"
)
_DECISION = re.compile(r"^(?:quyết định\s*)?(?:số\s*)?:?\s*(?=\S*\d)", re.IGNORECASE)


def legal_bases_of(record: Part, notes: list[str]) -> tuple[LegalBasis, ...]:
    """The legal bases, each once, in the order of the source."""
    return tuple(dict.fromkeys(_legal_bases(record, notes)))


def decision_number(text: str) -> str:
    """The number of the decision that published a procedure.

    >>> decision_number("Quyết định số 6375/QĐ-BQP"), decision_number("2267./QĐ-BXD"), decision_number("2045/QĐ_BYT")
    ('6375/QĐ-BQP', '2267/QĐ-BXD', '2045/QĐ_BYT')
    """
    number = clean_title(_DECISION.sub("", clean_line(text)))
    return re.sub(r"(?<=\d)\s*\.?/\.?\s*(?=[A-ZĐ])", "/", number)


def _legal_bases(record: Part, notes: list[str]) -> Iterator[LegalBasis]:
    for part in parts_of(record, "legalBasisesDetails", notes):
        title = part_text(part, "name", "legalBasisesDetails", notes)
        bases, told = _read(title, part_text(part, "code", "legalBasisesDetails", notes))
        notes += told
        yield from bases


@lru_cache(maxsize=4096)
def _read(name: str, code: str) -> tuple[tuple[LegalBasis, ...], tuple[str, ...]]:
    """The legal bases of one entry, with notes; the same few thousand laws stand in all records."""
    raw, number = clean_line(name).rstrip(" ,;:"), clean_title(code)
    tidy = tidy_number(number, raw)
    title, repaired = whole_number(raw, tidy)
    others, title = separate_laws(title)
    notes = [note("căn cứ pháp lý: tách các văn bản dính nhau", raw)] if others else []
    if repaired != tidy or tidy not in number:
        notes.append(note("căn cứ pháp lý: sửa số hiệu bị cắt sai chỗ", f"{number} → {repaired}"))
    elif repaired and not LAW_NUMBER.fullmatch(repaired):
        notes.append(note("căn cứ pháp lý: số hiệu lạ, giữ nguyên", f"{repaired}: {title}"))
    laws = [*others, (title, repaired)] if title or repaired else others
    return tuple(_basis(*law) for law in laws), tuple(notes)


def _basis(title: str, number: str) -> LegalBasis:
    """A legal basis; the number stands for a title that is only the tail of another number."""
    own = _TAIL_OF_NUMBER.sub("", clean_title(title))
    for broken, whole in BEGINNINGS.items():
        own = whole + own.removeprefix(broken) if own.startswith(broken) else own
    tail_only = own == "Tg" or (own.isupper() and " " not in own and not any(map(str.isdigit, own)))
    shown = "" if number.casefold() == own.casefold() and not any(map(str.isdigit, number)) else number
    return LegalBasis(number=shown, title=number if number and (tail_only or not own) else own)
