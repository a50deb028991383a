"""What does the portal say in the officers' guide, in November and in December? Invented, in the shape of its answers."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
_COPIES_FEE = "Tại Ủy ban nhân dân cấp xã: {amount} đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang"


def november() -> list[Json]:
    """Two procedures: a new one, and one that the starter catalogue has."""
    return [_pavements(), _copies(2000)]


def december() -> list[Json]:
    """The same a month later: papers are asked for anew, and certified copies cost more."""
    return [_pavements("Bản vẽ vị trí sử dụng vỉa hè"), _copies(2500)]


def _pavements(*more: str) -> Json:
    return _record(
        id="019d2bff-0000-7000-8000-000000000001",
        code="1.999101",
        name="Cấp giấy phép sử dụng tạm thời vỉa hè để tổ chức đám cưới, đám tang",
        decisionNo="Quyết định số 812/QĐ-UBND",
        categoriesDetails=[{"name": "Đường bộ", "code": "LV-05"}],
        executionMethods=[_method("3", _fee(0, "Miễn phí"))],
        executionCases=[_case("Đơn đề nghị cấp phép theo Mẫu số 01", *more)],
        executionSteps=[{"name": "", "description": "Bước 1: Nộp hồ sơ tại xã.\nBước 2: Nhận giấy phép."}],
        resultsDetails=[{"name": "Giấy phép sử dụng tạm thời vỉa hè", "code": "KQ-1"}],
        executingAgencies="Ủy ban nhân dân cấp xã",
    )


def _copies(amount: int) -> Json:
    return _record(
        id="019d2bff-0000-7000-8000-000000000002",
        code="2.000815",
        name="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, "
        "tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, "
        "tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận",
        decisionNo="3152/QĐ-BTP",
        categoriesDetails=[{"name": "Chứng thực", "code": "LV-06"}],
        executionMethods=[_method("", _fee(amount, _COPIES_FEE.format(amount=f"{amount:,}".replace(",", "."))))],
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
