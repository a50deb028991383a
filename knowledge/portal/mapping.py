"""Which procedure is one record of the national portal?

The citizen reads the portal's own words; short name, summary and situations are ours and stay empty. What is kept as
raw words or left out as dirt is told in notes, for the report of the import.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from knowledge.portal.browsing import finding_of, phrases_of
from knowledge.portal.channels import channels_of, method_of
from knowledge.portal.cleaning import clean_line, clean_title
from knowledge.portal.dirt import LOWER, UPPER
from knowledge.portal.documents import cases_of
from knowledge.portal.fees import fees_by_channel
from knowledge.portal.laws import legal_bases_of
from knowledge.portal.offices import offices_of, publication_of
from knowledge.portal.raw_record import (
    MalformedRecordError,
    Part,
    cleaned_text,
    note,
    part_text,
    parts_of,
    text_of,
)
from knowledge.portal.steps import conditions, steps_of
from knowledge.procedure import Procedure, is_code

__all__ = ["MalformedRecordError", "Mapped", "procedure_of"]

IN_FORCE = frozenset(("", "ACTIVE", "UPDATED"))
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_RESULT_NUMBER = re.compile(rf"\s*Mã:\s*KQ[\w.-]*?(?=[-+]?\s|$|[{UPPER}][{LOWER}])")


class Mapped(NamedTuple):
    """A procedure, the portal's number for it, and what the import report should tell about it."""

    procedure: Procedure
    portal_id: str
    notes: tuple[str, ...]


def procedure_of(record: Mapping[str, object], on: date) -> Mapped:
    """The procedure of one record in the shape of the portal's detail, as it is known on the day of import.

    Raises MalformedRecordError, in Vietnamese, for a record that cannot become a procedure.
    """
    if not isinstance(record, Mapping):
        raise MalformedRecordError("Một bản ghi không phải là nhóm trường JSON: bỏ qua, xem lại tệp nguồn.")
    notes: list[str] = []
    try:
        _refuse_ours(record)
        procedure = Procedure.model_validate(_facts(record, notes) | {"verified_on": on, "effective_from": on})
        portal_id = clean_line(text_of(record, "id"))
    except MalformedRecordError as error:
        raise MalformedRecordError(f"Bản ghi {_which(record)}: {error}. Bỏ qua, xem lại trên Cổng.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise MalformedRecordError(
            f"Bản ghi {_which(record)}: mục {place} không dùng được ({first['msg']}). Bỏ qua, xem lại trên Cổng."
        ) from error
    return Mapped(procedure, portal_id, tuple(notes))


def _refuse_ours(record: Part) -> None:
    """Raise for a line of `tthc export`, of which the portal's reader would take code and name, and lose the rest."""
    if "effective_from" in record:
        raise MalformedRecordError("là của tthc export, không phải của Cổng; nhập bằng tthc import")


def _facts(record: Part, notes: list[str]) -> dict[str, object]:
    code = _code(record)
    methods = [method_of(part, notes) for part in parts_of(record, "executionMethods", notes)]
    channels = channels_of(methods, parts_of(record, "cases", notes), notes)
    charged = [fee for method in methods for fee in method.fees]
    name = _name(record, code)
    facts: dict[str, object] = {
        "code": code,
        "name": name,
        **_described(record, notes),
        **finding_of(record, code, notes),
        **offices_of(record, [method.elsewhere for method in methods], notes),
        "cases": cases_of(record, notes),
        "channels": channels,
        "fees": fees_by_channel(charged, frozenset(channel.kind for channel in channels)),
        "steps": steps_of(record, notes),
        "results": _results(record, notes),
        "legal_bases": legal_bases_of(record, notes),
        **publication_of(record, code, notes),
        "phrases": phrases_of(record, name, notes),
    }
    state = text_of(record, "state")
    if state.upper() not in IN_FORCE:
        notes.append(note("trạng thái trên Cổng", state))
    return facts


def _code(record: Part) -> str:
    code = clean_line(text_of(record, "code"))
    if not code:
        raise MalformedRecordError("không có mã thủ tục (trường code)")
    if code.lower().endswith("-xoa"):
        raise MalformedRecordError("Cổng đã đánh dấu là đã xóa (mã có đuôi -Xoa)")
    if not is_code(code):
        raise MalformedRecordError(f"mã «{code}» không có dạng của mã thủ tục")
    return code


def _name(record: Part, code: str) -> str:
    name = clean_title(
        _IN_BRACKETS.sub(lambda found: "" if found[1].strip() == code else found[0], text_of(record, "name"))
    )
    if not name:
        raise MalformedRecordError("không có tên thủ tục (trường name)")
    return name


def _described(record: Part, notes: list[str]) -> dict[str, object]:
    required = cleaned_text(record, "requirementsAndConditions")
    description = cleaned_text(record, "description")
    if description and description == required:
        notes.append("mô tả: trùng với yêu cầu, điều kiện, không ghi hai lần")
        description = ""
    return {"description": description, "conditions": conditions(required)}


def _results(record: Part, notes: list[str]) -> tuple[str, ...]:
    names = (part_text(part, "name", "resultsDetails", notes) for part in parts_of(record, "resultsDetails", notes))
    pieces = (clean_title(piece) for name in names for piece in _RESULT_NUMBER.split(clean_line(name)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _which(record: Part) -> str:
    for field in ("code", "name", "id"):
        value = record.get(field)
        if isinstance(value, str) and value.strip():
            return f"«{clean_line(value)[:80]}»"
    return "không rõ"
