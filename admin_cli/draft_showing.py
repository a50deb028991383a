"""How is a draft shown: what it changes, and what a citizen will read?"""

from __future__ import annotations

from typing import Any

from rich.console import Console

from admin_cli.showing import before_and_after, changes_table, printed
from knowledge import drafts
from knowledge.differences import changes
from knowledge.drafts import REJECTED, STATES, Proposal
from knowledge.models import DraftRow
from knowledge.procedure import Procedure
from knowledge.trying import Trial
from knowledge.viet_time import VIETNAM


def proposal_in(row: DraftRow) -> Proposal:
    """What a draft proposes."""
    return Proposal(drafts.proposed(row), row.repealed, row.replaced_by, row.origin)


def show_change(row: DraftRow, both: Trial) -> None:
    """Who wrote a draft and why, the fields that change, the words that citizens will read."""
    procedure = drafts.proposed(row)
    made = row.created_at.astimezone(VIETNAM)
    console = Console(highlight=False)
    console.print(
        f"Bản nháp {row.id} · {row.code} · {procedure.label} · {STATES[row.state]}\n"
        f"{row.actor} soạn lúc {made:%H:%M %d/%m/%Y}: {row.reason}\n"
        f"Có hiệu lực từ {procedure.effective_from:%d/%m/%Y}",
        markup=False,
    )
    if row.state == REJECTED:
        console.print(f"{row.reviewer} trả lại: {row.decision}. Sửa tiếp: tthc draft edit {row.id}", markup=False)
    if row.repealed:
        heir = f", thay bằng {row.replaced_by}" if row.replaced_by else ""
        console.print(f"Sẽ bãi bỏ thủ tục này{heir}.")
        return
    if row.code in both.before.law.repealed:
        console.print("Việc: thủ tục đang bãi bỏ, nay có hiệu lực trở lại.")
    found = changes(base_in(row), procedure)
    printed(changes_table(found))
    printed(before_and_after(row.code, both.before, both.after, found))


def base_in(row: DraftRow) -> Procedure | None:
    """What a draft began with."""
    return Procedure.model_validate(row.base) if row.base else None


def draft_json(row: DraftRow) -> dict[str, Any]:
    """A draft as data."""
    return row.model_dump(mode="json", exclude={"base_fingerprint"})
