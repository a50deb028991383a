"""Is the database that an address names still to be made? Somebody may only stand in another folder."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url


def absent_file(address: str) -> str:
    """The SQLite file of an address where it is not there yet; "" where there is one, or another kind of database.

    >>> absent_file("sqlite:///no-such-folder/office.sqlite3"), absent_file("sqlite://"), absent_file("postgresql://db")
    ('no-such-folder/office.sqlite3', '', '')
    """
    url = make_url(address)
    file = url.database if url.drivername.startswith("sqlite") else None
    return file if file and file != ":memory:" and not Path(file).is_file() else ""
