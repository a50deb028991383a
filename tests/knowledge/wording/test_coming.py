from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from knowledge import wording
from knowledge.answers import Answered
from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.law_in_force import Coming, law_of
from knowledge.procedure import Procedure
from knowledge.wording.coming import announcement
from knowledge.wording.procedure_parts import TITLES
from knowledge.wording.replying import MOST_PARTS
from tests.knowledge.examples import FEW, NOW, ON, a_procedure, procedures, shown
from tests.knowledge.wording.test_limits import check

NEW_YEAR = date(2027, 1, 1)
NOW_LAW = a_procedure(
    fees=({"state": "free"},),
    channels=({"kind": "in_person", "time_words": "ngay trong ngày"},),
    cases=(
        {"documents": ({"name": "Tờ khai <A>"},)},
        {"name": "Nuôi thuê", "documents": ({"name": "Hợp đồng thuê"},)},
    ),
    steps=("Nộp tờ khai.",),
    decision="1/QĐ-UBND",
)
OTHER = a_procedure(code="1.000002", short_name="Bán ong & mật")
TAKEN = law_of([NOW_LAW, OTHER], ON)


def _news(aspects: tuple[str, ...] = (), **changes: Any) -> str:
    then = Procedure.model_validate({**NOW_LAW.model_dump(), **changes, "effective_from": NEW_YEAR})
    return announcement(NOW_LAW, Coming(NEW_YEAR, then), aspects, TAKEN)


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "fee": ({"fees": ({"state": "stated", "amount_vnd": 70_000},)}, "• Mức thu: <b>70.000 đồng</b>"),
    "time": (
        {"channels": ({"kind": "in_person", "time_amount": 3, "time_unit": "working_day"},)},
        "<b>3 ngày làm việc</b>",
    ),
    "documents": ({"cases": ({"documents": ({"name": "Đơn <B>"},)},)}, "☐ Đơn &lt;B&gt;"),
    "place": ({"submit_to": "Ủy ban nhân dân tỉnh"}, "Ủy ban nhân dân tỉnh"),
    "steps": ({"steps": ("Nộp tờ khai.", "Nhận kết quả.")}, "1. Nộp tờ khai.\n2. Nhận kết quả."),
    "conditions": ({"conditions": ("Cách nhà dân 50 mét.",)}, "• Cách nhà dân 50 mét."),
    "result": ({"results": ("Giấy xác nhận",)}, "• Giấy xác nhận"),
    "legal_basis": ({"legal_bases": ({"title": "Luật Chăn nuôi"},)}, "• Luật Chăn nuôi"),
    "audience": ({"audience": ("Hộ gia đình",)}, "Hộ gia đình"),
    "authority": ({"coordinating": "Trạm thú y"}, "Cùng phối hợp: Trạm thú y"),
}
"""Of each aspect: what changes, and the words that people read."""


@pytest.mark.parametrize("aspect", CHANGES)
def test_who_asks_for_what_will_change_reads_it_word_for_word(aspect: str) -> None:
    changes, words = CHANGES[aspect]

    said = _news((aspect,), **changes)

    assert said.startswith(f"📌 <b>Từ 01/01/2027, {TITLES[aspect]}:</b>\n")
    assert words in said


@pytest.mark.parametrize("aspect", CHANGES)
def test_who_asks_for_something_else_is_told_what_will_change(aspect: str) -> None:
    changes, words = CHANGES[aspect]
    said = _news(("online",), **changes)

    assert said.startswith("📌 <b>Từ 01/01/2027</b> thay đổi: ")
    assert TITLES[aspect] in said
    assert words not in said


def test_of_several_changes_those_asked_for_are_told_and_the_others_named() -> None:
    said = _news(("fee", "place"), **CHANGES["fee"][0], **CHANGES["steps"][0], decision="2/QĐ-UBND")

    assert said == (
        "📌 <b>Từ 01/01/2027, phí, lệ phí (QĐ 2/QĐ-UBND):</b>\n• Mức thu: <b>70.000 đồng</b>\n\n"
        "📌 <b>Từ 01/01/2027</b> còn thay đổi: các bước."
    )


