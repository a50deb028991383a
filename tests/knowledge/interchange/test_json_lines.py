from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from knowledge.interchange import BadFileError, read_procedures, write_procedures
from knowledge.procedure import Procedure
from tests.knowledge.interchange.office_files import BEES, FISH, OFFICE


def _written(folder: Path) -> tuple[Path, bytes]:
    path = folder / "a.jsonl"
    write_procedures(path, OFFICE)
    return path, path.read_bytes()


def test_each_line_is_a_procedure_without_what_is_empty(tmp_path: Path) -> None:
    lines = _written(tmp_path)[1].decode().splitlines()
    assert [Procedure.model_validate(json.loads(line)) for line in lines] == OFFICE
    assert "Thủ tục đăng ký nuôi cá" in lines[1]
    assert "steps" not in json.loads(lines[1])


@pytest.mark.parametrize(
    ("old", "new"), [(b"{", b"\xef\xbb\xbf{"), (b"\n", b"\r\n"), (b"\n", b"\n\n  \n"), (b"}\n", b"}  \n")]
)
def test_marks_blank_lines_and_line_ends_of_other_programs_do_no_harm(old: bytes, new: bytes, tmp_path: Path) -> None:
    path, content = _written(tmp_path)
    path.write_bytes(content.replace(old, new, 1))
    assert read_procedures(path) == OFFICE


def test_the_last_line_may_have_no_end(tmp_path: Path) -> None:
    path, content = _written(tmp_path)
    path.write_bytes(content.rstrip())
    reports: list[tuple[int, int]] = []
    assert read_procedures(path, lambda done, total: reports.append((done, total))) == OFFICE
    assert reports == [(1, 2), (2, 2)]


def test_it_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "A.JSONL.GZ"
    write_procedures(path, OFFICE)
    assert gzip.decompress(path.read_bytes()) == _written(tmp_path)[1]
    assert read_procedures(path) == OFFICE


def test_numbers_and_choices_are_read_as_in_the_other_forms(tmp_path: Path) -> None:
    path, content = _written(tmp_path)
    text = content.decode().replace("50000", '"50.000 đồng"').replace('"stated"', '"Có mức thu"')
    path.write_text(text.replace('"1.000002"', "1.000002"), encoding="utf-8")
    assert read_procedures(path) == OFFICE


def test_a_fault_is_named_by_its_line_and_its_way(tmp_path: Path) -> None:
    path, content = _written(tmp_path)
    path.write_bytes(b"\n" + content.replace(b"50000", b"-1"))
    with pytest.raises(BadFileError) as refused:
        read_procedures(path)
    (problem,) = refused.value.problems
    assert problem.where == "tệp a.jsonl, dòng 2 (mục fees.0.amount_vnd: Phí, lệ phí thứ 1 › Số tiền)"


def test_one_bad_line_keeps_all_out_and_all_bad_lines_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_procedures(path, [BEES, FISH])
    path.write_bytes(b"x\n" + path.read_bytes() + b"[]\n")
    with pytest.raises(BadFileError) as refused:
        read_procedures(path)
    assert [each.line for each in refused.value.problems] == [1, 4]
