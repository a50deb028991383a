"""How is a change of one field told in a few lines, so that a reader sees at once what is different? And as data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from admin_cli.showing import plain_value
from bot.terminal_text import drawn
from knowledge.differences import Change, Conflict, plain_field
from knowledge.interchange import LABELS, enum_name
from knowledge.procedure import RequiredDocument, SubmissionCase, SubmissionChannel
from knowledge.wording.facts import duration

LONGEST = 160
"""Characters of a value that is shown."""
LINES = 6
"""Lines that one field takes."""
_AROUND = 20
"""Characters that are shown of what two values have in common before the difference."""


def change_lines(change: Change) -> list[str]:
    """A field with what was and is; of a list only what goes and what comes."""
    label = field_label(change.field)
    if not isinstance(change.after, tuple):
        before, after = _differing(plain_value(change.before), plain_value(change.after))
        return [f"{label}: {before} → {after}"]
    was, now = list(_items(change.field, change.before)), list(_items(change.field, change.after))
    if len(was) <= 1 and len(now) <= 1:
        before, after = _differing("; ".join(was) or "–", "; ".join(now) or "–")
        return [f"{label}: {before} → {after}"]
    lines = list(_moved(was, now))
    rest = [f"… và {len(lines) - LINES} dòng nữa"] if len(lines) > LINES else []
    return [f"{label}:", *lines[:LINES], *rest]


def changes_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The fields that change, as data."""
    return [
        {"field": each.field, "before": plain_field(each.before), "after": plain_field(each.after)} for each in changes
    ]


def conflicts_json(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """The fields that two people changed, as data."""
    return [
        {"field": each.field, "ours": plain_field(each.ours), "theirs": plain_field(each.theirs)} for each in conflicts
    ]


def field_label(field: str) -> str:
    """What a field is called; of cases people only look at the papers.

    >>> field_label("cases"), field_label("fees")
    ('Giấy tờ', 'Phí, lệ phí')
    """
    return LABELS["cases.documents" if field == "cases" else field]


def shortened(text: str) -> str:
    """A text in one line, and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _moved(was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    for kind, was_from, was_to, now_from, now_to in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"− {shortened(item)}" for item in was[was_from:was_to])
            yield from (f"+ {shortened(item)}" for item in now[now_from:now_to])


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two long texts without most of what they have in common.

    >>> _differing("Đăng ký nuôi ong lấy mật ở bìa rừng", "Đăng ký nuôi ong lấy mật ở bìa rừng (sửa đổi)")
    ('… ong lấy mật ở bìa rừng', '… ong lấy mật ở bìa rừng (sửa đổi)')
    """
    before, after = " ".join(before.split()), " ".join(after.split())
    shorter = min(len(before), len(after))
    common = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    start = before.rfind(" ", 0, max(0, common - _AROUND))
    if start > 0 and len(before) + len(after) > LONGEST // 4:
        before, after = f"…{before[start:]}", f"…{after[start:]}"
    return shortened(before), shortened(after)


def _items(field: str, values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _SAID.get(field, lambda each: [plain_value(each)])(value)


def _case(case: SubmissionCase) -> list[str]:
    of_case = f" [{case.name}]" if case.name else ""
    return [_paper(document) + of_case for document in case.documents]


def _paper(document: RequiredDocument) -> str:
    counts = {"bản chính": document.originals, "bản sao": document.copies}
    copies = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    condition = f": {document.condition}" if document.condition else ""
    return document.name + (f" ({copies})" if copies else "") + condition


def _channel(channel: SubmissionChannel) -> list[str]:
    said = [
        drawn(duration(channel)).plain,
        *(plain_value(part) for part in (channel.online_level, channel.note) if part),
    ]
    return [": ".join(filter(None, (enum_name(channel.kind), ", ".join(filter(None, said)))))]


_SAID: Mapping[str, Any] = {"cases": _case, "channels": _channel}
"""The fields whose parts are told in words of their own: for each part, its lines."""
