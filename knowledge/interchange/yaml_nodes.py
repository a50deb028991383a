"""What is written in a YAML text, letter for letter, and on which line and column does each part of it stand?

No scalar is taken for a number, a day or yes and no: 1.001193 stays a code and 50.000 stays fifty thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from knowledge.interchange.checking import Progress
from knowledge.interchange.labels import Path
from knowledge.interchange.problems import BadFileError, Problem, problem
from knowledge.interchange.scalars import quoted
from knowledge.interchange.yaml_syntax import syntax_problem

_FAST_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = {"", "~", "null", "Null", "NULL"}
_DEEPEST = 12
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a file."""


class Node(NamedTuple):
    """A value with the place (from 1) of its key or, in a list, of itself; an empty value is None."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    column: int

    def at(self, path: Path) -> Node:
        """The node at the end of `path`, or the last one on the way to it."""
        node = self
        for part in path:
            inner = node.value
            if isinstance(inner, dict) and part in inner:
                node = inner[str(part)]
            elif isinstance(inner, list) and isinstance(part, int) and part < len(inner):
                node = inner[part]
            else:
                return node
        return node

    def plain(self) -> Any:
        """The values alone, without their places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read_nodes(text: str, source: str, progress: Progress) -> Node:
    """The one document of a YAML text; raises BadFileError with every fault that can be told apart."""
    if strange := _UNPRINTABLE.search(text):
        line, column = _place(text, strange.start())
        reason, remedy = f"có ký tự điều khiển U+{ord(strange[0]):04X}", "xóa ký tự lạ ở chỗ này rồi lưu lại"
        raise BadFileError([problem(source, reason, remedy, line=line, column=str(column))])
    total = text.count("\n") + 1
    building = _Building(source, progress, total)
    try:
        node = building.document(yaml.parse(text, Loader=_FAST_SAFE_LOADER))
    except yaml.MarkedYAMLError as error:
        raise BadFileError([*building.problems, syntax_problem(error, text, source)]) from error
    if building.problems:
        raise BadFileError(building.problems)
    progress(total, total)
    return node


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


class _Building:
    """The nodes of a text, built event by event."""

    def __init__(self, source: str, progress: Progress, total: int) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._progress = progress
        self._total = total

    def document(self, events: Iterator[yaml.Event]) -> Node:
        """The node of the first document."""
        node = Node(None, 0, 0)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node.line:
                    self._refuse(event, "có nhiều phần ngăn bởi dấu ---", "để mỗi phần thành một tệp")
                    break
                first = next(events)
                node = Node(self._value(first, events, 1), *_start(first))
        if not self.problems and node.value is None:
            self.problems.append(problem(self._source, "tệp trống", "chọn tệp khác, hoặc thêm ít nhất một thủ tục"))
        return node

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
        if getattr(event, "anchor", None):
            self._refuse(event, "có dấu neo (& hoặc *) của YAML", "chép nội dung ra từng chỗ, bỏ dấu & và *")
        if depth > _DEEPEST:
            self._refuse(event, "các mục lồng vào nhau quá sâu", "xem lại thụt đầu dòng")
            raise BadFileError(self.problems)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(events, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._entries(events, depth)
        if isinstance(event, yaml.ScalarEvent) and (event.style or event.value not in _EMPTY):
            return event.value
        return None

    def _items(self, events: Iterator[yaml.Event], depth: int) -> list[Node]:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            line, column = _start(event)
            items.append(Node(self._value(event, events, depth + 1), line, column))
            if depth <= 2:
                self._progress(min(line, self._total), self._total)
        return items

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, events, depth + 1)
            node = Node(self._value(next(events), events, depth + 1), *_start(event))
            if not isinstance(key, str):
                self._refuse(event, "tên mục không phải là một đoạn chữ", "viết tên mục rồi dấu hai chấm")
            elif key in entries:
                first = entries[key].line
                self._refuse(event, f"mục {quoted(key)} viết hai lần, lần đầu ở dòng {first}", "giữ lại một")
            else:
                entries[key] = node
        return entries

    def _refuse(self, event: yaml.Event, reason: str, remedy: str) -> None:
        line, column = _start(event)
        self.problems.append(problem(self._source, reason, remedy, line=line, column=str(column)))


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
