"""Which part of a message says what is *not* meant? "Mất rồi chứ không phải hết hạn" is about a loss alone."""

from __future__ import annotations

import re

from nlp.syllables import unmark

_NO = r"(?:khong|ko|k|kg|hk|hong|hok|hem|chang)"
_NEXT = (
    r"(?: (?:ma(?! so)|nhung|nen|gio|vay|xin hoi|cho hoi|chi(?! nhanh| phi| cuc| tra))\b"
    r"| thi (?:sao|lam|the|can|nop|phai|mang|ra|o|di|rang)\b)"
)
_ON = rf" \w+(?:(?!{_NEXT})[^,.;!?\n])*"
"""A word, and on to the next clause."""
_BUT_NOT = (
    rf"(?:^|[ ,.;])(?:chu {_NO} phai|chu dau(?: co)? phai|chu {_NO}(?! (?:co|biet)\b)|cho {_NO} phai)"
    rf"(?: la| do| bi)?{_ON}"
)
_IS_NOT = (
    rf"(?:^|[,.;!?] *| (?:em|toi|tui|minh|nay|day|do) ){_NO} phai(?! (?:khong|nguoi|dan|cong dan|o day)\b)"
    rf"(?: la| do| bi)?{_ON}"
)
_NOT_BUT = (
    rf"(?:^|[ ,]){_NO} (?:xin|lam|hoi|doi|muon|can|mo|mua|dang ky|bi)(?= \w)"
    r"(?:(?! (?:ma|chi|chu)\b)[^,.;!?\n])+(?=,? (?:ma|chi|chu)\b)"
)
_CHU = re.compile(r"\bch[ủú]\b")
"""With marks these are an owner and an uncle, no "but"."""
_DENIED = re.compile(f"{_BUT_NOT}|{_IS_NOT}|{_NOT_BUT}")
_HINTS = ("phai", "chu", " ma", " chi")
"""One of them is in every text that denies something: looking for them costs a tenth."""


def without_denied(text: str) -> str:
    """The normalised text without what it denies; all of it where nothing else would be left.

    >>> without_denied("mất rồi chứ không phải hết hạn, tìm không thấy")
    'mất rồi, tìm không thấy'
    >>> without_denied("không phải cái đó")
    'không phải cái đó'
    """
    plain = unmark(text)
    if not any(hint in plain for hint in _HINTS):
        return text
    plain = unmark(_CHU.sub("   ", text))
    denied = [each.span() for each in _DENIED.finditer(plain)]
    if not denied:
        return text
    edges = [0, *(edge for span in denied for edge in span), len(text)]
    left = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip(" ,.;")
    return left or text
