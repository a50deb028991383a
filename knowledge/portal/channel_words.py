"""Which words of a way to hand in tell the place, which the time, which the fee?

The portal puts all three into one description, line after line or sentence after sentence. Each sentence goes where
it belongs, by what it begins with and whether it names a length of time; in the order of the source, none is lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.portal.cleaning import lines_of
from knowledge.portal.dirt import UPPER

DURATION = re.compile(
    r"(?<!ngày )(?<!tháng )\b(?P<amount>\d{1,4}(?:[.,]\d{1,2})?)\s*(?:\([^()]{1,40}\)\s*)?"
    r"(?P<unit>ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm|phút|tuần)\b(?! tuổi)",
    re.IGNORECASE,
)
"""A length of time; "ngày 15 tháng 5" is a date and none."""
_AT_ONCE = re.compile(
    r"\b(?:ngay (?:trong ngày|sau khi|khi)|trong ngày làm việc|trong ngày nhận|thời (?:hạn|gian) (?:giải|thực|xử|cấp))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\W*(?:\w{1,3}[.)]\s*|\d[\d.]*\s*)*(?:nộp(?! \d| phí| lệ phí)|gửi|trực tiếp|trực tuyến|qua|thông qua"
    r"|trên (?:cổng|môi trường|hệ thống|ứng dụng)|tại|văn bản giấy|phương thức|hình thức|bưu chính|(?:dịch vụ )?bưu"
    r"|địa chỉ|địa điểm|cách thức|cách thực hiện|thời gian tiếp nhận|hồ sơ (?:được )?(?:gửi|nộp)"
    r"|(?:tổ chức|cá nhân|người|doanh nghiệp|công dân|cơ quan|chủ)\b[^.:;]{0,90}?\b(?:nộp|gửi))\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\W*(?:\w{1,3}[.)]\s*)*(?:đối với|trường hợp|áp dụng|bao gồm các trường hợp)\b"
    r"|.{0,80}\bkể từ (?:ngày|khi|thời điểm)\b",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"\W*(?:lệ phí|phí|mức (?:thu|phí)|không thu|không phải nộp|miễn (?:lệ )?phí|giá dịch vụ|chi phí|các loại phí)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\d[\d.,]*\s*(?:đồng|vnđ|vnd)\b", re.IGNORECASE)
_OF_FEE = re.compile(r"\b(?:lệ phí|nộp phí|thu phí|mức phí|mức thu|phí thẩm định)\b", re.IGNORECASE)
_MONEY = re.compile(r"\d\s*(?:đồng|đ|vnđ|vnd|usd|triệu|nghìn)\b|\bphí\b", re.IGNORECASE)
_SENTENCES = re.compile(rf"(?<=[.;])(?<!^\w\.)\s+(?=[-+*•]?\s*[{UPPER}(\d])(?!\d+\s*[.)/])")


class ChannelWords(NamedTuple):
    """What a way to hand in says about place, time and fee, each in its own words."""

    place: str = ""
    time: str = ""
    fee: str = ""


@lru_cache(maxsize=256)
def channel_words(text: str, *, has_amount: bool) -> ChannelWords:
    """The words of a description sorted into place, time and fee.

    `has_amount` says whether a time is known as a number: then a case ("Đối với …") belongs to that time, else, where
    no sentence names a time, it stays with the place.

    >>> channel_words("Nộp tại xã. Trong thời hạn 03 ngày làm việc.", has_amount=False)
    ChannelWords(place='Nộp tại xã.', time='Trong thời hạn 03 ngày làm việc.', fee='')
    """
    lines = [[part for part in _SENTENCES.split(line) if part] for line in lines_of(text)]
    tells_time = has_amount or any(speaks_of_time(part) for line in lines for part in line)
    sorted_lines: dict[str, list[str]] = {"place": [], "time": [], "fee": []}
    where = ""
    waiting: list[str] = []
    for line in lines:
        here: dict[str, list[str]] = {}
        for part in line:
            where = _destination(part, where, tells_time=tells_time)
            here.setdefault(where or "waiting", []).append(part)
        for name, parts in here.items():
            if name == "waiting":
                waiting.append(" ".join(parts))
            else:
                sorted_lines[name] += [*waiting, " ".join(parts)]
                waiting = []
    sorted_lines["place"] += waiting
    return ChannelWords(*("\n".join(sorted_lines[name]) for name in ChannelWords._fields))


def speaks_of_time(text: str) -> bool:
    """Whether a text names a length of time.

    >>> speaks_of_time("05 ngày làm việc"), speaks_of_time("Luật ngày 15 tháng 5 năm 2024"), speaks_of_time("thứ 2")
    (True, False, False)
    """
    return DURATION.search(text) is not None or _AT_ONCE.search(text) is not None


def is_about_handing_in(text: str) -> bool:
    """Whether a text tells place or time and not a fee, so that it was put into a fee by mistake.

    >>> is_about_handing_in("Nộp hồ sơ qua bưu chính."), is_about_handing_in("Nộp 20.000 đồng")
    (True, False)
    """
    begins_so = _PLACE.match(text) is not None or DURATION.search(text[:60]) is not None
    return begins_so and not speaks_of_money(text[:80])


def speaks_of_money(text: str) -> bool:
    """Whether a text names an amount or the word "phí"; "hợp đồng" and "Hội đồng" are no money.

    >>> speaks_of_money("165 USD/thẻ"), speaks_of_money("Hội đồng họp"), speaks_of_money("nộp phí")
    (True, False, True)
    """
    return _MONEY.search(text) is not None


def begins_with_a_fee(text: str) -> bool:
    """Whether a text begins by naming a fee.

    >>> begins_with_a_fee("- Lệ phí: 20.000 đồng"), begins_with_a_fee("05 ngày")
    (True, False)
    """
    return _FEE.match(text) is not None


def _destination(part: str, before: str, *, tells_time: bool) -> str:
    of_fee = _PRICE.search(part) or (before == "fee" and _OF_FEE.search(part))
    if begins_with_a_fee(part) or (of_fee and not DURATION.search(part)):
        return "fee"
    if speaks_of_time(part):
        return "time"
    if _PLACE.match(part):
        return "place"
    if _OF_FEE.search(part) and not tells_time:
        return "fee"
    if _CASE.match(part) and tells_time:
        return "time"
    return "" if before == "fee" else before
