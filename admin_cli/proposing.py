"""How does what an officer wants to change become a draft: shown first, asked, saved, perhaps submitted?"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from difflib import get_close_matches
from typing import Annotated, NamedTuple

import typer
from sqlmodel import select

from admin_cli.field_changes import changes_json
from admin_cli.options import agreed, ended, told, waiting, who_for
from admin_cli.showing import before_and_after, changes_table, printed
from knowledge import drafts, reviewing, versions
from knowledge.audit import Who
from knowledge.differences import Change, changes
from knowledge.drafts import Base, Proposal
from knowledge.interchange import LABELS
from knowledge.models import ProcedureVersionRow
from knowledge.packing import unpacked
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.trying import trial
from knowledge.viet_time import now, vietnamese_day
from nlp.syllables import unmark

_ALIKE = 0.8
"""Likeness (0 to 1) from which one field's name may be a slip for another's."""
AndSubmit = Annotated[bool, typer.Option("--submit", help="Lưu xong thì gửi duyệt luôn.")]


class Asked(NamedTuple):
    """What the options of a command that saves a draft say."""

    actor: str
    reason: str
    submit: bool
    dry_run: bool
    yes: bool
    as_json: bool


def base_for(storage: Storage, code: str, on: date) -> Base:
    """The state a change begins with; raises CatalogueError when somebody's draft of the procedure is open."""
    with storage.reading() as session:
        drafts.refuse_second(session, code)
        return drafts.base_of(session, code, on)


def heir_of(storage: Storage, proposal: Proposal) -> Procedure:
    """The procedure that is to stand in the place of another; raises CatalogueError when that cannot be."""
    with storage.reading() as session:
        return unpacked(drafts.heir_of(session, proposal).content)


def on_its_day(storage: Storage, mine: Procedure, before: Procedure | None) -> Procedure:
    """What was made of `before`, on top of what is announced until its own first day; says what is taken from there."""
    with storage.reading() as session:
        law = drafts.base_of(session, mine.code, mine.effective_from).procedure
    found = drafts.onto(law, mine, before)
    if found.taken:
        told(f"Theo bản đã công bố trước đó, lấy luôn: {_names(found.taken)}.")
    if found.conflicts:
        told(f"Bản đã công bố cũng sửa, giữ theo bản đang soạn: {_names(each.field for each in found.conflicts)}.")
    return found.procedure


def propose(storage: Storage, proposal: Proposal, base: Base, asked: Asked) -> bool:
    """Show what changes and what a citizen will read, ask, and save a draft; False when the officer says no."""
    procedure, today = proposal.procedure, vietnamese_day(now())
    with storage.reading() as session:
        drafts.check(session, proposal, today)
        found = changes(drafts.base_of(session, procedure.code, procedure.effective_from).procedure, procedure)
    printed(changes_table(found), stderr=asked.as_json)
    with waiting("Đang dựng danh mục thử…"):
        both = trial(storage, [proposal], today, now())
    printed(before_and_after(procedure.code, both.before, both.after, found), stderr=asked.as_json)
    return save_proposal(storage, proposal, base, asked, found)


def save_proposal(storage: Storage, proposal: Proposal, base: Base, asked: Asked, found: Iterable[Change] = ()) -> bool:
    """Save a draft, submit it, too, where that was asked for; False when the officer says no."""
    today = vietnamese_day(now())
    with storage.reading() as session:
        drafts.check(session, proposal, today)
        rows = versions.history(session, proposal.procedure.code)
        fields = set(session.exec(select(ProcedureVersionRow.field).distinct()))
    notes = [*_notes(proposal, [(row.effective_from, row.repealed) for row in rows]), *_new_field(proposal, fields)]
    for note in notes:
        told(note)
    facts = {
        "code": proposal.procedure.code,
        "effective_from": proposal.procedure.effective_from,
        "changes": changes_json(found),
        "notes": notes,
    }
    if asked.dry_run or not agreed("Lưu bản nháp?", yes=asked.yes):
        ended("Chưa lưu gì.", as_json=asked.as_json, written=False, **facts)
        return asked.dry_run
    who = who_for(asked.actor, asked.reason)
    with storage.writing() as session:
        row = drafts.save(session, proposal, base, who, today)
        if asked.submit:
            reviewing.submit(session, row.id or 0, Who(who.actor, "gửi duyệt", who.at))
    told(f"Đã lưu bản nháp số {row.id}.")
    step = "Đã gửi duyệt. Người duyệt chạy: tthc draft publish" if asked.submit else "Gửi duyệt: tthc draft submit"
    ended(f"{step} {row.id}", as_json=asked.as_json, written=True, draft=row.id, state=row.state, **facts)
    return True


def _notes(proposal: Proposal, published: list[tuple[date, bool]]) -> list[str]:
    """What an officer should know of the published versions around the one that is proposed."""
    code, start = proposal.procedure.code, proposal.procedure.effective_from
    before = [repealed for day, repealed in published if day <= start]
    notes = [
        f"Lưu ý: đã công bố một bản từ {day:%d/%m/%Y}; từ ngày ấy bản đó thay bản này. "
        f"Cần thì sửa cả bản đó sau khi công bố bản này: tthc procedure edit {code} --from {day}."
        for day, _ in published
        if day > start
    ]
    if before and before[-1] and not proposal.repealed:
        notes.append(f"Lưu ý: {code} đang bãi bỏ; công bố bản này thì có hiệu lực trở lại từ {start:%d/%m/%Y}.")
    return notes


def _new_field(proposal: Proposal, known: AbstractSet[str]) -> list[str]:
    """A warning where nobody has used the field before, with the one that was perhaps meant."""
    field = proposal.procedure.field
    if field in known:
        return []
    plain = {unmark(name): name for name in known}
    near = get_close_matches(unmark(field), plain, n=1, cutoff=_ALIKE)
    meant = f" Có phải “{plain[near[0]]}”?" if near else ""
    return [f"Lưu ý: chưa thủ tục nào có lĩnh vực “{field}”; công bố bản này là thêm một lĩnh vực mới.{meant}"]


def _names(fields: Iterable[str]) -> str:
    return ", ".join(LABELS[name] for name in fields)
