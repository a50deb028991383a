"""What changes in the catalogue when records of the portal come in? What officers wrote stays; what clashes is told.

Reading and comparing happen beside the running bot; the result is written in one short transaction, so that the bot
never waits long and a killed import leaves the old state or the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.errors import CatalogueError
from knowledge.packing import packed, unpacked
from knowledge.portal.cleaning import clean_line
from knowledge.portal.fingerprint import fingerprint, is_same_record
from knowledge.portal.mapping import MalformedRecordError, Mapped, procedure_of
from knowledge.portal.merging import met, remembered, was_withdrawn
from knowledge.portal.plan import SOURCE, Added, Gone, Known, NewVersion, Plan, Problem, Record
from knowledge.portal.records import says_the_same
from knowledge.versions import version_row

MOST_WITHDRAWN = 0.2
"""A complete list that lacks more than this share of what is known is taken for a broken one."""
FEW = 5
"""So many are never too many."""
_NOTHING = Known()


def planned(
    records: Iterable[Any],
    known: Mapping[str, Known],
    today: date,
    *,
    complete: bool = False,
    also_there: Collection[str] = (),
    as_drafts: bool = False,
    live: bool = False,
    progress: Callable[[int], None] = lambda read: None,
) -> Plan:
    """What bringing in `records` would change; `progress` is told how many have been read.

    `complete` says that they are all that the portal has, but for the codes `also_there`. When so much is missing that
    this cannot be, it raises CatalogueError; of a `live` list, which nobody here can mend, that is told, and nothing is
    taken for gone. With `as_drafts` everything will wait for an officer, and what was put up for one before is no news
    while the portal says the same. A record may be an exception that says why it could not be read: it is a problem of
    the plan, and nothing else.
    """
    plan, there = Plan(today, as_drafts), set(also_there)
    taken: set[str] = set()
    for record in records:
        plan.read += 1
        code = _code_of(record)
        there.add(code)
        try:
            if code in taken:
                raise MalformedRecordError(f"Mã {code} có hai lần: lấy bản ghi đầu.")
            _take(plan, record, known.get(code, _NOTHING))
            taken.add(code)
        except MalformedRecordError as error:
            plan.problems.append(_problem(plan.read, code, str(error)))
        progress(plan.read)
    if complete and "" in there:
        why = "Có bản ghi không rõ mã nên chưa xét thủ tục nào Cổng đã gỡ. Sửa tệp rồi nhập lại."
        plan.problems.append(Problem("danh sách", why))
    elif complete:
        _withdraw(plan, known, there, live=live)
    return plan


def _withdraw(plan: Plan, known: Mapping[str, Known], there: Collection[str], *, live: bool) -> None:
    had = {code: each.record for code, each in sorted(known.items()) if each.record and not was_withdrawn(each)}
    gone = [Gone(code, unpacked(record.content).name) for code, record in had.items() if code not in there]
    missing = f"thiếu {len(gone)} trong {len(had)} thủ tục đã có, nhiều quá mức bình thường nên chưa"
    if len(gone) <= max(FEW, MOST_WITHDRAWN * len(had)):
        plan.withdrawn += gone
    elif live:
        why = f"Cổng {missing} xét thủ tục nào Cổng đã gỡ. Hôm khác đồng bộ lại."
        plan.problems.append(Problem("danh sách", why))
    else:
        raise CatalogueError(
            f"Danh sách {missing} ghi gì. Xem lại tệp có đủ không; nếu chỉ nhập một phần thì bỏ --complete."
        )


def _take(plan: Plan, record: Any, known: Known) -> None:
    if isinstance(record, MalformedRecordError):
        raise record
    raw = fingerprint(record)
    if known.record and known.version and known.record.raw_digest == raw and not was_withdrawn(known):
        plan.unchanged.append(known.record.code)
        return
    mapped = procedure_of(record, plan.today)
    _note(plan, mapped)
    procedure = mapped.procedure
    plan.records.append(_record(mapped, raw, known, plan.today))
    if procedure.phrases:
        plan.said[procedure.code] = procedure.phrases
    if known.version is None and plan.as_drafts and says_the_same(known.record, plan.records[-1]):
        plan.put_up.append(procedure.code)
        return
    if known.version is None:
        plan.added.append(Added(procedure.code, procedure.name))
        plan.versions.append(NewVersion(version_row(procedure, origin=SOURCE, content=plan.records[-1].content)))
        return
    reread = known.record is not None and is_same_record(known.record.raw_digest, raw)
    changed, versions = met(procedure, known, plan.today, reread=reread)
    plan.versions += versions
    if changed:
        plan.changed.append(changed)
    else:
        plan.unchanged.append(procedure.code)
    if was_withdrawn(known):
        plan.returned.append(Gone(procedure.code, procedure.name))


def _note(plan: Plan, mapped: Mapped) -> None:
    for kind in {note.partition(" («")[0] for note in mapped.notes}:
        plan.notes[kind] = plan.notes.get(kind, 0) + 1
    plan.reach[mapped.procedure.reach] += 1


def _record(mapped: Mapped, raw: str, known: Known, today: date) -> Record:
    last = unpacked(known.record.content) if known.record else None
    content = packed(remembered(mapped.procedure, last))
    return Record(mapped.procedure.code, mapped.portal_id, raw, content, today)


def _code_of(record: Any) -> str:
    """The code that a record says it has, well-formed or not; "" where it says none."""
    code = record.get("code") if isinstance(record, Mapping) else None
    return clean_line(code) if isinstance(code, str) else ""


def _problem(number: int, code: str, why: str) -> Problem:
    """A record that could not be read, without halves of letters, which no terminal can print."""
    place = f"bản ghi {number}" + (f" ({code})" if code not in why else "")
    return Problem(*(text.encode("utf-8", "replace").decode() for text in (place, why)))
