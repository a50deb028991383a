"""Does it stay fast with the national catalogue? Its names on top of the starter's texts, where they are at hand."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from typing import Any

from benchmarks.deciding_time import cpu_ms, percentiles
from benchmarks.one_core import keep_to_one_core, peak_memory_mb
from benchmarks.questions import ROOT, flat, golden, texts_asked
from benchmarks.sections import Section, number
from knowledge.catalogue import build_matcher, entry_texts
from knowledge.law_in_force import card_of
from knowledge.starter_files import starter_elsewhere, starter_procedures
from nlp.index import ELSEWHERE, EntryText
from nlp.lexicon import load_lexicon

NATIONAL = ROOT.parent / "shared/data/portal-procedures.jsonl.gz"
SIZES = ("starter", "national")


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
    texts = entry_texts(map(card_of, starter_procedures()))
    if size == "national":
        texts += _national_names({text.key for text in texts})
    texts += [EntryText(ELSEWHERE, sentence.text) for sentence in starter_elsewhere()]
    start = time.process_time()
    matcher = build_matcher(texts, load_lexicon())
    built = time.process_time() - start
    questions = texts_asked(flat(golden("development")))
    for _ in range(2):
        spent = cpu_ms(lambda question: matcher.rank(matcher.read(question)), questions)
    return {
        "entries": len(matcher.keys),
        "texts": len(texts),
        "build_s": round(built, 2),
        "peak_mb": round(peak_memory_mb(), 1),
        **percentiles(spent),
    }


def _national_names(known: set[str]) -> list[EntryText]:
    with gzip.open(NATIONAL, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [EntryText(row["code"], row["name"], True) for row in rows if row["code"] not in known]


def section(result: dict[str, Any]) -> Section:
    """Both sizes as a table, the larger as a multiple of the smaller."""
    small = result["starter"]
    keys = ("entries", "texts", "build_s", "peak_mb", "p50_ms", "p99_ms")
    rows = [
        (size, *(number(row[key], 2 if key.endswith(("_s", "_ms")) else 0) for key in keys))
        for size, row in result.items()
    ]
    rows.append(("ratio", *(f"{result['national'][key] / small[key]:.1f} ×" for key in keys)))
    return Section(
        "Scale: reading and ranking alone",
        ("catalogue", "procedures", "texts", "build s", "peak MiB", "p50 ms", "p99 ms"),
        rows,
        "CPU time. “National” adds the names of the national procedures to the starter's texts. "
        "Peak memory holds what was read from the YAML files, too.",
    )


if __name__ == "__main__":
    keep_to_one_core()
    print(json.dumps(taken(sys.argv[1])))
