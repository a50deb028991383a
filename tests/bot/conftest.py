from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.front_desk import FrontDesk
from knowledge.opening import open_desk
from tests.end_to_end.running import copy_of, settings_for, starter_database


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter catalogue, loaded once."""
    return starter_database(tmp_path_factory.mktemp("starter"))


@pytest.fixture
def desk(starter: Path, tmp_path: Path) -> Iterator[FrontDesk]:
    """A desk with the starter catalogue and a database of its own."""
    office = open_desk(settings_for(copy_of(starter, tmp_path)))
    yield office.desk
    office.close()
