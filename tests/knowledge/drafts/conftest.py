"""An office of two procedures about bees, in either database."""

from __future__ import annotations

import pytest

from knowledge.storage import Storage
from tests.knowledge.audited import bring_in
from tests.knowledge.examples import a_procedure


@pytest.fixture
def office(either_storage: Storage) -> Storage:
    """A catalogue of two procedures about bees."""
    bring_in(
        either_storage,
        a_procedure(phrases=("nuôi ong", "khai báo tổ ong"), situations=("vườn nhà em có mấy đàn",)),
        a_procedure(code="1.000002", short_name="Bán ong"),
    )
    return either_storage
