from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.front_desk import FrontDesk
from tests.end_to_end.running import database_in, open_again, settings_for, starter_catalogue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FrontDesk]:
    """A desk with the starter catalogue and a database of its own."""
    office = open_again(settings_for(database_in(tmp_path)), starter_catalogue())
    yield office.desk
    office.close()
