"""Which made-up procedures does the portal of the tests publish? In the shape of its answers, as many as are wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

Json = dict[str, Any]
FIELDS = (
    {"code": "LV-01", "name": "Hộ tịch"},
    {"code": "LV-02", "name": "Đất đai"},
    {"code": "LV-03", "name": "Nuôi ong"},
)
AGENCIES = (("G01", "Bộ Tư pháp"), ("G07", "Bộ Nông nghiệp và Môi trường"), ("H21", "Ủy ban nhân dân tỉnh Cây Xanh"))
LEVELS: tuple[dict[str, bool], ...] = (
    {"isWard": True},
    {"isProvince": True},
    {"isMinistry": True},
    {"isWard": True, "isProvince": True},
    {},
)


def some_records(count: int) -> list[Json]:
    """Invented procedures in the shape of the portal's detail, in the order of their ids."""
    return [a_record(number) for number in range(1, count + 1)]


def a_record(number: int, **changes: Any) -> Json:
    """The procedure with this number, with `changes`."""
    code, name = AGENCIES[number % len(AGENCIES)]
    flags = dict.fromkeys(("isWard", "isProvince", "isMinistry", "isOtherAgency"), False)
    record: Json = {
        "id": str(UUID(int=0x019D2BFB << 96 | number)),
        "code": f"1.{900000 + number}",
        "name": f"Đăng ký tổ ong số {number}",
        "description": "",
        "state": "ACTIVE",
        "type": "PUBLIC",
        "departmentPromulgateCode": code,
        "departmentPromulgateName": name,
        "categoriesDetails": [FIELDS[number % len(FIELDS)]],
        "executionSteps": [{"name": "", "description": "Bước 1: Đếm tổ ong.\nBước 2: Nộp tờ khai tại xã."}],
        "executionMethods": [
            {"submissionMethod": "DIRECT", "processingTime": "3", "processingTimeUnit": "WORKING_DAY", "fees": []}
        ],
        "executionCases": [],
        "cases": [
            {"code": f"1.{900000 + number}.01", "name": "", "processingDay": {"qty": 0.5, "type": "WORKING_DAY"}}
        ],
        "updatedAt": 1_790_000_000_000,
    }
    return record | flags | LEVELS[number % len(LEVELS)] | changes


def list_item(record: Json) -> Json:
    """A record as the list shows it."""
    return {
        "id": record["id"],
        "code": record["code"],
        "name": record["name"],
        "type": record["type"],
        "categories": [category["name"] for category in record["categoriesDetails"]],
        "departments": [record["departmentPromulgateName"]],
        "state": record["state"],
        "departmentPromulgate": record["departmentPromulgateName"],
    }
