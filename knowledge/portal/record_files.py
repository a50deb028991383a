"""Which records does a file from the portal hold? JSON Lines, also packed; a broken line spoils only itself."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from knowledge.errors import CatalogueError
from knowledge.portal.raw_record import MalformedRecordError

LONGEST_LINE = 20_000_000
"""Bytes of the longest line that is read; the longest of the portal has 180,000."""


def records_in(path: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Any]:
    """Each record, or the MalformedRecordError that says why a line is none; `progress` is told bytes of the file.

    Raises CatalogueError when the file cannot be read or unpacked.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as raw:
            packed = raw.peek(2)[:2] == b"\x1f\x8b"
            lines = gzip.GzipFile(fileobj=raw) if packed else raw
            while line := lines.readline(LONGEST_LINE):
                if line.strip():
                    yield _record(line)
                progress(min(raw.tell(), size), size)
    except (OSError, EOFError, zlib.error) as error:
        raise CatalogueError(
            f"Không đọc hết được {path}: tệp không có, bị cắt dở hoặc hỏng. Chưa ghi gì; kiểm tra lại tệp."
        ) from error


def _record(line: bytes) -> Any:
    try:
        return cast("Any", json.loads(line.removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, RecursionError):
        return MalformedRecordError("Dòng này không phải JSON. Tải lại tệp từ nguồn.")
