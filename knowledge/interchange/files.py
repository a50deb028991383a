"""Which form has a file, and how is it read or written as a whole or not at all?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import CatalogueError
from knowledge.interchange.checking import Progress, no_progress
from knowledge.interchange.json_lines import read_json_lines, write_json_lines
from knowledge.interchange.problems import BadFileError, problem
from knowledge.interchange.workbook import read_workbook, write_workbook
from knowledge.interchange.yaml_files import read_yaml, write_yaml
from knowledge.procedure import Procedure


class Form(NamedTuple):
    """How one form of file is read and written."""

    read: Callable[[Path, str, Progress], list[Procedure]]
    write: Callable[[Path, Sequence[Procedure], Progress], None]


_YAML = Form(read_yaml, write_yaml)
_JSON_LINES = Form(read_json_lines, write_json_lines)
FORMS: Mapping[str, Form] = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".jsonl": _JSON_LINES,
    ".jsonl.gz": _JSON_LINES,
    ".xlsx": Form(read_workbook, write_workbook),
}
"""By the end of the file's name."""


def read_procedures(path: Path, progress: Progress = no_progress) -> list[Procedure]:
    """All procedures of a YAML, JSON Lines or Excel file, in order; raises BadFileError with all that is wrong."""
    source = f"tệp {path.name}"
    form = _form(path, source)
    try:
        return form.read(path, source, progress)
    except OSError as error:
        reason, remedy = _unreachable(error)
        raise BadFileError([problem(source, reason, remedy)]) from error


def write_procedures(path: Path, procedures: Sequence[Procedure], progress: Progress = no_progress) -> None:
    """Write the procedures in the form that the file's name asks for; the file is there as a whole or not at all."""
    source = f"tệp {path.name}"
    form = _form(path, source)
    try:
        with tempfile.TemporaryDirectory(prefix=".tthc-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            form.write(new, procedures, progress)
            os.replace(new, path)
    except OSError as error:
        reason, remedy = _unreachable(error)
        raise CatalogueError(f"Không ghi được {source}: {reason}. Cách sửa: {remedy}.") from error


def _form(path: Path, source: str) -> Form:
    for ending in sorted(FORMS, key=len, reverse=True):
        if path.name.lower().endswith(ending):
            return FORMS[ending]
    remedy = "đặt tên tệp kết thúc bằng .yaml (YAML), .jsonl hoặc .jsonl.gz (JSON Lines), .xlsx (Excel)"
    raise BadFileError([problem(source, "không biết dạng tệp này", remedy)])


def _unreachable(error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "không có tệp hoặc thư mục này", "xem lại đường dẫn"
    if isinstance(error, IsADirectoryError | NotADirectoryError):
        return "đường dẫn không đúng là một tệp", "chọn một tệp, không chọn thư mục"
    if isinstance(error, PermissionError):
        return (
            "không có quyền mở, hoặc tệp đang mở ở chương trình khác",
            "đóng tệp ở chương trình kia, hoặc chọn chỗ khác",
        )
    return "ổ đĩa không đọc hoặc ghi được", "xem ổ đĩa còn chỗ và còn hoạt động không"
