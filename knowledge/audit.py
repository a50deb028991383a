"""Who changed what, when and why, and how does anybody see that not a byte of it was changed afterwards?

Every entry is sealed with the hash of the one before it, and the last hash stands in a place of its own: a changed, a
missing and a cut-off entry all break the chain. Entries about versions carry the fingerprint of what was published, so
that the catalogue itself is checked, too.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlmodel import Session, col, select

from knowledge.errors import CatalogueError
from knowledge.models import AuditEntryRow, ProcedureVersionRow, SettingRow
from knowledge.storage import insert_into
from knowledge.versions import sealed

HEAD = "audit_head"
"""The setting that holds the number and hash of the last entry."""
DIGEST = "digest"
"""The key under which an entry says what was published: a fingerprint by first day."""
SYSTEM = "hệ thống"
"""The actor of what the program does by itself."""
LONGEST_NAME, LONGEST_REASON = 80, 500


class Who(NamedTuple):
    """Somebody who changes something, and why."""

    actor: str
    reason: str
    at: datetime

    @classmethod
    def checked(cls, actor: str, reason: str, at: datetime) -> Who:
        """An actor with a name and a reason; raises CatalogueError where one is missing or far too long."""
        actor, reason = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (actor, reason))
        if not actor:
            raise CatalogueError('Chưa biết ai làm. Thêm --actor "Họ tên", hoặc đặt TTHC_ACTOR một lần cho cả máy.')
        if not reason:
            raise CatalogueError('Chưa có lý do. Thêm --reason, ví dụ: --reason "theo Quyết định 812/QĐ-BTC".')
        if len(actor) > LONGEST_NAME or len(reason) > LONGEST_REASON:
            raise CatalogueError(f"Tên dài nhất {LONGEST_NAME} ký tự, lý do dài nhất {LONGEST_REASON}. Viết ngắn lại.")
        return cls(actor, reason, at)


class Event(NamedTuple):
    """One thing that was done, to a procedure code or another subject, with what it was and became."""

    action: str
    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


class Fault(NamedTuple):
    """A place where the chain or the catalogue is not what it was."""

    number: int
    says: str


def take_turn(session: Session) -> SettingRow:
    """Let every other officer's change wait until this transaction ends; returns the chain's head.

    Whoever looks before they write takes their turn before they look. All wait in one queue, so that no two hold
    what the other waits for.
    """
    fresh = insert_into(session, SettingRow).values(name=HEAD, value="0:")
    session.execute(fresh.on_conflict_do_nothing())
    return session.get_one(SettingRow, HEAD, with_for_update=True, populate_existing=True)


def record(session: Session, who: Who, *events: Event) -> None:
    """Append entries in this transaction; writers queue, so that the chain never forks."""
    head = take_turn(session)
    number, previous = _parsed(head.value)
    rows = []
    for event in events:
        number += 1
        content = {
            "id": number,
            "at": who.at.astimezone(UTC),
            "actor": who.actor,
            "reason": who.reason,
            **event._asdict(),
            "previous_hash": previous,
        }
        previous = _sealed(content)
        rows.append({**content, "hash": previous})
    if rows:
        session.execute(insert(AuditEntryRow), rows)
        head.value = f"{number}:{previous}"
        session.add(head)


def _parsed(value: str) -> tuple[int, str]:
    number, _, last = value.partition(":")
    return int(number), last


def _sealed(content: dict[str, Any]) -> str:
    plain = {**content, "at": content["at"].isoformat()}
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def entries(session: Session, subject: str = "", limit: int | None = None) -> list[AuditEntryRow]:
    """The entries, of one subject where it is given, the latest first."""
    rows = select(AuditEntryRow).order_by(col(AuditEntryRow.id).desc()).limit(limit)
    return list(session.exec(rows.where(AuditEntryRow.subject == subject) if subject else rows))


def verify(session: Session) -> Iterator[Fault]:
    """Every place where the chain is broken or a version is not as it was published; none when all is well."""
    number, previous = 0, ""
    told: dict[tuple[str, str], str] = {}
    for row in session.exec(select(AuditEntryRow).order_by(col(AuditEntryRow.id))):
        number += 1
        if row.id != number:
            yield Fault(number, f"thiếu mục {number} đến {(row.id or 0) - 1}")
            number = row.id or number
        if row.previous_hash != previous:
            yield Fault(number, f"mục {number} không nối với mục trước nó")
        if row.hash != _sealed(row.model_dump(exclude={"hash"})):
            yield Fault(number, f"mục {number} ({row.action} {row.subject}) đã bị sửa sau khi ghi")
        previous = row.hash
        for start, fingerprint in ((row.after or {}).get(DIGEST) or {}).items():
            told[row.subject, start] = fingerprint
    head = session.get(SettingRow, HEAD)
    if (number, previous) != (_parsed(head.value) if head else (0, "")):
        yield Fault(number, "sổ bị cắt bớt ở cuối")
    yield from _versions(session, told)


def _versions(session: Session, told: dict[tuple[str, str], str]) -> Iterable[Fault]:
    for row in session.exec(select(ProcedureVersionRow)):
        wanted = told.pop((row.code, row.effective_from.isoformat()), None)
        if wanted is None:
            yield Fault(0, f"bản từ {row.effective_from:%d/%m/%Y} của {row.code} không có trong sổ")
        elif not wanted == row.digest == sealed(row):
            yield Fault(0, f"bản từ {row.effective_from:%d/%m/%Y} của {row.code} không còn như lúc công bố")
    for code, day in told:
        yield Fault(0, f"bản từ {day} của {code} đã công bố nhưng không còn trong danh mục")


def published(row: ProcedureVersionRow) -> dict[str, Any]:
    """What an entry says of a version that it publishes."""
    return {DIGEST: {row.effective_from.isoformat(): row.digest}}


def adopt(session: Session, at: datetime) -> int:
    """Take versions without a fingerprint into the chain, as an older release left them; returns how many."""
    rows = session.exec(select(ProcedureVersionRow).where(ProcedureVersionRow.digest == "")).all()
    for row in rows:
        row.digest = sealed(row)
        session.add(row)
    record(
        session,
        Who(SYSTEM, "nâng cấp cơ sở dữ liệu", at),
        *[Event("adopt", row.code, None, published(row)) for row in rows],
    )
    return len(rows)