def test_the_decision_is_named_once_where_nothing_asked_for_changes() -> None:
    assert _news((), **CHANGES["fee"][0], decision="2/QĐ") == (
        "📌 <b>Từ 01/01/2027</b> thay đổi: phí, lệ phí (QĐ 2/QĐ)."
    )


def test_papers_of_a_special_case_that_will_change_are_announced_too() -> None:
    cases = (
        {"documents": ({"name": "Tờ khai <A>"},)},
        {"name": "Nuôi thuê", "documents": ({"name": "Hợp đồng thuê có công chứng"},)},
    )

    assert "thay đổi: giấy tờ cần có" in _news((), cases=cases)
    assert "Hợp đồng thuê có công chứng" in _news(("documents",), cases=cases)


@pytest.mark.parametrize(
    "changes", [{}, {"verified_on": date(2026, 11, 1)}, {"summary": "Khác."}, {"phrases": ("nuôi ong",)}]
)
def test_what_people_do_not_read_differently_is_no_news(changes: dict[str, Any]) -> None:
    assert _news(tuple(TITLES), **changes) == ""


@pytest.mark.parametrize(
    ("replaced_by", "words"),
    [
        ("1.000002", "được bãi bỏ</b>, thay bằng <b>Bán ong &amp; mật</b> (1.000002). Nộp trước ngày đó"),
        ("", "được bãi bỏ</b>. Nộp trước ngày đó"),
        ("9.999999", "được bãi bỏ</b>. Nộp trước ngày đó"),
    ],
)
def test_a_coming_repeal_is_told_whatever_was_asked(replaced_by: str, words: str) -> None:
    coming = Coming(NEW_YEAR, NOW_LAW, repealed=True, replaced_by=replaced_by)

    for aspects in ((), ("fee",), tuple(TITLES)):
        assert f"📌 <b>Từ 01/01/2027 thủ tục này {words}" in announcement(NOW_LAW, coming, aspects, TAKEN)


def _with_news(now: Procedure, **changes: Any) -> Catalogue:
    then = Procedure.model_validate({**now.model_dump(), **changes, "effective_from": NEW_YEAR})
    return build_catalogue(replace(law_of([now], ON), coming={now.code: Coming(NEW_YEAR, then)}), ())


def test_news_stand_between_the_answer_and_where_it_comes_from() -> None:
    said = shown(wording.reply(Answered((NOW_LAW.code,), (), 0.9), _with_news(NOW_LAW, **CHANGES["fee"][0]), NOW))

    assert said.index("Miễn phí") < said.index("Từ 01/01/2027, phí, lệ phí") < said.index("đối chiếu")


def test_each_part_that_is_pressed_carries_the_news() -> None:
    catalogue = _with_news(NOW_LAW, **CHANGES["fee"][0])

    for part in ("", "fee", "time", "all"):
        assert "Từ 01/01/2027" in shown(wording.procedure_part(NOW_LAW.code, part, catalogue, NOW))


def test_an_endless_answer_still_tells_that_something_will_change() -> None:
    endless = NOW_LAW.model_copy(update={"steps": tuple(f"{n}. " + "đi lại " * 400 for n in range(20))})
    reply = wording.procedure_part(endless.code, "all", _with_news(endless, **CHANGES["fee"][0]), NOW)

    assert len(reply.parts) == MOST_PARTS
    assert "📌 <b>Từ 01/01/2027</b> thay đổi: phí, lệ phí" in reply.parts[-1]
    check(reply)


@FEW
@given(now=procedures(3_000), then=procedures(3_000))
def test_any_answer_with_any_news_fits_into_messages(now: Procedure, then: Procedure) -> None:
    catalogue = _with_news(now, **then.model_copy(update={"code": now.code}).model_dump())

    for part in ("", "fee", "documents", "all"):
        reply = wording.procedure_part(now.code, part, catalogue, NOW)
        check(reply)
        assert len(reply.parts) <= MOST_PARTS
