"""Does what stands in a file make a procedure, and if not, what is everything that is wrong with it?

The three forms bring the same raw values here: mappings, lists, and texts as they were written. What goes
out to a file leaves out the defaults, which is what an empty place means on the way in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.interchange.labels import Path, dotted
from knowledge.interchange.meanings import CHOICES
from knowledge.interchange.problems import BadFileError, Problem
from knowledge.interchange.reasons import Fault, faults_of
from knowledge.interchange.scalars import UnreadableError, choice, day, money, quoted, whole_number, yes_no
from knowledge.procedure import Procedure

_DEEPEST = 8
"""Steps of the longest path; what is nested more deeply is refused for its name anyhow."""

Progress = Callable[[int, int], None]
"""Told how far the work is: so many of so many lines, rows or procedures."""

READERS: Mapping[str, Callable[[object], object]] = {
    "cases.documents.originals": whole_number,
    "cases.documents.copies": whole_number,
    "cases.documents.to_show": yes_no,
    "channels.time_amount": whole_number,
    "fees.amount_vnd": money,
    "decision_on": day,
    "verified_on": day,
    "effective_from": day,
    **{field: choice(kind) for field, kind in CHOICES.items()},
}
"""How the fields that are no plain texts are read, by their dotted names."""


def no_progress(done: int, total: int) -> None:
    """Nobody is watching."""


def stated(procedure: Procedure) -> Mapping[str, Any]:
    """What a procedure says beyond the defaults, in the order of its fields."""
    return procedure.model_dump(exclude_defaults=True)


def checked(raw: Mapping[str, Any]) -> tuple[Procedure | None, list[Fault]]:
    """The procedure that the raw values make, or None and every fault.

    A value that is an `UnreadableError` was found unreadable before and is a fault of its own. An empty
    value (None) counts as left out.
    """
    faults: list[Fault] = []
    content = _read(raw, (), faults)
    try:
        procedure = Procedure.model_validate(content)
    except ValidationError as error:
        unread = {fault.path for fault in faults}
        faults += [fault for fault in faults_of(error) if fault.path not in unread]
        return None, [fault for fault in faults if not _follows(fault, faults)]
    return (None, faults) if faults else (procedure, [])


def _read(value: Any, path: Path, faults: list[Fault]) -> Any:
    if len(path) > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        parts = ((key, _read(part, (*path, key), faults)) for key, part in value.items() if part is not None)
        return {key: part for key, part in parts if part is not None}
    if isinstance(value, list):
        return [_read(part, (*path, place), faults) for place, part in enumerate(value)]
    reader = READERS.get(dotted(path))
    try:
        if isinstance(value, UnreadableError):
            raise value
        return reader(value) if reader and value is not None else value
    except UnreadableError as error:
        faults.append(Fault(path, error.reason, error.remedy))
        return None


def _follows(fault: Fault, faults: list[Fault]) -> bool:
    """Whether a fault of a part as a whole may be gone when what is wrong inside the part is mended."""
    whole = fault.whole
    return whole is not None and any(each.whole is None and each.path[: len(whole)] == whole for each in faults)


class Gathering:
    """The procedures of one file as they are read: all of them in the end, or everything that is wrong."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._procedures: list[Procedure] = []
        self._places: dict[str, Callable[[Fault], Problem]] = {}

    def add(self, raw: Mapping[str, Any], place: Callable[[Fault], Problem]) -> None:
        """Take the next procedure; `place` says where in the file a fault of it stands."""
        procedure, faults = checked(raw)
        code = raw.get("code")
        if isinstance(code, str) and (first := self._places.setdefault(code.strip(), place)) is not place:
            where = first(Fault(("code",), "", "")).where
            reason = f"mã {quoted(code)} đã có ở {where}"
            remedy = "mỗi mã chỉ một lần trong một tệp: giữ lại một; phiên bản của ngày khác thì để ở tệp khác"
            faults = [*faults, Fault(("code",), reason, remedy)]
        self.problems += map(place, faults)
        if procedure is not None:
            self._procedures.append(procedure)

    def result(self, missing: Callable[[str, str], Problem]) -> list[Procedure]:
        """All procedures in their order; raises BadFileError when anything is wrong, also when there are none."""
        if not self.problems and not self._procedures:
            self.problems.append(missing("không có thủ tục nào", "chọn tệp khác, hoặc thêm ít nhất một thủ tục"))
        if self.problems:
            sheets = list(dict.fromkeys(each.sheet for each in self.problems))
            raise BadFileError(sorted(self.problems, key=lambda each: (sheets.index(each.sheet), each.line)))
        return self._procedures
