from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from knowledge.errors import CatalogueError
from knowledge.portal import record_files
from knowledge.portal.raw_record import MalformedRecordError
from knowledge.portal.record_files import records_in
from tests.knowledge.portal.portal_records import some_records

RECORDS = some_records(3)
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()


def a_file(folder: Path, content: bytes, name: str = "cong.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@contextmanager
def a_pipe(*pieces: bytes) -> Iterator[Path]:
    """A pipe into which somebody writes these pieces, as the shell's `<(…)` gives it."""
    reading, writing = os.pipe()

    def write() -> None:
        with open(writing, "wb", buffering=0) as pipe:
            pipe.writelines(pieces)

    writer = Thread(target=write)
    writer.start()
    yield Path(f"/dev/fd/{reading}")
    os.close(reading)
    writer.join()


@pytest.mark.parametrize(
    "content",
    [
        LINES,
        LINES.rstrip(),
        LINES.replace(b"\n", b"\r\n"),
        b"\n\n" + LINES.replace(b"\n", b"\n  \n"),
        b"\xef\xbb\xbf" + LINES,
        gzip.compress(LINES),
        gzip.compress(LINES[:40]) + gzip.compress(LINES[40:]),
    ],
    ids=["plain", "no last newline", "Windows", "empty lines", "byte order mark", "packed", "packed in two pieces"],
)
def test_a_file_holds_its_records_however_it_was_written(tmp_path: Path, content: bytes) -> None:
    assert list(records_in(a_file(tmp_path, content))) == RECORDS


def test_whether_a_file_is_packed_is_seen_in_it_and_not_in_its_name(tmp_path: Path) -> None:
    assert list(records_in(a_file(tmp_path, LINES, "cong.jsonl.gz"))) == RECORDS
    assert list(records_in(a_file(tmp_path, gzip.compress(LINES), "cong.jsonl"))) == RECORDS


@pytest.mark.parametrize("broken", [b'{"code": "1.000', b"xin chao", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 5_000])
def test_a_broken_line_spoils_only_itself(tmp_path: Path, broken: bytes) -> None:
    first, *rest = records_in(a_file(tmp_path, broken + b"\n" + LINES))

    assert isinstance(first, MalformedRecordError)
    assert "Tải lại tệp" in str(first)
    assert rest == RECORDS


def test_what_is_json_but_no_record_is_left_to_whoever_reads_records(tmp_path: Path) -> None:
    assert list(records_in(a_file(tmp_path, b'7\n"ong"\n[]\nnull\n'))) == [7, "ong", [], None]


def test_a_line_without_end_is_told_and_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_files, "LONGEST_LINE", 2_000)

    found = list(records_in(a_file(tmp_path, b'"' + b"o" * 3_000 + b'"\n' + LINES)))

    assert [isinstance(each, MalformedRecordError) for each in found] == [True, True, False, False, False]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert list(records_in(a_file(tmp_path, b""))) == []
    assert list(records_in(a_file(tmp_path, gzip.compress(b"")))) == []


@pytest.mark.parametrize(
    "content",
    [gzip.compress(LINES)[:-20], gzip.compress(LINES)[:60] + b"\x00" * 40 + gzip.compress(LINES)[100:], b"\x1f\x8b"],
    ids=["cut", "damaged", "no more than a beginning"],
)
def test_a_packed_file_that_is_not_whole_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CatalogueError, match=r"Không đọc hết được .*cong\.jsonl: .* Chưa ghi gì"):
        list(records_in(a_file(tmp_path, content)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.jsonl", tmp_path):
        with pytest.raises(CatalogueError, match="Không đọc hết được"):
            list(records_in(path))


@pytest.mark.parametrize("packed", [False, True])
def test_progress_grows_to_the_size_of_the_file(tmp_path: Path, packed: bool) -> None:
    content = gzip.compress(LINES) if packed else LINES
    told: list[Any] = []

    list(records_in(a_file(tmp_path, content), lambda done, total: told.append((done, total))))

    assert told == sorted(told)
    assert told[-1] == (len(content), len(content))


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipes with names here")
@pytest.mark.parametrize("content", [LINES, gzip.compress(LINES)], ids=["plain", "packed"])
def test_a_pipe_is_read_as_a_file_is_though_its_first_byte_comes_alone(content: bytes) -> None:
    told: list[Any] = []

    with a_pipe(content[:1], content[1:30], content[30:]) as path:
        assert list(records_in(path, lambda done, total: told.append((done, total)))) == RECORDS

    assert told[-1] == (len(LINES), 0), "of a pipe nobody knows the size"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipes with names here")
def test_a_packed_pipe_that_breaks_off_is_refused() -> None:
    with a_pipe(gzip.compress(LINES)[:-20]) as path, pytest.raises(CatalogueError, match=r"bị cắt dở.* Chưa ghi gì"):
        list(records_in(path))


def test_what_is_neither_json_nor_packed_is_told_line_by_line(tmp_path: Path) -> None:
    zipped = b"PK\x03\x04\x14\x00\n\x00\x00"

    assert all(isinstance(each, MalformedRecordError) for each in records_in(a_file(tmp_path, zipped, "cong.xlsx")))
