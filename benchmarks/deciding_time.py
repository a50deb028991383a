"""How long does a question take, and how often is the first answer right: ours and the baselines', in one run?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.baselines import baselines
from benchmarks.questions import Case, first_turns, texts_asked
from benchmarks.sections import Section, number, percent
from knowledge.answering import answer
from knowledge.answers import Answered, Context
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Share

PASSES = 5
BAR = "Bar: p50 at most 1 ms, p99 at most 5 ms on one core."


def cpu_ms(ask: Callable[[str], object], questions: Iterable[str]) -> list[float]:
    """The CPU milliseconds of each question, asked once in this order."""
    spent = []
    for question in questions:
        start = time.process_time_ns()
        ask(question)
        spent.append((time.process_time_ns() - start) / 1e6)
    return spent


def percentiles(spent: Sequence[float]) -> dict[str, float]:
    """p50, p99 and the longest of some times.

    >>> percentiles([3.0, 1.0, 2.0])
    {'p50_ms': 2.0, 'p99_ms': 3.0, 'max_ms': 3.0}
    """
    ordered = sorted(spent)
    picked = {"p50_ms": ordered[len(ordered) // 2], "p99_ms": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]}
    return {name: round(value, 4) for name, value in (*picked.items(), ("max_ms", ordered[-1]))}


def right_first(first: Callable[[str], str], cases: Sequence[Case]) -> dict[str, Any]:
    """The share of first turns that want an answer and get an acceptable one; `first` gives a code or ""."""
    wanted = [turn for turn in first_turns(cases) if turn["behaviour"] == "answer"]
    return Share(sum(first(turn["q"]) in turn["codes"] for turn in wanted), len(wanted)).as_json()


def wrong_shown(first: Callable[[str], str], cases: Sequence[Case]) -> dict[str, Any]:
    """The share of all first turns that are shown a procedure which is not acceptable."""
    turns = first_turns(cases)
    shown = [(first(turn["q"]), turn["codes"]) for turn in turns]
    return Share(sum(bool(code) and code not in codes for code, codes in shown), len(turns)).as_json()


def answered_first(catalogue: Catalogue) -> Callable[[str], str]:
    """Our search as the baselines are: the first procedure answered, or "" when it asks back or declines."""

    def first(question: str) -> str:
        given = answer(question, catalogue, Context())
        return given.codes[0] if isinstance(given, Answered) else ""

    return first


def measured(catalogue: Catalogue, cases: Sequence[Case]) -> dict[str, Any]:
    """Times and hits of every method; `ratio` says how many times longer than ours the median takes.

    Ours and the baselines take turns, so that what else the machine does meets all alike.
    """
    questions = texts_asked(cases)
    ours, others = answered_first(catalogue), baselines(catalogue.matcher.texts)
    for text in catalogue.matcher.texts[::10]:
        ours(text.text)
    new = cpu_ms(ours, questions)
    warm: list[float] = []
    spent: dict[str, list[float]] = {other.name: [] for other in others}
    for turn in range(PASSES):
        warm += cpu_ms(ours, questions)
        for other in others:
            spent[other.name] += cpu_ms(other.nearest, questions[turn::PASSES])
    methods: dict[str, dict[str, Any]] = {
        "ours": {**percentiles(warm), **_hits(ours, cases)},
        "ours, each question for the first time": percentiles(new),
        **{other.name: {**percentiles(spent[other.name]), **_hits(other.nearest, cases)} for other in others},
    }
    for row in methods.values():
        row["ratio"] = round(row["p50_ms"] / methods["ours"]["p50_ms"], 2)
    return {"questions": len(questions), "texts": len(catalogue.matcher.texts), "methods": methods}


def _hits(first: Callable[[str], str], cases: Sequence[Case]) -> dict[str, Any]:
    return {"right_first": right_first(first, cases), "wrong_shown": wrong_shown(first, cases)}


def section(result: dict[str, Any]) -> Section:
    """The measured times as a table."""
    rows = [
        (
            name,
            *(number(row[key], 3) for key in ("p50_ms", "p99_ms", "max_ms")),
            f"{row['ratio']:.2f} ×",
            *(percent(row[key]) if key in row else "" for key in ("right_first", "wrong_shown")),
        )
        for name, row in result["methods"].items()
    ]
    return Section(
        "Time to decide",
        ("method", "p50 ms", "p99 ms", "max ms", "median × ours", "right first", "wrong procedure shown"),
        rows,
        f"CPU time of {result['questions']} development questions, each in a fresh conversation, over the same "
        f"{result['texts']} stored texts. Right and wrong over first turns only; a baseline always answers. {BAR}",
    )
