"""Where does one wish or one sentence of a message end, and the next begin?"""

from __future__ import annotations

import re

_JOINTS = re.compile(
    r"[,.;?!]*\s+(?:với lại|voi lai|với cả|voi ca|và|va|vừa|vua|với|voi|đồng thời|dong thoi|ngoài ra|ngoai ra"
    r"|sẵn|tiện thể|tien the|thêm cả|them ca|cùng với|cung voi)\s+|[;?!\n]+"
)
_ENDS = re.compile(r"[.!?;]+(?:\s+|$)|\n+")
_MIN_WORDS = 3


def clauses(message: str) -> list[str]:
    """The clauses of a normalised message, two or three at most; one when it cannot be cut in two meaningful parts.

    >>> clauses("làm hộ chiếu cần gì, với lại đổi bằng lái bao nhiêu tiền")
    ['làm hộ chiếu cần gì', 'đổi bằng lái bao nhiêu tiền']
    """
    parts = [part.strip() for part in _JOINTS.split(message) if part and len(part.split()) >= _MIN_WORDS]
    return parts if 2 <= len(parts) <= 3 else [message]


def sentences(message: str) -> list[str]:
    """The sentences of a normalised message, without what ends them.

    >>> sentences("hôm qua mất ví. làm lại căn cước ở đâu?")
    ['hôm qua mất ví', 'làm lại căn cước ở đâu']
    """
    return [part.strip() for part in _ENDS.split(message) if part.strip()]
