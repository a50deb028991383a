"""What does it cost to answer sooner, or later? The decision curve over the least probability of a shown answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.golden_figures import run
from benchmarks.questions import flat, golden
from benchmarks.sections import Section, number, percent
from knowledge import deciding
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Turn, figures, is_right_first, is_wrong

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
WRONG_COSTS = 10
"""One wrong answer costs as much as so many "I am not sure"."""


@contextmanager
def answering_at(threshold: float) -> Iterator[None]:
    """Meanwhile answers are shown from this probability on."""
    usual = deciding.ANSWER_AT
    deciding.ANSWER_AT = threshold
    try:
        yield
    finally:
        deciding.ANSWER_AT = usual


def cost(turns: Sequence[Turn]) -> float:
    """The mean cost of a turn: 10 for a wrong answer, 1 for an answer that was wanted and not given."""
    wrong = sum(map(is_wrong, turns))
    wanted = [turn for turn in turns if turn["expected"]["behaviour"] == "answer"]
    missing = sum(not is_right_first(turn) and not is_wrong(turn) for turn in wanted)
    return (WRONG_COSTS * wrong + missing) / len(turns)


def section(catalogue: Catalogue) -> Section:
    """The development questions at every threshold; the one in use is set in bold."""
    cases = flat(golden("development"))
    rows = []
    for threshold in sorted({*THRESHOLDS, deciding.ANSWER_AT}):
        with answering_at(threshold):
            turns = run(cases, catalogue)
        found = figures(turns)
        name = f"{threshold:g}"
        rows.append(
            (
                f"**{name}**" if threshold == deciding.ANSWER_AT else name,
                *(percent(found[key]) for key in ("right_first", "wrong_answers")),
                *(f"{_share_of(turns, outcome):.1%}".replace("%", " %") for outcome in ("asked_back", "unanswered")),
                number(cost(turns)),
            )
        )
    return Section(
        "Decision curve",
        ("answer from", "right first", "wrong", "asked back (of all)", "declined (of all)", "cost a turn"),
        rows,
        f"Development questions; only the least probability of an answer changes. A wrong answer costs {WRONG_COSTS}, "
        "one that was wanted and not given 1.",
    )


def _share_of(turns: Sequence[Turn], outcome: str) -> float:
    return len([turn for turn in turns if turn["outcome"] == outcome]) / len(turns)
