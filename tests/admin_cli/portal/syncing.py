"""Which portal is fetched from in the tests, and what should be there afterwards?"""

from __future__ import annotations

import time

from knowledge.models.portal import PortalListedRow, PortalRunRow
from knowledge.phrase_book import NOTHING, with_phrases
from knowledge.storage import Storage
from tests.admin_cli.bureau import TODAY
from tests.knowledge.audited import rows
from tests.knowledge.portal.imports import in_force, method, read
from tests.knowledge.portal.portal_records import Json
from tests.knowledge.portal.portal_server import PortalServer, Seconds

COUNT = 12
PAGE = 5
PAGES = 4
"""Of five, five and two procedures, and the empty one behind them."""
DEARER: Json = {"executionMethods": [method(80_000)]}
TO_THE_END = "Đã ghi xong: người dân đọc bản mới ngay bây giờ.\n"


class RealSeconds(Seconds):
    """The server's own clock."""

    def __call__(self) -> float:
        return time.monotonic()


def codes(portal: PortalServer) -> list[str]:
    return [record["code"] for record in portal.records]


def all_are_there(office: Storage, portal: PortalServer) -> bool:
    """Whether citizens read every procedure as the portal has it, whatever they say for it."""
    found = [(in_force(office, record["code"], TODAY), read(record)) for record in portal.records]
    return all(ours and with_phrases(ours, NOTHING) == theirs for ours, theirs in found)


def nothing_on_its_way(office: Storage) -> bool:
    """Whether no fetch waits to go on."""
    left = rows(office)
    return not left[str(PortalRunRow.__tablename__)] and not left[str(PortalListedRow.__tablename__)]
