"""What was a procedure before its last change, and who wrote each field of it?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from knowledge import audit, versions
from knowledge.differences import FIELDS
from knowledge.models import AuditEntryRow
from knowledge.packing import unpacked
from knowledge.phrase_book import said_for, with_phrases
from knowledge.procedure import Procedure

ACTIONS: Mapping[str, str] = {
    "starter": "nạp danh mục khởi đầu",
    "adopt": "nhận từ bản cũ",
    "draft": "soạn bản nháp",
    "revise": "sửa bản nháp",
    "rebase": "đặt bản nháp lên bản mới",
    "submit": "gửi duyệt",
    "reject": "trả lại",
    "withdraw": "rút bản nháp",
    "publish": "công bố",
    "repeal": "bãi bỏ",
    "import": "nhập từ Cổng DVC",
    "add-phrase": "thêm cách hỏi",
    "remove-phrase": "bỏ cách hỏi",
    "add-word": "thêm từ",
    "remove-word": "bỏ từ",
    "keep-question": "giữ câu hỏi",
    "drop-question": "bỏ câu hỏi",
    "setting": "đổi thiết lập",
    "expire-law": "ghi văn bản hết hiệu lực",
}
"""What the audit's actions are called."""
_CHANGES = ("publish", "repeal", "import", "starter", "adopt")


class Blamed(NamedTuple):
    """A field of a procedure, what it says, and who wrote that when and why."""

    field: str
    value: Any
    actor: str
    at: datetime | None
    reason: str


def content_on(session: Session, code: str, on: date) -> Procedure | None:
    """What the procedure said on that day, with today's phrases; None before its first day."""
    row = versions.version_on(session, code, on)
    return with_phrases(unpacked(row.content), said_for(session, code)) if row else None


def undone(session: Session, code: str, today: date) -> Procedure | None:
    """The procedure without its last published change, from today or from the day on which that begins.

    None when nothing was published before. The entry in the audit knows what was, also where a version took the place
    of another of the same day.
    """
    for entry in audit.entries(session, code):
        if entry.action not in _CHANGES:
            continue
        start = max(map(date.fromisoformat, (entry.after or {}).get(audit.DIGEST, {})), default=today)
        changed = content_on(session, code, start)
        was = {name: value for name, value in (entry.before or {}).items() if name in FIELDS}
        if changed is None or not (was or entry.action == "repeal"):
            return None
        content = {**changed.model_dump(mode="json"), **was, "effective_from": max(today, start)}
        return Procedure.model_validate(content)
    return None


def _wrote(entry: AuditEntryRow | None) -> tuple[str, datetime | None, str]:
    """Who wrote it, when and why; where two officers took part, the one who wrote it and the one who looked at it."""
    if entry is None:
        return "", None, ""
    author = (entry.after or {}).get("author", entry.actor)
    actor = entry.actor if author == entry.actor else f"{author} (duyệt: {entry.actor})"
    return actor, entry.at, (entry.after or {}).get("draft_reason") or entry.reason


def blame(session: Session, code: str, on: date) -> list[Blamed]:
    """Every field that says something on that day, with the entry of the audit that wrote it last."""
    now = content_on(session, code, on)
    if now is None:
        return []
    entries = [entry for entry in audit.entries(session, code) if entry.action in _CHANGES]
    found = []
    for name in FIELDS:
        if (value := getattr(now, name)) in ("", (), None):
            continue
        wrote = [entry for entry in entries if entry.before is None or name in (entry.after or {})]
        last = wrote[0] if wrote else None
        found.append(Blamed(name, value, *_wrote(last)))
    return found
