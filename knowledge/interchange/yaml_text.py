"""How is a value written as YAML that an officer can read and that comes back letter for letter?"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import yaml

_FAST_SAFE_DUMPER: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_FAST_SAFE_DUMPER):  # type: ignore[valid-type,misc] # one of two classes, by what is installed
    """Writes texts of several lines as blocks, days plain, and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values each time anew, without anchors."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    readable = all(line.isprintable() for line in lines)
    style = '"' if not readable else "|" if len(lines) > 1 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _day(dumper: yaml.SafeDumper, day: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(StrEnum, _text)
_Dumper.add_representer(date, _day)


def yaml_text(value: object) -> str:
    """A value as YAML, ending in a line break.

    >>> print(yaml_text({"code": "1.001193", "steps": ("Nộp hồ sơ.", "Nhận kết quả.")}), end="")
    code: '1.001193'
    steps:
    - Nộp hồ sơ.
    - Nhận kết quả.
    """
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**30))
