"""How well does the catalogue answer a file of labelled questions? The figures, and one object per turn."""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.answering import answer
from knowledge.answers import Answered, AskedBack, Context, SmallTalk, Unanswered, next_context, outcome
from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from nlp.asking import ASPECTS

Turn = dict[str, Any]
BEHAVIOURS = ("answer", "clarify", "decline")


def load_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a question file; raises CatalogueError with the line of the first fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"Không đọc được {path}: {error}. Kiểm tra lại đường dẫn.") from error
    return cases_of(text, str(path))


def cases_of(text: str, name: str) -> list[dict[str, Any]]:
    """The cases of a question file's text; raises CatalogueError with the line of the first fault."""
    cases = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            for turn in case["turns"]:
                if turn["behaviour"] not in BEHAVIOURS or not isinstance(turn["q"], str):
                    raise ValueError(turn["behaviour"])
                turn.setdefault("codes", [])
                turn.setdefault("aspects", [])
            cases.append(case)
        except (ValueError, KeyError, TypeError) as error:
            raise CatalogueError(
                f"{name}, dòng {number}: không đúng dạng câu hỏi ({error}). Xem mục “Question files” trong tài liệu."
            ) from error
    return cases


def typed(case: dict[str, Any], writing: Callable[[str], str]) -> dict[str, Any]:
    """The case with its questions written otherwise."""
    return {**case, "turns": [{**turn, "q": writing(turn["q"])} for turn in case["turns"]]}


