"""What is a procedure called on a button where nobody has given it a short name? By code, at most 40 characters.

Written for this project from what sets a procedure apart from those like it; one that an officer writes comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def short_names() -> Mapping[str, str]:
    """The names; read once a process."""
    text = files("knowledge").joinpath("everyday/names/short_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])
