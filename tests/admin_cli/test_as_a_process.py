"""What does the shell see: exit codes, two streams, no colour in a pipe?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*arguments: str, database: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TTHC_DATABASE_URL": database, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "admin_cli.main", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["ask", "đăng ký nuôi ong", "--explain"], ["doctor"], ["chat"], ["--help"]])
def test_a_pipe_gets_no_colour(office: str, arguments: list[str]) -> None:
    ran = _run(*arguments, database=office, stdin="1.000001\n")

    assert ran.returncode == 0
    assert ran.stdout
    assert "\x1b" not in ran.stdout + ran.stderr


def test_a_refusal_ends_with_one_and_prints_no_data(office: str) -> None:
    ran = _run("evaluate", "khong-co.jsonl", database=office)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Không đọc được")
