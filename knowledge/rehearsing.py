"""Would people who type badly still find this procedure? Its own phrases, asked clean and under noise.

Phrases are asked of a catalogue that holds them, so a clean one fails only where another procedure stands in its way.
What fails under noise is what a citizen on a phone would be told wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.evaluation import Share, is_offered, is_right_first, run_case
from knowledge.procedure import Procedure
from nlp.noise import KINDS, noisy

CLEAN = "clean"
"""The kind of a text that is asked as it stands in the catalogue."""


class Rehearsed(NamedTuple):
    """One text of a procedure, as it was asked, and what came back."""

    text: str
    kind: str
    """`clean`, or one of `nlp.noise.KINDS`."""
    asked: str
    outcome: str
    codes: tuple[str, ...]
    """Procedures answered, best first."""
    offered: tuple[str, ...]
    """Options of an answer that asks back, or the nearest of one that does not know."""
    probability: float
    right: bool
    """The procedure is the first answer."""
    offered_right: bool
    """It is the first answer, or among the first four offered."""


def rehearse(
    catalogue: Catalogue,
    code: str,
    kinds: Sequence[str],
    seed: int = 0,
    limit: int | None = None,
    progress: Callable[[], None] = lambda: None,
) -> list[Rehearsed]:
    """What becomes of every name, phrase and situation of a procedure, asked clean and under each kind of noise.

    Each is a question of its own, at the beginning of a conversation. A text that a noise leaves as it was is not asked
    again. At most `limit` texts are asked, names first; `progress` is called after each. Raises CatalogueError where
    the catalogue has no such procedure or there is no such noise.
    """
    if code not in catalogue.procedures:
        raise CatalogueError(f"Danh mục không có thủ tục {code}. Xem lại mã, hoặc thêm thủ tục rồi thử lại.")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        known = ", ".join(KINDS)
        raise CatalogueError(f"Không có kiểu gõ nhiễu “{unknown[0]}”. Chọn trong các kiểu: {known}.")
    found = []
    for text in _texts(catalogue.procedures[code])[:limit]:
        typed = {CLEAN: text} | {kind: noisy(text, kind, seed) for kind in kinds}
        found += [
            _asked(catalogue, code, text, kind, asked)
            for kind, asked in typed.items()
            if kind == CLEAN or asked != text
        ]
        progress()
    return found


def shares(
    rehearsed: Iterable[Rehearsed], good: Callable[[Rehearsed], bool] = lambda each: each.right
) -> Mapping[str, Share]:
    """By kind, in the order they were asked, the share that is good: by default, answered right first."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for each in rehearsed:
        by_kind[each.kind].append(good(each))
    return {kind: Share(sum(judged), len(judged)) for kind, judged in by_kind.items()}


def _texts(procedure: Procedure) -> list[str]:
    """What people may say for it, each once: its names, phrases and situations."""
    said = (procedure.short_name, procedure.name, *procedure.phrases, *procedure.situations)
    return list(dict.fromkeys(text for text in said if text))


def _asked(catalogue: Catalogue, code: str, text: str, kind: str, asked: str) -> Rehearsed:
    """The answer to `asked`, judged as `tthc evaluate` judges."""
    expected = {"q": asked, "behaviour": "answer", "codes": [code], "aspects": []}
    (turn,) = run_case({"turns": [expected]}, catalogue)
    return Rehearsed(
        text=text,
        kind=kind,
        asked=asked,
        outcome=turn["outcome"],
        codes=tuple(turn["codes"]),
        offered=tuple(turn["offered"]),
        probability=turn["probability"],
        right=is_right_first(turn),
        offered_right=is_offered(turn),
    )
