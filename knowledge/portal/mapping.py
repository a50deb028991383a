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

from knowledge.portal.cleaning import clean_line, clean_text, clean_title
from knowledge.portal.documents import cases_of
from knowledge.portal.fees import fees_by_channel
from knowledge.portal.laws import decision_number, legal_bases_of
from knowledge.portal.raw_record import (
    MalformedRecordError,
    Part,
    cleaned_text,
    day_of,
    names_of,
    note,
    part_text,
    parts_of,
    text_of,
)
from knowledge.portal.steps import conditions, steps_of
from knowledge.portal.times import channels_of, method_of
from knowledge.procedure import Level, Procedure, Reach, is_code

__all__ = ["MalformedRecordError", "Mapped", "procedure_of"]

OTHER_FIELD = "Lĩnh vực khác"
PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
PAGE_BY_CODE = "https://dichvucong.gov.vn/dich-vu-cong-truc-tuyen/"
IN_FORCE = frozenset(("", "ACTIVE", "UPDATED"))
LEVELS = {
    "isWard": Level.COMMUNE,
    "isProvince": Level.PROVINCE,
    "isMinistry": Level.MINISTRY,
    "isOtherAgency": Level.OTHER,
}
_PROVINCE = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố|TP)\b", re.IGNORECASE)
_PROVINCE_CODE = re.compile(r"\.H\d{2}\b")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_NOT_AN_AUDIENCE = re.compile(r"nhóm \d+", re.IGNORECASE)
_RESULT_NUMBER = re.compile(r"\s*Mã:\s*KQ[\w.-]*?(?=[-+]?\s|$|[A-ZĐ][a-zà-ỹ])")


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
        **_classed(record, code, notes),
        **_agencies(record, [method.elsewhere for method in methods]),
        "cases": cases_of(record, notes),
        "channels": channels,
        "fees": fees_by_channel(charged, frozenset(channel.kind for channel in channels)),
        "steps": steps_of(record, notes),
        "results": _results(record, notes),
        "legal_bases": legal_bases_of(record, notes),
        **_published(record, code, notes),
        "phrases": _phrases(record, name, notes),
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
    name = clean_title(_IN_BRACKETS.sub(lambda found: "" if found[1].strip() == code else found[0], text_of(record, "name")))
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


def _classed(record: Part, code: str, notes: list[str]) -> dict[str, object]:
    fields = [_once(name) for name in names_of(record, "categoriesDetails", notes)]
    if len(fields) > 1:
        notes.append(note("lĩnh vực: chỉ giữ lĩnh vực đầu", "; ".join(fields)))
    return {
        "field": fields[0] if fields else OTHER_FIELD,
        "groups": tuple(dict.fromkeys(names_of(record, "serviceGroupsDetails", notes))),
        "audience": _audience(record, notes),
        "levels": tuple(level for flag, level in LEVELS.items() if record.get(flag) is True),
        "reach": _reach(record, code),
    }


def _reach(record: Part, code: str) -> Reach:
    if text_of(record, "type").upper().endswith("_INTERNAL") or code.startswith(("5.", "6.")):
        return Reach.INTERNAL
    publisher = clean_line(text_of(record, "departmentPromulgateName"))
    from_province = text_of(record, "departmentPromulgateCode").upper().startswith("H") or _PROVINCE_CODE.search(code)
    return Reach.PROVINCE if from_province or _PROVINCE.match(publisher) else Reach.NATIONAL


def _audience(record: Part, notes: list[str]) -> tuple[str, ...]:
    """Who may ask for it; a name that the source cut at its commas is one name again."""
    audience: list[str] = []
    for part in parts_of(record, "subjectTypesDetails", notes):
        name = clean_line(part_text(part, "name", "subjectTypesDetails", notes)).strip(" ,;.")
        if _NOT_AN_AUDIENCE.fullmatch(name):
            notes.append(note("đối tượng: bỏ lời không rõ nghĩa", name))
        elif audience and (name[:1].islower() or audience[-1].count("(") > audience[-1].count(")")):
            audience[-1] = f"{audience[-1]}, {name}"
        elif name:
            audience.append(name)
    return tuple(dict.fromkeys(audience))


def _agencies(record: Part, other_ways: list[str]) -> dict[str, object]:
    decides = cleaned_text(record, "authorityAgencies")
    does = cleaned_text(record, "executingAgencies") or ", ".join(
        dict.fromkeys(names_of(record, "departmentsExecuting", []))
    )
    both = f"{decides}; cơ quan thực hiện: {does}" if decides and does and does != decides else decides or does
    receives = clean_text(text_of(record, "dossierReceivingAddresses")).strip('" ;')
    ways = [f"Hình thức khác: {words}" for words in dict.fromkeys(other_ways) if words]
    return {
        "publisher": clean_title(text_of(record, "departmentPromulgateName")),
        "authority": both,
        "authorized": cleaned_text(record, "authorizedAgencies"),
        "coordinating": cleaned_text(record, "coordinatingAgencies"),
        "submit_to": "\n".join([receives, *ways] if clean_title(receives) else ways),
    }


def _results(record: Part, notes: list[str]) -> tuple[str, ...]:
    names = (part_text(part, "name", "resultsDetails", notes) for part in parts_of(record, "resultsDetails", notes))
    pieces = (clean_title(piece) for name in names for piece in _RESULT_NUMBER.split(clean_line(name)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _published(record: Part, code: str, notes: list[str]) -> dict[str, object]:
    proposal = record.get("procedureProposal")
    proposal = proposal if isinstance(proposal, Mapping) else {}
    number = text_of(record, "decisionNo") or part_text(proposal, "proposalNumber", "procedureProposal", notes)
    day = day_of(proposal.get("decisionDate"))
    if day is None and proposal.get("decisionDate") not in (None, ""):
        notes.append(note("ngày quyết định: không đọc được", str(proposal.get("decisionDate"))))
    number = decision_number(number)
    if number and "/" not in number:
        notes.append(note("quyết định: số hiệu lạ, giữ nguyên", number))
    page = clean_line(text_of(record, "id"))
    return {"decision": number, "decision_on": day, "source": f"{PAGE}{page}" if page else f"{PAGE_BY_CODE}{code}"}


def _phrases(record: Part, name: str, notes: list[str]) -> tuple[str, ...]:
    words = clean_title(text_of(record, "keywords"))
    if not words or words.casefold() == name.casefold():
        return ()
    if "»" in words or not 2 <= len(words.split()) <= 15:
        notes.append(note("từ khóa: không dùng làm cách hỏi", words))
        return ()
    return (words,)


def _once(field: str) -> str:
    return "; ".join(dict.fromkeys(part.strip() for part in field.split(";")))


def _which(record: Part) -> str:
    for field in ("code", "name", "id"):
        value = record.get(field)
        if isinstance(value, str) and value.strip():
            return f"«{clean_line(value)[:80]}»"
    return "không rõ"
