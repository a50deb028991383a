"""Which files of the portal are imported in the tests?"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.admin_cli.bureau import TODAY
from tests.admin_cli.conftest import Ran, Run
from tests.knowledge.portal.imports import bees, in_force, method
from tests.knowledge.portal.portal_records import Json

DEARER: Json = {"executionMethods": [method(80_000)]}
ROOT = Path(__file__).parents[3]
FIRST, SECOND, THIRD = (f"1.{number:06}" for number in (101, 102, 103))


def a_file(*lines: Any, name: str = "cong.jsonl.gz") -> str:
    """A file of these records; a text is a line as it stands."""
    content = "".join(f"{line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    Path(name).write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    return name


def imported(tthc: Run, *lines: Any, options: tuple[str, ...] = ()) -> Ran:
    """Import these records as the command does."""
    return tthc("portal", "import", a_file(*lines), *options)


def now(office: Storage, code: str = FIRST) -> Procedure | None:
    return in_force(office, code, TODAY)


def three() -> list[Json]:
    """Three procedures that the office does not have."""
    return [bees(101), bees(102), bees(103)]
