"""What the office knows about one procedure: the values that files, tables, answers and tests share.

Names follow CPSV-AP, the European core vocabulary for public services. The same classes check the
YAML of the starter catalogue and are what answering and wording hand on; the tables of `knowledge.models`
store them under the same field names.

An empty text means *the source does not say*; it is never to be read as "none".
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.short_names import short_names

CODE_PATTERN = r"^\d\.\d{6,9}([.-][0-9A-Za-z]{1,4}){0,4}$"
"""An official procedure code (mã thủ tục): one digit, a point, six digits; old forms and copies go on after them.

"1.001193", "1.012753.H19", "1.001612.000.00.00.H01", "2.009182739"; never longer than 32 characters.
"""
MAX_LINE = 16_000
"""Characters of the longest line; the longest of the national portal has 14,907."""
LABEL_LENGTH = 40
"""Characters that fit on a button."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_LINE)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64_000)]


class Level(StrEnum):
    """The level of government that decides (cấp thực hiện)."""

    COMMUNE = "commune"
    PROVINCE = "province"
    MINISTRY = "ministry"
    OTHER = "other"


class Reach(StrEnum):
    """Whom a procedure is for (phạm vi): everybody, the people of one province, or agencies among themselves."""

    NATIONAL = "national"
    PROVINCE = "province"
    INTERNAL = "internal"


class ChannelKind(StrEnum):
    """How a file reaches the office (hình thức nộp)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class TimeUnit(StrEnum):
    """The unit of a processing time (đơn vị thời hạn)."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class OnlineLevel(StrEnum):
    """How much of the procedure runs online: toàn trình or một phần."""

    FULL = "full"
    PARTIAL = "partial"


class FeeState(StrEnum):
    """Free, stated and not stated are three different answers; none is ever guessed."""

    STATED = "stated"
    FREE = "free"
    NOT_STATED = "not_stated"


class FeeKind(StrEnum):
    """A fee is either a charge for a service (phí) or a state fee (lệ phí)."""

    CHARGE = "charge"
    STATE_FEE = "state_fee"


