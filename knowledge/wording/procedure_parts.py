"""What does a citizen read about one procedure? A section for each aspect, word for word from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from itertools import groupby

from knowledge.deadlines import WorkCalendar
from knowledge.procedure import ChannelKind, FeeState, Level, Procedure, RequiredDocument, SubmissionCase
from knowledge.wording.facts import CHANNELS, ONLINE_LEVELS, UNKNOWN, due_line, duration, fee_line

TITLES = {
    "documents": "giấy tờ cần có",
    "fee": "phí, lệ phí",
    "time": "thời gian giải quyết",
    "place": "nơi nộp",
    "conditions": "điều kiện",
    "steps": "các bước",
    "result": "kết quả nhận được",
    "legal_basis": "căn cứ pháp lý",
    "forms": "mẫu đơn, tờ khai",
    "online": "nộp trực tuyến",
    "authority": "cơ quan giải quyết",
    "audience": "ai làm được",
}
_LEVELS = {
    Level.COMMUNE: "cấp xã, phường",
    Level.PROVINCE: "cấp tỉnh, thành phố",
    Level.MINISTRY: "cấp bộ, trung ương",
    Level.OTHER: "cơ quan khác",
}
_CASES_SHOWN = 2
"""Named cases whose papers are listed at once; further cases are named, their papers one tap away."""


def section(procedure: Procedure, aspect: str, now: datetime | None, *, every_case: bool = False) -> str:
    """The body of one aspect in the HTML subset; says so when the catalogue has nothing.

    When the result is due is reckoned from `now`, and left out without it.
    """
    if aspect == "documents":
        return _documents(procedure, every_case=every_case)
    if aspect == "time":
        return _time(procedure, now)
    return _BODIES[aspect](procedure)


def says(procedure: Procedure, aspect: str) -> bool:
    """Whether the catalogue has anything about papers, time, fee or place; asked before an empty section is shown."""
    return _SAYS[aspect](procedure)


def trust_line(procedure: Procedure) -> str:
    """Where this comes from and when it was checked; stands under every answer."""
    parts = [procedure.code]
    if procedure.decision:
        parts.append(f"QĐ {_text(procedure.decision)}")
    parts.append(f'<a href="{escape(procedure.source)}">Cổng Dịch vụ công</a>')
    parts.append(f"đối chiếu {procedure.verified_on:%d/%m/%Y}")
    return "<i>" + " · ".join(parts) + "</i>"


def _text(text: str) -> str:
    return escape(text, quote=False)


def _documents(procedure: Procedure, *, every_case: bool) -> str:
    if not procedure.cases:
        return f"Giấy tờ: {UNKNOWN}."
    general = [case for case in procedure.cases if not case.name]
    named = [case for case in procedure.cases if case.name]
    shown = [*general, *(named if every_case or (not general and len(named) <= _CASES_SHOWN) else [])]
    lines = []
    for case in shown:
        if case.name:
            lines.append(f"\n<b>Trường hợp: {_text(case.name)}</b>")
        lines += _papers(case)
    rest = [case for case in named if case not in shown]
    if rest:
        intro = "<i>Có trường hợp riêng:</i> " if shown else "Giấy tờ tùy trường hợp:\n"
        names = (
            " · ".join(_text(case.name) for case in rest) if shown else "\n".join(f"• {_text(c.name)}" for c in rest)
        )
        lines.append(("\n" if shown else "") + intro + names)
    return "\n".join(lines).strip()


def _papers(case: SubmissionCase) -> Iterator[str]:
    handed_in = [document for document in case.documents if not document.to_show]
    shown = [document for document in case.documents if document.to_show]
    for label, group in groupby(handed_in, key=lambda document: document.one_of):
        papers = list(group)
        if label and len(papers) > 1:
            yield "☐ Một trong các giấy sau:"
            yield from (f"   – {_paper(document)}" for document in papers)
        else:
            yield from (f"☐ {_paper(document)}" for document in papers)
    if shown:
        yield "Mang theo để xuất trình:"
        yield from (f"☐ {_paper(document)}" for document in shown)


def _paper(document: RequiredDocument) -> str:
    counts = []
    if document.originals:
        counts.append(f"{document.originals} bản chính")
    if document.copies:
        counts.append(f"{document.copies} bản sao")
    said = _text(document.name)
    if document.form and document.form.lower() not in document.name.lower():
        said += f" ({_text(document.form)})"
    if counts:
        said += " · " + ", ".join(counts)
    if document.condition:
        said += f" — <i>{_text(document.condition)}</i>"
    return said


def _fee(procedure: Procedure) -> str:
    return "\n".join(f"• {fee_line(fee)}" for fee in procedure.fees)


def _time(procedure: Procedure, now: datetime | None) -> str:
    said = [(CHANNELS[channel.kind], duration(channel)) for channel in procedure.channels]
    stated = [(name, words) for name, words in said if words]
    if not stated:
        return f"Thời gian: {UNKNOWN}."
    if len({words for _, words in stated}) == 1:
        lines = [f"<b>{stated[0][1]}</b>"]
    else:
        lines = [f"• {name}: <b>{words}</b>" for name, words in stated]
    due = due_line(procedure.channels, now, WorkCalendar()) if now else ""
    return "\n".join([*lines, *([due] if due else [])])


def _place(procedure: Procedure) -> str:
    lines = []
    if procedure.submit_to:
        lines.append(_text(procedure.submit_to))
    lines += [f"Cơ quan giải quyết: {_text(procedure.authority)}"] if procedure.authority else []
    for channel in procedure.channels:
        note = f": {_text(channel.note)}" if channel.note else ""
        lines.append(f"• {CHANNELS[channel.kind]}{note}")
    return "\n".join(lines) or f"Nơi nộp: {UNKNOWN}."


def _conditions(procedure: Procedure) -> str:
    if procedure.conditions:
        return "\n".join(f"• {_text(condition)}" for condition in procedure.conditions)
    return f"Điều kiện riêng: {UNKNOWN}." + (
        f"\nAi làm được: {_joined(procedure.audience)}" if procedure.audience else ""
    )


def _steps(procedure: Procedure) -> str:
    if not procedure.steps:
        return f"Các bước: {UNKNOWN}."
    return "\n".join(f"{number}. {_text(step)}" for number, step in enumerate(procedure.steps, 1))


def _result(procedure: Procedure) -> str:
    return "\n".join(f"• {_text(result)}" for result in procedure.results) or f"Kết quả: {UNKNOWN}."


def _legal_basis(procedure: Procedure) -> str:
    if not procedure.legal_bases:
        return f"Căn cứ pháp lý: {UNKNOWN}."
    lines = [
        f"• {_text(basis.title)}"
        + (f" ({_text(basis.number)})" if basis.number and basis.number not in basis.title else "")
        for basis in procedure.legal_bases
    ]
    return "<blockquote expandable>" + "\n".join(lines) + "</blockquote>"


def _forms(procedure: Procedure) -> str:
    forms = [
        f"• {_text(document.name)}" + (f": {_text(document.form)}" if document.form else "")
        for case in procedure.cases
        for document in case.documents
        if document.form or document.name.lower().startswith(("tờ khai", "đơn", "mẫu", "phiếu", "giấy đề nghị"))
    ]
    if not forms:
        return f"Mẫu đơn, tờ khai: {UNKNOWN}."
    link = f'Tải mẫu: <a href="{escape(procedure.source)}">trang của thủ tục trên Cổng Dịch vụ công quốc gia</a>'
    return "\n".join([*dict.fromkeys(forms), link])


def _online(procedure: Procedure) -> str:
    online = [channel for channel in procedure.channels if channel.kind is ChannelKind.ONLINE]
    if not online:
        return f"Nộp trực tuyến: {UNKNOWN}."
    lines = []
    for channel in online:
        level = f" ({ONLINE_LEVELS[channel.online_level]})" if channel.online_level else ""
        lines.append(f"Có thể nộp trực tuyến{level}.")
        lines += [
            part for part in (_text(channel.note), duration(channel) and f"Thời gian: {duration(channel)}") if part
        ]
    lines.append(
        f'Bắt đầu từ: <a href="{escape(procedure.source)}">trang của thủ tục trên Cổng Dịch vụ công quốc gia</a>'
    )
    return "\n".join(lines)


def _authority(procedure: Procedure) -> str:
    levels = ", ".join(_LEVELS[level] for level in procedure.levels if level is not Level.OTHER)
    if procedure.authority:
        lines = [_text(procedure.authority) + (f" ({levels})" if levels else "")]
    else:
        lines = [f"Cơ quan giải quyết: {UNKNOWN}." + (f" Thực hiện ở {levels}." if levels else "")]
    if procedure.authorized:
        lines.append(f"Được ủy quyền: {_text(procedure.authorized)}")
    if procedure.coordinating:
        lines.append(f"Cùng phối hợp: {_text(procedure.coordinating)}")
    return "\n".join(lines)


def _audience(procedure: Procedure) -> str:
    return _joined(procedure.audience) or f"Đối tượng: {UNKNOWN}."


def _joined(texts: tuple[str, ...]) -> str:
    return ", ".join(_text(text) for text in texts)


_SAYS: dict[str, Callable[[Procedure], bool]] = {
    "documents": lambda procedure: bool(procedure.cases),
    "time": lambda procedure: any(duration(channel) for channel in procedure.channels),
    "fee": lambda procedure: any(fee.state is not FeeState.NOT_STATED or fee.condition for fee in procedure.fees),
    "place": lambda procedure: bool(procedure.submit_to or procedure.authority or procedure.channels),
}
_BODIES: dict[str, Callable[[Procedure], str]] = {
    "fee": _fee,
    "place": _place,
    "conditions": _conditions,
    "steps": _steps,
    "result": _result,
    "legal_basis": _legal_basis,
    "forms": _forms,
    "online": _online,
    "authority": _authority,
    "audience": _audience,
}
