"""What does the portal say in the officers' guide, in November and in December? Invented, in its answers' shape."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def november() -> list[Json]:
    """Two procedures: a new one, and one that the starter catalogue has."""
    return [_hall(), _copies(2000)]


def december() -> list[Json]:
    """The same a month later: papers are asked for anew, and certified copies cost more."""
    return [_hall("Giấy cam kết giữ gìn vệ sinh"), _copies(2500)]


def _hall(*more: str) -> Json:
    return _record(
        id="019d2bff-0000-7000-8000-000000000001",
        code="1.999101",
        name="Cho mượn nhà văn hóa thôn, tổ dân phố",
        decisionNo="Quyết định số 812/QĐ-UBND",
        categoriesDetails=[{"name": "Văn hóa", "code": "LV-05"}],
        executionMethods=[_method("3", _fee(0, "Miễn phí"))],
        executionCases=[_case("Đơn đề nghị mượn nhà văn hóa theo Mẫu số 01", *more)],
        executionSteps=[{"name": "", "description": "Bước 1: Nộp đơn tại xã.\nBước 2: Nhận chìa khóa."}],
        resultsDetails=[{"name": "Văn bản đồng ý cho mượn", "code": "KQ-1"}],
        executingAgencies="Ủy ban nhân dân cấp xã",
    )


def _copies(amount: int) -> Json:
    return _record(
        id="019d2bff-0000-7000-8000-000000000002",
        code="2.000815",
        name="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; "
        "cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với "
        "cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận",
        decisionNo="3152/QĐ-BTP",
        categoriesDetails=[{"name": "Chứng thực", "code": "LV-06"}],
        executionMethods=[_method("", _fee(amount, "đồng/trang"))],
    )


def _record(**said: Any) -> Json:
    record: Json = {
        "description": "",
        "state": "ACTIVE",
        "type": "PUBLIC",
        "keywords": "",
        "isWard": True,
        "isProvince": False,
        "isMinistry": False,
        "isOtherAgency": False,
        "departmentPromulgateName": "Bộ Tư pháp",
        "departmentPromulgateCode": "G15",
        "executionSteps": [],
        "executionCases": [],
        "updatedAt": 1_790_000_000_000,
    }
    return record | said


def _method(days: str, *fees: Json) -> Json:
    unit = "WORKING_DAY" if days else "OTHER"
    return {"submissionMethod": "DIRECT", "processingTime": days, "processingTimeUnit": unit, "fees": list(fees)}


def _fee(amount: int, description: str) -> Json:
    return {"type": "FEE", "value": amount, "description": description, "currencyId": "VND"}


def _case(*papers: str) -> Json:
    components = [{"name": paper, "originalQty": 1, "copyQty": 0, "attachments": []} for paper in papers]
    return {"name": "", "profileComponents": components}
