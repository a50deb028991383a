"""What are the fields of a procedure, and the values they choose from, called in Vietnamese?"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from knowledge.procedure import ChannelKind, FeeKind, FeeState, Level, OnlineLevel, Reach, TimeUnit

Path = tuple[str | int, ...]
"""The way to a value inside a procedure: ("fees", 1, "amount_vnd") is the amount of the second fee."""

LABELS: Mapping[str, str] = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "short_name": "Tên ngắn",
    "summary": "Tóm tắt",
    "description": "Mô tả",
    "field": "Lĩnh vực",
    "groups": "Nhóm sự kiện",
    "audience": "Đối tượng",
    "levels": "Cấp thực hiện",
    "reach": "Phạm vi",
    "publisher": "Cơ quan công bố",
    "authority": "Cơ quan có thẩm quyền",
    "authorized": "Cơ quan được ủy quyền",
    "coordinating": "Cơ quan phối hợp",
    "submit_to": "Nơi nộp",
    "cases": "Trường hợp",
    "cases.name": "Tên trường hợp",
    "cases.documents": "Giấy tờ",
    "cases.documents.name": "Tên giấy tờ",
    "cases.documents.originals": "Số bản chính",
    "cases.documents.copies": "Số bản sao",
    "cases.documents.form": "Mẫu đơn",
    "cases.documents.condition": "Khi nào cần",
    "cases.documents.one_of": "Nhóm thay thế",
    "cases.documents.to_show": "Chỉ xuất trình",
    "cases.documents.files": "Tệp mẫu",
    "cases.documents.files.name": "Tên tệp mẫu",
    "cases.documents.files.file_id": "Số hiệu tệp mẫu",
    "channels": "Cách nộp",
    "channels.kind": "Hình thức nộp",
    "channels.time_amount": "Thời hạn bằng số",
    "channels.time_unit": "Đơn vị thời hạn",
    "channels.time_words": "Thời hạn bằng lời",
    "channels.online_level": "Mức độ trực tuyến",
    "channels.note": "Ghi chú",
    "fees": "Phí, lệ phí",
    "fees.state": "Tình trạng",
    "fees.kind": "Loại",
    "fees.amount_vnd": "Số tiền",
    "fees.per": "Tính theo",
    "fees.condition": "Áp dụng khi",
    "fees.channel": "Hình thức nộp",
    "conditions": "Điều kiện",
    "steps": "Các bước",
    "results": "Kết quả",
    "legal_bases": "Căn cứ pháp lý",
    "legal_bases.number": "Số hiệu văn bản",
    "legal_bases.title": "Tên văn bản",
    "decision": "Số quyết định công bố",
    "decision_on": "Ngày quyết định",
    "source": "Nguồn",
    "verified_on": "Ngày đối chiếu",
    "effective_from": "Có hiệu lực từ",
    "phrases": "Cách hỏi",
    "situations": "Tình huống",
}
"""Every field of a procedure and of its parts, by its dotted name."""

ENUM_NAMES: Mapping[type[StrEnum], Mapping[str, str]] = {
    Level: {
        Level.COMMUNE: "Cấp xã",
        Level.PROVINCE: "Cấp tỉnh",
        Level.MINISTRY: "Cấp bộ",
        Level.OTHER: "Cơ quan khác",
    },
    Reach: {
        Reach.NATIONAL: "Toàn quốc",
        Reach.PROVINCE: "Trong tỉnh",
        Reach.INTERNAL: "Nội bộ cơ quan",
    },
    ChannelKind: {
        ChannelKind.IN_PERSON: "Trực tiếp",
        ChannelKind.ONLINE: "Trực tuyến",
        ChannelKind.POST: "Bưu điện",
    },
    TimeUnit: {
        TimeUnit.HOUR: "Giờ",
        TimeUnit.DAY: "Ngày",
        TimeUnit.WORKING_DAY: "Ngày làm việc",
        TimeUnit.MONTH: "Tháng",
        TimeUnit.YEAR: "Năm",
    },
    OnlineLevel: {
        OnlineLevel.FULL: "Toàn trình",
        OnlineLevel.PARTIAL: "Một phần",
    },
    FeeState: {
        FeeState.STATED: "Có mức thu",
        FeeState.FREE: "Miễn phí",
        FeeState.NOT_STATED: "Chưa công bố",
    },
    FeeKind: {
        FeeKind.CHARGE: "Phí",
        FeeKind.STATE_FEE: "Lệ phí",
    },
}
"""The names of all values of a choice; by the class, since "province" is both a level and a reach."""


def enum_name(value: StrEnum) -> str:
    """The Vietnamese name of a chosen value.

    >>> enum_name(FeeState.NOT_STATED), enum_name(Reach.PROVINCE)
    ('Chưa công bố', 'Trong tỉnh')
    """
    return ENUM_NAMES[type(value)][value]


def dotted(path: Path) -> str:
    """The name that `LABELS` has for the field at the end of a path.

    >>> dotted(("fees", 1, "amount_vnd"))
    'fees.amount_vnd'
    """
    return ".".join(part for part in path if isinstance(part, str))


def label(path: Path) -> str:
    """How a person is told where inside a procedure something stands; a key that nobody knows stays as it is.

    >>> label(("fees", 1, "amount_vnd"))
    'Phí, lệ phí thứ 2 › Số tiền'
    """
    said: list[str] = []
    for end, part in enumerate(path, 1):
        if isinstance(part, int):
            said[-1:] = [f"{''.join(said[-1:])} thứ {part + 1}".strip()]
        else:
            said.append(LABELS.get(dotted(path[:end]), part))
    return " › ".join(said)


def folded(text: str) -> str:
    """A name as it is compared: composed letters, no capitals, single spaces.

    >>> folded("  Số   TIỀN ") == folded("số tiền")
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
