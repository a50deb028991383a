"""Does a conversation stay with its procedure, switch when another is meant, and end well?

A pair is a turn that wants an answer after another that did. It *stays* where both have an acceptable procedure in
common: right when such a one is shown. It *switches* where they have none: right when what is shown first is not what
was talked of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from benchmarks.sections import Section, percent
from knowledge.evaluation import Share, Turn, is_right

Pair = tuple[Turn, Turn]


def section(name: str, asked: Mapping[str, Sequence[Turn]]) -> Section:
    """The pairs and the whole conversations of each part of the golden questions over one catalogue."""
    rows = []
    for part, turns in asked.items():
        talks = [talk for talk in conversations(turns) if len(talk) > 1]
        pairs = [pair for talk in talks for pair in pairwise(talk) if all(map(_wants_an_answer, pair))]
        stays, switches = [pair for pair in pairs if _common(pair)], [pair for pair in pairs if not _common(pair)]
        kept, left = list(map(_kept, stays)), list(map(_left, switches))
        whole = [all(map(is_right, talk)) for talk in talks]
        last = [is_right(talk[-1]) for talk in talks]
        rows.append((part, *(cell for right in (kept, left, kept + left, last, whole) for cell in _told(right))))
    words = ("stays", "switches", "both", "last turn", "every turn")
    columns = ("part", *(cell for word in words for cell in (f"{word}: of", "right")))
    return Section(f"Conversations: {name}", columns, rows, __doc__.split("\n\n")[1].replace("\n", " "))


def conversations(turns: Iterable[Turn]) -> Iterator[list[Turn]]:
    """The turns of each case, which stand together."""
    return (list(talk) for _, talk in groupby(turns, key=lambda turn: turn["id"]))


def _wants_an_answer(turn: Turn) -> bool:
    return bool(turn["expected"]["behaviour"] == "answer")


def _common(pair: Pair) -> set[str]:
    before, now = pair
    return set(before["expected"]["codes"]) & set(now["expected"]["codes"])


def _kept(pair: Pair) -> bool:
    return bool({*pair[1]["codes"], *pair[1]["offered"]} & set(pair[1]["expected"]["codes"]))


def _left(pair: Pair) -> bool:
    before, now = pair
    return next(iter([*now["codes"], *now["offered"]]), "") not in before["expected"]["codes"]


def _told(right: Sequence[bool]) -> tuple[str, str]:
    return str(len(right)), percent(Share(sum(right), len(right)).as_json())
