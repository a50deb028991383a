"""How thoroughly are properties tried, and where does the starter catalogue come from?

`HYPOTHESIS_PROFILE=thorough` tries ten thousand examples of each property.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, configuration, settings

from knowledge import catalogue

configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hoi-thu-tuc-hypothesis")
_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "ci", max_examples=250, derandomize=True, database=None, deadline=None, suppress_health_check=_SLOW
)
settings.register_profile("thorough", max_examples=10_000, database=None, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def _learned_once() -> Iterator[None]:
    """Read what was learned once a process: tests build hundreds of small catalogues, and reading takes longer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "learned_classifier", cache(catalogue.learned_classifier))
        yield


@pytest.fixture(scope="session")
def starter_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A database file with the starter catalogue and its index, made once for all worker processes; copy it.

    It is made as an operator makes it, by `tthc init`.
    """
    own = tmp_path_factory.getbasetemp()
    path = (own if worker_id == "master" else own.parent) / "starter.sqlite3"
    with FileLock(path.with_suffix(".lock")):
        if not path.exists():
            new = path.with_suffix(".new")
            command = [sys.executable, "-m", "admin_cli.main", "init", "--quiet", "--database", f"sqlite:///{new}"]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own interpreter and module
            new.rename(path)
    return path
