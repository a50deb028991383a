"""How soon after its start does a process answer, and how much memory does that take?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.questions import ROOT
from benchmarks.sections import Section, number
from knowledge.opening import load_starter
from knowledge.storage import Storage

RUNS = 5
_DONE = "\nprint(flush=True)\nfrom benchmarks.one_core import peak_memory_mb\nprint(peak_memory_mb())"
_IMPORTS = "from knowledge.opening import open_desk\nfrom knowledge.settings import Settings"
PROGRAMS = {
    "Python alone": "",
    "our imports": _IMPORTS,
    "first answer": f"{_IMPORTS}\nopen_desk(Settings()).desk.on_question('1', 'làm giấy khai sinh cho con cần gì')",
}
"""What is started, from nothing to the first answer out of an initialised SQLite database."""


def measured() -> dict[str, Any]:
    """Median seconds from start to done, and peak memory, of each program; one run before is not counted."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/catalogue.sqlite3"
        storage = Storage(url)
        load_starter(storage)
        storage.close()
        return {name: _of(program, url, Path(folder)) for name, program in PROGRAMS.items()}


def _of(program: str, url: str, folder: Path) -> dict[str, float]:
    runs = [_run(program + _DONE, url, folder) for _ in range(RUNS + 1)][1:]
    return {
        "seconds": round(median(seconds for seconds, _ in runs), 3),
        "peak_mb": round(median(memory for _, memory in runs), 1),
    }


def _run(program: str, url: str, folder: Path) -> tuple[float, float]:
    """Wall seconds until the program printed its first line, and its peak memory in MiB."""
    environment = {**os.environ, "TTHC_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own program
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=folder, env=environment
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        seconds = time.perf_counter() - start
        memory = float(process.stdout.readline())
    return seconds, memory


def section(result: dict[str, Any]) -> Section:
    """The starts as a table, each as a multiple of Python alone."""
    floor = result["Python alone"]
    return Section(
        "Ready after start",
        ("until", "seconds", "× Python", "peak MiB", "× Python"),
        [
            (
                name,
                number(row["seconds"]),
                f"{row['seconds'] / floor['seconds']:.1f} ×",
                number(row["peak_mb"], 0),
                f"{row['peak_mb'] / floor['peak_mb']:.1f} ×",
            )
            for name, row in result.items()
        ],
        f"Whole process, wall time, median of {RUNS}, starter catalogue in SQLite. "
        "Bar for the national catalogue: at most 3 s and 300 MB.",
    )
