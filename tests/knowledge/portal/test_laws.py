from __future__ import annotations

import pytest

from tests.knowledge.portal.messy_records import mapped


@pytest.mark.parametrize(
    ("title", "number", "read"),
    [
        ("Luật Nuôi ong", "12/2024/QH15", ("12/2024/QH15", "Luật Nuôi ong")),
        ("Luật 54/2014/QH1", "354/2014/QH13", ("54/2014/QH13", "Luật 54/2014/QH13")),
        ("Nghị định 08/2015/NĐ-CP0", "8/2015/NĐ-CP", ("08/2015/NĐ-CP", "Nghị định 08/2015/NĐ-CP")),
        ("Thông tư số 04/2020/TT-BNO", "4/2020/TT-BNO", ("04/2020/TT-BNO", "Thông tư số 04/2020/TT-BNO")),
        ("Nghị định 25/2025/NĐ-CP", "25/2025/NĐ-C", ("25/2025/NĐ-CP", "Nghị định 25/2025/NĐ-CP")),
        ("Nghị quyết về ong rừng66.", "7/2025/NQ-CP", ("66.7/2025/NQ-CP", "Nghị quyết về ong rừng")),
        ("Luật số 58/2024/QH15", "58", ("58/2024/QH15", "Luật số 58/2024/QH15")),
        ("về nuôi ong", "Nghị định số 25/2025/NĐ-CP", ("25/2025/NĐ-CP", "về nuôi ong")),
        ("Thông tư 05/2020/TT-BNO", "Mã 05/2020/TT-BNO bis", ("05/2020/TT-BNO", "Thông tư 05/2020/TT-BNO")),
        ("Nghị định về ong", "25/2025/NĐ-CPQ", ("25/2025/NĐ-CP", "Nghị định về ong")),
        ("Luật sửa Luật Ong 12/2020/QH1", "454/2014/QH13", ("54/2014/QH13", "Luật sửa Luật Ong 12/2020/QH14")),
        ("Luật Tổ ong 54/2014/QH1", "354/2014/QH13", ("54/2014/QH13", "Luật Tổ ong 54/2014/QH13")),
        (
            "Nghị định 8/2025/NĐ-CP ngày 05/3/202",
            "58/2025/NĐ-CP",
            ("8/2025/NĐ-CP", "Nghị định 8/2025/NĐ-CP ngày 05/3/2025"),
        ),
        ("UẬT NUÔI ONG", "12/2024/QH15", ("12/2024/QH15", "LUẬT NUÔI ONG")),
        ("", "12/2024/QH15", ("12/2024/QH15", "12/2024/QH15")),
        ("Bộ luật Dân sự", "", ("", "Bộ luật Dân sự")),
    ],
)
def test_a_law_has_its_number_and_its_title_back(title: str, number: str, read: tuple[str, str]) -> None:
    (basis,) = mapped(legalBasisesDetails=[{"name": title, "code": number}]).procedure.legal_bases
    assert (basis.number, basis.title) == read


@pytest.mark.parametrize(
    ("title", "number"),
    [("Luật Đất đai", "31/2024/QH15"), ("Luật Nuôi ong 2", "31/2024/QH15"), ("Luật Ong năm 2014", "354/2014/QH13")],
)
def test_a_number_that_title_and_number_do_not_prove_wrong_stays(title: str, number: str) -> None:
    found = mapped(legalBasisesDetails=[{"name": title, "code": number}])
    (basis,) = found.procedure.legal_bases
    assert (basis.title, basis.number) == (title, number)
    assert found.notes == ()


def test_an_odd_number_stays_and_a_repaired_one_is_told() -> None:
    laws = [{"name": "Luật Ong", "code": "12-QH"}, {"name": "Luật 54/2014/QH1", "code": "354/2014/QH13"}]
    found = mapped(legalBasisesDetails=laws)
    assert found.procedure.legal_bases[0].number == "12-QH"
    assert found.notes == (
        "căn cứ pháp lý: số hiệu lạ, giữ nguyên («12-QH: Luật Ong»)",
        "căn cứ pháp lý: sửa số hiệu bị cắt sai chỗ («354/2014/QH13 → 54/2014/QH13»)",
    )


def test_several_laws_in_one_title_are_several() -> None:
    title = "Luật Thi hành án ong26/2008/QH12Thông tư về tổ ong"
    found = mapped(legalBasisesDetails=[{"name": title, "code": "05/2020/TT-BNO"}])
    assert [(basis.title, basis.number) for basis in found.procedure.legal_bases] == [
        ("Luật Thi hành án ong", "26/2008/QH12"),
        ("Thông tư về tổ ong", "05/2020/TT-BNO"),
    ]
    assert found.notes[0].startswith("căn cứ pháp lý: tách các văn bản dính nhau")


def test_the_same_law_twice_is_one() -> None:
    law = {"name": "Luật Nuôi ong", "code": "12/2024/QH15"}
    assert len(mapped(legalBasisesDetails=[law, law]).procedure.legal_bases) == 1
