r"""Which lines of a text belong together?

>>> blocks_of("a) Nộp:\n- tại xã.\nb) Nhận.", keep_headings=False)
['a) Nộp:\n- tại xã.', 'b) Nhận.']
"""

from __future__ import annotations

import re

from knowledge.portal.cleaning import is_nothing
from knowledge.procedure import MAX_LINE

_LINE_KINDS = (
    ("number", re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=\D)")),
    ("letter", re.compile(r"[a-zđA-ZĐ][.)]\s*")),
    ("deeper", re.compile(r"(?:\+\+|--|\*\*)")),
    ("dash", re.compile(r"[-–]")),
    ("plus", re.compile(r"\+")),
    ("star", re.compile(r"[*•]")),
)


def blocks_of(text: str, *, keep_headings: bool) -> list[str]:
    """The lines of a text, each with the lines of other kinds that follow it.

    The first line that is no heading says which kind begins a block; a numbered heading does too if another follows.
    """
    lines = [line for line in text.split("\n") if not is_nothing(line)]
    kinds = [kind_of(line) for line in lines]
    leading = (
        kind
        for kind, line in zip(kinds, lines, strict=True)
        if keep_headings or not line.endswith(":") or (kind != "words" and kinds.count(kind) > 1)
    )
    first = next(leading, "words")
    blocks: list[list[str]] = []
    for kind, line in zip(kinds, lines, strict=True):
        if not blocks or kind == first:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return ["\n".join(block) for block in blocks]


def kind_of(line: str) -> str:
    """How a line begins: "number", "letter", "dash" … or with "words"."""
    return next((name for name, pattern in _LINE_KINDS if pattern.match(line)), "words")


def short_enough(words: str) -> list[str]:
    """The words in pieces that fit a line of the catalogue, cut between lines."""
    if len(words) <= MAX_LINE:
        return [words]
    pieces = [""]
    for line in words.split("\n"):
        if len(pieces[-1]) + len(line) + 1 > MAX_LINE:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]}\n{line}".strip()
    return [piece for piece in pieces if piece]
