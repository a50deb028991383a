"""Is this message, word for word, a text of the catalogue? Then it means the entry that has the text.

Texts are kept as hashes of eight bytes: two of a hundred thousand are alike by chance once in billions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import numpy as np
from numpy.typing import NDArray

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Whose each text is."""

    hashes: NDArray[np.uint64]
    """Of all texts, rising."""
    owners: NDArray[np.uint32]
    """In the same order."""

    @classmethod
    def of(cls, texts: Iterable[tuple[Words, int]]) -> Self:
        """Texts given as unmarked words, each with the number of its owner."""
        hashes, owners = array("Q"), array("I")
        for words, owner in texts:
            if words:
                hashes.append(_hash(words))
                owners.append(owner)
        order = np.lexsort((owners, hashes))
        return cls(np.array(hashes, np.uint64)[order], np.array(owners, np.uint32)[order])

    def owners_of(self, words: Words) -> list[int]:
        """The owners of this text."""
        sought = np.uint64(_hash(words))
        first, after = (int(np.searchsorted(self.hashes, sought, side)) for side in ("left", "right"))
        return sorted(set(self.owners[first:after].tolist()))


def _hash(words: Words) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")
