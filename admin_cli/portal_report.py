"""What does an officer read about an import from the portal: what is new, changed, gone, kept, and what was bad?"""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from admin_cli.options import told, wide_console
from admin_cli.showing import plain_value
from knowledge.differences import plain_field
from knowledge.interchange import LABELS, enum_name
from knowledge.portal.fetched import Fetched
from knowledge.portal.plan import Plan

_SHOWN = 20
_LONGEST = 120


def show_report(plan: Plan, fetched: Fetched | None) -> None:
    """The counts, then the first of each list."""
    console = Console(highlight=False)
    if fetched is not None:
        console.print(
            f"Cổng có {fetched.total} thủ tục; danh sách nêu {fetched.listed}, tải {fetched.fetched}, "
            f"không đổi nên không tải lại {fetched.reused}, ngoài bộ lọc {fetched.left_out}."
        )
        for problem in fetched.problems[:_SHOWN]:
            told(f"Không tải được {problem.code or problem.portal_id or 'danh sách'}: {problem.why}")
    changed = [each for each in plan.changed if each.changes]
    conflicts = [each for each in plan.changed if each.conflicts]
    console.print(
        f"Đọc {plan.read} bản ghi: {len(plan.added)} mới, {len(changed)} thay đổi, {len(plan.unchanged)} như cũ, "
        f"{len(conflicts)} vênh với điều cán bộ viết, {len(plan.withdrawn)} Cổng đã gỡ, {len(plan.problems)} lỗi."
    )
    kinds = ", ".join(f"{count} {enum_name(reach).lower()}" for reach, count in plan.reach.items() if count)
    if kinds:
        console.print(f"Trong số mới đọc: {kinds}.")
    _list("Mới", [(each.code, each.name, "") for each in plan.added])
    _list(
        "Thay đổi",
        [
            (each.code, each.name, f"{LABELS[change.field]}: {_cut(change.before)} → {_cut(change.after)}")
            for each in changed
            for change in each.changes
        ],
    )
    _list(
        "Cán bộ đã viết khác Cổng: giữ theo cán bộ",
        [
            (each.code, each.name, f"{LABELS[clash.field]}: giữ {_cut(clash.ours)}; Cổng ghi {_cut(clash.theirs)}")
            for each in conflicts
            for clash in each.conflicts
        ],
    )
    _list("Cổng đã gỡ: có bản nháp bãi bỏ chờ duyệt", [(code, name, "") for code, name in plan.withdrawn])
    _list("Không đọc được", [(each.place, "", each.why) for each in plan.problems])
    if plan.notes:
        worst = sorted(plan.notes.items(), key=lambda item: -item[1])[:_SHOWN]
        _list("Chỗ giữ nguyên chữ của Cổng hoặc đã dọn", [(str(count), kind, "") for kind, count in worst])


def _list(title: str, rows: list[tuple[str, str, str]]) -> None:
    if not rows:
        return
    table = Table(show_header=False, title=f"{title} ({len(rows)})", title_justify="left")
    for row in rows[:_SHOWN]:
        table.add_row(*(cell if len(cell) <= 2 * _LONGEST else cell[: 2 * _LONGEST] + "…" for cell in row))
    wide_console().print(table)
    if len(rows) > _SHOWN:
        told(f"… và {len(rows) - _SHOWN} dòng nữa; xem đủ bằng --json.")


def _cut(value: Any) -> str:
    text = plain_value(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def report_json(plan: Plan, fetched: Fetched | None) -> dict[str, Any]:
    """The whole report as data."""
    content: dict[str, Any] = {
        "read": plan.read,
        "added": [{"code": each.code, "name": each.name} for each in plan.added],
        "changed": [
            {
                "code": each.code,
                "name": each.name,
                "changes": [
                    {"field": c.field, "before": plain_field(c.before), "after": plain_field(c.after)}
                    for c in each.changes
                ],
                "conflicts": [
                    {"field": c.field, "ours": plain_field(c.ours), "theirs": plain_field(c.theirs)}
                    for c in each.conflicts
                ],
            }
            for each in plan.changed
        ],
        "unchanged": len(plan.unchanged),
        "withdrawn": [{"code": code, "name": name} for code, name in plan.withdrawn],
        "problems": [each._asdict() for each in plan.problems],
        "notes": plan.notes,
        "reach": {reach.value: count for reach, count in plan.reach.items()},
    }
    if fetched is not None:
        content["portal"] = {
            "total": fetched.total,
            "listed": fetched.listed,
            "fetched": fetched.fetched,
            "reused": fetched.reused,
            "problems": [each._asdict() for each in fetched.problems],
        }
    return content
