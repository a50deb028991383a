"""Which switches does an office set for itself?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from knowledge.audit import Event, Who, record
from knowledge.errors import CatalogueError
from knowledge.models import SettingRow

SELF_REVIEW = "self_review"
SETTINGS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    SELF_REVIEW: ("Cán bộ được công bố bản nháp do chính mình soạn", ("off", "on"), "off"),
    "stale_after_days": ("Số ngày từ lần đối chiếu cuối thì coi là cũ", (), "180"),
}
"""By name: what it means, the values it may have (none: a number of days), and the value nobody has set."""


def setting(session: Session, name: str) -> str:
    """The value of a setting; raises CatalogueError when there is none of that name."""
    if name not in SETTINGS:
        raise CatalogueError(f"Không có thiết lập “{name}”. Có: {', '.join(SETTINGS)}.")
    row = session.get(SettingRow, name)
    return row.value if row else SETTINGS[name][2]


def set_setting(session: Session, name: str, value: str, who: Who) -> None:
    """Give a setting a value; raises CatalogueError when it may not have it."""
    before = setting(session, name)
    _, values, _ = SETTINGS[name]
    if (values and value not in values) or (not values and not (value.isascii() and value.isdecimal() and int(value))):
        allowed = " hoặc ".join(values) or "một số ngày lớn hơn 0"
        raise CatalogueError(f"“{name}” phải là {allowed}, không phải “{value}”.")
    session.merge(SettingRow(name=name, value=value))
    record(session, who, Event("setting", name, {"value": before}, {"value": value}))


def self_review(session: Session) -> bool:
    """Whether an officer may publish a draft of their own."""
    return setting(session, SELF_REVIEW) == "on"


def stale_after_days(session: Session) -> int:
    """After so many days a procedure's facts count as not checked lately."""
    return int(setting(session, "stale_after_days"))
