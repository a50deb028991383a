"""What would other costs bring? The decision curve over what a wrong answer costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.golden_figures import run
from benchmarks.questions import Case
from benchmarks.sections import Section, number, percent
from knowledge import deciding
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Turn, figures, is_right_first, is_wrong

COSTS = (2.0, 3.0, 4.0, 6.0, 10.0)


@contextmanager
def wrong_costing(cost: float) -> Iterator[None]:
    """Meanwhile a wrong answer costs so many questions that were not needed."""
    usual = deciding.WRONG
    deciding.WRONG = cost
    try:
        yield
    finally:
        deciding.WRONG = usual


def section(name: str, cases: Sequence[Case], catalogue: Catalogue) -> Section:
    """The questions at every cost; the one in use is set in bold."""
    rows = []
    for cost in sorted({*COSTS, deciding.WRONG}):
        with wrong_costing(cost):
            turns = run(cases, catalogue)
        found = figures(turns)
        missing = [
            turn
            for turn in turns
            if turn["expected"]["behaviour"] == "answer" and not is_right_first(turn) and not is_wrong(turn)
        ]
        rows.append(
            (
                f"**{cost:g}**" if cost == deciding.WRONG else f"{cost:g}",
                *(percent(found[key]) for key in ("right_first", "wrong_answers", "asked_back", "declined")),
                *(f"{_share_of(turns, outcome):.1%}".replace("%", " %") for outcome in ("asked_back", "unanswered")),
                number(len(missing) / (sum(map(is_wrong, turns)) or 1), 1),
            )
        )
    columns = ("a wrong answer costs", "right first", "wrong", "asks back rightly", "declines rightly")
    return Section(
        f"Decision curve: {name}",
        (*columns, "asked back (of all)", "declined (of all)", "not answered for each wrong"),
        rows,
        "Development questions; a question back that was not needed costs 1. The last column counts the questions that "
        "wanted an answer and were asked back or declined, for each wrong answer shown.",
    )


def _share_of(turns: Sequence[Turn], outcome: str) -> float:
    return len([turn for turn in turns if turn["outcome"] == outcome]) / len(turns)
