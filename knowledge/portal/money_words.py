"""Which amounts of money do the portal's words about a fee name, and do they say that nothing is charged?"""

from __future__ import annotations

import re

_NUMBER = r"\d[\d.,]*"
_CURRENCY = r"(?:đồng|đông|vnđ|vnd|đ)\b"
_AMOUNTS = re.compile(
    rf"(?P<foreign>{_NUMBER}\s*(?:usd|đô\s?la|euro?|\$))"
    rf"|(?P<share>{_NUMBER}\s*%)"
    rf"|(?P<scaled>{_NUMBER})\s*(?P<scale>triệu|tỷ|tỉ|nghìn|ngàn)"
    rf"|(?P<named>{_NUMBER})\s*{_CURRENCY}"
    r"|(?<![\d./])(?P<bare>\d{1,3}(?:[.,]\d{3})+|\d{5,})(?![\d/]*\d)",
    re.IGNORECASE,
)
_SCALES = {"triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000, "nghìn": 1_000, "ngàn": 1_000}
UNREADABLE = -1
"""An amount that is named and cannot be read as đồng: another currency, a share, a slip of the pen."""

_NO_CHARGE = re.compile(
    r"\W*(?:không (?:thu|tính|mất|phải nộp|phải trả|phải đóng)(?: tiền)? (?:phí|lệ phí)(?:,? (?:và )?lệ phí)?"
    r"|miễn (?:thu )?(?:phí|lệ phí)(?:,? (?:và )?lệ phí)?)"
    r"(?P<after>\s*(?:$|[.;]|\([^()]*\)?\s*(?:$|[.;]+)))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|chính quyền)[^.;:]*(?:quyết định|quy định|ban hành)"
    r"|(?:quyết định|quy định)[^.;:]*(?:hội đồng nhân dân|hđnd|chính quyền)"
    r"|không (?:được )?quy định|chưa quy định",
    re.IGNORECASE,
)
_STATE_FEE = re.compile(r"\W*(?:(?:mức|thu|không|miễn|phải|nộp|áp dụng)\s+)*lệ phí\b", re.IGNORECASE)
_CHARGE = re.compile(r"\W*phí\b(?!,? (?:và )?lệ phí)", re.IGNORECASE)


def amounts(words: str) -> frozenset[int]:
    """Every amount the words name, in đồng; `UNREADABLE` among them where one cannot be read.

    >>> sorted(amounts("20.000 đồng/tờ khai, từ ngày 05/02/2024 (Thông tư số 25/2021/TT-BTC)"))
    [20000]
    >>> sorted(amounts("02 triệu đồng; 1.500.000/lần"))
    [1500000, 2000000]
    >>> amounts("165 USD/thẻ") == amounts("bằng 50% mức thu") == amounts("15.000.0000 đồng") == {UNREADABLE}
    True
    """
    return frozenset(_amount(match) for match in _AMOUNTS.finditer(words))


def says_free(words: str) -> bool:
    """Whether the words say by themselves, for everybody and without an amount, that nothing is charged.

    "Không", "Không có" and "Không quy định" do not: the portal writes them too where it does not know. Words for some
    people only, or for some months, do not either.

    >>> says_free("Không thu lệ phí."), says_free("- Miễn lệ phí (Thông tư số 47/2019/TT-BTC).")
    (True, True)
    >>> [says_free(words) for words in ("Không có", "Miễn lệ phí đối với hộ nghèo", "Miễn lệ phí. Phí: 100.000 đồng")]
    [False, False, False]
    """
    return _NO_CHARGE.match(words) is not None and not amounts(words)


def sends_elsewhere(words: str) -> bool:
    """Whether the words leave the amount to a province or say that no rule names it.

    >>> sends_elsewhere("Mức lệ phí do Hội đồng nhân dân cấp tỉnh quyết định"), sends_elsewhere("/hồ sơ")
    (True, False)
    """
    return _ELSEWHERE.search(words) is not None


def names_state_fee(words: str) -> bool:
    """Whether the words begin by calling the fee a state fee (lệ phí)."""
    return _STATE_FEE.match(words) is not None


def names_charge(words: str) -> bool:
    """Whether the words begin by calling the fee a charge (phí) and not "phí, lệ phí"."""
    return _CHARGE.match(words) is not None


def _amount(match: re.Match[str]) -> int:
    if match["scaled"]:
        number = match["scaled"].strip(".,").replace(",", ".")
        whole = re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", number)
        return round(float(number) * _SCALES[match["scale"].lower()]) if whole else UNREADABLE
    number = (match["named"] or match["bare"] or "").strip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,12}", number):
        return int(re.sub(r"\D", "", number))
    return UNREADABLE
