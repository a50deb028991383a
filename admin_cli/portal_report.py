"""What does an officer read about an import from the portal: what is new, changed, gone, kept, and what was bad?

Counts of everything, then the first of each kind; whatever needs a decision comes before what is only good to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from admin_cli.field_changes import change_lines, field_label, shortened
from admin_cli.options import wide_console
from admin_cli.showing import plain_value
from knowledge.differences import Change, Conflict
from knowledge.interchange import enum_name
from knowledge.portal.fetched import Fetched
from knowledge.portal.merging import UNSPOKEN, is_silent
from knowledge.portal.plan import Changed, Plan

_SHOWN = 12
_DECIDED = 50
"""So many are shown of what needs a decision."""
_ONE_LINE = 2
"""What stands so far to the right is cut at the edge of the window; anything else goes on in the next line."""
Line = tuple[int, str]
"""How far to the right, and what."""


def show_report(plan: Plan, fetched: Fetched | None) -> None:
    """The report, as wide as the window; in a pipe nothing is cut, and whoever closes it (`| head`) ends no import."""
    with suppress(SystemExit):  # by it Rich says that nobody reads on
        _show(wide_console(), plan, fetched)


def _show(console: Console, plan: Plan, fetched: Fetched | None) -> None:
    for indent, line in _report(plan, fetched):
        if not console.is_terminal:
            console.print(" " * indent + line, soft_wrap=True)
            continue
        text = Text(line, no_wrap=indent == _ONE_LINE, overflow="ellipsis" if indent == _ONE_LINE else "fold")
        console.print(Padding(text, (0, 0, 0, indent), expand=False) if line else "")


def _report(plan: Plan, fetched: Fetched | None) -> Iterator[Line]:
    if fetched is not None:
        yield from _fetch(fetched)
    yield from _counts(plan)
    yield from _list("Không đọc được", [f"{each.place}: {each.why}" for each in plan.problems], _DECIDED, indent=4)
    yield from _conflicts(plan)
    gone = [f"{each.code}  {each.name}" for each in plan.withdrawn]
    yield from _list("Cổng đã gỡ, chờ cán bộ duyệt việc bãi bỏ (tthc draft list)", gone, _DECIDED)
    yield from _list("Lại có trên Cổng", [f"{each.code}  {each.name}" for each in plan.returned], _DECIDED)
    yield from _changes(plan)
    yield from _list("Mới", [f"{each.code}  {each.name}" for each in plan.added], _SHOWN)
    often = sorted(plan.notes.items(), key=lambda item: -item[1])
    yield from _list(
        "Đã dọn, hoặc giữ nguyên chữ của Cổng, theo loại", [f"{_n(count)} × {kind}" for kind, count in often], _SHOWN
    )


def _fetch(fetched: Fetched) -> Iterator[Line]:
    counts = {
        "danh sách nêu": fetched.listed,
        "tải": fetched.fetched,
        "không đổi nên không tải lại": fetched.reused,
        "ngoài bộ lọc": fetched.left_out,
    }
    yield 0, f"Cổng có {_n(fetched.total)} thủ tục: " + ", ".join(f"{kind} {_n(n)}" for kind, n in counts.items()) + "."
    problems = [f"{each.code or each.portal_id or 'danh sách'}: {each.why}" for each in fetched.problems]
    yield from _list("Không tải được", problems, _DECIDED, indent=4)


def _counts(plan: Plan) -> Iterator[Line]:
    changed = sum(bool(each.changes) for each in plan.changed)
    counts = {
        "mới": len(plan.added),
        "thay đổi": changed,
        "như cũ": len(plan.unchanged),
        "đã đưa ra duyệt lần trước": len(plan.put_up),
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
    if not clashing:
        return
    yield from _title("Cán bộ đã viết khác Cổng: giữ theo cán bộ", len(clashing))
    for each in clashing[:_DECIDED]:
        yield 2, f"{each.code}  {each.name}"
        yield from _clashes(each.conflicts, "")
        for later in each.later:
            yield from _clashes(later.conflicts, f" từ {later.effective_from:%d/%m/%Y}")
    yield from _more(len(clashing) - _DECIDED)
    yield 2, "Muốn theo Cổng thì sửa: tthc procedure edit MÃ"


def _clashes(conflicts: Iterable[Conflict], when: str) -> Iterator[Line]:
    for clash in conflicts:
        yield 6, f"{field_label(clash.field)}{when}: giữ {shortened(plain_value(clash.ours))}"
        yield 8, f"Cổng ghi {shortened(plain_value(clash.theirs))}"


def _changes(plan: Plan) -> Iterator[Line]:
    """What changes, procedure by procedure; of what people hardly look at, and was only left open, how often."""
    changed = [each for each in plan.changed if each.changes]
    told = [each for each in changed if any(not _is_filled(change) for change in each.changes)]
    if changed:
        yield from _title("Thay đổi", len(changed))
    for title, fields in {
        "Điền vào chỗ còn trống": [c.field for each in changed for c in each.changes if _is_filled(c)],
        "Đổi nội dung": [c.field for each in told for c in each.changes if not _is_filled(c)],
    }.items():
        if fields:
            yield 4, f"{title}: {_tally(fields)}."
    for each in told[:_SHOWN]:
        yield 2, f"{each.code}  {each.name}"
        yield from _fields(each)
    yield from _more(len(told) - _SHOWN)


def _is_filled(change: Change) -> bool:
    return change.field in UNSPOKEN and is_silent(change.before)


def _fields(changed: Changed) -> Iterator[Line]:
    for change in changed.changes:
        yield from ((6, line) for line in change_lines(change))
    for later in changed.later:
        if later.changes:
            fields = _tally([change.field for change in later.changes])
            yield 6, f"Bản từ {later.effective_from:%d/%m/%Y} cũng theo: {fields}."


def _list(title: str, rows: Sequence[str], shown: int, indent: int = _ONE_LINE) -> Iterator[Line]:
    if rows:
        yield from _title(title, len(rows))
    yield from ((indent, row) for row in rows[:shown])
    yield from _more(len(rows) - shown)


def _title(title: str, count: int) -> Iterator[Line]:
    yield 0, ""
    yield 0, f"{title}: {_n(count)}"


def _more(count: int) -> Iterator[Line]:
    if count > 0:
        yield 2, f"… và {_n(count)} nữa; xem đủ bằng --json."


def _tally(fields: Iterable[str]) -> str:
    return ", ".join(f"{field_label(name).lower()} {_n(count)}" for name, count in Counter(fields).most_common())


def _n(count: int) -> str:
    """A count as Vietnamese write it."""
    return f"{count:,}".replace(",", ".")
