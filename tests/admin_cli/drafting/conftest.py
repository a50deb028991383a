"""Every test here has an office of its own, with bees and honey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.interchange import commented_yaml
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, SELLING, opened

BEES, HONEY = KEEPING.code, SELLING.code
Write = Callable[[Procedure], str]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Writes a procedure as YAML; returns the name of the file."""

    def write(procedure: Procedure) -> str:
        (tmp_path / "thu-tuc.yaml").write_text(commented_yaml(procedure), encoding="utf-8")
        return "thu-tuc.yaml"

    return write
