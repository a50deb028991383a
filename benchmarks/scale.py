"""Does it stay fast as texts grow tenfold, and tenfold again? National names, all phrases, ten times as many."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from benchmarks.deciding_time import cpu_ms, percentiles
from benchmarks.learning import NATIONAL
from benchmarks.national import national_texts
from benchmarks.one_core import keep_to_one_core, peak_memory_mb
from benchmarks.questions import ROOT, flat, national, texts_asked
from benchmarks.sections import Section, number
from knowledge.catalogue import build_matcher
from nlp.index import ELSEWHERE, EntryText
from nlp.lexicon import load_lexicon

SIZES = ("names", "phrases", "ten times the phrases")
TIMES = 10


def measured() -> dict[str, Any]:
    """What each size takes, each in a process of its own; empty where the national names are not at hand."""
    return {size: _in_own_process(size) for size in SIZES} if NATIONAL.exists() else {}


def _in_own_process(size: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "benchmarks.scale", size], stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True
    )
    return dict(json.loads(done.stdout))


def taken(size: str) -> dict[str, float]:
    """What the index of this size takes to build, to hold and to ask."""
    texts: Sequence[EntryText] = national_texts()
    if size == "names":
        texts = [text for text in texts if text.is_name]
    if size == "ten times the phrases":
        texts = _with_variants(texts)
    start = time.process_time()
    matcher = build_matcher(texts, load_lexicon())
    built = time.process_time() - start
    questions = texts_asked(flat(national("development")))
    for _ in range(2):
        spent = cpu_ms(lambda question: matcher.rank(matcher.read(question)), questions)
    return {
        "entries": len(matcher.keys),
        "texts": len(texts),
        "build_s": round(built, 2),
        "peak_mb": round(peak_memory_mb(), 1),
        **percentiles(spent),
    }


def _with_variants(texts: Sequence[EntryText]) -> list[EntryText]:
    """Each text with nine like it, a word of each exchanged for one of another text; only what is elsewhere stays."""
    rng = random.Random(1)  # noqa: S311 - nothing secret
    words = [text.text.split() for text in texts]
    found = []
    for text, own in zip(texts, words, strict=True):
        found.append(text)
        for _ in range(0 if text.key == ELSEWHERE else TIMES - 1):
            other = list(own)
            other[rng.randrange(len(other))] = rng.choice(rng.choice(words))
            found.append(EntryText(text.key, " ".join(other)))
    return found


def section(result: dict[str, Any]) -> Section:
    """All sizes as a table, the larger ones also as multiples of the one before."""
    keys = ("entries", "texts", "build_s", "peak_mb", "p50_ms", "p99_ms")
    rows = [
        (size, *(number(row[key], 2 if key.endswith(("_s", "_ms")) else 0) for key in keys))
        for size, row in result.items()
    ]
    for less, more in pairwise(SIZES):
        rows.append((f"{more} : {less}", *(f"{result[more][key] / result[less][key]:.1f} ×" for key in keys)))
    return Section(
        "Scale: reading and ranking alone, national catalogue",
        ("texts", "procedures", "texts", "build s", "peak MiB", "p50 ms", "p99 ms"),
        rows,
        "CPU time of the national development questions. Peak memory holds what was read from the files and what "
        "building took, too. Bar: ten times the phrases at most three times the time.",
    )


if __name__ == "__main__":
    keep_to_one_core()
    print(json.dumps(taken(sys.argv[1])))
