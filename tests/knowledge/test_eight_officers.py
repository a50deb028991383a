"""What happens when eight officers change the same few procedures at once? Each edit is published or refused."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from knowledge import audit, drafts, reviewing
from knowledge.audit import Who
from knowledge.drafts import ChangedMeanwhileError, Proposal
from knowledge.errors import CatalogueError
from knowledge.models import AuditEntryRow
from knowledge.packing import unpacked
from knowledge.phrase_keeping import add_phrase
from knowledge.storage import Storage
from knowledge.versions import history
from tests.knowledge.audited import bring_in, faults
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.officers import fee

WRITERS = 8
EDITS = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 15
"""That each of them tries."""
CODES = ("1.000001", "1.000002", "1.000003")
DAYS = (ON, ON + timedelta(days=30))


def _amount(writer: int, edit: int) -> int:
    """Every edit writes another fee."""
    return 10_000 + writer * 1_000 + edit


def _edit(storage: Storage, writer: int, edit: int) -> None:
    """Open a procedure, change its fee, submit it, have somebody else publish it; raises CatalogueError if refused."""
    code, start = CODES[(writer + edit) % len(CODES)], DAYS[edit // 7 % len(DAYS)]
    author, reviewer = (
        Who(f"Cán bộ {writer}", f"lần {edit}", NOW),
        Who(f"Cán bộ {(writer + 1) % WRITERS}", "duyệt", NOW),
    )
    with storage.reading() as session:
        base = drafts.base_of(session, code, start)
    assert base.procedure
    changed = base.procedure.model_copy(update={**fee(_amount(writer, edit)), "effective_from": start})
    with storage.writing() as session:
        number = drafts.save(session, Proposal(changed), base, author, ON).id or 0
        reviewing.submit(session, number, author)
    for _ in range(3):
        try:
            with storage.writing() as session:
                reviewing.publish(session, number, reviewer, ON, self_review=False)
        except ChangedMeanwhileError:
            with storage.writing() as session:
                drafts.rebase(session, number, author, ON)
                reviewing.submit(session, number, author)
        else:
            return
    with storage.writing() as session:
        reviewing.withdraw(session, number, author)
    raise CatalogueError("others were always quicker")


def _add_phrase(storage: Storage, writer: int, edit: int) -> None:
    """A phrase is live at once, and a change of the procedure for whoever has it open."""
    code = CODES[edit % len(CODES)]
    with storage.writing() as session:
        audit.take_turn(session)
        event = add_phrase(session, code, f"nuôi ong cách {writer} lần {edit}", situation=False)
        audit.record(session, Who(f"Cán bộ {writer}", "người dân hỏi vậy", NOW), event)


def _tried_edits(storage: Storage, writer: int) -> list[int]:
    """The fees that this writer could publish."""
    published = []
    for edit in range(EDITS):
        if edit % 25 == writer:
            _add_phrase(storage, writer, edit)
        try:
            _edit(storage, writer, edit)
        except CatalogueError:
            continue
        published.append(_amount(writer, edit))
    return published


def test_every_edit_of_eight_officers_is_published_once_or_refused(either_storage: Storage) -> None:
    bring_in(either_storage, *(a_procedure(code=code) for code in CODES))

    with ThreadPoolExecutor(WRITERS) as officers:
        found = list(officers.map(lambda writer: _tried_edits(either_storage, writer), range(WRITERS)))

    published = [amount for amounts in found for amount in amounts]
    assert 0 < len(published) <= WRITERS * EDITS
    with either_storage.reading() as session:
        entries = audit.entries(session)[::-1]
        rows = [row for code in CODES for row in history(session, code)]
        assert [drafts.open_draft(session, code) for code in CODES] == [None] * len(CODES)
    in_the_book = [_published_by(entry) for entry in entries if entry.action == "publish"]
    assert Counter(amount for _, amount in in_the_book) == Counter(published), "in the book once, or refused"
    assert faults(either_storage) == []
    last = dict(in_the_book)
    for row in rows:
        amount = unpacked(row.content).fees[0].amount_vnd
        assert last.get((row.code, row.effective_from)) == amount, "what holds is what was published last"
    _never_two_open(entries)


def _published_by(entry: AuditEntryRow) -> tuple[tuple[str, date], int]:
    """The procedure and first day of the version that an entry is about, and the fee that it writes."""
    after = entry.after or {}
    (day,) = after[audit.DIGEST]
    return (entry.subject, date.fromisoformat(day)), after["fees"][0]["amount_vnd"]


def _never_two_open(entries: list[AuditEntryRow]) -> None:
    open_drafts: Counter[str] = Counter()
    for entry in entries:
        open_drafts[entry.subject] += {"draft": 1, "publish": -1, "withdraw": -1}.get(entry.action, 0)
        assert open_drafts[entry.subject] in (0, 1), "there is never a second open draft"
