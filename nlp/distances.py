"""How far are two writings apart?"""

from __future__ import annotations

from rapidfuzz.distance import OSA


def is_one_slip_away(typed: str, meant: str) -> bool:
    """Whether one slip (a character more, less, other, or two swapped) makes `typed` of `meant`.

    >>> is_one_slip_away("1.00193", "1.001193"), is_one_slip_away("1.001139", "1.001193"), is_one_slip_away("9", "1.0")
    (True, True, False)
    """
    return OSA.distance(typed, meant, score_cutoff=1) == 1
