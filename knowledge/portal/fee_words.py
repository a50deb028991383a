"""Which words of a fee's description are about the fee, and how are they said when the amount stands beside them?

The records are read off a page that prints the value, the fee's words in brackets and the channel's words behind them
without a space: "Miễn phí(Không có)Nộp trực tiếp tại xã". The printed "Miễn phí" is only how the page writes a 0, and
its last bracket is lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.portal.channel_words import begins_with_a_fee, is_about_handing_in, speaks_of_money
from knowledge.portal.cleaning import clean_text, is_nothing, without_bullet
from knowledge.portal.dirt import UPPER

CUT_FROM = 570
"""Letters after which the source cuts a description that does not end with a mark."""

_PRINTED = re.compile(r"^\s*miễn phí(?! (?:đối với|cho|từ|kể từ|đến|trong)\b)\s*(?P<opens>\()?", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:^|[\s(;:])(?:[a-zđ]|\d{1,2}|i{1,3}|iv)(?:\.\d+)*$")
_GLUED_END = re.compile(rf"\)(?=\s?(?:\d|[{UPPER}]|[-+*]\s))")
_CURRENCY = r"(?:đồng|đông|vnđ|vnd|đ)\b"
_PRICE = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})++(?:\s*{_CURRENCY})?|\d[\d.,]*+\s*(?:triệu\s*)?{_CURRENCY})"
_PER = r"/\s*(?:0?1\s+)?(?P<per>[^\W\d_][^.,;:()\d+%\n]{0,40}?)"
_LEADING_PRICE = re.compile(rf"(?:{_PRICE}|{_CURRENCY})?\s*(?:{_PER})?\s*(?=[.;(\n]|$)[.;]*\s*", re.IGNORECASE)
_TRAILING_PRICE = re.compile(rf"\s*[:,-]?\s*{_PRICE}\s*(?:{_PER})?\s*[.,;]*$", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:thu|là|bằng|mức|khoản)$", re.IGNORECASE)
_LONGEST_UNIT = 5


def was_cut(description: str) -> bool:
    """Whether the source broke the description off."""
    return len(description) >= CUT_FROM and not description.rstrip().endswith((".", ";", ")", "…"))


@lru_cache(maxsize=256)
def told_apart(description: str) -> tuple[str, str]:
    """The cleaned words about the fee and those about the channel.

    >>> told_apart("Miễn phí(Không có)Nộp trực tiếp tại xã.")
    ('Không có', 'Nộp trực tiếp tại xã.')
    >>> told_apart("Miễn phí05 ngày làm việc"), told_apart("/lần (Thông tư số 61/2023/TT-BTC))10 ngày")
    (('', '05 ngày làm việc'), ('/lần (Thông tư số 61/2023/TT-BTC)', '10 ngày'))
    """
    cleaned = clean_text(description)
    printed = _PRINTED.match(cleaned)
    words = cleaned[printed.end() :].strip() if printed else cleaned
    if printed and not printed["opens"]:
        return (words, "") if begins_with_a_fee(words) else ("", words)
    end = _closing(words)
    if end is None:
        return ("", words) if is_about_handing_in(words) else (_unwrapped(words), "")
    fee, rest = words[:end].strip(), words[end:].lstrip(") .;,\n").strip()
    if begins_with_a_fee(rest) or speaks_of_money(rest[:120]):
        more, about_channel = told_apart(rest)
        return f"{_unwrapped(fee)}\n{more}".rstrip(), about_channel
    return ("", f"{fee}\n{rest}") if is_about_handing_in(fee) else (_unwrapped(fee), rest)


def without_price(words: str) -> tuple[str, str]:
    """What an amount is counted for, and the words that are left when amount and unit are said anyway.

    >>> without_price("Lệ phí cấp giấy phép: 135.000 đồng/lần."), without_price("/01 giấy"), without_price("cấp mới")
    (('lần', 'Lệ phí cấp giấy phép'), ('giấy', ''), ('', 'cấp mới'))
    """
    for price in (_LEADING_PRICE.match(words), _TRAILING_PRICE.search(words)):
        if not price or not price.group().strip(" .,;:-"):
            continue
        per = " ".join((price["per"] or "").split())
        if len(per.split()) > _LONGEST_UNIT or "đồng" in per.lower():
            continue
        rest = _unwrapped((words[: price.start()] + words[price.end() :]).strip())
        return per, words if _UNFINISHED.search(rest) else "" if is_nothing(rest) else rest
    return "", words.rstrip(" :,;")


def closed(words: str) -> str:
    """Words with the last closing bracket, which the page's own took away.

    >>> closed("Miễn lệ phí (Thông tư số 47/2019/TT-BTC")
    'Miễn lệ phí (Thông tư số 47/2019/TT-BTC)'
    """
    lacks_one = words.count("(") == words.count(")") + 1
    return f"{words})" if lacks_one and words[-1:] not in ".;…" else words


def _closing(words: str) -> int | None:
    """Where the brackets close that the page opened before the words; None where they do not."""
    depth = 0
    for place, sign in enumerate(words):
        if sign == "(":
            depth += 1
        elif sign == ")":
            if depth:
                depth -= 1
            elif not _ENUMERATOR.search(words[:place]):
                return place
    glued = (match.end() for match in _GLUED_END.finditer(words) if is_about_handing_in(words[match.end() :]))
    return next(glued, None)


def _unwrapped(words: str) -> str:
    """Words without the bullet before them, and without a pair of brackets around all of them."""
    words = without_bullet(words)
    while words.startswith("(") and (words.count("(") > words.count(")") or re.fullmatch(r"\([^()]*\)\W*", words)):
        words = words[1:].strip()
        if words.rstrip(" .;").endswith(")") and words.count(")") > words.count("("):
            words = words.rstrip(" .;")[:-1].strip()
    return words
