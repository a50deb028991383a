"""Which records does a file from the portal hold? JSON Lines, also packed; a broken line spoils only itself.

A pipe is read as well, once and from its beginning: nothing here goes back in a file.
"""

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
_PACKED = b"\x1f"
"""No line of JSON begins with it, and every gzip file does; of a pipe, one byte may be all that is there yet."""


def records_in(path: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Any]:
    """Each record, or the MalformedRecordError that says why a line is none; `progress` is told bytes of the file.

    Of a pipe nobody knows the size: there it is told the bytes of the lines, of 0. Raises CatalogueError when the file
    cannot be read or unpacked.
    """
    try:
        with path.open("rb") as raw:
            size, read = path.stat().st_size if raw.seekable() else 0, 0
            packed = raw.peek(1)[:1] == _PACKED
            lines = gzip.GzipFile(fileobj=raw) if packed else raw
            while line := lines.readline(LONGEST_LINE):
                read += len(line)
                if line.strip():
                    yield _record(line)
                progress(min(raw.tell(), size) if size else read, size)
    except (OSError, EOFError, zlib.error) as error:
        raise CatalogueError(
            f"Không đọc hết được {path}: tệp không có, bị cắt dở hoặc hỏng. Chưa ghi gì; kiểm tra lại tệp."
        ) from error


def _record(line: bytes) -> Any:
    try:
        return cast("Any", json.loads(line.removeprefix(b"\xef\xbb\xbf")))
    except (ValueError, RecursionError):
        return MalformedRecordError("Dòng này không phải JSON. Tải lại tệp từ nguồn.")
