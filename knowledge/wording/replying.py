"""What does a person read for each kind of answer?"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, assert_never

from knowledge.answers import Answer, Answered, AskedBack, SmallTalk, Unanswered
from knowledge.law_in_force import Law, Repeal, successor
from knowledge.procedure import Procedure
from knowledge.replies import Button, Reply
from knowledge.wording import messages
from knowledge.wording.coming import announcement
from knowledge.wording.menus import BROWSE, life_event
from knowledge.wording.procedure_parts import TITLES, says, section, trust_line
from knowledge.wording.splitting import parts

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

CARD = ("documents", "time", "fee", "place")
"""What a plain question ("làm giấy khai sinh") gets, after the summary."""
EVERYTHING = "all"
MOST_PARTS = 6
"""Messages that one answer may fill; the papers of a few procedures would fill twenty."""
_BUTTONS = (
    ("documents", "📄 Giấy tờ"),
    ("time", "⏱ Bao lâu"),
    ("fee", "💰 Lệ phí"),
    ("place", "📍 Nộp ở đâu"),
    ("online", "💻 Làm online"),
    ("steps", "👣 Các bước"),
    ("conditions", "✅ Điều kiện"),
    ("forms", "📝 Mẫu đơn"),
    (EVERYTHING, "📑 Xem đủ"),
)


def reply(answer: Answer, catalogue: Catalogue, now: datetime) -> Reply:
    """The reply to a question."""
    match answer:
        case Answered():
            return _answered(answer, catalogue, now)
        case AskedBack(event=event) if event:
            return life_event(catalogue, event, replaces=False)
        case AskedBack(options=()):
            return Reply((messages.NO_TOPIC.replace("{example}", messages.EXAMPLES[0]),), (BROWSE,))
        case AskedBack():
            return _asked_back(answer, catalogue)
        case SmallTalk(kind=kind):
            said = messages.SMALL_TALK.get(kind, messages.SMALL_TALK["greeting"])
            return Reply((said.replace("{example}", messages.EXAMPLES[0]),), (BROWSE,))
        case Unanswered():
            return _unanswered(answer, catalogue)
        case _:
            assert_never(answer)


def procedure_part(code: str, part: str, catalogue: Catalogue, now: datetime, *, replaces: bool = False) -> Reply:
    """One aspect of a procedure, "card" or "all"; anything else shows the card."""
    procedure = catalogue.procedures[code]
    aspects = (part,) if part in TITLES else tuple(TITLES) if part == EVERYTHING else ()
    return Reply(
        _fitting(_told(procedure, aspects, catalogue, now, every_case=part != ""), procedure, catalogue.law),
        _aspect_buttons(procedure, aspects, every_case=True),
        replaces,
    )


def _answered(answer: Answered, catalogue: Catalogue, now: datetime) -> Reply:
    sections = []
    if answer.understood:
        sections.append(f"<i>Tôi hiểu là: {_text(answer.understood)}</i>")
    if answer.old_names:
        names = "; ".join(f"{_text(old)} nay là {_text(today)}" for old, today in answer.old_names)
        sections.append(f"<i>{names[0].upper()}{names[1:]}.</i>")
    if answer.instead_of:
        gone = catalogue.law.repealed[answer.instead_of]
        sections.append(
            f"<b>{_text(gone.label)}</b> ({gone.code}) đã bãi bỏ từ {gone.repealed_on:%d/%m/%Y}. "
            "Nay làm theo thủ tục sau:"
        )
    procedures = [catalogue.procedures[code] for code in answer.codes]
    for procedure in procedures:
        sections += _told(procedure, answer.aspects, catalogue, now, every_case=False)
    if len(procedures) == 1:
        buttons = _aspect_buttons(procedures[0], answer.aspects)
    else:
        buttons = tuple((Button(procedure.label, f"p:{procedure.code}:"),) for procedure in procedures)
    return Reply(_fitting(sections, procedures[-1], catalogue.law), buttons)


def _told(
    procedure: Procedure, aspects: tuple[str, ...], catalogue: Catalogue, now: datetime, *, every_case: bool
) -> list[str]:
    """What is said of a procedure: what was asked, what will change, where it comes from."""
    told = _sections(procedure, aspects, now, every_case=every_case)
    return [*told, *_news(procedure, aspects or CARD, catalogue.law), trust_line(procedure)]


def _news(procedure: Procedure, aspects: tuple[str, ...], law: Law) -> list[str]:
    coming = law.coming.get(procedure.code)
    news = announcement(procedure, coming, aspects, law) if coming else ""
    return [news] if news else []


def _fitting(sections: list[str], procedure: Procedure, law: Law) -> tuple[str, ...]:
    """The sections in messages; of an endless one the beginning, where the rest stands, and what will change."""
    found = parts(sections)
    if len(found) <= MOST_PARTS:
        return found
    more = f'{messages.MORE} <a href="{escape(procedure.source)}">trang của thủ tục</a>.'
    return (*found[: MOST_PARTS - 1], *parts([more, *_news(procedure, (), law), trust_line(procedure)])[:1])


def _sections(procedure: Procedure, aspects: tuple[str, ...], now: datetime, *, every_case: bool) -> list[str]:
    name = _text(procedure.label)
    if not aspects:
        card = [f"<b>{name}</b>\n{_text(procedure.summary)}".strip()]
        card += [f"<b>{_title(a)}</b>\n{section(procedure, a, now)}" for a in CARD if says(procedure, a)]
        if missing := [TITLES[a] for a in CARD if not says(procedure, a)]:
            card.append(messages.NOTHING_ABOUT.replace("{aspects}", "; ".join(missing)))
        return [*card, f"Tên chính thức: {_text(procedure.name)}."]
    if len(aspects) == 1:
        return [f"<b>{name} — {TITLES[aspects[0]]}</b>\n{section(procedure, aspects[0], now, every_case=every_case)}"]
    whole = aspects == tuple(TITLES)
    head = f"<b>{name}</b>" + (f"\n{_text(procedure.summary)}" if whole and procedure.summary else "")
    return [
        head,
        *([_text(procedure.description)] if whole and procedure.description else []),
        *(f"<b>{_title(a)}</b>\n{section(procedure, a, now, every_case=every_case)}" for a in aspects),
    ]


def _title(aspect: str) -> str:
    return TITLES[aspect][0].upper() + TITLES[aspect][1:]


def _aspect_buttons(
    procedure: Procedure, shown: tuple[str, ...], *, every_case: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """Buttons for what is not on the screen yet, three a row."""
    covered = set(shown) if shown else set(CARD)
    left = [Button(text, f"p:{procedure.code}:{part}") for part, text in _BUTTONS if part not in covered]
    if shown == tuple(TITLES):
        left = [Button("◀ Thu gọn", f"p:{procedure.code}:")]
    elif any(case.name for case in procedure.cases) and "documents" in covered and not (shown and every_case):
        left.insert(0, Button("📄 Trường hợp riêng", f"p:{procedure.code}:documents"))
    return tuple(tuple(left[start : start + 3]) for start in range(0, len(left), 3))


def _asked_back(answer: AskedBack, catalogue: Catalogue) -> Reply:
    options = [catalogue.procedures[code] for code in answer.options]
    head = f"{messages.UNKNOWN_CODE} Có phải anh/chị tìm:" if answer.near_code else f"<b>{messages.WHICH}</b>"
    tail = messages.WHICH_ELSE
    if answer.again:
        head, tail = f"<b>{messages.WHICH_AGAIN}</b>", messages.WHICH_ELSE_AGAIN
    lines = [f"{number}. {_text(option.label)}" for number, option in enumerate(options, 1)]
    buttons = [(Button(option.label, f"o:{option.code}"),) for option in options]
    return Reply(("\n".join([head, *lines, tail]),), tuple(buttons))


def _unanswered(answer: Unanswered, catalogue: Catalogue) -> Reply:
    nearest = [catalogue.procedures[code] for code in answer.nearest]
    buttons = tuple((Button(near.label, f"o:{near.code}"),) for near in nearest)
    match answer.reason:
        case "out_of_scope":
            lines = [messages.OUT_OF_SCOPE.get(answer.topic, messages.OUT_OF_SCOPE_ELSE)]
        case "unknown_code":
            lines = [messages.UNKNOWN_CODE]
        case "repealed":
            lines = [_repealed(catalogue.law.repealed[answer.topic], catalogue.law)]
        case "not_sure":
            lines = [messages.NOT_SURE]
        case _:
            lines = [messages.NO_MATCH]
    if nearest:
        lines += [messages.NEAREST, *(f"• {_text(near.label)}" for near in nearest)]
    return Reply(("\n".join([*lines, messages.SAY_MORE]),), (*buttons, BROWSE))


def _repealed(gone: Repeal, law: Law) -> str:
    """That a procedure has ended, and what comes in its place if that begins later."""
    said = {"name": _text(gone.label), "code": gone.code, "day": f"{gone.repealed_on:%d/%m/%Y}"}
    for code in (successor(gone.code, law.repealed), gone.code):
        coming = law.coming.get(code)
        if coming and not coming.repealed:
            heir, start = _text(coming.procedure.label), f"{coming.effective_from:%d/%m/%Y}"
            return messages.REPLACED_LATER.format(**said, heir=heir, heir_code=code, start=start)
    return messages.REPEALED.format(**said)


def _text(text: str) -> str:
    return escape(text, quote=False)
