from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from knowledge import built_indexes
from knowledge.built_indexes import KEPT, index_of
from knowledge.catalogue import build_index
from knowledge.models import BuiltIndexRow
from knowledge.storage import Storage
from nlp import index
from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon
from nlp.stored_texts import StoredText, stored_text
from tests.knowledge.examples import NOW

TEXTS = [EntryText("1.000001", "Đăng ký nuôi ong", is_name=True)]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first text of every index that is built, and not found."""
    names: list[str] = []
    build = build_index

    def build_and_note(texts: list[EntryText], *others: Any) -> Index:
        names.append(texts[0].text)
        return build(texts, *others)

    monkeypatch.setattr(built_indexes, "build_index", build_and_note)
    return names


def _kept(storage: Storage) -> list[BuiltIndexRow]:
    with storage.reading() as session:
        return list(session.exec(select(BuiltIndexRow)).all())


def test_an_index_is_built_once_for_the_same_texts(either_storage: Storage, built: list[str]) -> None:
    first = index_of(either_storage, TEXTS, NOW)
    second = index_of(either_storage, list(TEXTS), NOW)

    assert len(built) == 1
    assert first.to_bytes() == second.to_bytes()


def test_other_texts_are_another_index(storage: Storage, built: list[str]) -> None:
    index_of(storage, TEXTS, NOW)
    index_of(storage, [EntryText("1.000001", "Đăng ký nuôi ong")], NOW)

    assert len(built) == 2


def test_who_only_looks_writes_nothing(storage: Storage) -> None:
    index_of(storage, TEXTS, None)

    assert _kept(storage) == []


def test_a_damaged_index_is_built_again_and_mended(storage: Storage, built: list[str]) -> None:
    index_of(storage, TEXTS, NOW)
    with storage.writing() as session:
        for row in session.exec(select(BuiltIndexRow)):
            row.content = b"damaged"

    index_of(storage, TEXTS, NOW)
    index_of(storage, TEXTS, NOW)

    assert len(built) == 2


def test_only_the_newest_stay(storage: Storage) -> None:
    for number in range(KEPT + 2):
        index_of(storage, [EntryText("1.000001", f"việc {number}")], NOW + timedelta(minutes=number))

    assert len(_kept(storage)) == KEPT
    assert min(row.built_at for row in _kept(storage)) == NOW + timedelta(minutes=3)


def test_what_was_read_for_one_index_need_not_be_read_for_the_next(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def read_and_note(text: str, lexicon: Lexicon) -> StoredText:
        read.append(text)
        return stored_text(text, lexicon)

    monkeypatch.setattr(index, "stored_text", read_and_note)
    index_of(storage, TEXTS, NOW)
    more = [*TEXTS, EntryText("1.000002", "Bán ong", is_name=True)]
    found = index_of(storage, more, NOW)

    assert read == ["Đăng ký nuôi ong", "Bán ong"]
    assert found.to_bytes() == build_index(more).to_bytes()


def test_a_change_of_the_word_tables_is_another_index(
    storage: Storage, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(storage, TEXTS, NOW)
    monkeypatch.setattr(built_indexes, "_digest_of_sources", lambda: b"after an upgrade")
    index_of(storage, TEXTS, NOW)

    assert len(built) == 2
