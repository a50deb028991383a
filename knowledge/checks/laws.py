"""Which procedures rest on this law, and does any rest on one that no longer holds?"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.checks.rules import Finding, finding
from knowledge.errors import CatalogueError
from knowledge.procedure import Procedure
from nlp.syllables import unmark

_DASHES = "[-‐‑‒–—−]"
_NUMBER = re.compile(
    rf"0*(?P<first>\d{{1,6}})\s*/\s*(?:(?P<year>\d{{4}})\s*/\s*)?(?P<sign>[^\W\d_]+\d*(?:\s*{_DASHES}\s*[^\W\d_]+\d*)*)"
)
_FIRST_NUMBERS = re.compile(r"\d+(?=\s*/)")
_Laws = Mapping[int, list[tuple[str, re.Pattern[str]]]]
"""Numbers of laws and what finds them, by the number they begin with, so that a text is searched for few of them."""


class ExpiredLaw(NamedTuple):
    """A law, decree or circular that no longer holds from `expired_on` on."""

    number: str
    expired_on: date
    replaced_by: str
    """Its number, or empty where nothing took its place."""


def _documents(procedure: Procedure) -> Iterator[str]:
    for case in procedure.cases:
        yield case.name
        for paper in case.documents:
            yield from (paper.name, paper.form, paper.condition)


PARTS: Mapping[str, Callable[[Procedure], Iterable[str]]] = {
    "Căn cứ pháp lý": lambda procedure: (text for each in procedure.legal_bases for text in (each.number, each.title)),
    "Lệ phí": lambda procedure: (text for fee in procedure.fees for text in (fee.condition, fee.per)),
    "Thành phần hồ sơ": _documents,
    "Cách nộp và thời hạn": lambda procedure: (
        text for channel in procedure.channels for text in (channel.time_words, channel.note)
    ),
    "Điều kiện": lambda procedure: procedure.conditions,
    "Các bước": lambda procedure: procedure.steps,
    "Kết quả": lambda procedure: procedure.results,
    "Tên": lambda procedure: (procedure.name,),
    "Tóm tắt": lambda procedure: (procedure.summary,),
    "Mô tả": lambda procedure: (procedure.description,),
    "Nơi nộp": lambda procedure: (procedure.submit_to,),
    "Quyết định công bố": lambda procedure: (procedure.decision,),
}
"""The texts of a procedure that may cite a law, by part."""


def citing(procedures: Sequence[Procedure], number: str) -> list[tuple[str, str]]:
    """Code and part of every procedure that cites the law of this number, in the order of the catalogue.

    Written otherwise it is the same: "085/2019/tt-btc", "số 85 / 2019 / TT – BTC ngày…". Raises CatalogueError where
    `number` is no number of a law.
    """
    law = _by_first_number((number,))
    return [(each.code, part) for each in procedures for part, _ in _cited_parts(each, law)]


def citations(procedure: Procedure, expired: Mapping[str, ExpiredLaw], on: date) -> Iterator[Finding]:
    """The laws among `expired` that a procedure still cites, once each, with the parts that cite them."""
    found: dict[str, list[str]] = defaultdict(list)
    for part, number in _cited_parts(procedure, _by_first_number(tuple(expired))):
        found[number].append(part)
    for number, parts in found.items():
        law = expired[number]
        yield finding(
            "expired_law" if law.expired_on <= on else "expiring_law",
            procedure.code,
            ", ".join(parts),
            number=law.number,
            day=f"{law.expired_on:%d/%m/%Y}",
            instead=f"Thay bằng {law.replaced_by}" if law.replaced_by else "Bỏ hoặc thay bằng văn bản còn hiệu lực",
        )


def _cited_parts(procedure: Procedure, laws: _Laws) -> Iterator[tuple[str, str]]:
    """Each part of a procedure with each of the laws that it cites."""
    for part, texts in PARTS.items():
        numbers = dict.fromkeys(number for text in texts(procedure) for number in _cited(text, laws))
        yield from ((part, number) for number in numbers)


def _cited(text: str, laws: _Laws) -> Iterator[str]:
    if "/" not in text:
        return
    for first in dict.fromkeys(map(int, _FIRST_NUMBERS.findall(text))):
        for number, law in laws.get(first, ()):
            if law.search(_composed(text)):
                yield number


@lru_cache(maxsize=8)
def _by_first_number(numbers: tuple[str, ...]) -> _Laws:
    found = defaultdict(list)
    for number in numbers:
        parts = _read(number)
        found[int(parts["first"])].append((number, _pattern(parts)))
    return dict(found)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _read(number: str) -> re.Match[str]:
    """The number of a law in its parts: first number, year where there is one, sign."""
    parts = _NUMBER.search(_composed(number))
    if parts is None:
        raise CatalogueError(
            f"“{number}” không phải số hiệu văn bản. Viết đầy đủ, ví dụ 85/2019/TT-BTC hoặc 60/2014/QH13."
        )
    return parts


def _pattern(parts: re.Match[str]) -> re.Pattern[str]:
    """What finds this law in a text, however its spaces, capitals, dashes and zeros are written."""
    signs = (f"[{each}{'đ' if each == 'd' else ''}]" for each in unmark(parts["sign"]).lower() if each.isalnum())
    sign = rf"\s*{_DASHES}?\s*".join(signs)
    year = rf"\s*/\s*{parts['year']}" if parts["year"] else ""
    return re.compile(rf"(?<![\d/])0*{parts['first']}{year}\s*/\s*{sign}(?!\w)(?!-\w)", re.IGNORECASE)
