"""Which records of the portal do the tests of mapping share? Invented, small, each with one of the real one's traps."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.portal.mapping import Mapped, procedure_of
from knowledge.procedure import Fee, Procedure, RequiredDocument, SubmissionChannel

Json = dict[str, Any]
ON = date(2026, 11, 25)


def a_record(**changes: Any) -> Json:
    """A detail of the portal without dirt, with `changes`."""
    record: Json = {
        "id": "0199aaaa-0000-7000-8000-000000000001",
        "code": "1.000777",
        "name": "Thủ tục đăng ký tổ ong",
        "description": "",
        "decisionNo": "Quyết định số 77/QĐ-BNO",
        "state": "ACTIVE",
        "type": "PUBLIC",
        "keywords": "nuôi ong",
        "isWard": True,
        "isProvince": False,
        "isMinistry": False,
        "isOtherAgency": False,
        "executionSteps": [{"name": "", "description": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả."}],
        "executionMethods": [a_method()],
        "executionCases": [{"name": "", "profileComponents": [a_paper("Tờ khai đăng ký tổ ong theo Mẫu số 01")]}],
        "categoriesDetails": [{"name": "Nuôi ong", "code": "LV-03"}],
        "serviceGroupsDetails": [{"name": "Làm nông"}],
        "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
        "legalBasisesDetails": [{"name": "Luật Nuôi ong", "code": "12/2024/QH15"}],
        "resultsDetails": [{"name": "- Giấy xác nhận tổ ong.", "code": "KQ-1"}],
        "requirementsAndConditions": "- Tổ ong cách nhà ở 10 mét;\n- Có người trông coi.",
        "executingAgencies": "Ủy ban nhân dân cấp xã",
        "departmentPromulgateName": "Bộ Nuôi ong",
        "departmentPromulgateCode": "G77",
    }
    return record | changes


def a_method(**changes: Any) -> Json:
    """One way to hand in, with `changes`."""
    method: Json = {
        "submissionMethod": "DIRECT",
        "processingTime": 5,
        "processingTimeUnit": "WORKING_DAY",
        "description": "",
        "fees": [],
    }
    return method | changes


def a_paper(name: str, originals: Any = 1, copies: Any = 0, *files: str) -> Json:
    """One component of a case."""
    attachments = [{"fileName": file} for file in files]
    return {"name": name, "originalQty": originals, "copyQty": copies, "attachments": attachments}


def mapped(**changes: Any) -> Mapped:
    """What becomes of the clean record with `changes`."""
    return procedure_of(a_record(**changes), ON)


def procedure(**changes: Any) -> Procedure:
    """The procedure of the clean record with `changes`."""
    return mapped(**changes).procedure


def fee(value: Any, description: str = "", **changes: Any) -> Fee:
    """The only fee of a record with one way to hand in and this fee."""
    entry = {"type": "FEE", "value": value, "description": description, "currencyId": "VND"} | changes
    (only,) = procedure(executionMethods=[a_method(fees=[entry])]).fees
    return only


def channel(**changes: Any) -> SubmissionChannel:
    """The only channel of a record with one way to hand in, with `changes`."""
    (only,) = procedure(executionMethods=[a_method(**changes)]).channels
    return only


def papers(*components: Json, case: str = "") -> tuple[RequiredDocument, ...]:
    """The papers of a record with one case of these components; none where no paper is left."""
    cases = procedure(executionCases=[{"name": case, "profileComponents": list(components)}]).cases
    return cases[0].documents if cases else ()
