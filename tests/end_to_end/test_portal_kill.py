"""Stories of a power cut: an import from the portal is killed, and the catalogue is the old one or the new one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from knowledge.audit import Who
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day
from tests.knowledge.audited import bring_in, faults, rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.portal.imports import bees, brought_in, method
from tests.knowledge.portal.portal_records import Json

ROOT = Path(__file__).resolve().parents[2]
COUNT = 180
PATIENCE_SECONDS = 60
MORE_THAN_AN_INDEX_BYTES = 200_000
"""So much does SQLite's log hold only when the catalogue is being written into it."""
KILLED, DONE = -signal.SIGKILL, 0
CATALOGUE = ("procedure", "procedure_version", "portal_record", "phrase", "setting")
"""What an import writes, besides the audit: its entries know the second, and their count stands in a setting."""
MOMENTS = (
    ("SELECT portal_record", 1),
    ("INSERT INTO built_index", 1),
    ("COMMIT", 2),
    ("INSERT INTO portal_record", 1),
    ("UPDATE portal_record", 50),
    ("INSERT INTO procedure_version", 40),
    ("INSERT INTO audit_entry", 119),
    ("UPDATE setting", 2),
    ("COMMIT", 1),
)
"""Statements as they start. The first two come before the transaction that writes the catalogue; whoever came to its
second COMMIT has kept the new index in a transaction before it, so that the next one has only one to end."""


def old() -> list[Json]:
    return [bees(number) for number in range(101, 101 + COUNT)]


def new() -> list[Json]:
    """A third costs more and has a phrase, and as many again are new."""
    dearer = {"executionMethods": [method(80_000)]}
    changed = [
        record | dearer | {"keywords": f"nuôi ong giống {number}"} if number % 3 == 0 else record
        for number, record in enumerate(old())
    ]
    return changed + [bees(number) for number in range(5_000, 5_000 + COUNT // 3)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Storage]:
    """An office on SQLite that brought the old records in this morning."""
    storage = Storage(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    storage.migrate()
    bring_in(storage, a_procedure())
    brought_in(storage, *old(), today=vietnamese_day(now()), who=Who("Cổng DVC", "sáng nay", now()))
    yield storage
    storage.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The portal's new file."""
    path = tmp_path / "cong.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in new()), encoding="utf-8")
    return path


@pytest.fixture
def tthc(office: Storage) -> Iterator[Callable[..., int]]:
    """Runs `tthc` in processes that may be killed at the n-th statement of a kind; returns how they ended."""
    command = [sys.executable, "-m", "tests.end_to_end.dying_commands"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment(office)
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        jobs, ends = server.stdin, server.stdout

        def run(*arguments: str, beginning: str = "", number: int = 0) -> int:
            print(json.dumps([arguments, beginning, number]), file=jobs, flush=True)
            return int(ends.readline())

        yield run
        jobs.close()


def environment(office: Storage) -> dict[str, str]:
    """The environment of a process that works on this database."""
    return os.environ | {"TTHC_DATABASE_URL": str(office.engine.url), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def catalogue(storage: Storage) -> dict[str, Any]:
    """All that the import may change, without the seal of the audit, which knows the second."""
    kept = {name: table for name, table in rows(storage).items() if name in CATALOGUE}
    kept["setting"] = [(name, str(value).partition(":")[0]) for name, value in kept["setting"]]
    return kept


def imported_apart(tthc: Callable[..., int], office: Storage, file: Path) -> dict[str, Any]:
    """The new catalogue, as an import makes it that nothing disturbs, on a database beside the office's."""
    office.close()  # what SQLite keeps beside its file comes into it
    apart = Path(shutil.copy(str(office.engine.url.database), file.with_name("apart.sqlite3")))
    storage = Storage(f"sqlite:///{apart}")
    assert tthc("portal", "import", str(file), "--database", str(storage.engine.url)) == DONE
    state = catalogue(storage)
    storage.close()
    return state


@contextmanager
def importing(office: Storage, file: str | Path, stdin: Any = None) -> Iterator[subprocess.Popen[str]]:
    """The command as an officer starts it."""
    command = [sys.executable, "-m", "admin_cli.main", "portal", "import", str(file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, stdin=stdin, env=environment(office), **quiet) as process:  # type: ignore[call-overload] # noqa: S603 - our own interpreter and module
        yield process
        process.kill()
        process.wait(PATIENCE_SECONDS)


def killed_while_the_transaction_ends(office: Storage, file: Path) -> int:
    """Kill an import as soon as SQLite's log grows by more than an index; its exit code."""
    office.close()
    log = Path(f"{office.engine.url.database}-wal")
    with importing(office, file) as process:
        while process.poll() is None and not (log.exists() and log.stat().st_size > MORE_THAN_AN_INDEX_BYTES):
            time.sleep(0.000_5)
    return process.returncode


def test_whenever_an_import_is_killed_the_catalogue_is_the_old_or_the_new_one(
    tthc: Callable[..., int], office: Storage, file: Path
) -> None:
    after, before = imported_apart(tthc, office, file), catalogue(office)
    assert before["procedure_version"] != after["procedure_version"]

    for beginning, number in MOMENTS:
        ended = tthc("portal", "import", str(file), beginning=beginning, number=number)

        assert ended == KILLED, f"the import never came to {beginning} {number}"
        assert catalogue(office) == before, f"{beginning} {number}"
        assert faults(office) == [], f"{beginning} {number}"

    assert killed_while_the_transaction_ends(office, file) == KILLED
    assert catalogue(office) in (before, after)
    assert faults(office) == []

    assert tthc("portal", "import", str(file)) == DONE
    assert catalogue(office) == after
    assert tthc("audit", "verify") == DONE
    assert tthc("portal", "import", str(file)) == DONE
    assert catalogue(office) == after, "there was nothing left to do"


def test_an_import_that_is_killed_while_it_reads_has_written_nothing(office: Storage, file: Path) -> None:
    before = rows(office)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)

    with importing(office, "/dev/stdin", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.writelines(lines[: COUNT // 2])
        process.stdin.flush()  # more than a pipe holds, so most of it has been read

    assert process.returncode == KILLED
    assert rows(office) == before
