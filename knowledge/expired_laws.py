"""Which laws no longer hold, and what has to be reviewed when one ends?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from knowledge.audit import Event, Who, record
from knowledge.checking import ExpiredLaw, citing
from knowledge.drafts import STATES, Proposal, base_of, open_draft, save
from knowledge.errors import CatalogueError
from knowledge.models import DraftRow, ExpiredLawRow
from knowledge.procedure import LegalBasis, Procedure
from knowledge.publishing import procedures_in_force
from nlp.syllables import unmark

_AROUND_SIGNS = re.compile(r"\s*([/‐‑‒–—−-])\s*")
_NUMBER = re.compile(r"\d{1,6}/(?:\d{4}/)?[^\W\d_]+\d*(?:-[^\W\d_]+\d*)*")


class Affected(NamedTuple):
    """A procedure that cites a law, and what is done about it."""

    code: str
    label: str
    parts: tuple[str, ...]
    """The parts that cite it, in Vietnamese."""
    proposed: Procedure | None
    """The procedure without the law among its legal bases; None where it stands in other texts alone."""
    waiting: DraftRow | None
    """The draft that is open already."""


def number_of(text: str) -> str:
    """The number of a law as it is stored; raises CatalogueError where there is none.

    >>> number_of("Thông tư số 85/2019/tt – btc ngày 29/11/2019")
    '85/2019/TT-BTC'
    """
    found = _first_number(text)
    if not found:
        raise CatalogueError(f"“{text}” không phải số hiệu văn bản. Viết đầy đủ, ví dụ 85/2019/TT-BTC.")
    return found.upper()


def expired_laws(session: Session) -> dict[str, ExpiredLaw]:
    """The laws marked as ended, by number, the latest first."""
    rows = session.exec(select(ExpiredLawRow).order_by(col(ExpiredLawRow.expired_on).desc(), col(ExpiredLawRow.number)))
    return {row.number: ExpiredLaw(row.number, row.expired_on, row.replaced_by) for row in rows}


def expire(session: Session, law: ExpiredLaw, who: Who) -> None:
    """Mark a law as ended, or correct since when and by what; what is marked so already is not written again."""
    if law.replaced_by and is_same_law(law.number, law.replaced_by):
        raise CatalogueError(f"{law.number} không thể được thay bằng chính nó. Ghi số hiệu của văn bản mới.")
    before = _marked(session, law.number)
    number = before.number if before else law.number
    if before == law._replace(number=number):
        return
    session.merge(ExpiredLawRow(number=number, expired_on=law.expired_on, replaced_by=law.replaced_by))
    record(session, who, Event("expire-law", number, _plain(before) if before else None, _plain(law)))


def restore(session: Session, number: str, who: Who) -> ExpiredLaw:
    """Take the mark from a law again; raises CatalogueError when it has none."""
    before = _marked(session, number)
    if before is None:
        raise CatalogueError(f"{number} không có trong danh sách hết hiệu lực. Xem: tthc law list.")
    session.delete(session.get_one(ExpiredLawRow, before.number))
    record(session, who, Event("restore-law", before.number, _plain(before), None))
    return before


def affected(session: Session, law: ExpiredLaw, today: date) -> list[Affected]:
    """Every procedure that cites the law on the day it ends, or today when that is past."""
    start = max(today, law.expired_on)
    procedures = {each.code: each for each in procedures_in_force(session, start)}
    parts: dict[str, list[str]] = {}
    for code, part in citing(tuple(procedures.values()), law.number):
        parts.setdefault(code, []).append(part)
    heir = basis_of(law.replaced_by, procedures.values()) if law.replaced_by else None
    dated = {"effective_from": start, "verified_on": today}
    found = []
    for code, cited in parts.items():
        bases = rewritten(procedures[code].legal_bases, law.number, heir)
        proposed = procedures[code].model_copy(update={"legal_bases": bases, **dated})
        waiting = open_draft(session, code)
        changes = bases != procedures[code].legal_bases
        found.append(Affected(code, procedures[code].label, tuple(cited), proposed if changes else None, waiting))
    return found


def open_drafts(session: Session, found: Iterable[Affected], who: Who, today: date) -> Iterator[DraftRow]:
    """A draft for each procedure that has none open, to be reviewed like any other."""
    for each in found:
        if each.proposed and not each.waiting:
            base = base_of(session, each.code, each.proposed.effective_from)
            yield save(session, Proposal(each.proposed), base, who, today)


def rewritten(bases: Sequence[LegalBasis], number: str, heir: LegalBasis | None) -> tuple[LegalBasis, ...]:
    """The legal bases with `heir` in the place of the law, or without it where there is none or it is there already."""
    has_heir = heir is not None and any(_is_law(basis, heir.number) for basis in bases)
    found: list[LegalBasis] = []
    for basis in bases:
        if not _is_law(basis, number):
            found.append(basis)
        elif heir and not has_heir:
            has_heir = True
            found.append(heir)
    return tuple(found)


def basis_of(number: str, procedures: Iterable[Procedure]) -> LegalBasis:
    """A law as the catalogue calls it; its number alone where no procedure rests on it yet: no title is made up."""
    known = (basis for procedure in procedures for basis in procedure.legal_bases if _is_law(basis, number))
    basis = next(known, None)
    return LegalBasis(number=number, title=basis.title if basis else number)


def is_same_law(number: str, other: str) -> bool:
    """Whether two numbers are of one law, however they are written.

    >>> is_same_law("08/2025/TT-BTP", "8/2025/tt – btp"), is_same_law("123/2015/ND-CP", "123/2015/NĐ-CP")
    (True, True)
    """
    return bool(_folded(number)) and _folded(number) == _folded(other)


def says(row: DraftRow) -> str:
    """Whose draft it is and how far."""
    return f"số {row.id} của {row.actor} ({STATES[row.state]})"


def _is_law(basis: LegalBasis, number: str) -> bool:
    """Whether the basis is that law, not another that changes it: the first number of a title is its own."""
    return is_same_law(basis.number or basis.title, number)


def _first_number(text: str) -> str:
    spaceless = _AROUND_SIGNS.sub(lambda sign: "/" if sign[1] == "/" else "-", unicodedata.normalize("NFC", text))
    found = _NUMBER.search(spaceless)
    return found[0] if found else ""


def _folded(text: str) -> str:
    return unmark(_first_number(text).lower()).lstrip("0")


def _marked(session: Session, number: str) -> ExpiredLaw | None:
    return next((law for each, law in expired_laws(session).items() if is_same_law(each, number)), None)


def _plain(law: ExpiredLaw) -> dict[str, str]:
    return {"expired_on": law.expired_on.isoformat(), "replaced_by": law.replaced_by}
