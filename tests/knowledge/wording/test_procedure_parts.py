from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from knowledge.procedure import Procedure
from knowledge.wording.facts import UNKNOWN
from knowledge.wording.procedure_parts import TITLES, section, trust_line
from tests.end_to_end.telegram_html import parse
from tests.knowledge.examples import NOW, SOME, a_procedure, procedures

BARE = a_procedure()


def _read(aspect: str, *, every_case: bool = False, **changes: Any) -> str:
    """The section as a person reads it, markup drawn."""
    return parse(section(a_procedure(**changes), aspect, NOW, every_case=every_case)).text


@pytest.mark.parametrize("aspect", [aspect for aspect in TITLES if aspect != "authority"])
def test_an_empty_field_is_not_known_and_never_none(aspect: str) -> None:
    said = _read(aspect)

    assert UNKNOWN in said
    assert not re.search(r"\bkhông\b", said, re.IGNORECASE)


def test_an_empty_authority_is_not_known_but_its_level_is() -> None:
    assert _read("authority") == f"Cơ quan giải quyết: {UNKNOWN}. Thực hiện ở cấp xã, phường."
    assert _read("authority", levels=("other",)) == f"Cơ quan giải quyết: {UNKNOWN}."


@SOME
@given(procedure=procedures())
def test_no_section_is_ever_empty(procedure: Procedure) -> None:
    for aspect in TITLES:
        assert parse(section(procedure, aspect, NOW)).text.strip()


PAPERS = (
    {"name": "Tờ khai", "originals": 1, "form": "Mẫu 01", "one_of": "tờ khai"},
    {"name": "Mẫu điện tử", "condition": "nộp trực tuyến", "one_of": "tờ khai"},
    {"name": "Ảnh tổ ong", "copies": 2},
    {"name": "Căn cước", "originals": 1, "copies": 1, "to_show": True},
)


def test_papers_are_a_list_to_tick_with_alternatives_counts_and_conditions() -> None:
    assert _read("documents", cases=({"documents": PAPERS},)).split("\n") == [
        "☐ Một trong các giấy sau:",
        "   – Tờ khai (Mẫu 01) · 1 bản chính",
        "   – Mẫu điện tử — nộp trực tuyến",
        "☐ Ảnh tổ ong · 2 bản sao",
        "Mang theo để xuất trình:",
        "☐ Căn cước · 1 bản chính, 1 bản sao",
    ]


def test_a_form_that_the_name_says_already_is_not_said_twice() -> None:
    cases = ({"documents": ({"name": "Tờ khai mẫu 01", "form": "Mẫu 01"},)},)
    assert _read("documents", cases=cases) == "☐ Tờ khai mẫu 01"


def test_an_alternative_alone_is_a_paper_like_any_other() -> None:
    cases = ({"documents": ({"name": "Tờ khai", "one_of": "tờ khai"},)},)
    assert _read("documents", cases=cases) == "☐ Tờ khai"


def _cases(*names: str) -> tuple[dict[str, Any], ...]:
    return tuple({"name": name, "documents": ({"name": f"Giấy {name or 'chung'}"},)} for name in names)


def test_the_general_case_is_shown_and_the_others_are_named() -> None:
    said = _read("documents", cases=_cases("", "bị mất", "bị hỏng"))

    assert said.split("\n") == ["☐ Giấy chung", "", "Có trường hợp riêng: bị mất · bị hỏng"]


def test_two_cases_without_a_general_one_are_both_shown() -> None:
    said = _read("documents", cases=_cases("bị mất", "bị hỏng"))

    assert "Trường hợp: bị mất\n☐ Giấy bị mất" in said
    assert "Trường hợp: bị hỏng\n☐ Giấy bị hỏng" in said


def test_of_three_cases_without_a_general_one_only_the_names_are_shown() -> None:
    said = _read("documents", cases=_cases("a", "b", "c"))

    assert said.split("\n") == ["Giấy tờ tùy trường hợp:", "• a", "• b", "• c"]


def test_every_case_is_shown_to_who_asks_for_every_case() -> None:
    said = _read("documents", every_case=True, cases=_cases("", "a", "b", "c"))

    assert [f"☐ Giấy {name}" in said for name in ("chung", "a", "b", "c")] == [True] * 4


FIVE_DAYS = {"time_amount": 5, "time_unit": "working_day"}


def test_one_time_for_all_channels_is_said_once() -> None:
    said = _read("time", channels=({"kind": "in_person", **FIVE_DAYS}, {"kind": "online", **FIVE_DAYS}))

    assert said.split("\n")[0] == "5 ngày làm việc"
    assert "thứ Tư 02/12" in said


def test_different_times_are_said_by_channel_and_an_unknown_one_is_left_out() -> None:
    channels = ({"kind": "in_person", **FIVE_DAYS}, {"kind": "online", "time_words": "Ngay"}, {"kind": "post"})

    assert _read("time", channels=channels).split("\n")[:2] == [
        "• Nộp trực tiếp: 5 ngày làm việc",
        "• Nộp trực tuyến: Ngay",
    ]


