"""Which phrases may an officer give a procedure, and what does one more or one less change?

A phrase is no fact of law: it is live at once, without a second person. The publish gate protects the other answers.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlmodel import Session

from knowledge import phrase_book
from knowledge.audit import Event
from knowledge.errors import CatalogueError
from knowledge.law_in_force import Law, law_with, successor
from knowledge.models import PhraseRow
from knowledge.phrase_book import Said
from knowledge.question_log import storable
from nlp.normalising import normalise
from nlp.syllables import WORD, unmark

SHORTEST = 3
"""Letters of the shortest phrase ("ccd"); fewer stand in everybody's questions."""
LONGEST = 300
"""Characters of the longest phrase; who tells more than that asks nobody else's question."""


class Known(NamedTuple):
    """A text that leads to a procedure already: one of its names, phrases or situations."""

    code: str
    text: str
    is_name: bool


def plain(text: str) -> str:
    """The words of a text, normalised and without marks: two phrases with the same ones are one.

    >>> plain("  Làm  GIẤY khai-sinh?")
    'lam giay khai sinh'
    """
    return " ".join(WORD.findall(unmark(normalise(text))))


def tidied(text: str, code: str, law: Law) -> str:
    """The text as it can become a phrase of `code`; raises CatalogueError when it cannot, with the reason."""
    refuse_unknown(code, law)
    text = " ".join(text.split())
    if len(plain(text)) < SHORTEST:
        raise CatalogueError(
            f'Cách hỏi phải có ít nhất {SHORTEST} chữ cái. Ví dụ: tthc phrase add {code} "xin giấy khai sinh cho con".'
        )
    if len(text) > LONGEST:
        raise CatalogueError(
            f"Câu dài {len(text)} ký tự, nhiều nhất {LONGEST}. Chỉ giữ phần nói người dân cần làm việc gì."
        )
    refuse_personal(text)
    known = known_texts(law).get(plain(text), [])
    own = next((each for each in known if each.code == code), None)
    if own:
        raise CatalogueError(f"{code} đã có câu này rồi: “{own.text}”. Xem: tthc phrase list {code}.")
    if known:
        raise CatalogueError(_is_of_another(known[0], law))
    return storable(text).strip()


def refuse_unknown(code: str, law: Law) -> None:
    """Raise CatalogueError when citizens cannot be led to a procedure of this code on that day."""
    if code in law.procedures:
        return
    heir = successor(code, law.repealed) if code in law.repealed else ""
    if heir:
        raise CatalogueError(f"{code} đã bãi bỏ, thay bằng {heir}. Chạy lại với {heir}.")
    raise CatalogueError(f"Không có thủ tục {code} đang có hiệu lực. Tìm mã: tthc procedure list CHỮ.")


def refuse_personal(text: str) -> None:
    """Raise CatalogueError when a text holds what identifies a person."""
    if storable(text).count("[") > text.count("["):
        raise CatalogueError(
            "Trong câu có số giấy tờ, số điện thoại hay thông tin riêng của một người. Bỏ phần ấy rồi chạy lại."
        )


def _is_of_another(known: Known, law: Law) -> str:
    owner = f"{law.label_of(known.code)} ({known.code})"
    if known.is_name:
        return f"“{known.text}” là tên của {owner}: ai hỏi vậy là hỏi thủ tục ấy. Thêm một câu nói rõ hơn."
    return (
        f"“{known.text}” đang là cách hỏi của {owner}: một câu không dẫn tới hai thủ tục được. "
        f'Nếu câu ấy đặt nhầm chỗ thì bỏ ở đó trước: tthc phrase remove {known.code} "{known.text}".'
    )


def known_texts(law: Law) -> dict[str, list[Known]]:
    """By their plain words, the texts that lead to procedures."""
    found: dict[str, list[Known]] = defaultdict(list)
    for card in law.cards:
        for texts, is_name in (((card.name, card.short_name), True), ((*card.phrases, *card.situations), False)):
            for text in texts:
                found[plain(text)].append(Known(card.code, text, is_name))
    return found


def with_phrase(law: Law, code: str, text: str, own: Said, *, situation: bool) -> Law:
    """The law with one phrase more, at the place where the database will have it.

    That is behind the procedure's `own` and before those that it has from a repealed one.
    """
    name = "situations" if situation else "phrases"
    said, place = getattr(law.procedures[code], name), len(getattr(own, name))
    return law_with(law, [law.procedures[code].model_copy(update={name: (*said[:place], text, *said[place:])})])


def without_phrase(law: Law, code: str, text: str) -> Law:
    """The law with one phrase less; those of a repealed procedure are heard by the one in its place."""
    heir = code if code in law.procedures else successor(code, law.repealed)
    if heir not in law.procedures:
        return law
    procedure = law.procedures[heir]
    left = {
        name: tuple(each for each in getattr(procedure, name) if each != text) for name in ("phrases", "situations")
    }
    return law_with(law, [procedure.model_copy(update=left)])


def found_phrase(session: Session, code: str, text: str) -> PhraseRow:
    """The phrase of a procedure with these words, written so if there is; raises CatalogueError where it has none."""
    alike = [row for row in phrase_book.phrase_rows(session, code) if plain(row.text) == plain(text)]
    if not alike:
        raise CatalogueError(f"{code} không có cách hỏi “{text}”. Xem: tthc phrase list {code}.")
    return next((row for row in alike if row.text == text), alike[0])


def add_phrase(session: Session, code: str, text: str, *, situation: bool) -> Event:
    """Give a procedure a phrase; returns what the audit is to say."""
    phrase_book.add_phrase(session, code, text, "officer", situation=situation)
    return Event("add-phrase", code, None, {"phrase": text, "situation": situation})


def remove_phrase(session: Session, code: str, text: str) -> Event:
    """Take a phrase from a procedure; returns what the audit is to say."""
    row = found_phrase(session, code, text)
    was = {"phrase": row.text, "situation": row.situation, "source": row.source}
    phrase_book.remove_phrase(session, row)
    return Event("remove-phrase", code, was, None)
