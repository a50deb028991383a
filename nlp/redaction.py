"""What in this text says who a person is? Masked before it is stored.

Masked: identity and passport numbers, phones, e-mail addresses, number plates, bank accounts and other long numbers,
also when they are spelled out. Never touched: procedure codes (1.001193), numbers of decrees and decisions
(123/2015/NĐ-CP), amounts (1.200.000 đồng), dates, years and opening hours. Names and addresses are not looked for.

A number grouped like an amount (123.456.789) is taken for one, unless the words before it name an identity paper.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_GAP = r"[\s.\-–—‑_·]"
_NOT_WITHIN = r"(?<!\d)(?<!\d[.,+])"
"""Before a number: no digit, and no digit with a point or comma behind it."""
_YEAR = r"(?:19|20)\d\d"

_COIN = r"(?:đ|d|₫|\$)(?![\w/])"
_CURRENCY = (
    r"(?:đồng(?!\s(?:ý|hồ|nai|tháp|thời|bào|nghiệp|hành|phục|sở)\b)|dong(?!\s(?:y|ho|nai|thap|thoi|nghiep)\b)"
    r"|vnđ|vnd|usd)(?!\w)"
)
_THOUSANDS = r"(?:k|nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty)(?!\w)"
_ASKS_MONEY = (
    r"\b(?:phí|phi|giá|gia|tiền|tien|thuế|thue|lương|luong|vốn|von|vay|nộp|nop|đóng|dong|hết|het|tốn|ton|phạt|phat"
    r"|khoảng|khoang|mức|muc)\s(?:là\s|la\s)?"
)
_GROUPED = rf"{_NOT_WITHIN}[1-9]\d{{0,2}}(?:[.,]\d{{3}})+(?:[.,]\d\d?)?(?!\d)"
_AMOUNTS = (
    rf"{_ASKS_MONEY}[1-9]\d{{3,10}}000(?!\d)",
    rf"{_NOT_WITHIN}[1-9]\d{{0,2}}(?:\s\d{{3}})+(?:\s?{_CURRENCY}|\s?{_COIN}|(?<=000)(?!{_GAP}?\d))",
    rf"{_NOT_WITHIN}[1-9]\d{{0,14}}(?:\s?{_CURRENCY}|{_COIN}|(?<=00)\s{_COIN})",
    rf"{_NOT_WITHIN}[1-9]\d{{0,5}}\s?{_THOUSANDS}",
    rf"{_NOT_WITHIN}[1-9]\d{{2,9}}00000(?!\d)",
)

_CODES = (
    rf"{_NOT_WITHIN}[1-9][.,]\d{{4,7}}(?:\.\d{{2,3}})*(?:\.H\d\d)?(?!\d)",
    rf"{_NOT_WITHIN}[1-6][.\s]?0[01]\d[.\s]?\d{{3}}(?!\d|{_GAP}\d{{3,6}}(?!\d))",
)
_ACT = r"(?:nđ|nd|qđ|qd|ttlt|tt|nq|ct|cp|bc|tb|kh|cv|vb|hd|ubnd|hđnd|vbhn|qh\d{0,2})"
_ACTS = (
    rf"(?<![\d.])\d{{1,5}}\s?/\s?{_YEAR}(?!\d)(?:\s?/\s?[^\W\d_]+\d{{0,2}}(?:-[^\W\d_]+\d{{0,2}})*)?",
    rf"(?<![\d.])\d{{1,5}}\s?[/\-]?\s?{_ACT}\b(?:[\s\-/]*{_ACT}\b|-[^\W\d_]+)*(?:[\s\-/]*(?:năm\s|nam\s)?{_YEAR}(?!\d))?",
    rf"(?<![\d.])\d{{1,4}}\s{_YEAR}\s{_ACT}\b",
)
_DAYS = (
    rf"(?<!\d)[0-3]?\d[\s./\-][01]?\d[\s./\-]{_YEAR}(?!\d)",
    rf"(?<!\d){_YEAR}[./\-][01]?\d[./\-][0-3]?\d(?!\d)",
    rf"(?<!\d){_YEAR}(?:\s?[-–,/\s]\s?{_YEAR})*(?!\d)(?!{_GAP}\d{{3,6}}(?!\d))",
    r"(?<!\d)[0-2]?\d[.:h][0-5]\d\s?[-–]\s?[0-2]?\d[.:h][0-5]\d(?![.:]?\d)",
)
_KEPT = "|".join((*_CODES, *_ACTS, *_DAYS, *_AMOUNTS))

_OF = r"(?:\W{0,3}\b(?:số|so|của|cua|em|tôi|toi|mình|minh|anh|chị|chi|bị|bi|mất|mat|cũ|cu|mới|moi|là|la)\b)*\W{0,3}"
_PAPER = (
    r"(?:cmnd|cmtnd|cmt|cccd|(?:căn cước|can cuoc)(?: công dân| cong dan)?|(?:chứng minh|chung minh)(?: thư| thu"
    r"| nhân dân| nhan dan)*|định danh|dinh danh|hộ chiếu|ho chieu|passport|mst|mã số thuế|ma so thue)"
)
_ACCOUNT = r"(?:stk|tk|tài khoản|tai khoan|account|acc|(?:số|so) (?:thẻ|the)|(?:thẻ|the) atm)"
_VEHICLE = r"(?:biển số|bien so|biển kiểm soát|bien kiem soat|bks|bsx|bs|biển|bien|xe)"
_AT = r"\s?(?:@|＠|[(\[{]\s?at\s?[)\]}]|\ba còng\b|\ba cong\b)\s?"
_PROVIDER = r"(?:gmail|gmai|gmal|yahoo|hotmail|outlook|icloud|zoho|ymail|protonmail|email)"
_DOT_COM = r"(?:\s?\.\s?|\s?[(\[]dot[)\]]\s?|\s(?:chấm|cham|dot)\s|\s)(?:com|vn|net|org)\b(?:\s?\.\s?vn\b)?"
_MOBILE = rf"[35789](?:{_GAP}{{0,3}}\d){{8}}(?!\d)"
_SERIES = r"(?:A[A-Z]|LD|NN|NG|KT|DA|M[DĐ]\d?)"
_PLATE_NUMBER = r"(?:\d{3}[.\s]?\d\d|\d{4})(?!\w)"
_DIGIT = r"(?:không|khong|một|mot|hai|ba|bốn|bon|tư|tu|năm|nam|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin)"


def _at_least(digits: int) -> str:
    return rf"(?=\d(?:{_GAP}?\d){{{digits - 1}}})"


class Kind(NamedTuple):
    """A way of writing a number."""

    mask: str
    """Empty: the number is public and stays."""
    example: str
    pattern: str


KINDS = (
    # told by the words before them
    Kind(
        "[số giấy tờ]",
        "cmnd số 123.456.789",
        rf"(?P<before_paper>\b{_PAPER}\b{_OF})(?!(?:\d{{3}}[.,\s])+000)"
        rf"(?:\d{{9}}|\d{{3}}(?P<gap>{_GAP})\d{{3}}(?P=gap)\d{{3}}(?:(?P=gap)\d{{3}})?)"
        rf"(?!\d|[.,]\d|\s?{_CURRENCY}|\s?{_COIN})",
    ),
    Kind(
        "[số]",
        "tài khoản của em là 123456",
        rf"(?P<before_account>\b{_ACCOUNT}\b(?:\W{{0,3}}\b[^\W\d]+\b){{0,4}}\W{{0,3}})(?!{_KEPT}|{_GROUPED})"
        rf"(?:\d{{6,}}(?!\d)|{_at_least(8)}\d{{2,5}}(?:{_GAP}\d{{2,6}}){{1,5}}(?!\d))",
    ),
    Kind(
        "[biển số]",
        "xe 59 x1 12345",
        rf"(?P<before_plate>\b{_VEHICLE}\b{_OF})[1-9]\d\s?[\-.–]?\s?(?:[A-ZĐ]\d?|[A-Z][A-ZĐ]\d?)"
        rf"[\s.\-–]{{0,3}}{_PLATE_NUMBER}",
    ),
    # told by their signs, which no public number has
    Kind(
        "[e-mail]",
        "lan.tran @ gmail . com",
        rf"(?<![\w.+\-])[\w.+\-]+{_AT}(?:[\w\-]+(?:\.[\w\-]+)+|{_PROVIDER}\b(?:{_DOT_COM})?)",
    ),
    Kind("[e-mail]", "lan.tran gmail.com", rf"(?<![\w.+\-])[\w.+\-]+[.\s]{_PROVIDER}{_DOT_COM}"),
    Kind(
        "[biển số]",
        "30K-123.45",
        rf"(?<![\w.])[1-9]\d(?:[\-.–]?(?!m2(?!\d)|[kdđ][\s.\-–]*\d+000\b)(?:[A-Z]\d?|{_SERIES})"
        rf"|[\s\-.–]{{1,3}}(?-i:[A-Z]\d?|{_SERIES}))(?:\s{{0,2}}(?!{_YEAR}\b)|\s?[.\-–]\s?){_PLATE_NUMBER}",
    ),
    # public numbers
    Kind("", "1.001193", f"{_KEPT}|{_GROUPED}"),
    # told by how many digits there are, and how they are grouped
    Kind("[số giấy tờ]", "0312345678-001", r"(?<!\d)\d{10}-\d{3}(?!\d)"),
    Kind("[số]", "0 0 1 0 9 9 0 1 2 3 4 5", r"(?<!\d)\d(?:\s\d){10,}(?!\d)"),
    Kind(
        "[điện thoại]",
        "(+84) 912 345 678",
        rf"(?:\(\+?84\)|\+\s?84|(?<!\d)(?:00)?84){_GAP}?(?:\(0\)|0)?{_GAP}?{_MOBILE}",
    ),
    Kind("[điện thoại]", "0912 345 678", rf"(?:{_NOT_WITHIN}0|(?<!\w)o){_GAP}?{_MOBILE}"),
    Kind("[điện thoại]", "(0912) 345 678", rf"\(0[35789]\d{{1,2}}\)(?:{_GAP}{{0,3}}\d){{6,7}}(?!\d)"),
    Kind("[điện thoại]", "0912,345,678", r"(?<!\d)0\d{3}(?P<comma>[,/])\d{3}(?P=comma)\d{3}(?!\d)"),
    Kind("[điện thoại]", "(024) 3825 1234", rf"(?:\(02\d\d?\)|{_NOT_WITHIN}02\d)(?:{_GAP}{{0,3}}\d){{7,8}}(?!\d)"),
    Kind("[điện thoại]", "0168 123 4567", rf"{_NOT_WITHIN}01\d(?:{_GAP}?\d){{8}}(?!\d)"),
    Kind(
        "[số giấy tờ]",
        "GD 479 79 123 45678",
        r"(?<!\w)(?:(?-i:[A-Z]{2})[\s\-]?\d(?:[\s\-]?\d){12}|[A-Z]{2}\d{13})(?!\d)",
    ),
    Kind(
        "[số giấy tờ]",
        "B1234567",
        rf"(?<!\w)(?:(?:[A-Z]{{1,2}}|(?-i:[A-Z])\s)\d{{7,8}}|(?-i:[A-Z])\s?\d{{3}}\s\d{{4}})(?!\w|\s?{_CURRENCY}|\s{_COIN})",
    ),
    Kind(
        "[số giấy tờ]",
        "001 099 012 345",
        rf"(?<!\d)(?=\d(?:{_GAP}?\d){{11}}(?!\d|{_GAP}\d{{2,4}}(?!\d)))"
        rf"(?:\d{{12}}|\d{{3,6}}(?:{_GAP}\d{{1,6}}){{1,3}})(?!\d)",
    ),
    Kind("[số]", "123456789", r"(?<!\d)\d{8,}"),
    Kind("[số]", "1903-4567.89", r"(?<!\d)(?=\d(?:[.\-–_]?\d){7})\d{2,}(?:[.\-–_]\d{2,})+"),
    Kind("[số]", "1903 4567 8910 11", rf"(?<!\d){_at_least(9)}\d{{3,}}(?:{_GAP}\d{{2,}})+"),
    Kind("[số]", "1 2 3 4 5 6 7 8 9", r"(?<!\d)\d(?:\s\d){8,}(?!\d)"),
    Kind("[số]", "không chín một hai ba bốn năm sáu", rf"(?<!\w){_DIGIT}(?:[\s,.\-]{{1,2}}{_DIGIT}){{7,}}(?!\w|\s\d)"),
)
"""At each place of the text the first that fits wins."""

_ANY_KIND = re.compile("|".join(f"(?P<kind{n}>{pattern})" for n, (_, _, pattern) in enumerate(KINDS)), re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_ODD_SPACE = re.compile(r"[^\S\n\t ]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


def redact(text: str) -> str:
    """`text` with what identifies a person masked by what it was, in square brackets.

    The rest is composed (NFC), with plain spaces and digits, without invisible characters. Applying it twice changes
    nothing.

    >>> redact("CCCD 001099012345, gọi 0912 345 678, thủ tục 1.001193 theo 123/2015/NĐ-CP, phí 1.200.000 đồng")
    'CCCD [số giấy tờ], gọi [điện thoại], thủ tục 1.001193 theo 123/2015/NĐ-CP, phí 1.200.000 đồng'
    >>> redact("CMND 123.456.789, đã nộp 123.456.789 đồng")
    'CMND [số giấy tờ], đã nộp 123.456.789 đồng'
    """
    text = unicodedata.normalize("NFC", _ODD_SPACE.sub(" ", _INVISIBLE.sub("", text)))
    text = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    while (masked := _ANY_KIND.sub(_mask, text)) != text:
        text = masked
    return text


def _mask(match: re.Match[str]) -> str:
    mask = KINDS[int(str(match.lastgroup).removeprefix("kind"))].mask
    if not mask:
        return match[0]
    before = match["before_paper"] or match["before_account"] or match["before_plate"] or ""
    return before + mask
