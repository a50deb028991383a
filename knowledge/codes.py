"""Which procedure does a typed code name, also when a digit is wrong?"""

from __future__ import annotations

from collections.abc import Collection

from nlp.distances import is_one_slip_away
from nlp.reading import Reading

MAX_NEAR = 4


def exact_codes(reading: Reading, known: Collection[str]) -> tuple[str, ...]:
    """The codes of the message that the catalogue has, in the order of the message."""
    return tuple(code for code in reading.codes if code in known)


def near_codes(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """At most four known codes that are one slip away from the typed one: a digit more, less, other, two swapped."""
    return tuple(sorted(code for code in known if is_one_slip_away(typed, code)))[:MAX_NEAR]
