from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.distances import is_one_slip_away
from tests.nlp.texts import TRIED


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("1.00193", True),
        ("1.0011193", True),
        ("1.001139", True),
        ("1.001194", True),
        ("1.001193", False),
        ("1.001", False),
        ("1.010139", False),
        ("", False),
    ],
)
def test_one_slip_is_a_character_more_less_or_other_or_two_swapped(typed: str, slip: bool) -> None:
    assert is_one_slip_away(typed, "1.001193") is slip


@TRIED
@given(st.text(min_size=1, max_size=8), st.integers(0, 7))
def test_a_dropped_character_is_one_slip_either_way(meant: str, place: int) -> None:
    typed = meant[: place % len(meant)] + meant[place % len(meant) + 1 :]

    assert is_one_slip_away(typed, meant)
    assert is_one_slip_away(meant, typed)
    assert not is_one_slip_away(meant, meant)
