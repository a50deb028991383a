"""What does a slip in YAML's punctuation mean, for someone who has never heard of YAML?"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from knowledge.interchange.problems import Problem, problem

_TAB = re.compile(r"[ \-]*\t")
_ALIGNED = "xem lại thụt đầu dòng: các mục cùng cấp phải bắt đầu ở cùng một cột, chỉ dùng dấu cách"
_QUOTED = 'đặt cả câu trong ngoặc kép: "…"'

_SYNTAX: Mapping[str, tuple[str, str]] = {
    "mapping values are not allowed": ("có dấu hai chấm ở chỗ không dùng được, hoặc thụt đầu dòng lệch", _QUOTED),
    "cannot start any token": ("câu bắt đầu bằng một dấu mà YAML dùng việc khác (@, `, %)", _QUOTED),
    "did not find expected key": ("dòng này không thẳng hàng với các mục ở trên, hoặc thừa dấu ngoặc", _ALIGNED),
    "expected <block end>": ("dòng này không thẳng hàng với các mục ở trên, hoặc thừa dấu ngoặc", _ALIGNED),
    "expected '-' indicator": ("danh sách bị ngắt: dòng này thiếu dấu gạch đầu dòng, hoặc thụt lệch", _ALIGNED),
    "block sequence entries": ("dấu gạch đầu dòng ở chỗ không dùng được", _ALIGNED),
    "could not find expected ':'": (
        "tên mục thiếu dấu hai chấm ở sau",
        "thêm dấu hai chấm và một dấu cách sau tên mục",
    ),
    "unexpected end of stream": ("mở ngoặc kép mà không đóng", "thêm dấu ngoặc kép ở cuối câu"),
    "unexpected document": ("mở ngoặc kép mà không đóng", "thêm dấu ngoặc kép ở cuối câu"),
    "unknown escape character": (
        "sau dấu gạch chéo ngược (\\) là chữ không hợp lệ",
        "viết hai dấu \\\\, hoặc dùng ngoặc đơn ' thay ngoặc kép",
    ),
    "expected ',' or": (
        "danh sách trong ngoặc vuông hoặc ngoặc nhọn chưa đóng",
        "đóng ngoặc, giữa các mục là dấu phẩy",
    ),
    "alphabetic or numeric": ("câu bắt đầu bằng dấu * hoặc & mà YAML dùng việc khác", _QUOTED),
    "tag": ("câu bắt đầu bằng dấu ! mà YAML dùng việc khác", _QUOTED),
}
"""A part of the parser's words (those of libyaml and of PyYAML), and what it means."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, source: str) -> Problem:
    """The problem that stopped the parser, with its line and column."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    lines = text.split("\n")
    if line and any(_TAB.match(each) for each in lines[max(line - 2, 0) : line]):
        reason, remedy = "đầu dòng có dấu tab", "thay dấu tab bằng các dấu cách"
    else:
        words = f"{error.problem} {error.context}"
        unknown = ("YAML không hiểu chỗ này", f"{_ALIGNED}; câu có dấu hai chấm thì {_QUOTED}")
        reason, remedy = next((said for part, said in _SYNTAX.items() if part in words), unknown)
    return problem(source, reason, remedy, line=line, column=str(column or ""))
