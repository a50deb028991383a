"""What did the portal answer, and is it what it should be?

Answers are `{"code": "OK", "data": …, "message": …}`; an HTTP status of 200 or 201 alone says nothing.
"""

from __future__ import annotations

import json
import math
from typing import Any

from knowledge.errors import CatalogueError

MAX_QUOTED = 120
"""Characters of the portal's own words that a message repeats."""


class PortalError(CatalogueError):
    """The portal did not give what was asked for; `why` says it in a few words, the message adds the way out."""

    remedy = "Hãy chạy lại lệnh sau ít phút: phần đã tải được giữ lại và lệnh đi tiếp từ đó."

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Cổng Dịch vụ công quốc gia: {why}. {self.remedy}")


class PortalUnavailableError(PortalError):
    """The portal refuses or cannot answer now: perhaps for one request, perhaps for all."""


class PortalSaysLaterError(PortalUnavailableError):
    """The portal named a time to come back that is too long to wait for; until then it is not asked again."""

    remedy = "Hãy chạy lại lệnh sau thời gian đó: phần đã tải được giữ lại và lệnh đi tiếp từ đó."


class MalformedAnswerError(PortalError):
    """An answer that is not what the portal's interface promises."""

    remedy = "Nếu chạy lại vẫn vậy thì cổng đã đổi cách trả lời: hãy nhập từ tệp bằng `tthc portal import`."


def data_of(content: bytes) -> Any:
    """The `data` of an answer; raises MalformedAnswerError for anything but an envelope that says OK.

    >>> data_of(b'{"code": "OK", "data": {"total": 1}, "message": null}')
    {'total': 1}
    """
    try:
        envelope = json.loads(content, parse_constant=_refused_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise MalformedAnswerError("câu trả lời không phải JSON hợp lệ") from error
    if not isinstance(envelope, dict) or "code" not in envelope:
        raise MalformedAnswerError("câu trả lời không có mã kết quả (code)")
    if envelope["code"] != "OK":
        raise MalformedAnswerError(f"báo lỗi {quoted(envelope['code'])}: {quoted(envelope.get('message'))}")
    return envelope.get("data")


def quoted(value: object) -> str:
    r"""`value` in quotation marks as a message may repeat it: one line, no control characters, not too long.

    >>> quoted("Không tìm thấy\nthủ tục"), quoted(None)
    ('“Không tìm thấy thủ tục”', '“”')
    """
    words = " ".join(str(value if value is not None else "").split())
    shown = "".join(letter for letter in words if letter.isprintable())
    return f"“{shown if len(shown) <= MAX_QUOTED else shown[: MAX_QUOTED - 1] + '…'}”"


def _refused_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number
