"""What was a procedure before its last change, and who wrote each field of it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from knowledge import audit, versions
from knowledge.differences import FIELDS, plain
from knowledge.drafts import Proposal
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
    "restore-law": "thôi ghi văn bản hết hiệu lực",
}
"""What the audit's actions are called."""
_CHANGES = ("publish", "repeal", "import", "starter", "adopt")
_PHRASE_CHANGES = ("add-phrase", "remove-phrase")
_SAID = ("phrases", "situations")


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


def as_on(session: Session, code: str, on: date, start: date) -> Proposal | None:
    """What held on the day `on`, to hold again from `start` on; None before the procedure's first day."""
    version, content = versions.version_on(session, code, on), content_on(session, code, on)
    if version is None or content is None:
        return None
    return Proposal(content.model_copy(update={"effective_from": start}), version.repealed, version.replaced_by)


def undone(session: Session, code: str, today: date) -> Proposal | None:
    """The procedure without its last published change, from today or from the day on which that begins.

    None when nothing was published before. The entry in the audit knows what was, also where a version took the place
    of another of the same day.
    """
    last = next(iter(_published(session, code)), None)
    if last is None or last.before is None:
        return None
    start = max(today, _start(last))
    now = as_on(session, code, start, start)
    if now is None:
        return None
    was = {name: value for name, value in last.before.items() if name in FIELDS}
    return Proposal(
        Procedure.model_validate({**plain(now.procedure), **was, "effective_from": start}),
        repealed=last.before.get("repealed", now.repealed),
        replaced_by=last.before.get("replaced_by", now.replaced_by),
    )


def blame(session: Session, code: str, on: date) -> list[Blamed]:
    """Every field that says something on that day, with the entry of the audit that wrote it last."""
    now = content_on(session, code, on)
    if now is None:
        return []
    entries = audit.entries(session, code)
    line = list(_line(_published(session, code), on))
    found = []
    for name in FIELDS:
        if (value := getattr(now, name)) in ("", (), None):
            continue
        wrote = [each for each in (entries if name in _SAID else line) if _writes(each, name)] or line[-1:]
        found.append(Blamed(name, value, *(_wrote(wrote[0]) if wrote else ("", None, ""))))
    return found


def _published(session: Session, code: str) -> list[AuditEntryRow]:
    """The entries about versions of a procedure, the latest first."""
    return [entry for entry in audit.entries(session, code) if entry.action in _CHANGES and _digests(entry)]


def _digests(entry: AuditEntryRow) -> Mapping[str, str]:
    return (entry.after or {}).get(audit.DIGEST) or {}


def _start(entry: AuditEntryRow) -> date:
    """The first day of the version that an entry is about."""
    return max(map(date.fromisoformat, _digests(entry)))


def _line(entries: Sequence[AuditEntryRow], on: date) -> Iterator[AuditEntryRow]:
    """The entry that published what holds on that day, the one that published what it changed, and so on."""
    while begun := [each for each in entries if _start(each) <= on]:
        entry = max(begun, key=lambda each: (_start(each), each.id or 0))
        yield entry
        entries, on = [each for each in entries if (each.id or 0) < (entry.id or 0)], _start(entry)


def _writes(entry: AuditEntryRow, name: str) -> bool:
    """Whether an entry says what a field became; phrases also change one by one, and on every day at once."""
    if entry.action in _PHRASE_CHANGES:
        content = entry.after or entry.before or {}
        return name == _SAID[bool(content.get("situation"))]
    return entry.action in _CHANGES and name in (entry.after or {})


def _wrote(entry: AuditEntryRow) -> tuple[str, datetime, str]:
    """Who wrote it, when and why; where two officers took part, the one who wrote it and the one who looked at it."""
    after = entry.after or {}
    author = after.get("author", entry.actor)
    actor = entry.actor if author == entry.actor else f"{author} (duyệt: {entry.actor})"
    return actor, entry.at, after.get("draft_reason") or entry.reason
