"""Is this file a workbook at all, and can it be opened without harm?"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.interchange.problems import BadFileError, problem

LARGEST_FILE = 200_000_000
LARGEST_UNPACKED = 500_000_000
"""Bytes of the file, and of all parts of it: many times what the national catalogue has."""
SAVE_AGAIN = "mở tệp bằng Excel, lưu lại dạng Excel Workbook (.xlsx) rồi thử lại"
_SPLIT = "chia thành nhiều tệp, hoặc dùng JSON Lines (.jsonl)"
_OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError, NotImplementedError, RuntimeError),
    *(OSError, zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException),
)
"""What openpyxl and zipfile raise over a damaged file."""


@contextmanager
def opened(path: Path, source: str) -> Iterator[Workbook]:
    """The workbook, as long as it is read; raises BadFileError when it is none."""
    _check_packing(path, source)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")  # it tells in English what it leaves out, none of it ours
        workbook = next(guarded((load_workbook(path, read_only=True) for _ in range(1)), source))
        try:
            yield workbook
        finally:
            workbook.close()


def guarded(found: Iterable[Any], source: str) -> Iterator[Any]:
    """What openpyxl hands out, until it finds the file damaged."""
    try:
        yield from found
    except _BROKEN as error:
        raise BadFileError([problem(source, "tệp bị hỏng hoặc không phải là sổ Excel", SAVE_AGAIN)]) from error


def _check_packing(path: Path, source: str) -> None:
    if path.name.startswith("~$"):
        _refuse(source, "đây là tệp tạm Excel tạo ra khi đang mở sổ", f"đóng Excel rồi chọn {path.name[2:]}")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        _refuse(source, f"tệp có {size // 1_000_000} MB, quá lớn", _SPLIT)
    if not size:
        _refuse(source, "tệp trống", "chọn tệp khác")
    if _begins_like_old_excel(path):
        if _ENCRYPTED in path.read_bytes():
            _refuse(source, "tệp có mật khẩu", "mở bằng Excel, bỏ mật khẩu, lưu lại rồi thử lại")
        _refuse(source, "tệp theo dạng Excel cũ (.xls)", SAVE_AGAIN)
    unpacked = next(guarded((_unpacked(path) for _ in range(1)), source))
    if unpacked > LARGEST_UNPACKED:
        _refuse(source, f"tệp giải nén ra {unpacked // 1_000_000} MB, quá lớn", _SPLIT)


def _begins_like_old_excel(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_OLD_EXCEL)) == _OLD_EXCEL


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist())


def _refuse(source: str, reason: str, remedy: str) -> None:
    raise BadFileError([problem(source, reason, remedy)])
