"""Has this index been built before? Kept in the database, so that every process starts at once.

The key is a hash of everything an index is made from (texts, word tables, weights, the code that reads), so a stale
index is never found. Losing the table costs a few seconds, nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlmodel import col, delete, select

from knowledge.catalogue import build_index
from knowledge.models import BuiltIndexRow
from knowledge.storage import Storage, insert_into
from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon, load_lexicon

KEPT = 4
"""So many built indexes stay, the newest: today's, and those of days and drafts looked at lately."""
_SOURCES = ("nlp", "nlp.lexicon", "knowledge.learned")


def index_of(
    storage: Storage, texts: Sequence[EntryText], keep_at: datetime | None, lexicon: Lexicon | None = None
) -> Index:
    """The index of `texts`: the one that is kept, or one built now; that is kept from `keep_at` on unless None."""
    lexicon = lexicon or load_lexicon()
    key = _key(texts, lexicon)
    kept = _kept(storage, key)
    if kept is not None:
        return kept
    index = build_index(texts, lexicon)
    if keep_at is not None:
        _keep(storage, key, index, keep_at)
    return index


def _kept(storage: Storage, key: str) -> Index | None:
    """The index under `key`, or None when there is none or its bytes are damaged: then it is built again."""
    with storage.reading() as session:
        row = session.get(BuiltIndexRow, key)
    if row is None:
        return None
    try:
        return Index.from_bytes(row.content)
    except ValueError:
        return None


def _keep(storage: Storage, key: str, index: Index, at: datetime) -> None:
    content = index.to_bytes()
    with storage.writing() as session:
        row = insert_into(session, BuiltIndexRow).values(key=key, built_at=at, content=content)
        session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"content": content, "built_at": at}))
        newest = select(BuiltIndexRow.key).order_by(col(BuiltIndexRow.built_at).desc()).limit(KEPT)
        session.execute(delete(BuiltIndexRow).where(col(BuiltIndexRow.key).not_in(session.exec(newest).all())))


def _key(texts: Sequence[EntryText], lexicon: Lexicon) -> str:
    lines = "\n".join([f"{key}\t{is_name:d}\t{text}" for key, text, is_name in texts])
    words = "\n".join("\t".join(row) for row in lexicon.of_the_office)
    return hashlib.sha256(_digest_of_sources() + words.encode() + b"\0" + lines.encode()).hexdigest()


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
