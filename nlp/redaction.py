"""What in this text says who a person is? Masked before it is stored.

Masked: identity and passport numbers, phones, e-mail addresses, number plates, bank accounts and other long numbers.
Never touched: procedure codes (1.001193), numbers of decrees and decisions (123/2015/NĐ-CP), amounts (1.200.000 đồng),
dates and years.
"""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"""
    (?<![\d.])\d[.,]\d{6}(?:[.]\d{3})*(?:\.H\d\d)?(?![\d])              # a procedure code, also its long old form
    | \b\d{1,5}\s?/\s?(?:19|20)\d\d\s?/\s?[A-ZĐa-zđ][\w\-]*             # 123/2015/NĐ-CP
    | \b\d{1,5}\s?/\s?(?:QĐ|qđ|qd|TT|tt|NĐ|nđ|nd|CP|NQ|nq)[\w\-]*       # 163/QĐ-BTP
    | (?<![\d.+])[1-9]\d{0,2}(?:[.,]\d{3})+(?![\d]|[.\-\s]\d)             # 1.200.000
    | (?<![\d.+])[1-9]\d{0,2}(?:\s\d{3})+\s*(?:đồng|dong|đ|d|vnđ|vnd|usd)\b  # 1 200 000 đ
    | \b\d+(?:[.,]\d+)?\s*(?:đồng|dong|vnđ|vnd|triệu|trieu|tr|tỷ|tỉ|ty|nghìn|nghin|ngàn|ngan|usd|m2|km|năm|nam|tháng)\b
    | \b\d{1,2}\s?[/\-.]\s?\d{1,2}\s?[/\-.]\s?(?:19|20)?\d\d\b          # 01/07/2025
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MASKED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[\w.+\-]+\s?@\s?[\w\-]+(?:\s?\.\s?[\w\-]+)+")),
    (
        "[điện thoại]",
        re.compile(r"(?<![\d.])(?:\+?\s?84|0084|0)(?:[\s.\-()]{0,2}\d){9,10}(?!\d)"),
    ),
    (
        "[biển số]",
        re.compile(
            r"(?<![\w.])\d{2}\s?[\-.]?\s?(?:[A-ZĐ][A-Z0-9Đ]?|LD|NG|NN|MĐ|MD)\s?[\-.\s]?\s?"
            r"(?:\d{3}[.\s]?\d{2}|\d{4})(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("[số giấy tờ]", re.compile(r"(?<![\w.])(?:\d[\s.\-]?){11}\d(?!\w)")),
    ("[số giấy tờ]", re.compile(r"(?<![\w.])[A-Z]{1,2}\s?\d{7,8}(?!\w)", re.IGNORECASE)),
    ("[số]", re.compile(r"(?<![\w])\d(?:[\s.\-]?\d){7,}(?!\w)")),
)


def redact(text: str) -> str:
    """`text` with what identifies a person masked by what it was, in square brackets.

    >>> redact("CCCD 001099012345, gọi 0912 345 678, thủ tục 1.001193 theo 123/2015/NĐ-CP, phí 1.200.000 đồng")
    'CCCD [số giấy tờ], gọi [điện thoại], thủ tục 1.001193 theo 123/2015/NĐ-CP, phí 1.200.000 đồng'
    """
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{chr(0xE000 + len(kept) - 1)}\x00"

    text = _KEPT.sub(put_aside, text.replace("\x00", " "))
    for mask, pattern in _MASKED:
        text = pattern.sub(mask, text)
    for number, original in enumerate(kept):
        text = text.replace(f"\x00{chr(0xE000 + number)}\x00", original)
    return text
