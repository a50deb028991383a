"""Which words do this office's people use that no shipped table knows? Abbreviations and synonyms."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from sqlmodel import Session, col, select

from knowledge.errors import CatalogueError
from knowledge.models import OfficeWordRow
from nlp.lexicon import Lexicon, load_lexicon
from nlp.normalising import normalise
from nlp.syllables import unmark

LONGEST = 60
"""Characters of the longest word or meaning."""
Words = tuple[tuple[str, str, str], ...]
"""Kind, as written, meaning."""


class WordKind(StrEnum):
    """What an office's word is: letters that stand for words, or words that mean the same as others."""

    ABBREVIATION = "abbreviation"
    SYNONYM = "synonym"


def add_word(session: Session, kind: WordKind, written: str, meaning: str, actor: str, at: datetime) -> OfficeWordRow:
    """Add a word or change its meaning; raises CatalogueError when it cannot stand for anything."""
    written, meaning = normalise(written), normalise(meaning)
    if kind is WordKind.ABBREVIATION:
        written = unmark(written)
    _check(kind, written, meaning)
    row = OfficeWordRow(written=written, meaning=meaning, kind=kind.value, actor=actor, added_at=at)
    return session.merge(row)


def _check(kind: WordKind, written: str, meaning: str) -> None:
    if not written or not meaning:
        raise CatalogueError("Từ và nghĩa đều phải có chữ. Ví dụ: tthc word add tthc 'thủ tục hành chính'.")
    if max(len(written), len(meaning)) > LONGEST:
        raise CatalogueError(f"Từ hay nghĩa dài quá {LONGEST} ký tự. Viết ngắn lại.")
    if unmark(written) == unmark(meaning):
        raise CatalogueError(f"“{written}” và “{meaning}” là một, không cần thêm.")
    if kind is WordKind.ABBREVIATION and " " in written:
        raise CatalogueError(f"Chữ viết tắt “{written}” có dấu cách. Bỏ dấu cách, hoặc thêm --synonym.")


def remove_word(session: Session, written: str) -> OfficeWordRow:
    """Remove a word; raises CatalogueError when the office has none like it."""
    for form in (normalise(written), unmark(normalise(written))):
        row = session.get(OfficeWordRow, form)
        if row is not None:
            session.delete(row)
            return row
    raise CatalogueError(f"Không có từ “{written}” trong danh sách riêng. Xem: tthc word list.")


def office_words(session: Session) -> list[OfficeWordRow]:
    """All of them, by the alphabet."""
    return list(session.exec(select(OfficeWordRow).order_by(col(OfficeWordRow.written))))


def lexicon_of(session: Session) -> Lexicon:
    """The shipped word tables with the office's own words on top; the same object while nothing changes."""
    return lexicon_with(tuple((row.kind, row.written, row.meaning) for row in office_words(session)))


@lru_cache(maxsize=4)
def lexicon_with(words: Words) -> Lexicon:
    """The shipped tables with these words on top."""
    if not words:
        return load_lexicon()
    chosen = {
        kind: {written: meaning for each, written, meaning in words if each == kind} for kind in map(str, WordKind)
    }
    return load_lexicon().with_words(chosen[WordKind.ABBREVIATION], chosen[WordKind.SYNONYM])
