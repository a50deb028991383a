from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue
from knowledge.codes import MAX_NEAR, exact_codes, near_codes

KNOWN = {"1.001193", "1.001194", "1.000894", "2.000986"}


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("1.001193", ("1.001193",)),
        ("1001193", ("1.001193",)),
        ("mã 1.001193 cần gì", ("1.001193",)),
        ("2.000986 và 1.001193 khác nhau chỗ nào", ("2.000986", "1.001193")),
        ("1.001193, 1.001193", ("1.001193",)),
        ("1.999999", ()),
        ("sinh ngày 1.1.2020", ()),
        ("gọi 0912345678", ()),
        ("đăng ký khai sinh", ()),
    ],
)
def test_a_code_that_the_catalogue_has_is_found_in_any_message(
    catalogue: Catalogue, message: str, codes: tuple[str, ...]
) -> None:
    assert exact_codes(catalogue.matcher.read(message), KNOWN) == codes


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        pytest.param("1.001139", ("1.001193",), id="two digits swapped"),
        pytest.param("1.00119", ("1.001193", "1.001194"), id="a digit too few"),
        pytest.param("1.0011933", ("1.001193",), id="a digit too many"),
        pytest.param("1.000895", ("1.000894",), id="another digit"),
        pytest.param("9.999999", (), id="nothing like it"),
    ],
)
def test_a_code_typed_wrong_is_one_slip_away(typed: str, near: tuple[str, ...]) -> None:
    assert near_codes(typed, KNOWN) == near


def test_at_most_four_codes_are_offered() -> None:
    siblings = [f"1.00000{digit}" for digit in range(10)]

    assert near_codes("1.00000", siblings) == tuple(siblings[:MAX_NEAR])
