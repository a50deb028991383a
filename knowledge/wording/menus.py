"""What do people read when they browse: the welcome, the help, the fields, the life events?"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge.replies import Button, Reply
from knowledge.wording.messages import EXAMPLES

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

_PAGE = 8
"""Procedures on one page of a field: as many buttons as a phone shows without scrolling."""

_FIELDS = 40
"""Fields on one page; the national catalogue has 287."""
FIELDS_PAGE = "p"

BROWSE = (Button("📂 Theo lĩnh vực", "f:"), Button("👪 Theo sự kiện", "e:"))


def welcome(catalogue: Catalogue) -> Reply:
    """The first message: what this is, how to ask, what it never does."""
    examples = "\n".join(f"• <i>{example}</i>" for example in EXAMPLES)
    return Reply(
        (
            (
                f"Chào anh/chị. Tôi trả lời về <b>{len(catalogue.procedures)} thủ tục hành chính</b>: "
                "giấy tờ cần có, thời gian, lệ phí, nơi nộp.\n\n"
                f"Cứ hỏi như nói chuyện, không cần gõ dấu:\n{examples}\n\n"
                "Xin đừng gửi số căn cước hay ảnh giấy tờ. Tôi không bao giờ hỏi mã OTP hay tiền."
            ),
        ),
        (BROWSE,),
    )


def help_text() -> Reply:
    """How to ask and which commands there are."""
    return Reply(
        (
            (
                "<b>Trợ giúp</b>\n"
                "Gõ việc cần làm, kèm điều muốn biết: giấy tờ, bao lâu, bao nhiêu tiền, nộp ở đâu.\n"
                f"Ví dụ: <i>{EXAMPLES[1]}</i>\n\n"
                "• Hỏi tiếp: <i>thế bao lâu có?</i>\n"
                "• Chọn trong danh sách: bấm nút, hoặc gõ <i>cái thứ hai</i>\n"
                "• Tôi hiểu sai: gõ <i>không, ý tôi là…</i>\n"
                "• Biết mã thủ tục: gõ <i>1.001193</i>\n\n"
                "/linhvuc – xem theo lĩnh vực\n"
                "/sukien – xem theo sự kiện trong đời\n"
                "/xoa – quên cuộc trò chuyện này\n\n"
                "Câu trả lời lấy nguyên từ danh mục đã công bố; chỗ nào chưa có, tôi nói là chưa có."
            ),
        ),
        (BROWSE,),
    )


def forgotten() -> Reply:
    """The conversation has been forgotten."""
    return Reply(("Đã quên cuộc trò chuyện này. Anh/chị cứ hỏi việc mới.",), (BROWSE,))


def gone() -> Reply:
    """The button's procedure is no longer in the catalogue."""
    return Reply(("Mục này không còn trong danh mục. Anh/chị gõ lại câu hỏi giúp nhé.",), (BROWSE,))


def fields(catalogue: Catalogue, page: int = 0, *, replaces: bool = False) -> Reply:
    """One page of the fields, two a row."""
    start = page * _FIELDS
    shown = list(enumerate(catalogue.fields))[start : start + _FIELDS]
    if not shown:
        return gone()
    buttons = [Button(f"{name} ({len(codes)})", f"f:{number}.0") for number, (name, codes) in shown]
    turn = []
    if page:
        turn.append(Button("◀ Trước", f"f:{FIELDS_PAGE}{page - 1}"))
    if start + _FIELDS < len(catalogue.fields):
        turn.append(Button("Lĩnh vực khác ▶", f"f:{FIELDS_PAGE}{page + 1}"))
    rows = _rows(buttons, 2)
    return Reply(("<b>Chọn lĩnh vực</b>",), (*rows, tuple(turn)) if turn else rows, replaces)


def field_page(catalogue: Catalogue, place: str) -> Reply:
    """One page of a field, or of the fields; `place` is "number.page" or "p" and a page, as in a button's action."""
    if place.startswith(FIELDS_PAGE):
        page = place.removeprefix(FIELDS_PAGE)
        return fields(catalogue, int(page), replaces=True) if page.isascii() and page.isdigit() else gone()
    number, _, page = place.partition(".")
    if not (number.isascii() and number.isdigit() and page.isascii() and page.isdigit()):
        return gone()
    if int(number) >= len(catalogue.fields):
        return gone()
    name, codes = catalogue.fields[int(number)]
    start = int(page) * _PAGE
    shown = codes[start : start + _PAGE]
    if not shown:
        return gone()
    buttons = [(Button(catalogue.procedures[code].label, f"o:{code}"),) for code in shown]
    turn = []
    if start:
        turn.append(Button("◀ Trước", f"f:{number}.{int(page) - 1}"))
    turn.append(Button("📂 Lĩnh vực khác", "f:"))
    if start + _PAGE < len(codes):
        turn.append(Button("Sau ▶", f"f:{number}.{int(page) + 1}"))
    of = f" ({start + 1}–{start + len(shown)} trong {len(codes)})" if len(codes) > _PAGE else ""
    return Reply((f"<b>{escape(name, quote=False)}</b>{of}\nChọn thủ tục:",), (*buttons, tuple(turn)), replaces=True)


def life_events(catalogue: Catalogue, *, replaces: bool = False) -> Reply:
    """All life events, two a row."""
    buttons = [Button(event.name, f"e:{event.key}") for event in catalogue.life_events]
    return Reply(("<b>Chuyện gì đang đến với anh/chị?</b>",), _rows(buttons, 2), replaces)


def life_event(catalogue: Catalogue, key: str, *, replaces: bool = True) -> Reply:
    """The procedures of one life event, numbered, in the order people need them."""
    event = next((event for event in catalogue.life_events if event.key == key), None)
    if event is None:
        return gone()
    steps = [step for step in event.steps if step.code in catalogue.procedures]
    lines = [f"{escape(event.opening, quote=False)}\n"] if event.opening else []
    lines.append(f"<b>{escape(event.name, quote=False)}</b>: những việc thường cần làm, theo thứ tự")
    buttons = []
    for number, step in enumerate(steps, 1):
        name = catalogue.procedures[step.code].label
        lines.append(f"{number}. <b>{escape(name, quote=False)}</b> — {escape(step.note, quote=False)}")
        buttons.append((Button(f"{number}. {name}", f"o:{step.code}"),))
    return Reply(("\n".join(lines),), (*buttons, (Button("👪 Sự kiện khác", "e:"),)), replaces)


def _rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
