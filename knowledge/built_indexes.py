"""Has this index been built before? Kept in the database, so that every process starts at once.

The key is a hash of everything an index is made from (texts, word tables, weights, the code that reads), so a stale
index is never found. Losing the table costs a few seconds, nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from sqlmodel import col, delete, select

from knowledge.catalogue import build_index
from knowledge.models import BuiltIndexRow
from knowledge.storage import Storage, insert_into
from nlp import stored_texts
from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon, load_lexicon

KEPT = 5
"""So much stays, the newest: the texts as read, today's index, and those of days and drafts looked at lately."""
Kept = TypeVar("Kept")
_SOURCES = ("nlp", "nlp.lexicon", "knowledge.learned")


def index_of(
    storage: Storage, texts: Sequence[EntryText], keep_at: datetime | None, lexicon: Lexicon | None = None
) -> Index:
    """The index of `texts`: the one that is kept, or one built now; that is kept from `keep_at` on unless None."""
    lexicon = lexicon or load_lexicon()
    key = _key(texts, lexicon)
    kept = _kept(storage, key, Index.from_bytes)
    if kept is not None:
        return kept
    known = _kept(storage, _key_of_readings(), stored_texts.from_bytes) or {}
    signs = lexicon.office_signs()
    read = {text: each for text, each in known.items() if signs.isdisjoint(each.raw)} if signs else known
    index = build_index(texts, lexicon, read)
    if keep_at is not None:
        known |= {text: each for text, each in read.items() if signs.isdisjoint(each.raw)}
        used = {text.text: known[text.text] for text in texts if text.text in known}
        _keep(storage, _key_of_readings(), stored_texts.to_bytes(used), keep_at)
        del known, read, used  # tens of megabytes that the next step needs
        _keep(storage, key, index.to_bytes(), keep_at)
    return index


def _kept(storage: Storage, key: str, unpacked: Callable[[bytes], Kept]) -> Kept | None:
    """What is kept under `key`, or None when there is nothing or its bytes are damaged: then it is made again."""
    with storage.reading() as session:
        row = session.get(BuiltIndexRow, key)
    if row is None:
        return None
    try:
        return unpacked(row.content)
    except ValueError:
        return None


def _keep(storage: Storage, key: str, content: bytes, at: datetime) -> None:
    """Write it, and let the oldest go."""
    with storage.writing() as session:
        row = insert_into(session, BuiltIndexRow).values(key=key, built_at=at, content=content)
        again = {name: row.excluded[name] for name in ("content", "built_at")}
        session.execute(row.on_conflict_do_update(index_elements=["key"], set_=again))
        newest = select(BuiltIndexRow.key).order_by(col(BuiltIndexRow.built_at).desc()).limit(KEPT)
        session.execute(delete(BuiltIndexRow).where(col(BuiltIndexRow.key).not_in(session.exec(newest).all())))


def _key(texts: Sequence[EntryText], lexicon: Lexicon) -> str:
    lines = "\n".join([f"{key}\t{is_name:d}\t{text}" for key, text, is_name in texts])
    return hashlib.sha256(_digest_of_tables(lexicon) + lines.encode()).hexdigest()


def _key_of_readings() -> str:
    """Under this key the texts are kept as they are read with the shipped tables, for the next index over most of them.

    The few that hold a word of the office are read anew each time.
    """
    return hashlib.sha256(b"stored texts\0" + _digest_of_sources()).hexdigest()


def _digest_of_tables(lexicon: Lexicon) -> bytes:
    words = "\n".join("\t".join(row) for row in lexicon.of_the_office)
    return _digest_of_sources() + words.encode() + b"\0"


@cache
def _digest_of_sources() -> bytes:
    """A hash of all code and tables that an index depends on."""
    seen = hashlib.sha256()
    for source in _SOURCES:
        for file in _files(source):
            seen.update(file.name.encode() + b"\0" + file.read_bytes())
    return seen.digest()


def _files(source: str) -> Iterator[Traversable]:
    package, _, folder = source.partition(".")
    found = files(package).joinpath(folder) if folder else files(package)
    return iter(sorted((file for file in found.iterdir() if file.is_file()), key=lambda file: file.name))
