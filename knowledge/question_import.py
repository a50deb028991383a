"""Which questions of a file must keep their answer from now on? All of them are kept, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from knowledge.audit import Who
from knowledge.errors import CatalogueError
from knowledge.law_in_force import Law
from knowledge.phrase_keeping import refuse_personal
from knowledge.saved_questions import keep, saved

_FIRST_FEW = 5


class Wanted(NamedTuple):
    """A question that is to keep its answer, and the name of its case in the file."""

    name: str
    text: str
    codes: tuple[str, ...]


class Read(NamedTuple):
    """What a question file holds for us: first turns, and how many of them are to be asked back about."""

    wanted: tuple[Wanted, ...]
    asked_back: int
    """Left out: asking back well is judged by `tthc evaluate`, not kept."""


def first_turns(cases: Sequence[dict[str, Any]]) -> Read:
    """The first turns of the cases; raises CatalogueError when one has none, or an answer without a code."""
    wanted, asked_back = [], 0
    for number, case in enumerate(cases, 1):
        name = str(case.get("id") or f"câu {number}")
        if not case["turns"]:
            raise CatalogueError(f"{name}: không có lượt hỏi nào. Bỏ dòng ấy hoặc thêm một lượt.")
        first = case["turns"][0]
        if first["behaviour"] == "clarify":
            asked_back += 1
            continue
        if first["behaviour"] == "answer" and not first["codes"]:
            raise CatalogueError(f"{name}: có behaviour là answer mà chưa có mã nào ở codes. Ghi mã rồi nhập lại.")
        codes = tuple(first["codes"]) if first["behaviour"] == "answer" else ()
        wanted.append(Wanted(name, " ".join(first["q"].split()), codes))
    return Read(tuple(wanted), asked_back)


def refuse_unknown_codes(wanted: Sequence[Wanted], law: Law) -> None:
    """Raise CatalogueError when a right answer is no procedure of today or to come."""
    unknown = [(each.name, code) for each in wanted for code in each.codes if not law.label_of(code)]
    if not unknown:
        return
    few = "; ".join(f"{name}: {code}" for name, code in unknown[:_FIRST_FEW])
    more = f" và {len(unknown) - _FIRST_FEW} chỗ nữa" if len(unknown) > _FIRST_FEW else ""
    raise CatalogueError(f"Danh mục không có thủ tục này ({few}{more}). Tìm mã: tthc procedure list CHỮ.")


def keep_all(
    session: Session,
    wanted: Sequence[Wanted],
    who: Who,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Keep every question that is not kept yet; returns how many are new."""
    known = {question.text for question in saved(session)}
    added = 0
    for number, each in enumerate(wanted, 1):
        if each.text not in known:
            known.add(each.text)
            _keep_one(session, each, who)
            added += 1
        progress(number, len(wanted))
    return added


def _keep_one(session: Session, wanted: Wanted, who: Who) -> None:
    try:
        refuse_personal(wanted.text)
        keep(session, wanted.text, wanted.codes, who)
    except CatalogueError as error:
        raise CatalogueError(f"{wanted.name}: {error} Chưa nhập câu nào.") from error
