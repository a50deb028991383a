"""What does an officer see who opens one procedure in an editor? YAML with a word of explanation above every field."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge.interchange.checking import stated
from knowledge.interchange.labels import ENUM_NAMES, LABELS
from knowledge.interchange.meanings import CHOICES, FIELDS, MEANINGS
from knowledge.interchange.yaml_text import yaml_text
from knowledge.procedure import Procedure

_WIDTH = 110

SECTIONS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("THỦ TỤC", ("code", "name", "short_name", "summary", "description", "field", "groups")),
    ("HIỆU LỰC VÀ NGUỒN", ("effective_from", "verified_on", "source", "decision", "decision_on", "publisher")),
    ("AI LÀM, AI GIẢI QUYẾT", ("audience", "levels", "reach", "authority", "authorized", "coordinating")),
    ("HỒ SƠ, CÁCH NỘP, PHÍ", ("submit_to", "cases", "channels", "fees")),
    ("NỘI DUNG", ("conditions", "steps", "results", "legal_bases")),
    ("CÁCH NGƯỜI DÂN HỎI", ("phrases", "situations")),
)
"""Every field of a procedure, in the order in which officers meet them."""

_OPENING = (
    "Sửa nội dung sau dấu hai chấm, rồi lưu và đóng lại. Mục nào không có thì để trống.",
    "Dòng bắt đầu bằng dấu # là chú thích, không cần xóa.",
    'Câu có dấu hai chấm hoặc dấu # thì đặt trong ngoặc kép: "Lưu ý: nộp một bản".',
    "Danh sách thì mỗi mục một dòng, đầu dòng là dấu gạch ngang và một dấu cách.",
)
_EXAMPLES: Mapping[str, str] = {
    "levels": "- commune",
    "cases": '- documents:\n  - name: "Tờ khai"\n    originals: 1\n    form: "Mẫu số 01"',
    "channels": "- kind: in_person\n  time_amount: 5\n  time_unit: working_day",
    "fees": "- state: stated\n  kind: state_fee\n  amount_vnd: 50000\n  per: bản",
    "legal_bases": '- number: "60/2014/QH13"\n  title: "Luật Hộ tịch"',
    "steps": '- "Nộp hồ sơ tại bộ phận một cửa."\n- "Nhận kết quả."',
    "phrases": "- làm giấy khai sinh",
}
"""What a field that is a list looks like when it is filled in."""


def commented_yaml(procedure: Procedure, notes: Sequence[str] = ()) -> str:
    """One procedure as YAML with every field and a comment above each; `notes` stand at the top as comments."""
    return _rendered({"reach": procedure.reach, **stated(procedure)}, notes)


def blank_yaml(code: str, on: date, source: str = "") -> str:
    """The YAML of a new procedure, to be filled in: in force from `on` and compared with `source` on that day."""
    return _rendered({"code": code, "effective_from": on, "verified_on": on, "source": source}, ())


def _rendered(values: Mapping[str, object], notes: Sequence[str]) -> str:
    lines = [*map(_comment, (line for note in notes for line in note.splitlines())), *map(_comment, _OPENING)]
    for title, fields in SECTIONS:
        lines += ["", f"# ──── {title} ────"]
        for field in fields:
            lines += ["", *map(_comment, _explained(field))]
            lines.append(yaml_text({field: values[field]}).rstrip("\n") if values.get(field) else f"{field}:")
    return "\n".join(lines) + "\n"


def _explained(field: str) -> Iterator[str]:
    yield f"{LABELS[field]}{_must(field)}: {MEANINGS[field]}.{_choices(field)}"
    for part, name in LABELS.items():
        if part.startswith(f"{field}."):
            indent = "  " * part.count(".")
            yield f"{indent}{part.rpartition('.')[2]} ({name}{_must(part)}): {MEANINGS[part]}.{_choices(part)}"
    if field in _EXAMPLES:
        yield "Ví dụ:"
        yield from (f"  {line}" for line in _EXAMPLES[field].split("\n"))


def _must(field: str) -> str:
    return ", bắt buộc" if FIELDS[field].is_required() else ""


def _choices(field: str) -> str:
    if field not in CHOICES:
        return ""
    return " Chọn: " + ", ".join(f"{value} ({name})" for value, name in ENUM_NAMES[CHOICES[field]].items()) + "."


def _comment(line: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in line)
    indent = " " * (len(printable) - len(printable.lstrip()))
    return textwrap.fill(printable.strip(), _WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {indent}  ")
