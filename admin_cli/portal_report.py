"""What does an officer read about an import from the portal: what is new, changed, gone, kept, and what was bad?

Counts of everything, then the first of each kind; whatever needs a decision comes before what is only good to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from rich.padding import Padding
from rich.text import Text

from admin_cli.options import wide_console
from admin_cli.showing import plain_value
from knowledge.differences import Change, Conflict
from knowledge.interchange import LABELS, enum_name
from knowledge.portal.fetched import Fetched
from knowledge.portal.merging import is_silent
from knowledge.portal.plan import Changed, Plan

_SHOWN = 12
_DECIDED = 50
"""So many are shown of what needs a decision."""
_LONGEST = 160
_LINES = 6
"""Lines that the change of one field takes."""
Line = tuple[int, str]
"""How far to the right, and what."""


def show_report(plan: Plan, fetched: Fetched | None) -> None:
    """The report, as wide as the window."""
    console = wide_console()
    for indent, line in _report(plan, fetched):
        cut = {"no_wrap": True, "overflow": "ellipsis"} if indent == 2 else {}
        console.print(Padding(Text(line, **cut), (0, 0, 0, indent)))  # type: ignore[arg-type]


def _report(plan: Plan, fetched: Fetched | None) -> Iterator[Line]:
    if fetched is not None:
        yield from _fetch(fetched)
    yield from _counts(plan)
    yield from _list("Không đọc được", [f"{each.place}: {each.why}" for each in plan.problems], _DECIDED)
    yield from _conflicts(plan)
    gone = [f"{each.code}  {each.name}" for each in plan.withdrawn]
    yield from _list("Cổng đã gỡ, chờ cán bộ duyệt việc bãi bỏ (tthc draft list)", gone, _DECIDED)
    yield from _list("Lại có trên Cổng", [f"{each.code}  {each.name}" for each in plan.returned], _DECIDED)
    yield from _changes(plan)
    yield from _list("Mới", [f"{each.code}  {each.name}" for each in plan.added], _SHOWN)
    often = sorted(plan.notes.items(), key=lambda item: -item[1])
    yield from _list("Đã dọn, hoặc giữ nguyên chữ của Cổng", [f"{_n(count)} × {kind}" for kind, count in often], _SHOWN)


def _fetch(fetched: Fetched) -> Iterator[Line]:
    counts = {
        "danh sách nêu": fetched.listed,
        "tải": fetched.fetched,
        "không đổi nên không tải lại": fetched.reused,
        "ngoài bộ lọc": fetched.left_out,
    }
    yield 0, f"Cổng có {_n(fetched.total)} thủ tục: " + ", ".join(f"{kind} {_n(n)}" for kind, n in counts.items()) + "."
    problems = [f"{each.code or each.portal_id or 'danh sách'}: {each.why}" for each in fetched.problems]
    yield from _list("Không tải được", problems, _DECIDED)


def _counts(plan: Plan) -> Iterator[Line]:
    changed = sum(bool(each.changes) for each in plan.changed)
    counts = {
        "mới": len(plan.added),
        "thay đổi": changed,
        "như cũ": len(plan.unchanged),
        "khác điều cán bộ viết": sum(bool(each.conflicts) for each in plan.changed),
        "Cổng đã gỡ": len(plan.withdrawn),
        "lại có": len(plan.returned),
        "không đọc được": len(plan.problems),
    }
    always = ("mới", "thay đổi", "như cũ", "không đọc được")
    shown = ", ".join(f"{_n(count)} {kind}" for kind, count in counts.items() if count or kind in always)
    yield 0, f"Đọc {_n(plan.read)} bản ghi: {shown}."
    kinds = ", ".join(f"{_n(count)} {enum_name(reach).lower()}" for reach, count in plan.reach.items() if count)
    if kinds:
        yield 0, f"Trong số vừa đọc có {kinds}."


def _conflicts(plan: Plan) -> Iterator[Line]:
    clashing = [each for each in plan.changed if each.conflicts or any(later.conflicts for later in each.later)]
    yield from _list("Cán bộ đã viết khác Cổng: giữ theo cán bộ", [], _DECIDED, count=len(clashing))
    for each in clashing[:_DECIDED]:
        yield 2, f"{each.code}  {each.name}"
        yield from _clashes(each.conflicts, "")
        for later in each.later:
            yield from _clashes(later.conflicts, f" từ {later.effective_from:%d/%m/%Y}")
    if clashing:
        yield 2, "Muốn theo Cổng thì sửa: tthc procedure edit MÃ"


def _clashes(conflicts: Iterable[Conflict], when: str) -> Iterator[Line]:
    for clash in conflicts:
        yield 6, f"{LABELS[clash.field]}{when}: giữ {_cut(clash.ours)}"
        yield 8, f"Cổng ghi {_cut(clash.theirs)}"


def _changes(plan: Plan) -> Iterator[Line]:
    """What changes in its facts, procedure by procedure; of what was only left open before, no more than how often."""
    changed = [each for each in plan.changed if each.changes]
    filled = Counter(c.field for each in changed for c in each.changes if is_silent(c.before))
    told = [each for each in changed if any(not is_silent(c.before) for c in each.changes)]
    yield from _list("Thay đổi", [], _SHOWN, count=len(changed))
    if filled:
        yield 2, "Điền vào chỗ còn trống: " + _tally(filled)
    if told:
        often = Counter(c.field for each in told for c in each.changes if not is_silent(c.before))
        yield 2, f"Đổi nội dung ở {_n(len(told))} thủ tục: " + _tally(often)
    for each in told[:_SHOWN]:
        yield 2, f"{each.code}  {each.name}"
        yield from _fields(each)
    if len(told) > _SHOWN:
        yield 2, f"… và {_n(len(told) - _SHOWN)} thủ tục nữa; xem đủ bằng --json."


def _fields(changed: Changed) -> Iterator[Line]:
    for change in changed.changes:
        yield from ((6, line) for line in _change(change))
    for later in changed.later:
        if later.changes:
            yield (
                6,
                f"Bản từ {later.effective_from:%d/%m/%Y} cũng theo: {_tally(Counter(c.field for c in later.changes))}",
            )


def _change(change: Change) -> list[str]:
    """A field with what was and is; of a list only what goes and comes."""
    before, after = change.before, change.after
    if not isinstance(after, tuple) or (len(before) <= 1 and len(after) <= 1):
        return [f"{LABELS[change.field]}: {_cut(before)} → {_cut(after)}"]
    was, now = [plain_value(each) for each in before], [plain_value(each) for each in after]
    lines = []
    for _, i, j, k, m in (op for op in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes() if op[0] != "equal"):
        lines += [f"− {_shortened(item)}" for item in was[i:j]] + [f"+ {_shortened(item)}" for item in now[k:m]]
    rest = [f"… và {len(lines) - _LINES} dòng nữa"] if len(lines) > _LINES else []
    return [f"{LABELS[change.field]}:", *lines[:_LINES], *rest]


def _list(title: str, rows: Sequence[str], shown: int, count: int | None = None) -> Iterator[Line]:
    count = len(rows) if count is None else count
    if count:
        yield 0, ""
        yield 0, f"{title}: {_n(count)}"
    yield from ((2, row) for row in rows[:shown])
    if len(rows) > shown:
        yield 2, f"… và {_n(len(rows) - shown)} nữa; xem đủ bằng --json."


def _tally(counted: Counter[str]) -> str:
    return ", ".join(f"{LABELS[name].lower()} {_n(count)}" for name, count in counted.most_common())


def _cut(value: Any) -> str:
    return _shortened(plain_value(value))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _n(count: int) -> str:
    """A count as Vietnamese write it."""
    return f"{count:,}".replace(",", ".")
