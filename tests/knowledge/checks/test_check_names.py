from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checking import findings
from knowledge.checks.names import _plain
from knowledge.procedure import Procedure
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark
from tests.knowledge.checks.sound import another, kinds, only, sound
from tests.knowledge.examples import ON
from tests.nlp.texts import TRIED, anything, texts

BOTH = ["1.000001", "1.000002"]


def found_in(*procedures: Procedure, kind: str) -> list[str]:
    """The codes that a kind is found for."""
    return [code for code, found in kinds(*procedures) if found == kind]


def test_twins_with_short_names_of_their_own_are_told_apart() -> None:
    assert kinds(sound(), another(name=sound().name)) == []


def test_the_same_name_in_other_capitals_and_marks_of_writing_is_the_same() -> None:
    one, other = sound(name="Thủ tục cấp hoá đơn", short_name=""), another(name="CẤP HÓA ĐƠN", short_name="")

    assert found_in(one, other, kind="twin_name") == BOTH


def test_a_short_name_that_is_the_cut_name_of_its_twin_tells_nothing_apart() -> None:
    named = another(name="Đăng ký nuôi ong", short_name="Đăng ký nuôi ong")

    assert found_in(sound(short_name="", name="Đăng ký nuôi ong"), named, kind="twin_name") == BOTH


def test_copies_of_provinces_that_nobody_meets_may_be_twins() -> None:
    copies = [sound(code=f"1.00000{n}", reach="province", phrases=(), short_name="") for n in (1, 2)]

    assert kinds(*copies) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Đăng ký nuôi ong", "Đăng kí nuôi ong", True),
        ("Đăng ký nuôi ong", "Đăng ký nuôi ông", True),
        ("Cấp giấy phép săn bắn", "Cấp giấy phép sắn bắn", True),
        ("Khai thuế năm", "Khai thuế nămm", True),
        ("Cấp bằng hạng A", "Cấp bằng hạng B", False),
        ("Cấp thẻ mẫu 1", "Cấp thẻ mẫu 2", False),
        ("Tạm trú", "Tạm tru", False),
        ("Cấp đổi thẻ nuôi ong", "Cấp lại thẻ nuôi ong", False),
    ],
)
def test_short_names_are_near_when_a_slip_makes_one_of_the_other(one: str, other: str, near: bool) -> None:
    found = found_in(sound(short_name=one), another(short_name=other), kind="near_short_name")

    assert found == (BOTH if near else [])


def test_a_phrase_under_two_codes_is_told_to_both_with_the_other() -> None:
    found = findings([sound(), another(situations=("khai báo TỔ ONG ạ", "Khai báo tổ ong!"))], ON)

    assert [(each.code, each.kind) for each in found] == [
        ("1.000001", "clashing_phrase"),
        ("1.000002", "clashing_phrase"),
    ]
    assert found[0].says == "Cách hỏi “khai báo tổ ong” cũng là của 1.000002 (Thả bè nuôi cá)."
    assert found[1].says == "Cách hỏi “Khai báo tổ ong!” cũng là của 1.000001 (Đăng ký nuôi ong)."


def test_a_phrase_twice_under_one_code_clashes_with_nothing() -> None:
    assert kinds(sound(phrases=("khai báo tổ ong", "khai bao to ong")), another()) == []


def test_a_phrase_that_is_ones_own_name_is_welcome() -> None:
    assert kinds(sound(phrases=("đăng ký nuôi ong",)), another()) == []


def test_a_phrase_that_names_another_procedure_is_told_to_the_one_that_holds_it() -> None:
    found = only(findings([sound(), another(phrases=("thủ tục đăng ký nuôi ong",))], ON))

    assert (found.code, found.severity) == ("1.000002", "error")
    assert found.says == "Cách hỏi “thủ tục đăng ký nuôi ong” là tên của 1.000001 (Đăng ký nuôi ong)."


def test_many_others_are_counted() -> None:
    many = [sound(code=f"1.00001{n}", name=f"Việc thứ {n}", phrases=()) for n in range(6)]
    found = [each for each in findings(many, ON) if each.kind == "twin_short_name"]

    assert "1.000011 (Đăng ký nuôi ong), 1.000012 (Đăng ký nuôi ong)" in found[0].says
    assert "và 2 thủ tục nữa" in found[0].says


@pytest.mark.parametrize(
    ("audience", "missed"),
    [
        (("Công dân Việt Nam", "Doanh nghiệp"), True),
        (("Hộ gia đình",), True),
        (("Doanh nghiệp",), False),
        ((), False),
    ],
)
def test_phrases_are_missed_where_citizens_are_the_audience(audience: tuple[str, ...], missed: bool) -> None:
    assert found_in(sound(audience=audience, phrases=()), kind="no_phrases") == (["1.000001"] if missed else [])


@pytest.mark.parametrize("reach", ["province", "internal"])
def test_only_national_procedures_need_phrases_a_short_name_and_a_summary(reach: str) -> None:
    assert kinds(sound(reach=reach, phrases=())) == []
    assert kinds(sound(reach=reach, short_name="", summary="")) == []


@TRIED
@given(texts | anything | st.text("aAáàÁđĐ ,.:?!-12câuhỏi", max_size=30))
def test_the_quick_way_to_plain_words_is_the_same_as_the_long_one(text: str) -> None:
    assert _plain(text) == " ".join(WORD.findall(unmark(normalise(text)))).removeprefix("thu tuc ")
