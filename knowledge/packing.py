"""How does a whole procedure fit into one column, and come back?

The national catalogue is 40 MB of text; packed it is 9, is read in a moment, and an answer unpacks only what it shows.
"""

from __future__ import annotations

import zlib

from knowledge.procedure import Procedure

SENTENCES_OF_CITIZENS = {"phrases", "situations"}
"""Kept in their own table: they belong to the procedure, not to a version of the law."""


def packed(procedure: Procedure) -> bytes:
    """The procedure without its phrases, as compressed JSON."""
    return zlib.compress(procedure.model_dump_json(exclude=SENTENCES_OF_CITIZENS, exclude_defaults=True).encode())


def unpacked(content: bytes) -> Procedure:
    """The procedure that `packed` gave; raises ValueError when the bytes are anything else."""
    try:
        return Procedure.model_validate_json(zlib.decompress(content))
    except zlib.error as error:
        raise ValueError(f"no procedure: {error}") from error
