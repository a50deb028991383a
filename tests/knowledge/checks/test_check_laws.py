from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.checking import ExpiredLaw, citing, findings
from knowledge.errors import CatalogueError
from tests.knowledge.checks.sound import another, only, sound
from tests.knowledge.examples import ON

NUMBER = "85/2019/TT-BTC"


@pytest.mark.parametrize(
    "written",
    [
        "85/2019/TT-BTC",
        "085/2019/tt-btc",
        "số 85/2019/TT-BTC ngày 29/11/2019",
        "Thông tư 85 / 2019 / TT – BTC",
        "85/2019/TT—BTC.",
        "85/2019/TT‑BTC;",
        "85/2019/TT BTC",
        "(85/2019/TTBTC)",
    ],
)
def test_a_law_is_found_however_it_is_written(written: str) -> None:
    procedure = sound(fees=({"state": "not_stated", "condition": written},))

    assert citing([another(), procedure], NUMBER) == [("1.000001", "Lệ phí")]


@pytest.mark.parametrize(
    "asked", ["85/2019/tt-btc", "085 / 2019 / TT – BTC", "số 85/2019/TT-BTC ngày 29/11/2019", "85/2019/TTBTC"]
)
def test_a_law_may_be_asked_for_however_it_is_written(asked: str) -> None:
    assert citing([sound(conditions=(f"Theo {NUMBER}.",))], asked) == [("1.000001", "Điều kiện")]


@pytest.mark.parametrize(
    "other",
    [
        "185/2019/TT-BTC",
        "85/2018/TT-BTC",
        "85/2019/TT-BTCT",
        "85/2019/TT-BTC-BYT",
        "85/2019/NĐ-CP",
        "12/85/2019/TT-BTC",
        "85/2019",
        "850/2019/TT-BTC",
    ],
)
def test_another_law_is_not_taken_for_it(other: str) -> None:
    assert citing([sound(conditions=(f"Theo {other}.",))], NUMBER) == []


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("123/2015/NĐ-CP", "Nghị định 123/2015/ND-CP"),
        ("123/2015/nd-cp", "Nghị định 123/2015/NĐ-CP"),
        ("60/2014/QH13", "Luật Hộ tịch số 60/2014/qh13"),
        ("2628/QĐ-BTC", "Quyết định số 2628/QĐ-BTC"),
        ("01/2016/TTLT-BCA-BTC", "1/2016/TTLT - BCA - BTC"),
        ("123/2015/N\u0110-CP", "123/2015/NĐ-CP"),
    ],
)
def test_decrees_laws_decisions_and_joint_circulars_are_laws_too(number: str, written: str) -> None:
    assert citing([sound(steps=(written,))], number) == [("1.000001", "Các bước")]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"legal_bases": ({"number": NUMBER, "title": "Về phí"},)}, "Căn cứ pháp lý"),
        ({"legal_bases": ({"title": f"Thông tư {NUMBER}"},)}, "Căn cứ pháp lý"),
        ({"fees": ({"state": "free", "condition": f"theo {NUMBER}"},)}, "Lệ phí"),
        ({"cases": ({"documents": ({"name": "Tờ khai", "form": f"Mẫu 1, {NUMBER}"},)},)}, "Thành phần hồ sơ"),
        ({"channels": ({"kind": "post", "note": f"Theo {NUMBER}"},)}, "Cách nộp và thời hạn"),
        ({"conditions": (f"Theo {NUMBER}",)}, "Điều kiện"),
        ({"results": (f"Giấy theo {NUMBER}",)}, "Kết quả"),
        ({"name": f"Cấp giấy theo {NUMBER}"}, "Tên"),
        ({"summary": f"Theo {NUMBER}."}, "Tóm tắt"),
        ({"description": f"Theo {NUMBER}."}, "Mô tả"),
        ({"submit_to": f"Nơi nêu trong {NUMBER}"}, "Nơi nộp"),
        ({"decision": NUMBER}, "Quyết định công bố"),
    ],
)
def test_every_part_that_may_cite_a_law_is_read(changes: dict[str, Any], where: str) -> None:
    assert citing([sound(**changes)], NUMBER) == [("1.000001", where)]


@pytest.mark.parametrize("number", ["", "Luật Hộ tịch", "85/2019", "TT-BTC"])
def test_what_is_no_number_of_a_law_is_refused_with_an_example(number: str) -> None:
    with pytest.raises(CatalogueError, match="ví dụ 85/2019/TT-BTC"):
        citing([sound()], number)


def test_an_expired_law_is_one_finding_with_all_the_parts_that_cite_it() -> None:
    law = ExpiredLaw(NUMBER, date(2026, 5, 1), "12/2026/TT-BTC")
    procedure = sound(
        legal_bases=({"number": "085/2019/tt-btc", "title": "Về phí"}, {"title": f"Sửa đổi {NUMBER}"}),
        fees=({"state": "free", "condition": f"theo {NUMBER}"},),
    )
    found = only(findings([another(), procedure], ON, {NUMBER: law}))

    assert (found.code, found.kind, found.where) == ("1.000001", "expired_law", "Căn cứ pháp lý, Lệ phí")
    assert found.says == "Còn dẫn 85/2019/TT-BTC, văn bản đã hết hiệu lực từ 01/05/2026."
    assert found.remedy.startswith("Thay bằng 12/2026/TT-BTC, rồi xem")


def test_a_law_expires_on_its_day() -> None:
    procedure = sound(conditions=(f"Theo {NUMBER}",))
    days = {"expired_law": date(2026, 5, 1), "expiring_law": date(2026, 4, 30)}

    for kind, on in days.items():
        found = findings([procedure], on, {NUMBER: ExpiredLaw(NUMBER, date(2026, 5, 1), "")})
        assert kind in {each.kind for each in found}


def test_two_expired_laws_with_the_same_first_number_are_told_apart() -> None:
    laws = {
        number: ExpiredLaw(number, date(2026, 1, 1), "")
        for number in ("85/2019/TT-BTC", "85/2019/NĐ-CP", "ngày 1/2 ban hành 7/2020/TT-BTP")
    }
    found = findings([sound(conditions=("Theo 85/2019/NĐ-CP và 07/2020/TT-BTP",))], ON, laws)

    assert [each.says.split(",")[0] for each in found] == [
        "Còn dẫn 85/2019/NĐ-CP",
        "Còn dẫn ngày 1/2 ban hành 7/2020/TT-BTP",
    ]
