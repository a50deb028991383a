from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import starter_files
from knowledge.errors import CatalogueError
from knowledge.starter_files import LIFE_EVENTS_FILE, starter_life_events, starter_procedures

SHIPPED = Path(starter_files.__file__).parent / "starter"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of starter files of this test's own: one field and the life events."""
    for name in ("dien.yaml", LIFE_EVENTS_FILE):
        shutil.copy(SHIPPED / name, tmp_path)
    monkeypatch.setattr(starter_files, "_FOLDER", tmp_path)
    return tmp_path


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_procedures_get_the_field_of_their_file(folder: Path) -> None:
    assert {procedure.field for procedure in starter_procedures()} == {"Điện sinh hoạt"}


def test_life_events_are_no_procedures(folder: Path) -> None:
    (folder / "dien.yaml").unlink()
    assert starter_procedures() == []
    assert len(starter_life_events()) >= 12


def test_files_that_are_no_yaml_are_passed_over(folder: Path) -> None:
    (folder / "README.md").write_text("- không phải danh mục", encoding="utf-8")
    assert len(starter_procedures()) == 2


def test_a_bad_row_is_named_by_file_code_and_place(folder: Path) -> None:
    _change(folder / "dien.yaml", "state: ", "state: maybe_")

    with pytest.raises(CatalogueError, match=r"dien\.yaml, 3\.000001, mục fees\.0\.state: .* Sửa rồi chạy lại\."):
        starter_procedures()


def test_a_field_that_nobody_knows_is_refused(folder: Path) -> None:
    _change(folder / "dien.yaml", "short_name:", "nickname: công tơ\n  short_name:")

    with pytest.raises(CatalogueError, match="mục nickname"):
        starter_procedures()


def test_a_code_that_comes_twice_is_refused(folder: Path) -> None:
    shutil.copy(folder / "dien.yaml", folder / "dien-2.yaml")

    with pytest.raises(CatalogueError, match=r"3\.000001 có hai lần"):
        starter_procedures()


def test_a_bad_life_event_is_named_by_its_key(folder: Path) -> None:
    _change(folder / LIFE_EVENTS_FILE, 'code: "', 'code: "x')

    with pytest.raises(CatalogueError, match=r"su-kien\.yaml, sinh-con, mục steps\.0\.code"):
        starter_life_events()


def test_a_row_without_a_code_is_still_named_by_its_file(folder: Path) -> None:
    _change(folder / "dien.yaml", '- code: "3.000001"\n  ', "- ")

    with pytest.raises(CatalogueError, match=r"dien\.yaml, \?, mục code"):
        starter_procedures()
