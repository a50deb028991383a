"""How right are the answers over the whole national catalogue? By kind, written badly, and beside plain search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks import talks
from benchmarks.baselines import baselines
from benchmarks.golden_figures import COLUMNS, PARTS, row, run
from benchmarks.plain_search import nearest_first
from benchmarks.questions import SHARED, first_turns, flat, national
from benchmarks.sameness import NOISE
from benchmarks.sections import Section, percent
from benchmarks.told_otherwise import WRAPPINGS
from benchmarks.variants import without_marks
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Share, Turn, is_right_first, load_cases, typed

KINDS = ("situation", "everyday", "short", "clarify", "decline", "conversation")
BINS = 10
CONFUSIONS = 15
SAMPLED = 8
"""The baselines are asked every so many-th question: token_set_ratio takes half a second for each."""
WRITINGS: dict[str, Callable[[str], str]] = {"no diacritics": without_marks, **NOISE, **WRAPPINGS}


def sections(catalogue: Catalogue) -> list[Section]:
    """Everything that is measured on the national catalogue."""
    asked = {part: run(flat(national(part)), catalogue) for part in PARTS}
    return [
        _by_kind(asked),
        talks.section("national catalogue", asked),
        *_shared(catalogue),
        _written_badly(catalogue),
        _reliability(asked),
        _beside_plain_search(catalogue),
        _confusions(asked["development"], catalogue),
    ]


def _by_kind(asked: dict[str, list[Turn]]) -> Section:
    rows = []
    for part, turns in asked.items():
        kind_of = {case["id"]: case["tags"] for case in flat(national(part))}
        rows += [
            row(f"{part}: {kind}", [turn for turn in turns if f"kind:{kind}" in kind_of[turn["id"]]]) for kind in KINDS
        ]
        rows.append(row(f"**{part}**", turns))
    note = (
        "Questions by six writers over 540 procedures (`tests/golden/README.md`). The weights were fitted on the "
        "development part; the held-back part asks about other procedures, in other voices. A *situation* never names "
        "what it needs."
    )
    return Section("The national catalogue: golden questions", ("questions", *COLUMNS), rows, note)


def _shared(catalogue: Catalogue) -> list[Section]:
    paths = sorted(SHARED.glob("*.jsonl"))
    rows = [row(path.stem, run(load_cases(path), catalogue)) for path in paths]
    note = "Open files that stand beside the project; nothing was fitted on them."
    return [Section("The national catalogue: other question files", ("file", *COLUMNS), rows, note)] if rows else []


def _written_badly(catalogue: Catalogue) -> Section:
    """First turns of the held-back part as they are and as each writing changes them."""
    cases = [{**case, "turns": case["turns"][:1]} for case in flat(national("held_back"))]
    clean = {turn["id"]: turn for turn in run(cases, catalogue)}
    rows = []
    for name, writing in WRITINGS.items():
        changed = run([typed(case, writing) for case in cases], catalogue)
        pairs = [(clean[turn["id"]], turn) for turn in changed if turn["q"] != clean[turn["id"]]["q"]]
        wanted = [pair for pair in pairs if pair[0]["expected"]["behaviour"] == "answer"]
        before, after = (Share(sum(is_right_first(pair[side]) for pair in wanted), len(wanted)) for side in (0, 1))
        lost = (before.count - after.count) / len(wanted) * 100
        rows.append((name, str(len(wanted)), percent(before.as_json()), percent(after.as_json()), f"{lost:.1f}"))
    columns = ("writing", "questions changed", "right first, as it was", "right first, so written", "points lost")
    return Section("The national catalogue: written otherwise", columns, rows, "Held-back first turns.")


def _reliability(asked: dict[str, list[Turn]]) -> Section:
    """How often shown answers of each stated probability are right."""
    rows = []
    for low in range(BINS):
        cells = [f"{low / BINS:.1f}–{(low + 1) / BINS:.1f}"]
        for part in PARTS:
            shown = [
                turn
                for turn in asked[part]
                if turn["outcome"] == "answered" and min(BINS - 1, int(turn["probability"] * BINS)) == low
            ]
            stated = sum(turn["probability"] for turn in shown) / (len(shown) or 1)
            cells += [str(len(shown)), f"{stated:.2f}" if shown else "–", percent(_right(shown))]
        rows.append(tuple(cells))
    columns = ("probability", *(f"{part}: {what}" for part in PARTS for what in ("shown", "stated", "right")))
    return Section("The national catalogue: reliability", columns, rows, "Shown answers by their stated probability.")


def _right(turns: Sequence[Turn]) -> dict[str, float | int | None]:
    return Share(sum(map(is_right_first, turns)), len(turns)).as_json()


def _beside_plain_search(catalogue: Catalogue) -> Section:
    methods = {"our nearest, never unsure": nearest_first(catalogue)}
    methods |= {each.name: each.nearest for each in baselines(catalogue.matcher.texts)}
    asked = {part: first_turns(flat(national(part))) for part in PARTS}
    cases = {
        part: [turn for turn in turns if turn["behaviour"] == "answer"][::SAMPLED] for part, turns in asked.items()
    }
    rows = [
        (name, *(percent(Share(*_hits(first, cases[part])).as_json()) for part in PARTS))
        for name, first in methods.items()
    ]
    return Section(
        "The national catalogue: beside plain text search",
        ("method", *(f"{part}: right first" for part in PARTS)),
        rows,
        f"Every {SAMPLED}th first turn that wants an answer, over the same names, phrases and situations; every method "
        "must answer.",
    )


def _hits(first: Callable[[str], str], turns: Sequence[Turn]) -> tuple[int, int]:
    return sum(first(turn["q"]) in turn["codes"] for turn in turns), len(turns)


def _confusions(turns: Sequence[Turn], catalogue: Catalogue) -> Section:
    """Which fields (lĩnh vực) hold the development questions that are not answered right."""
    field = partial(_field, catalogue)
    missed = [turn for turn in turns if turn["expected"]["behaviour"] == "answer" and not is_right_first(turn)]
    pairs = Counter(
        (field(turn["expected"]["codes"]), field(turn["codes"] or turn["offered"]), turn["outcome"]) for turn in missed
    )
    rows = [(wanted, given, outcome, str(count)) for (wanted, given, outcome), count in pairs.most_common(CONFUSIONS)]
    note = f"{len(missed)} development turns whose answer was not right first, by the field wanted and the one nearest."
    return Section("The national catalogue: where it goes wrong", ("wanted", "nearest", "outcome", "turns"), rows, note)


def _field(catalogue: Catalogue, codes: Sequence[str]) -> str:
    return next((catalogue.field_of[code] for code in codes if code in catalogue.field_of), "–")
