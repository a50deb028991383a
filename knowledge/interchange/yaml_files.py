"""How do procedures come from and go to YAML, whole catalogues and the one that an officer edits?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from knowledge.interchange.checking import Gathering, Progress, no_progress, stated
from knowledge.interchange.commented import blank_yaml, commented_yaml
from knowledge.interchange.labels import Path, label
from knowledge.interchange.problems import BadFileError, Problem, problem
from knowledge.interchange.reasons import Fault
from knowledge.interchange.yaml_nodes import Node, read_nodes
from knowledge.interchange.yaml_text import yaml_text
from knowledge.procedure import Procedure

__all__ = ["blank_yaml", "commented_yaml", "procedure_from_yaml", "read_yaml", "write_yaml"]

LARGEST_FILE = 50_000_000
"""Bytes; the whole national catalogue has about thirty million."""
_FILE_KEYS = {"field", "procedures"}


def read_yaml(path: FilePath, source: str, progress: Progress = no_progress) -> list[Procedure]:
    """All procedures of a YAML file: a list, one procedure, or a field with its procedures as in the starter files."""
    _check_size(path.stat().st_size, source)
    return _procedures(_decoded(path.read_bytes(), source), source, progress)


def write_yaml(path: FilePath, procedures: Sequence[Procedure], progress: Progress = no_progress) -> None:
    """Write the procedures as a list, leaving out what is empty; BadFileError if it could not be read again."""
    with path.open("wb") as file:
        for done, procedure in enumerate(procedures, 1):
            file.write(yaml_text([stated(procedure)]).encode())
            progress(done, len(procedures))
        if not procedures:
            file.write(b"[]\n")
        _check_size(file.tell(), f"tệp {path.name}")


def _check_size(size: int, source: str) -> None:
    if size > LARGEST_FILE:
        reason = f"tệp có {size // 1_000_000} MB, quá lớn cho YAML"
        raise BadFileError([problem(source, reason, "chia thành nhiều tệp, hoặc dùng JSON Lines (.jsonl)")])


def procedure_from_yaml(text: str, name: str) -> Procedure:
    """The one procedure of an edited text; `name` is what messages call the text ("bản nháp 12")."""
    procedures = _procedures(text, name, no_progress)
    if len(procedures) > 1:
        raise BadFileError([problem(name, f"có {len(procedures)} thủ tục", "chỉ để lại một thủ tục")])
    return procedures[0]


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        remedy = "mở tệp bằng trình soạn thảo, chọn lưu với bảng mã UTF-8"
        raise BadFileError(
            [problem(source, "chữ không theo bảng mã UTF-8", remedy, line=line, column=str(column))]
        ) from error


def _procedures(text: str, source: str, progress: Progress) -> list[Procedure]:
    root = read_nodes(text, source, progress)
    gathering = Gathering(source)
    for node, defaults in _rows(root, gathering.problems, source):
        gathering.add(defaults | node.plain(), partial(_place, source, node))
    return gathering.result(partial(problem, source))


def _rows(root: Node, problems: list[Problem], source: str) -> Iterator[tuple[Node, dict[str, Any]]]:
    """The node of each procedure, with what the file says for all of them."""
    rows, defaults = root, {}
    if isinstance(root.value, dict) and "procedures" in root.value:
        rows = root.value["procedures"]
        defaults = {"field": root.at(("field",)).plain()} if "field" in root.value else {}
        for key in root.value.keys() - _FILE_KEYS:
            fault = Fault((key,), "không có mục nào tên như vậy", "ở đây chỉ có field và procedures")
            problems.append(_place(source, root, fault))
    for row in rows.value if isinstance(rows.value, list) else [rows]:
        if isinstance(row.value, dict):
            yield row, defaults
        elif row.value is not None or isinstance(rows.value, list):
            problems.append(
                _place(source, row, Fault((), "không phải là một thủ tục", "viết code, name và các mục khác"))
            )


def _place(source: str, node: Node, fault: Fault) -> Problem:
    """The problem of a fault, at the nearest place that the file has for it."""
    found = node.at(fault.path)
    what = f"mục {_key(fault.path)}: {label(fault.path)}" if fault.path else ""
    return problem(source, fault.reason, fault.remedy, line=found.line, column=str(found.column), what=what)


def _key(path: Path) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))
