from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.interchange.labels import ENUM_NAMES
from knowledge.interchange.scalars import UnreadableError, choice, day, money, quoted, whole_number, yes_no
from knowledge.procedure import FeeState, Reach
from tests.knowledge.examples import SOME


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (50_000, 50_000),
        ("50000", 50_000),
        ("50.000", 50_000),
        (" 50.000 đồng ", 50_000),
        ("50.000đ", 50_000),
        ("50000 VNĐ", 50_000),
        ("1.200.000", 1_200_000),
        ("500", 500),
        ("50 đồng", 50),
        ("0", 0),
    ],
)
def test_an_amount_may_have_points_between_thousands(written: Any, amount: int) -> None:
    assert money(written) == amount


@pytest.mark.parametrize(
    "written",
    [
        *("50.5", "50.00", "50.0", "5.0000", "50,000", "50 000", "-50000", "năm mươi nghìn", "50k", "", "1e5", "1_000"),
        *("٥٠", 50.0, -1, True, None, "9" * 5_000, ["50000"]),
    ],
)
def test_nothing_else_is_an_amount(written: Any) -> None:
    with pytest.raises(UnreadableError, match="không phải là số tiền") as refused:
        money(written)
    assert "50.000" in refused.value.remedy


@SOME
@given(amount=st.integers(0, 10_000_000_000))
def test_an_amount_is_read_as_it_is_said(amount: int) -> None:
    assert money(f"{amount:,}".replace(",", ".") + " đồng") == amount


@pytest.mark.parametrize("written", [3, "3", " 3 "])
def test_a_count_is_digits(written: Any) -> None:
    assert whole_number(written) == 3


@pytest.mark.parametrize("written", ["3.000", "3.0", "-3", "ba", "", "3 bản", "٣", True, 3.0, -3, None, "3" * 10])
def test_nothing_else_is_a_count(written: Any) -> None:
    with pytest.raises(UnreadableError, match="không phải là số đếm"):
        whole_number(written)


@pytest.mark.parametrize(
    "written",
    [
        *("2027-01-02", "2027-1-2", " 02/01/2027 ", "2/1/2027", "02-01-2027", "02.01.2027", date(2027, 1, 2)),
        datetime(2027, 1, 2),  # noqa: DTZ001 - as Excel hands it out
    ],
)
def test_a_day_is_written_year_first_or_day_first(written: Any) -> None:
    assert day(written) == date(2027, 1, 2)


@pytest.mark.parametrize(
    "written", ["", "mai", "20270102", "01/02/27", "2027-01-02T00:00:00", "2027/01/02", 46_000, None, "02-01/2027/1"]
)
def test_nothing_else_is_a_day(written: Any) -> None:
    with pytest.raises(UnreadableError, match="không phải là ngày"):
        day(written)


@pytest.mark.parametrize(
    "written", ["31/02/2027", "29/02/2027", "01/13/2027", "2027-13-01", "00/01/2027", "0000-01-01"]
)
def test_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(UnreadableError, match="không có ngày"):
        day(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[(said, True) for said in ("có", "CÓ", "x", True, "true", "1")],
        *[(said, False) for said in ("không", False, "false", 0)],
    ],
)
def test_yes_and_no_are_said_in_several_ways(written: Any, meant: bool) -> None:
    assert yes_no(written) is meant


@pytest.mark.parametrize("written", ["có lẽ", "2", 7, ""])
def test_nothing_else_is_yes_or_no(written: Any) -> None:
    with pytest.raises(UnreadableError, match="có hay không"):
        yes_no(written)


@pytest.mark.parametrize(
    ("value", "name"), [(value, name) for kind in ENUM_NAMES.values() for value, name in kind.items()]
)
def test_a_choice_is_known_by_its_value_and_by_its_name(value: Any, name: str) -> None:
    read = choice(type(value))
    decomposed = name.upper().replace("Ó", "O\u0301")
    assert read(value.value) is read(name) is read(f"  {decomposed} ") is value


def test_a_choice_that_nobody_knows_is_told_the_nearest_and_all() -> None:
    with pytest.raises(UnreadableError) as refused:
        choice(FeeState)("Miển phí")
    assert refused.value.remedy == 'có phải "Miễn phí"? chọn một trong: Có mức thu, Miễn phí, Chưa công bố'


def test_a_choice_that_is_like_none_is_told_all() -> None:
    with pytest.raises(UnreadableError) as refused:
        choice(Reach)(None)
    assert refused.value.remedy == "chọn một trong: Toàn quốc, Trong tỉnh, Nội bộ cơ quan"


def test_what_is_quoted_is_short_and_can_be_printed() -> None:
    assert quoted("a\x1b[31m\ud800\nb") == '"a [31m b"'
    assert len(quoted("x" * 10_000)) < 70
