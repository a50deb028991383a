from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from knowledge.replies import MAX_PART_UNITS
from knowledge.wording.splitting import parts, shown_units
from tests.end_to_end.telegram_html import parse, units
from tests.knowledge.examples import SOME

LIMIT = 200
"""Small, so that much is cut; the room for what a cut adds stays the same."""

_WORDS = st.text(st.sampled_from("ađềỹ<>&\"'🙂1."), min_size=1, max_size=12).map(lambda word: escape(word, quote=False))
_RUNS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join)
_STYLED = st.tuples(st.sampled_from(["", "b", "i", "u", "s", "code", "a"]), _RUNS).map(lambda pair: _in_tag(*pair))
_LINES = st.lists(_STYLED, min_size=1, max_size=4).map(" ".join)
_SECTIONS = st.tuples(st.sampled_from(["", "b", "blockquote"]), st.lists(_LINES, min_size=1, max_size=6).map("\n".join))


def _in_tag(tag: str, text: str) -> str:
    opened = {"": "", "a": '<a href="https://example.vn/a b">', "blockquote": "<blockquote expandable>"}
    return f"{opened.get(tag, f'<{tag}>')}{text}" + (f"</{tag}>" if tag else "")


def _words(htmls: tuple[str, ...] | list[str]) -> list[str]:
    return " ".join(parse(html).text for html in htmls).split()


@SOME
@given(sections=st.lists(_SECTIONS.map(lambda pair: _in_tag(*pair)), min_size=1, max_size=4))
def test_every_part_fits_is_well_formed_and_no_word_is_lost(sections: list[str]) -> None:
    found = parts(sections, LIMIT)

    for part in found:
        assert 0 < units(parse(part).text) <= LIMIT
    assert _words(found) == _words(sections)


@SOME
@given(sections=st.lists(_LINES, min_size=1, max_size=5))
def test_what_fits_into_one_message_is_one_message(sections: list[str]) -> None:
    whole = "\n\n".join(sections)

    assert parts(sections, max(LIMIT, shown_units(whole))) == (whole,)


@SOME
@given(html=_LINES)
def test_units_are_those_that_telegram_counts(html: str) -> None:
    assert shown_units(html) == units(parse(html).text)


def test_sections_are_cut_apart_before_lines_are() -> None:
    first, second = "a " * 80, "b " * 80

    assert parts([first, second], LIMIT) == (first, second)


def test_lines_are_cut_apart_before_words_are() -> None:
    lines = [f"{number}. " + "việc " * 15 for number in range(1, 7)]

    for part in parts(["\n".join(lines)], LIMIT):
        assert all(line in lines for line in part.split("\n"))


def test_a_quotation_goes_on_as_a_quotation_on_the_next_part() -> None:
    lines = [f"• Luật số {number} về việc nuôi ong và các loài khác" for number in range(12)]

    found = parts(["<blockquote expandable>" + "\n".join(lines) + "</blockquote>"], LIMIT)

    assert len(found) > 2
    for part in found:
        assert part.startswith("<blockquote expandable>")
        assert part.endswith("</blockquote>")


def test_a_long_line_keeps_its_style_on_both_sides_of_a_cut() -> None:
    found = parts([f"Nộp: <i>{'đơn ' * 100}</i>"], LIMIT)

    assert len(found) > 2
    assert all("<i>" in part and part.endswith("</i>") for part in found)


def test_parts_leave_room_below_telegrams_limit() -> None:
    assert MAX_PART_UNITS < 4096
