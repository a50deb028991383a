"""Has the portal said this before, and did we read it as we read it now?

64 hexadecimal digits: half of them for what a record says, half for the code that reads it. After that code has learned
something every record is read again, though the portal says the same.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.portal.raw_record import MalformedRecordError

_HALF = 32


def fingerprint(record: Any) -> str:
    """The fingerprint of a record as it came; raises MalformedRecordError where it is nested too deeply."""
    try:
        canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), default=str)
    except RecursionError as error:
        raise MalformedRecordError("Bản ghi lồng quá nhiều tầng. Bỏ qua, xem lại trên Cổng.") from error
    return hashlib.sha256(canonical.encode()).hexdigest()[:_HALF] + _digest_of_readers()[:_HALF]


def is_same_record(first: str, second: str) -> bool:
    """Whether two fingerprints are of one record, however it was read."""
    return first[:_HALF] == second[:_HALF]


@cache
def _digest_of_readers() -> str:
    seen = hashlib.sha256()
    for file in sorted(files("knowledge.portal").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".py"):
            seen.update(file.read_bytes())
    return seen.hexdigest()
