"""What do people read today about law that is published already and begins later?"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from knowledge.law_in_force import Coming, Law
from knowledge.procedure import Procedure
from knowledge.wording.procedure_parts import TITLES, section


def announcement(procedure: Procedure, coming: Coming, aspects: Sequence[str], law: Law) -> str:
    """What changes and when, of these aspects word for word and of the others by name; "" when nothing does."""
    day = f"Từ {coming.effective_from:%d/%m/%Y}"
    if coming.repealed:
        heir = law.label_of(coming.replaced_by)
        then = f", thay bằng <b>{_text(heir)}</b> ({coming.replaced_by})" if heir else ""
        return f"📌 <b>{day} thủ tục này được bãi bỏ</b>{then}. Nộp trước ngày đó thì vẫn theo hướng dẫn ở đây."
    changed = [name for name in TITLES if _told(procedure, name) != _told(coming.procedure, name)]
    if not changed:
        return ""
    told = [name for name in changed if name in aspects]
    decision = coming.procedure.decision
    by = f" (QĐ {_text(decision)})" if decision and decision != procedure.decision else ""
    blocks = [f"📌 <b>{day}, {TITLES[name]}{by}:</b>\n{_told(coming.procedure, name)}" for name in told]
    if others := [TITLES[name] for name in changed if name not in told]:
        blocks.append(f"📌 <b>{day}</b> {'còn ' if told else ''}thay đổi: {', '.join(others)}{'' if told else by}.")
    return "\n\n".join(blocks)


def _told(procedure: Procedure, aspect: str) -> str:
    """All that is said of an aspect, of every case."""
    return section(procedure, aspect, None, every_case=True)


def _text(text: str) -> str:
    return escape(text, quote=False)
