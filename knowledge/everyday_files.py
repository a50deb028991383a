"""How do people ask for procedures outside the starter catalogue? Sentences by code, for whatever catalogue is loaded.

One TSV file a ministry in `knowledge/everyday`, one sentence a line: code, kind, text. They were written from what a
procedure is for, by many voices; `knowledge/everyday/README.md` says for which procedures and how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

KINDS: Mapping[str, bool] = {"thing": False, "act": False, "event": True, "mishap": True, "story": True}
"""What a sentence tells, and whether it is a situation, which need not name what people want."""
_FOLDER = files("knowledge").joinpath("everyday")


class Sentence(NamedTuple):
    """A way to ask for one procedure."""

    code: str
    kind: str
    text: str

    @property
    def is_situation(self) -> bool:
        """Whether it tells what happened and not what is wanted."""
        return KINDS[self.kind]


def everyday_sentences(folder: Traversable = _FOLDER) -> Iterator[Sentence]:
    """Every sentence of a folder, file by file."""
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".tsv"):
            for line in file.read_text(encoding="utf-8").splitlines()[1:]:
                yield Sentence(*line.split("\t"))


@cache
def everyday() -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """By code each text with whether it is a situation; read once a process."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for sentence in everyday_sentences():
        found.setdefault(sentence.code, []).append((sentence.text, sentence.is_situation))
    return {code: tuple(texts) for code, texts in found.items()}
