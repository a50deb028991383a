"""How long does an import from the national portal take, how much memory, and how soon is a bot ready afterwards?"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence, Set
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.learning import NATIONAL
from benchmarks.questions import ROOT
from benchmarks.sections import Section, number
from knowledge.opening import load_starter
from knowledge.procedure import is_code
from knowledge.storage import Storage

READING = "reading the file as JSON"
"""The baseline: what nobody can do without who looks at every record."""
ONE_PERCENT = 100
"""Every so many-th record is changed."""
MADE_UP = 2_000
"""Records that are generated where the portal's file is not at hand."""
_DONE = "\nfrom benchmarks.one_core import peak_memory_mb\nprint(peak_memory_mb(), file=sys.stderr)"
_READ = "import gzip, json, sys\nfor line in gzip.open(sys.argv[1]): json.loads(line)"
_COMMAND = "import sys\nfrom admin_cli import main\ntry: main.run()\nexcept SystemExit as end: assert not end.code"
_BOT = (
    "import sys\nfrom knowledge.opening import open_desk\nfrom knowledge.settings import Settings\n"
    "open_desk(Settings()).desk.on_question('1', 'làm giấy khai sinh cho con cần gì')"
)
Record = dict[str, Any]


def measured() -> dict[str, Any]:
    """Wall seconds and peak memory of each step, a process of its own, and what the imports told of the records."""
    records = _national() if NATIONAL.exists() else [_made_up(count) for count in range(MADE_UP)]
    changed, codes = _one_percent_changed(records)
    with TemporaryDirectory() as name:
        folder = Path(name)
        now, later = _written(folder / "now.jsonl.gz", records), _written(folder / "later.jsonl.gz", changed)
        database = f"sqlite:///{folder}/catalogue.sqlite3"
        storage = Storage(database)
        load_starter(storage)
        storage.close()
        steps = {
            READING: _run(_READ, now, database=database)[0],
            "first import": _imported(now, database),
            "the same again": _imported(now, database, changed=set()),
            "1 % of it changed": _imported(later, database, changed=codes),
            "a bot ready after it": _run(_BOT, database=database)[0],
        }
    return {"source": NATIONAL.name if NATIONAL.exists() else "generated", "records": len(records), "steps": steps}


def section(result: dict[str, Any]) -> Section:
    """The steps as a table, each as a multiple of only reading the file."""
    floor = result["steps"][READING]
    return Section(
        "Import from the national portal",
        ("step", "seconds", "× reading", "peak MiB", "× reading", "new", "changed", "as before", "refused"),
        [
            (
                name,
                number(row["seconds"]),
                f"{row['seconds'] / floor['seconds']:.1f} ×",
                number(row["peak_mb"], 0),
                f"{row['peak_mb'] / floor['peak_mb']:.1f} ×",
                *(str(row.get(kind, "")) for kind in ("added", "changed", "unchanged", "problems")),
            )
            for name, row in result["steps"].items()
        ],
        f"Whole processes, wall time, one run each, {result['records']} records ({result['source']}) on top of the "
        "starter catalogue in SQLite. Of the last file exactly the changed procedures were told. "
        "Bar for the bot: at most 3 s and 300 MB.",
    )


def _imported(file: str, database: str, changed: Set[str] | None = None) -> dict[str, Any]:
    """An import by the command, and how many procedures it told of each kind; raises when others than `changed` did."""
    step, printed = _run(_COMMAND, "portal", "import", file, "--json", database=database)
    told = json.loads(printed)
    codes = {each["code"] for each in told["changed"] if each["changes"]}
    if changed is not None and (codes, told["added"]) != (changed, []):
        raise AssertionError(f"of {sorted(changed)} was told {sorted(codes)}")
    counts = {kind: len(told[kind]) for kind in ("added", "changed", "problems")}
    return {**step, **counts, "unchanged": told["unchanged"]}


def _run(program: str, *arguments: str, database: str) -> tuple[dict[str, Any], str]:
    """What a process took, and what it printed."""
    environment = {**os.environ, "TTHC_DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own program
        [sys.executable, "-c", program + _DONE, *arguments], capture_output=True, text=True, env=environment, check=True
    )
    seconds, peak = time.perf_counter() - start, float(done.stderr.splitlines()[-1])
    return {"seconds": round(seconds, 2), "peak_mb": round(peak, 1)}, done.stdout


def _national() -> list[Record]:
    with gzip.open(NATIONAL, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _made_up(count: int) -> Record:
    """A record in the portal's shape, about one of many kinds of animals."""
    return {
        "id": f"019d2bff-0000-7000-8000-{count:012}",
        "code": f"1.9{count:05}",
        "name": f"Đăng ký nuôi loài vật số {count}",
        "state": "ACTIVE",
        "type": "PUBLIC",
        "isWard": True,
        "decisionNo": f"{count}/QĐ-BNNMT",
        "departmentPromulgateName": "Bộ Nông nghiệp và Môi trường",
        "departmentPromulgateCode": "G10",
        "categoriesDetails": [{"name": "Chăn nuôi", "code": "LV-01"}],
        "executionSteps": [{"name": "", "description": "Bước 1: Nộp tờ khai tại xã.\nBước 2: Nhận kết quả."}],
        "executionMethods": [{"submissionMethod": "DIRECT", "processingTime": 3, "processingTimeUnit": "WORKING_DAY"}],
        "executionCases": [{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 1}]}],
    }


def _one_percent_changed(records: Sequence[Record]) -> tuple[list[Record], set[str]]:
    """The records of the next month, and the codes of those that are other than before."""
    changed, codes = list(records), set[str]()
    for place in range(0, len(records), ONE_PERCENT):
        if is_code(records[place]["code"]):
            changed[place] = {**records[place], "name": f"{records[place]['name']} (sửa đổi)"}
            codes.add(records[place]["code"])
    return changed, codes


def _written(path: Path, records: Sequence[Record]) -> str:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return str(path)
