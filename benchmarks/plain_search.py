"""How much of it would plain text search get right? Ours and the baselines on the same questions."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.baselines import baselines
from benchmarks.deciding_time import answered_first, right_first, wrong_shown
from benchmarks.golden_figures import PARTS
from benchmarks.questions import flat, golden
from benchmarks.sections import Section, percent
from knowledge.catalogue import Catalogue


def nearest_first(catalogue: Catalogue) -> Callable[[str], str]:
    """Our matcher made to do as the baselines do: its most probable procedure, however unsure."""

    def first(question: str) -> str:
        matches = catalogue.matcher.rank(catalogue.matcher.read(question)).matches
        return matches[0].key if matches else ""

    return first


def section(catalogue: Catalogue) -> Section:
    """First turns of both parts, by every method."""
    methods = {
        "ours": answered_first(catalogue),
        "our nearest, never unsure": nearest_first(catalogue),
        **{baseline.name: baseline.nearest for baseline in baselines(catalogue.matcher.texts)},
    }
    cases = {part: flat(golden(part)) for part in PARTS}
    rows = [
        (
            name,
            *(percent(judged(first, cases[part])) for part in PARTS for judged in (right_first, wrong_shown)),
        )
        for name, first in methods.items()
    ]
    columns = (f"{part}: {what}" for part in PARTS for what in ("right first", "wrong"))
    return Section(
        "Beside plain text search",
        ("method", *columns),
        rows,
        "First turns of the golden questions, over the same names, phrases and situations. The baselines always "
        "answer, what should be declined or asked back too; they learn nothing from the development questions.",
    )
