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

CODE_PATTERN = r"^\d\.\d{6}$"
"""An official procedure code (mã thủ tục): one digit, a point, six digits."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


class Level(StrEnum):
    """The level of government that decides (cấp thực hiện)."""

    COMMUNE = "commune"
    PROVINCE = "province"
    MINISTRY = "ministry"
    OTHER = "other"


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

    code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
    """The official name; the longest has 900 characters."""
    short_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)]
    """What people call it; short enough for a button, and different from its siblings'."""
    summary: Line
    """What it is for, in two plain sentences."""
    field: Line
    """Lĩnh vực, as citizens browse it."""
    audience: tuple[Line, ...] = ()
    levels: tuple[Level, ...] = Field(min_length=1)
    authority: Text = ""
    """The competent authority (cơ quan có thẩm quyền)."""
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
    source: Line
    verified_on: date
    """Day of the source these facts were checked against."""
    effective_from: date
    """First day (Vietnamese calendar) on which these facts are known to hold."""
    phrases: tuple[Line, ...] = ()
    """Ways citizens ask for it: the thing, the act, the event, the everyday name."""
    situations: tuple[Line, ...] = ()
    """Short stories that call for it and never name it."""


def is_code(text: str) -> bool:
    """Whether `text` has the form of an official procedure code.

    >>> is_code("1.001193"), is_code("1001193")
    (True, False)
    """
    return re.fullmatch(CODE_PATTERN, text) is not None