class _Value(BaseModel):
    """A value: read-only once it is made, and no field that nobody asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FormFile(_Value):
    """A form's file on the portal (mẫu đơn đính kèm): its name and, where it is known, the portal's number for it."""

    name: Line
    file_id: Text = ""


class RequiredDocument(_Value):
    """One paper of a file (thành phần hồ sơ)."""

    name: Line
    originals: int = Field(default=0, ge=0, le=20)
    copies: int = Field(default=0, ge=0, le=20)
    form: Text = ""
    """Name or number of the official form, where there is one."""
    condition: Text = ""
    """When the paper is needed, if not always."""
    one_of: Text = ""
    """Papers of a case with the same label are alternatives: one of them is enough."""
    to_show: bool = False
    """True when the paper is shown and taken home again (xuất trình), not handed in."""
    files: tuple[FormFile, ...] = ()


class SubmissionCase(_Value):
    """The papers of one case (trường hợp); the general case has no name."""

    name: Text = ""
    documents: tuple[RequiredDocument, ...] = Field(min_length=1)


class SubmissionChannel(_Value):
    """One way to hand in a file and how long the answer takes there."""

    kind: ChannelKind
    time_amount: int | None = Field(default=None, ge=1, le=10_000)
    time_unit: TimeUnit | None = None
    time_words: Text = ""
    """The time in words, where it is no plain number or has conditions."""
    online_level: OnlineLevel | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _amount_has_unit(self) -> SubmissionChannel:
        if (self.time_amount is None) != (self.time_unit is None):
            raise ValueError("time_amount và time_unit phải đi cùng nhau")
        return self


class Fee(_Value):
    """One fee (phí, lệ phí), for one channel or, without one, for all."""

    state: FeeState
    kind: FeeKind | None = None
    amount_vnd: int | None = Field(default=None, ge=0, le=10_000_000_000)
    per: Text = ""
    """What the amount is counted for: "bản", "lần", "thẻ"."""
    condition: Text = ""
    channel: ChannelKind | None = None

    @model_validator(mode="after")
    def _amount_only_when_stated(self) -> Fee:
        if (self.state is FeeState.STATED) != (self.amount_vnd is not None and self.amount_vnd > 0):
            raise ValueError("state: stated cần amount_vnd > 0; free và not_stated không có amount_vnd")
        return self


class LegalBasis(_Value):
    """A law, decree or circular that the procedure rests on (căn cứ pháp lý)."""

    number: Text = ""
    title: Line


class Procedure(_Value):
    """A procedure (thủ tục hành chính) as the law has it from `effective_from` on."""

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=32)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
    """The official name; the longest has 1,192 characters."""
    short_name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LABEL_LENGTH)] = ""
    """What people call it; different from its siblings', and empty where nobody has written one yet."""
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)] = ""
    """What it is for, in two plain sentences of ours."""
    description: LongText = ""
    """What the portal writes about it (mô tả), in its own words."""
    field: Line
    """Lĩnh vực, as citizens browse it."""
    groups: tuple[Line, ...] = ()
    """The portal's groups of life events (nhóm sự kiện)."""
    audience: tuple[Line, ...] = ()
    levels: tuple[Level, ...] = ()
    """The levels that decide; none where the source does not say."""
    reach: Reach = Reach.NATIONAL
    publisher: Text = ""
    """The agency that published it (cơ quan công bố)."""
    authority: Text = ""
    """The competent authority (cơ quan có thẩm quyền)."""
    authorized: Text = ""
    """Who may decide in its name (cơ quan được ủy quyền)."""
    coordinating: Text = ""
    """Who takes part (cơ quan phối hợp)."""
    submit_to: Text = ""
    """Where to hand it in, in plain words."""
    cases: tuple[SubmissionCase, ...] = ()
    channels: tuple[SubmissionChannel, ...] = ()
    fees: tuple[Fee, ...] = Field(min_length=1)
    conditions: tuple[Line, ...] = ()
    steps: tuple[Line, ...] = ()
    results: tuple[Line, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    decision: Text = ""
    """Number of the decision that published it (quyết định công bố)."""
    decision_on: date | None = None
    source: Line
    verified_on: date
    """Day of the source these facts were checked against."""
    effective_from: date
    """First day (Vietnamese calendar) on which these facts are known to hold."""
    phrases: tuple[Line, ...] = ()
    """Ways citizens ask for it: the thing, the act, the event, the everyday name."""
    situations: tuple[Line, ...] = ()
    """Short stories that call for it and never name it."""

    @property
    def label(self) -> str:
        """What a button says: the short name, or as much of the official name as fits."""
        return self.short_name or short_names().get(self.code) or shortened(self.name)


def shortened(name: str) -> str:
    """An official name cut to the length of a button, at a word, without the word that all of them begin with.

    >>> shortened("Thủ tục đăng ký khai sinh")
    'Đăng ký khai sinh'
    >>> shortened("Cấp giấy phép quá cảnh đối với mặt hàng gỗ các loại đã qua xử lý")
    'Cấp giấy phép quá cảnh đối với mặt hàng…'
    """
    text = " ".join(re.sub(r"^thủ tục:?\s+(?=\w)", "", name, flags=re.IGNORECASE).split())
    text = text[:1].upper() + text[1:]
    if len(text) <= LABEL_LENGTH:
        return text
    kept = text[:LABEL_LENGTH].rpartition(" ")[0] or text[: LABEL_LENGTH - 1]
    return kept.rstrip(" ,;:(-–") + "…"


def is_code(text: str) -> bool:
    """Whether `text` has the form of an official procedure code.

    >>> is_code("1.001193"), is_code("1001193")
    (True, False)
    """
    return re.fullmatch(CODE_PATTERN, text) is not None
