from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.errors import CatalogueError
from knowledge.interchange import BadFileError, read_procedures, write_procedures
from tests.knowledge.interchange.office_files import OFFICE

NAMES = ["a.yaml", "a.yml", "a.jsonl", "a.jsonl.gz", "a.xlsx"]


@pytest.mark.parametrize("name", NAMES)
def test_progress_goes_up_to_all_there_is(name: str, tmp_path: Path) -> None:
    reports: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        reports.append((done, total))

    write_procedures(tmp_path / name, OFFICE, watch)
    assert reports == [(1, 2), (2, 2)]
    reports.clear()
    read_procedures(tmp_path / name, watch)
    assert reports == sorted(reports)
    assert reports[-1][0] == reports[-1][1]
    assert len({total for _, total in reports}) == 1


@pytest.mark.parametrize("name", ["a.docx", "a.json", "a", "a.gz", "yaml", "a.xls"])
def test_a_name_that_says_no_form_is_refused_with_the_three_forms(name: str, tmp_path: Path) -> None:
    for work in (lambda: read_procedures(tmp_path / name), lambda: write_procedures(tmp_path / name, OFFICE)):
        with pytest.raises(BadFileError, match=r"\.yaml \(YAML\), \.jsonl .*\(JSON Lines\), \.xlsx \(Excel\)"):
            work()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_there_is_replaced_as_a_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"x" * 1_000_000)
    write_procedures(path, OFFICE)
    assert read_procedures(path) == OFFICE
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_there_stays_when_writing_breaks_off(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_procedures(path, OFFICE, stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_is_not_there_is_said_to_be_missing(name: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=rf"Không ghi được tệp {name}: không có tệp .* xem lại đường dẫn"):
        write_procedures(tmp_path / "không có" / name, OFFICE)


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / "a.yaml"
    folder.mkdir()
    with pytest.raises(CatalogueError, match="chọn một tệp, không chọn thư mục"):
        write_procedures(folder, OFFICE)
    assert folder.is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everywhere")
def test_a_file_that_may_not_be_read_is_said_to_be_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(BadFileError, match="không có quyền mở"):
        read_procedures(path)
