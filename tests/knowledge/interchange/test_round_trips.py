from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from knowledge.interchange import commented_yaml, procedure_from_yaml, read_procedures, write_procedures
from knowledge.procedure import Procedure
from tests.knowledge.examples import FEW, SOME
from tests.knowledge.procedure_strategies import any_catalogue, any_procedure


@SOME
@given(procedures=any_catalogue())
@pytest.mark.parametrize("ending", ["yaml", "jsonl"])
def test_any_procedures_come_back_as_they_went_out(ending: str, procedures: list[Procedure], tmp_path: Path) -> None:
    path = tmp_path / f"danh-muc.{ending}"
    write_procedures(path, procedures)
    assert read_procedures(path) == procedures


@FEW
@given(procedures=any_catalogue())
def test_any_procedures_come_back_from_a_workbook(procedures: list[Procedure], tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.xlsx"
    write_procedures(path, procedures)
    assert read_procedures(path) == procedures


@SOME
@given(procedure=any_procedure())
def test_any_procedure_comes_back_from_the_editor(procedure: Procedure) -> None:
    text = commented_yaml(procedure, ["Bản nháp 12", "một\u2028hai\x07: ba"])
    assert procedure_from_yaml(text, "bản nháp 12") == procedure


@pytest.mark.parametrize("ending", ["yaml", "jsonl", "jsonl.gz", "xlsx"])
def test_the_whole_starter_catalogue_comes_back_in_its_order(
    ending: str, starter: list[Procedure], tmp_path: Path
) -> None:
    path = tmp_path / f"danh-muc.{ending}"
    write_procedures(path, starter)
    assert read_procedures(path) == starter
