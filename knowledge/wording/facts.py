"""How are amounts, times and days said in Vietnamese?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from knowledge.deadlines import WorkCalendar, result_day
from knowledge.procedure import ChannelKind, Fee, FeeKind, FeeState, OnlineLevel, SubmissionChannel, TimeUnit

UNKNOWN = "chưa có thông tin trong danh mục"

CHANNELS = {
    ChannelKind.IN_PERSON: "Nộp trực tiếp",
    ChannelKind.ONLINE: "Nộp trực tuyến",
    ChannelKind.POST: "Gửi bưu điện",
}
ONLINE_LEVELS = {
    OnlineLevel.FULL: "toàn trình: làm trọn trên mạng",
    OnlineLevel.PARTIAL: "một phần: có bước phải đến nơi",
}
_UNITS = {
    TimeUnit.HOUR: "giờ",
    TimeUnit.DAY: "ngày",
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.MONTH: "tháng",
    TimeUnit.YEAR: "năm",
}
_FEE_KINDS = {FeeKind.CHARGE: "Phí", FeeKind.STATE_FEE: "Lệ phí", None: "Mức thu"}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def money(amount_vnd: int) -> str:
    """An amount as people write it.

    >>> money(1200000)
    '1.200.000 đồng'
    """
    return f"{amount_vnd:,}".replace(",", ".") + " đồng"


def weekday_and_day(day: date) -> str:
    """A day with its weekday.

    >>> weekday_and_day(date(2026, 12, 3))
    'thứ Năm 03/12'
    """
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m}"


def duration(channel: SubmissionChannel) -> str:
    """The time of a channel, escaped; "" when the catalogue does not say."""
    parts = []
    if channel.time_amount is not None and channel.time_unit is not None:
        parts.append(f"{channel.time_amount} {_UNITS[channel.time_unit]}")
    if channel.time_words:
        parts.append(escape(channel.time_words, quote=False))
    return ". ".join(parts)


def fee_line(fee: Fee) -> str:
    """One fee, escaped: the amount, *free*, or that it is not stated; with its condition."""
    match fee.state:
        case FeeState.STATED:
            per = f"/{escape(fee.per, quote=False)}" if fee.per else ""
            said = f"{_FEE_KINDS[fee.kind]}: <b>{money(fee.amount_vnd or 0)}{per}</b>"
        case FeeState.FREE:
            said = "<b>Miễn phí</b>"
        case FeeState.NOT_STATED:
            said = "Mức thu cụ thể: " + UNKNOWN
    where = f" ({CHANNELS[fee.channel].lower()})" if fee.channel else ""
    condition = f" — {escape(fee.condition, quote=False)}" if fee.condition else ""
    return said + where + condition


def due_line(channels: Sequence[SubmissionChannel], moment: datetime, calendar: WorkCalendar) -> str:
    """When a file handed in now comes back, by the first channel with a plain time; "" when none has one."""
    for channel in channels:
        if channel.time_amount is None or channel.time_unit is None:
            continue
        due = result_day(moment, channel.time_amount, channel.time_unit, calendar)
        if due is None:
            continue
        return f"Nộp hôm nay, hồ sơ đủ, thì hẹn trả khoảng <b>{weekday_and_day(due)}</b> (không tính ngày nghỉ)."
    return ""
