from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.front_desk import FrontDesk
from tests.end_to_end.running import open_again, opened_catalogue, settings_for


@pytest.fixture(scope="session")
def catalogue(starter_file: Path) -> Catalogue:
    """The starter catalogue of today, ready to be asked."""
    return opened_catalogue(starter_file)


@pytest.fixture
def desk(starter_file: Path, catalogue: Catalogue, tmp_path: Path) -> Iterator[FrontDesk]:
    """A desk with the starter catalogue and a database of its own."""
    database = Path(shutil.copy(starter_file, tmp_path / "office.sqlite3"))
    office = open_again(settings_for(database), catalogue)
    yield office.desk
    office.close()