def run_case(case: dict[str, Any], catalogue: Catalogue) -> list[Turn]:
    """The turns of one case as one conversation, each with what was expected and what came."""
    context = Context()
    turns = []
    for number, turn in enumerate(case["turns"]):
        start = time.perf_counter()
        given = answer(turn["q"], catalogue, context)
        elapsed = (time.perf_counter() - start) * 1000
        context = next_context(context, turn["q"], given)
        codes: Sequence[str] = ()
        offered: Sequence[str] = ()
        probability = 1.0
        aspects: Sequence[str] = ()
        match given:
            case Answered():
                codes, aspects, probability = given.codes, given.aspects, given.probability
            case AskedBack():
                offered, aspects, probability = given.options, given.aspects, given.probability
            case Unanswered():
                offered, aspects, probability = given.nearest, given.aspects, given.probability
            case SmallTalk():
                pass
        turns.append(
            {
                "id": case.get("id", ""),
                "turn": number,
                "q": turn["q"],
                "expected": {key: turn[key] for key in ("behaviour", "codes", "aspects")},
                "outcome": outcome(given),
                "codes": list(codes),
                "offered": list(offered),
                "aspects": list(aspects),
                "probability": round(probability, 4),
                "ms": round(elapsed, 3),
            }
        )
    return turns


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % Wilson interval; `of` 0 means that nothing was judged."""

    count: int
    of: int

    def as_json(self) -> dict[str, float | int | None]:
        """The share, its bounds and its counts."""
        if not self.of:
            return {"share": None, "low": None, "high": None, "count": 0, "of": 0}
        low, high = wilson(self.count, self.of)
        share = round(self.count / self.of, 4)
        bounds = {"low": round(low, 4), "high": round(high, 4)}
        return {"share": share, **bounds, "count": self.count, "of": self.of}


def wilson(count: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a share, 95 % by default.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    share = count / of
    centre = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def is_right_first(turn: Turn) -> bool:
    """The first procedure answered is an acceptable one."""
    return bool(turn["codes"]) and turn["codes"][0] in turn["expected"]["codes"]


def is_wrong(turn: Turn) -> bool:
    """A procedure was shown as the answer and the first one is not acceptable."""
    return turn["outcome"] == "answered" and not is_right_first(turn)


def is_offered(turn: Turn) -> bool:
    """An acceptable procedure is the answer or among the first four offered."""
    return is_right_first(turn) or bool(set(turn["offered"][:4]) & set(turn["expected"]["codes"]))


def asks_back(turn: Turn) -> bool:
    """It asked back, and at least one acceptable procedure is an option (any question will do where none is named)."""
    good = not turn["expected"]["codes"] or bool(set(turn["offered"]) & set(turn["expected"]["codes"]))
    return turn["outcome"] == "asked_back" and good


def declines(turn: Turn) -> bool:
    """It answered nothing: not known, out of scope, or a kind word."""
    return turn["outcome"] in ("unanswered", "small_talk")


_RIGHT: dict[str, Callable[[Turn], bool]] = {"answer": is_right_first, "clarify": asks_back, "decline": declines}


def is_right(turn: Turn) -> bool:
    """It answered rightly, asked back among the right ones or declined, as the question wants."""
    return _RIGHT[turn["expected"]["behaviour"]](turn)


def figures(turns: Iterable[Turn]) -> dict[str, Any]:
    """All figures of some turns."""
    turns = list(turns)
    by = {kind: [turn for turn in turns if turn["expected"]["behaviour"] == kind] for kind in BEHAVIOURS}
    times = sorted(turn["ms"] for turn in turns)
    return {
        "turns": len(turns),
        "right_first": _share(by["answer"], is_right_first),
        "right_first_or_offered": _share(by["answer"], is_offered),
        "wrong_answers": _share(turns, is_wrong),
        "behaviour": _share(turns, is_right),
        "asked_back": _share(by["clarify"], asks_back),
        "declined": _share(by["decline"], declines),
        "aspects_macro_f1": aspects_macro_f1(by["answer"]),
        "calibration_error": calibration_error(turns),
        "p50_ms": times[len(times) // 2] if times else None,
        "p99_ms": times[min(len(times) - 1, int(len(times) * 0.99))] if times else None,
    }


def _share(turns: Sequence[Turn], holds: Callable[[Turn], bool]) -> dict[str, float | int | None]:
    return Share(sum(map(holds, turns)), len(turns)).as_json()


def aspects_macro_f1(turns: Iterable[Turn]) -> float | None:
    """The mean F1 over the aspects that occur in the labels, over turns whose aspects are judged."""
    judged = [(set(turn["expected"]["aspects"]), set(turn["aspects"])) for turn in turns if turn["expected"]["aspects"]]
    scores = []
    for aspect in ASPECTS:
        wanted = sum(aspect in want for want, _ in judged)
        given = sum(aspect in got for _, got in judged)
        both = sum(aspect in want and aspect in got for want, got in judged)
        if wanted:
            scores.append(2 * both / (wanted + given))
    return round(sum(scores) / len(scores), 4) if scores else None


def calibration_error(turns: Iterable[Turn], bins: int = 10) -> float | None:
    """Expected calibration error of shown answers: how far stated probability and share of right ones lie apart."""
    grouped: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for turn in turns:
        if turn["outcome"] == "answered":
            grouped[min(bins - 1, int(turn["probability"] * bins))].append((turn["probability"], is_right_first(turn)))
    whole = sum(map(len, grouped.values()))
    if not whole:
        return None
    error = sum(
        abs(sum(p for p, _ in group) / len(group) - sum(right for _, right in group) / len(group)) * len(group)
        for group in grouped.values()
    )
    return round(error / whole, 4)


def evaluate(
    files: Sequence[Path],
    catalogue: Catalogue,
    progress: Callable[[], None] = lambda: None,
    writing: Callable[[str], str] = str,
) -> dict[str, Any]:
    """`{"summary": …, "turns": …}` over question files: figures for all, per file and per tag.

    `writing` is how the questions are typed; as they stand, unless it says otherwise.
    """
    turns: list[Turn] = []
    per_file: dict[str, list[Turn]] = defaultdict(list)
    per_tag: dict[str, list[Turn]] = defaultdict(list)
    for path in files:
        for case in load_cases(path):
            done = run_case(typed(case, writing), catalogue)
            turns += done
            per_file[path.name if len({p.name for p in files}) == len(files) else str(path)] += done
            for tag in case.get("tags", []):
                per_tag[tag] += done
            progress()
    return {
        "summary": {
            "all": figures(turns),
            "files": {name: figures(group) for name, group in per_file.items()},
            "tags": {name: figures(group) for name, group in sorted(per_tag.items())},
        },
        "turns": turns,
    }
