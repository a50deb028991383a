from __future__ import annotations

from typing import Any

import pytest

from knowledge.checks.facts import documents, fees, is_met, missing
from tests.knowledge.checks.sound import kinds, only, sound

FREE = {"state": "free"}
FEE = {"state": "stated", "amount_vnd": 50_000}
UNKNOWN = {"state": "not_stated"}


@pytest.mark.parametrize(
    ("reach", "phrases", "met"),
    [
        ("national", (), True),
        ("province", (), False),
        ("province", ("nuôi ong ở bản",), True),
        ("internal", ("nuôi ong ở bản",), False),
    ],
)
def test_facts_are_missed_only_where_citizens_meet_the_procedure(
    reach: str, phrases: tuple[str, ...], met: bool
) -> None:
    procedure = sound(reach=reach, phrases=phrases, cases=(), decision="")

    assert is_met(procedure) is met
    assert [each.kind for each in missing(procedure)] == (["no_documents", "no_decision"] if met else [])


def test_a_mere_name_is_one_finding_whatever_else_it_lacks() -> None:
    procedure = sound(cases=(), channels=(), fees=(UNKNOWN,), steps=(), decision="")

    assert [each.kind for each in missing(procedure)] == ["only_a_name"]


def test_with_steps_it_is_more_than_a_name() -> None:
    procedure = sound(cases=(), channels=(), fees=(UNKNOWN,))

    assert [each.kind for each in missing(procedure)] == ["no_documents", "no_time", "fee_not_stated"]


@pytest.mark.parametrize(
    "silenced",
    [
        {"channels": ({"kind": "in_person", "time_words": "Không quy định"},)},
        {"channels": ({"kind": "post"}, {"kind": "online", "time_amount": 1, "time_unit": "day"})},
        {"fees": (UNKNOWN, {**UNKNOWN, "condition": "tỉnh quy định; hỏi nơi nộp"})},
        {"fees": (UNKNOWN, FEE)},
    ],
)
def test_what_an_officer_explains_is_not_missing(silenced: dict[str, Any]) -> None:
    assert list(missing(sound(**silenced))) == []


@pytest.mark.parametrize(
    "papers",
    [
        ({"name": "Ảnh thẻ", "condition": "nộp trực tiếp"}, {"name": "Ảnh thẻ", "condition": "nộp qua mạng"}),
        ({"name": "Giấy khai sinh", "to_show": True}, {"name": "Giấy khai sinh", "copies": 1}),
        ({"name": "Tờ khai", "form": "TK01"}, {"name": "Tờ khai", "form": "TK02"}),
        ({"name": "Căn cước", "one_of": "tùy thân"}, {"name": "Hộ chiếu", "one_of": "tùy thân"}),
    ],
)
def test_papers_that_differ_are_not_repeated(papers: tuple[dict[str, Any], ...]) -> None:
    assert list(documents(sound(cases=({"documents": papers},)))) == []


def test_the_same_paper_in_two_cases_is_not_repeated() -> None:
    case = {"documents": ({"name": "Tờ khai"},)}

    assert list(documents(sound(cases=({**case, "name": "Mới"}, {**case, "name": "Cấp lại"})))) == []


def test_a_repeated_paper_is_told_with_its_count_and_a_long_name_is_cut() -> None:
    name = "Bản sao có chứng thực " + "của giấy tờ " * 20
    found = only(list(documents(sound(cases=({"documents": ({"name": name},) * 3},)))))

    assert "có 3 lần" in found.says
    assert "của giấy…”" in found.says


def test_a_lonely_alternative_is_told_with_its_group() -> None:
    papers = ({"name": "Căn cước", "one_of": "tùy thân"}, {"name": "Tờ khai"})
    found = only(list(documents(sound(cases=({"documents": papers},)))))

    assert found.says == ("Nhóm “tùy thân” bảo người dân chọn một trong các giấy tờ, nhưng chỉ có một: “Căn cước”.")


@pytest.mark.parametrize(
    ("some", "found"),
    [
        ((FREE, FEE), ["free_and_stated"]),
        (({**FREE, "channel": "online"}, {**FEE, "channel": "online"}), ["free_and_stated"]),
        (({**FREE, "channel": "online"}, {**FEE, "channel": "in_person"}), []),
        (({**FREE, "channel": "online"}, FEE), []),
        (({**FREE, "condition": "hộ nghèo"}, FEE), []),
        ((FREE, {**FEE, "condition": "xin thêm bản sao"}), []),
        (({**FREE, "kind": "charge"}, {**FEE, "kind": "state_fee"}), []),
        (({**FREE, "kind": "charge"}, {**FEE, "kind": "charge"}), ["free_and_stated"]),
        (({**FREE, "kind": "charge"}, FEE), ["free_and_stated"]),
        ((FEE, {**FEE, "amount_vnd": 20_000}), ["contradictory_fees"]),
        ((FEE, {**FEE, "amount_vnd": 20_000, "per": "bản"}), []),
        ((FEE, {**FEE, "amount_vnd": 20_000, "channel": "online"}), []),
        ((FEE, {**FEE, "amount_vnd": 20_000, "condition": "cấp lại"}), []),
        ((FEE, FEE), []),
        ((UNKNOWN, FEE), []),
    ],
)
def test_fees_contradict_each_other_only_for_the_same(some: tuple[dict[str, Any], ...], found: list[str]) -> None:
    assert [each.kind for each in fees(sound(fees=some))] == found


def test_amounts_that_differ_alike_on_every_channel_are_told_once() -> None:
    some = tuple(
        {**FEE, "amount_vnd": amount, "channel": channel}
        for channel in ("online", "post")
        for amount in (50_000, 20_000)
    )

    assert only(list(fees(sound(fees=some)))).says == (
        "Nhiều mức thu khác nhau (50.000 đồng, 20.000 đồng) cho cùng một trường hợp."
    )


def test_findings_of_facts_are_part_of_the_check() -> None:
    assert kinds(sound(fees=(FREE, FEE))) == [("1.000001", "free_and_stated")]
