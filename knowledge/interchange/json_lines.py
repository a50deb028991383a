"""How do procedures come from and go to JSON Lines: one procedure a line, packed with gzip or not?"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from knowledge.interchange.checking import Gathering, Progress, no_progress, stated
from knowledge.interchange.labels import label
from knowledge.interchange.problems import BadFileError, Problem, problem
from knowledge.interchange.reasons import Fault
from knowledge.interchange.scalars import UnreadableError, quoted
from knowledge.procedure import Procedure

LARGEST_FILE = 500_000_000
"""Bytes, unpacked."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PUNCTUATION = "mỗi thủ tục nằm trọn trên một dòng, trong { }; xem lại dấu ngoặc kép, dấu phẩy và dấu ngoặc"


def read_json_lines(path: Path, source: str, progress: Progress = no_progress) -> list[Procedure]:
    """All procedures of a JSON Lines file, line by line; a name that ends in .gz is unpacked on the way."""
    gathering = Gathering(source)
    try:
        total = _count_lines(path, source)
        with _opened(path, "rb") as file:
            for line, content in enumerate(file, 1):
                _take(content.removeprefix(_BYTE_ORDER_MARK), line, gathering)
                progress(line, total)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        remedy = "tải lại tệp, hoặc nén lại bằng gzip"
        raise BadFileError([problem(source, "tệp nén bị hỏng hoặc không phải gzip", remedy)]) from error
    return gathering.result(partial(problem, source))


def write_json_lines(path: Path, procedures: Sequence[Procedure], progress: Progress = no_progress) -> None:
    """Write one procedure a line, leaving out what is empty."""
    with _opened(path, "wb") as file:
        for done, procedure in enumerate(procedures, 1):
            file.write(json.dumps(stated(procedure), ensure_ascii=False, default=str).encode() + b"\n")
            progress(done, len(procedures))


def _opened(path: Path, mode: str) -> IO[bytes]:
    if not path.name.lower().endswith(".gz"):
        return cast("IO[bytes]", path.open(mode))
    return cast("IO[bytes]", gzip.open(path, mode))


def _count_lines(path: Path, source: str) -> int:
    lines = size = 0
    last = b"\n"
    with _opened(path, "rb") as file:
        while chunk := file.read(io.DEFAULT_BUFFER_SIZE * 128):
            lines += chunk.count(b"\n")
            size += len(chunk)
            last = chunk[-1:]
            if size > LARGEST_FILE:
                reason = f"tệp có hơn {LARGEST_FILE // 1_000_000} MB khi giải nén"
                raise BadFileError([problem(source, reason, "chia thành nhiều tệp")])
    return lines + (last != b"\n")


def _take(content: bytes, line: int, gathering: Gathering) -> None:
    """Take the procedure of one line; a blank line is none."""
    place = partial(_place, gathering.source, line)
    try:
        row = _parsed(content) if content.strip() else None
    except UnreadableError as error:
        gathering.problems.append(place(Fault((), error.reason, error.remedy)))
        return
    if isinstance(row, dict):
        gathering.add(row, place)
    elif row is not None or content.strip():
        gathering.problems.append(place(Fault((), "dòng này không phải là một thủ tục", _PUNCTUATION)))


def _parsed(content: bytes) -> Any:
    """The values of a line; numbers that are not whole stay as they are written."""
    try:
        return json.loads(content.decode(), parse_float=str, parse_constant=str, object_pairs_hook=_once_each)
    except UnicodeDecodeError as error:
        raise UnreadableError("chữ không theo bảng mã UTF-8", "lưu lại tệp với bảng mã UTF-8") from error
    except json.JSONDecodeError as error:
        near = f"sai cú pháp JSON ở ký tự thứ {error.colno}, gần {quoted(error.doc[error.pos :][:30])}"
        raise UnreadableError(near, _PUNCTUATION) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("dòng này không đọc được: con số quá dài hoặc lồng quá sâu", _PUNCTUATION) from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UnreadableError(f"mục {quoted(twice)} viết hai lần", "giữ lại một")
    return entries


def _place(source: str, line: int, fault: Fault) -> Problem:
    what = f"mục {'.'.join(map(str, fault.path))}: {label(fault.path)}" if fault.path else ""
    return problem(source, fault.reason, fault.remedy, line=line, what=what)