def test_a_time_in_words_promises_no_day() -> None:
    assert _read("time", channels=({"kind": "in_person", "time_words": "Ngay khi nhận đủ"},)) == "Ngay khi nhận đủ"


def test_the_place_is_where_to_hand_in_who_decides_and_how() -> None:
    channels = ({"kind": "in_person", "note": "Thứ Hai đến thứ Sáu"}, {"kind": "post"})

    assert _read("place", submit_to="Bộ phận một cửa", authority="UBND xã", channels=channels).split("\n") == [
        "Bộ phận một cửa",
        "Cơ quan giải quyết: UBND xã",
        "• Nộp trực tiếp: Thứ Hai đến thứ Sáu",
        "• Gửi bưu điện",
    ]


def test_where_no_condition_is_known_it_says_who_can_do_it() -> None:
    assert _read("conditions", audience=("Hộ gia đình", "Cá nhân")).endswith("Ai làm được: Hộ gia đình, Cá nhân")


@pytest.mark.parametrize(
    ("aspect", "changes", "said"),
    [
        ("conditions", {"conditions": ("Đủ 18 tuổi", "Có tổ ong")}, "• Đủ 18 tuổi\n• Có tổ ong"),
        ("steps", {"steps": ("Nộp", "Nhận")}, "1. Nộp\n2. Nhận"),
        ("result", {"results": ("Giấy xác nhận",)}, "• Giấy xác nhận"),
        ("audience", {"audience": ("Hộ gia đình", "Cá nhân")}, "Hộ gia đình, Cá nhân"),
        ("authority", {"authority": "UBND xã"}, "UBND xã (cấp xã, phường)"),
        ("authority", {"authority": "EVN", "levels": ("other",)}, "EVN"),
        (
            "authority",
            {"authority": "Bộ", "levels": ("ministry", "province")},
            "Bộ (cấp bộ, trung ương, cấp tỉnh, thành phố)",
        ),
        ("fee", {"fees": ({"state": "free"}, {"state": "not_stated"})}, f"• Miễn phí\n• Mức thu cụ thể: {UNKNOWN}"),
    ],
)
def test_what_the_catalogue_says_is_said(aspect: str, changes: dict[str, Any], said: str) -> None:
    assert _read(aspect, **changes) == said


def test_a_law_is_named_with_its_number_once() -> None:
    bases = (
        {"number": "1/2020/QH14", "title": "Luật Chăn nuôi"},
        {"number": "2/TT", "title": "Thông tư 2/TT"},
        {"title": "Luật A"},
    )

    assert _read("legal_basis", legal_bases=bases).split("\n") == [
        "• Luật Chăn nuôi (1/2020/QH14)",
        "• Thông tư 2/TT",
        "• Luật A",
    ]


def test_forms_are_papers_with_a_form_or_a_forms_name_each_once() -> None:
    documents = (
        {"name": "Tờ khai"},
        {"name": "Đơn xin"},
        {"name": "Bản vẽ", "form": "Mẫu 02"},
        {"name": "Căn cước"},
        {"name": "Tờ khai"},
    )

    assert _read("forms", cases=({"documents": documents},)).split("\n")[:-1] == [
        "• Tờ khai",
        "• Đơn xin",
        "• Bản vẽ: Mẫu 02",
    ]


@pytest.mark.parametrize(
    ("level", "said"),
    [(None, "Có thể nộp trực tuyến."), ("full", "(toàn trình: làm trọn trên mạng)"), ("partial", "(một phần: có bước")],
)
def test_handing_in_online_says_how_far_it_goes(level: str | None, said: str) -> None:
    channels = ({"kind": "in_person"}, {"kind": "online", "online_level": level, "note": "Quét bản chính", **FIVE_DAYS})

    lines = _read("online", channels=channels).split("\n")

    assert said in lines[0]
    assert lines[1:3] == ["Quét bản chính", "Thời gian: 5 ngày làm việc"]
    assert lines[-1].startswith("Bắt đầu từ:")


def test_online_says_no_more_than_it_knows() -> None:
    assert len(_read("online", channels=({"kind": "online"},)).split("\n")) == 2


def test_the_trust_line_names_code_decision_source_and_day() -> None:
    html = trust_line(a_procedure(decision="163/QĐ-BTP", source="https://example.vn/?a=1&b=2"))
    found = parse(html)

    assert found.text == "1.000001 · QĐ 163/QĐ-BTP · Cổng Dịch vụ công · đối chiếu 01/07/2026"
    assert [entity.url for entity in found.entities if entity.url] == ["https://example.vn/?a=1&b=2"]


def test_without_a_decision_the_trust_line_names_none() -> None:
    assert "QĐ" not in trust_line(BARE)


def test_markup_in_the_catalogue_is_shown_and_not_obeyed() -> None:
    assert _read("steps", steps=("Nộp <b>đơn</b> & chờ",)) == "1. Nộp <b>đơn</b> & chờ"
