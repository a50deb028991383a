from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from knowledge import built_indexes
from knowledge.built_indexes import KEPT, index_of
from knowledge.catalogue import Catalogue, build_index
from knowledge.models import BuiltIndexRow
from knowledge.storage import Storage
from nlp import index
from nlp.index import EntryText, Index
from nlp.lexicon import Lexicon, load_lexicon
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


OFFICE = load_lexicon().with_words(
    {"tor": "tổ ong rừng", "bh": "bán hàng"}, {"bìa tím": "sổ đỏ", "công dân": "người dân", "đăng": "ghi"}
)


def test_with_words_of_the_office_only_texts_that_hold_one_are_read_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [EntryText("1.000001", text) for text in ("bán mật", "mất bìa tím", "xin cccd", "tor bị bão", "bh nuôi cá")]
    index_of(storage, texts, NOW)
    read: list[str] = []

    def read_and_note(text: str, lexicon: Lexicon) -> StoredText:
        read.append(text)
        return stored_text(text, lexicon)

    monkeypatch.setattr(index, "stored_text", read_and_note)
    with_office = index_of(storage, texts, NOW, OFFICE)
    shipped_again = index_of(storage, texts[:4], NOW)

    assert read == ["mất bìa tím", "xin cccd", "tor bị bão", "bh nuôi cá"]
    assert with_office.to_bytes() == build_index(texts, OFFICE).to_bytes()
    assert shipped_again.to_bytes() == build_index(texts[:4]).to_bytes()


def test_with_words_of_the_office_real_texts_read_as_if_all_were_read_again(
    storage: Storage, catalogue: Catalogue
) -> None:
    keys = set(catalogue.matcher.keys[::25])
    texts = [text for text in catalogue.matcher.texts if text.key in keys]
    index_of(storage, texts, NOW)

    assert index_of(storage, texts, NOW, OFFICE).to_bytes() == build_index(texts, OFFICE).to_bytes()


def test_the_same_word_as_another_kind_is_another_index(storage: Storage, built: list[str]) -> None:
    index_of(storage, TEXTS, NOW, load_lexicon().with_words({"tor": "tổ ong"}))
    index_of(storage, TEXTS, NOW, load_lexicon().with_words({}, {"tor": "tổ ong"}))

    assert len(built) == 2


def test_a_change_of_the_word_tables_is_another_index(
    storage: Storage, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(storage, TEXTS, NOW)
    monkeypatch.setattr(built_indexes, "_digest_of_sources", lambda: b"after an upgrade")
    index_of(storage, TEXTS, NOW)

    assert len(built) == 2
