"""Which files do the tests of interchange begin with? Two made-up procedures, and how a workbook is changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook

from knowledge.interchange import BadFileError, Problem, read_procedures, write_procedures
from knowledge.procedure import Procedure
from tests.knowledge.examples import a_procedure

_ENGLISH = re.compile(
    r"\b(should|valid|required|expected|found|while|characters?|string|least|most|input|error|not|must|be)\b",
    re.IGNORECASE,
)
BEES = a_procedure(
    code="1.000001",
    levels=("commune", "province"),
    cases=(
        {
            "documents": (
                {"name": "Tờ khai nuôi ong", "originals": 1, "form": "Mẫu 01"},
                {"name": "Căn cước", "to_show": True},
            )
        },
        {"name": "Ủy quyền", "documents": ({"name": "Giấy ủy quyền", "copies": 1},)},
    ),
    channels=(
        {"kind": "in_person", "time_amount": 5, "time_unit": "working_day"},
        {"kind": "online", "online_level": "full", "time_words": "Ngay khi nộp"},
    ),
    fees=({"state": "stated", "kind": "state_fee", "amount_vnd": 50_000, "per": "lần"}, {"state": "free"}),
    conditions=("Có chỗ đặt tổ.",),
    steps=("Nộp hồ sơ.", "Nhận kết quả."),
    legal_bases=({"number": "01/2020/NĐ-CP", "title": "Nghị định về nuôi ong"},),
    phrases=("nuôi ong",),
    situations=("Nhà mới có mấy tổ.",),
)
FISH = a_procedure(
    code="1.000002", name="Thủ tục đăng ký nuôi cá", short_name="Đăng ký nuôi cá", decision_on=date(2026, 6, 30)
)
OFFICE = [BEES, FISH]


@cache
def _exported() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so.xlsx"
        write_procedures(path, OFFICE)
        return path.read_bytes()


def workbook(folder: Path, change: Callable[[Any], object] = lambda book: None) -> Path:
    """A workbook of the two procedures, changed and saved again as Excel would."""
    path = folder / "so.xlsx"
    book: Workbook = load_workbook(BytesIO(_exported()))
    change(book)
    book.save(path)
    return path


def read_again(folder: Path, change: Callable[[Any], object]) -> list[Procedure]:
    """What a changed workbook says."""
    return read_procedures(workbook(folder, change))


def problems_in(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a file; fails when nothing is."""
    try:
        read_procedures(path)
    except BadFileError as error:
        return error.problems
    raise AssertionError(f"nothing is wrong with {path.name}")


def is_vietnamese(problem: Problem) -> bool:
    """Whether a message has none of the English words that the libraries say."""
    return not _ENGLISH.search(str(problem))
