"""How does a command of `tthc` die by SIGKILL at a chosen statement? Run as a process: jobs on stdin, ends on stdout.

Every job is a process of its own, forked from this one, which has imported and read already what does not change:
starting anew for each of them takes longer than the import from the portal that is killed.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from typing import TextIO

from sqlalchemy import Engine, event

from admin_cli import main
from knowledge.office_words import lexicon_with


def serve(jobs: TextIO, ends: TextIO) -> None:
    """For each job, `[arguments, beginning, n]`, say the exit code; a negative one is the signal that killed it.

    It is killed when the n-th SQL statement with this beginning starts, n from 1; 0 is never.
    """
    lexicon_with(())
    for job in jobs:
        child = os.fork()
        if not child:
            _run(*json.loads(job))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=ends, flush=True)


def _run(arguments: Sequence[str], beginning: str, number: int) -> None:
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    left = number

    def count(statement: str) -> None:
        nonlocal left
        left -= statement.startswith(beginning)
        if number and not left:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "connect")
    def _watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(count)

    sys.argv = ["tthc", *arguments]
    code: object = 1
    try:
        main.run()
    except SystemExit as end:
        code = end.code
    finally:
        os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
