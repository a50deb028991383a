"""What does a process do that fetches from the portal and may be killed at any moment? Run with a database's address
and the portal's; its time passes at once.
"""

from __future__ import annotations

import sys

import httpx

from knowledge.portal.client import PortalClient
from knowledge.portal.fetching import fetch
from knowledge.portal.filters import Filters
from knowledge.storage import Storage
from knowledge.viet_time import now
from tests.knowledge.portal.portal_server import Seconds


def main(database: str, address: str) -> None:
    """Fetch everything, ten procedures a page."""
    seconds = Seconds()
    client = PortalClient(
        address,
        contact="a@example.vn",
        clock=seconds,
        sleep=seconds.sleep,
        page_size=10,
        transport=httpx.HTTPTransport(),
    )
    with client:
        fetch(Storage(database), client, Filters(), now)


if __name__ == "__main__":
    main(*sys.argv[1:])
