from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.front_desk import FrontDesk
from knowledge.opening import open_desk
from tests.end_to_end.running import copy_of, open_again, settings_for, starter_database


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter catalogue, loaded once."""
    return starter_database(tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def catalogue(starter: Path) -> Catalogue:
    """The same catalogue, ready to be asked; built once."""
    office = open_desk(settings_for(starter))
    catalogue = office.desk.catalogue()
    office.close()
    return catalogue


@pytest.fixture
def desk(starter: Path, catalogue: Catalogue, tmp_path: Path) -> Iterator[FrontDesk]:
    """A desk with the starter catalogue and a database of its own."""
    office = open_again(settings_for(copy_of(starter, tmp_path)), catalogue)
    yield office.desk
    office.close()
