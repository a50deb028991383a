"""Does another writing of the same question get the same answer?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.golden_figures import PARTS
from benchmarks.questions import Case, flat, golden
from benchmarks.sections import Section, percent
from benchmarks.variants import VARIANTS
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Share, Turn, is_right_first, run_case, typed
from nlp.noise import KINDS, noisy

NOISE: dict[str, Callable[[str], str]] = {
    f"noise: {kind}": partial(noisy, kind=kind) for kind in KINDS if kind != "no_marks"
}
"""Bad typing, which may change an answer; the writings of `VARIANTS` must not."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The turns that a variant writes otherwise: the clean ones and the varied ones, in the same order."""

    clean: list[Turn]
    varied: list[Turn]

    def same(self) -> Share:
        """The share that ends alike: the same outcome and the same procedures answered."""
        return Share(sum(map(_alike, self.clean, self.varied)), len(self.clean))

    def right_first(self) -> tuple[Share, Share]:
        """Right first among those that want an answer: clean, and varied."""
        return _right_first(self.clean), _right_first(self.varied)


def _alike(one: Turn, other: Turn) -> bool:
    return (one["outcome"], one["codes"]) == (other["outcome"], other["codes"])


def _right_first(turns: Sequence[Turn]) -> Share:
    wanted = [turn for turn in turns if turn["expected"]["behaviour"] == "answer"]
    return Share(sum(map(is_right_first, wanted)), len(wanted))


def compared(cases: Sequence[Case], variant: Callable[[str], str], catalogue: Catalogue) -> Compared:
    """Every case asked as it is and as varied; only turns that the variant changes are kept."""
    kept = [
        (clean, varied)
        for case in cases
        for clean, varied in zip(run_case(case, catalogue), run_case(typed(case, variant), catalogue), strict=True)
        if clean["q"] != varied["q"]
    ]
    return Compared([clean for clean, _ in kept], [varied for _, varied in kept])


def section(catalogue: Catalogue) -> Section:
    """Each variant on each part."""
    rows = []
    for part in PARTS:
        cases = flat(golden(part))
        for name, variant in ({**VARIANTS, **NOISE}).items():
            found = compared(cases, variant, catalogue)
            clean, varied = found.right_first()
            rows.append(
                (
                    f"{part}: {name}",
                    str(len(found.clean)),
                    *(percent(share.as_json()) for share in (found.same(), clean, varied)),
                )
            )
    return Section(
        "The same question, written otherwise",
        (
            "writing",
            "turns changed",
            "same outcome and codes",
            "right first, as it was",
            "right first, so written",
        ),
        rows,
        "Only turns whose text the writing changes: half of the questions have no diacritics to lose.",
    )
