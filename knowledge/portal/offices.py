"""Who publishes, decides and receives by the portal's record, and for whom a procedure is?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.portal.cleaning import clean_line, clean_text, clean_title
from knowledge.portal.laws import decision_number
from knowledge.portal.raw_record import Part, cleaned_text, day_of, names_of, note, part_text, text_of
from knowledge.procedure import Reach

PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
PAGE_BY_CODE = "https://dichvucong.gov.vn/dich-vu-cong-truc-tuyen/"
_PROVINCE = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố|TP)\b", re.IGNORECASE)
_PROVINCE_CODE = re.compile(r"\.H\d{2}\b")


def reach_of(record: Part, code: str) -> Reach:
    """Whether everybody, the people of one province or only agencies can use it."""
    if text_of(record, "type").upper().endswith("_INTERNAL") or code.startswith(("5.", "6.")):
        return Reach.INTERNAL
    publisher = clean_line(text_of(record, "departmentPromulgateName"))
    from_province = text_of(record, "departmentPromulgateCode").upper().startswith("H") or _PROVINCE_CODE.search(code)
    return Reach.PROVINCE if from_province or _PROVINCE.match(publisher) else Reach.NATIONAL


def offices_of(record: Part, other_ways: list[str], notes: list[str]) -> dict[str, object]:
    """Publisher, authority and the others, and where to hand it in, with the ways that are no channel of ours."""
    decides = cleaned_text(record, "authorityAgencies")
    does = cleaned_text(record, "executingAgencies") or ", ".join(
        dict.fromkeys(names_of(record, "departmentsExecuting", notes))
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


def publication_of(record: Part, code: str, notes: list[str]) -> dict[str, object]:
    """The decision that published it, its day, and its page on the portal."""
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
