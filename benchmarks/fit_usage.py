"""How do people speak of each procedure? Run by hand when questions change; writes `knowledge/learned/usage.npz`.

Nothing is fitted: the words, and the pairs of words, of all texts of the national catalogue, of the everyday sentences
and of the training questions are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from benchmarks.learned_texts import HEARD
from benchmarks.national import national_texts
from benchmarks.questions import ROOT
from benchmarks.training_questions import training_texts
from knowledge.everyday_files import everyday_sentences
from nlp.index import ELSEWHERE
from nlp.lexicon import load_lexicon
from nlp.stored_texts import stored_text
from nlp.usage import Usage

PATH = ROOT / "knowledge/learned/usage.npz"


def fit(questions: Iterable[tuple[str, str]]) -> Usage:
    """What is heard in all texts and in these questions (code and text)."""
    lexicon = load_lexicon()
    stored = [(text.key, text.text) for text in national_texts() if text.key != ELSEWHERE]
    known = {key for key, _ in stored}
    heard = [*((each.code, each.text) for each in everyday_sentences(HEARD)), *questions]
    texts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, text in [*stored, *heard]:
        if key in known:
            texts[key].append(stored_text(text, lexicon).plain)
    return Usage.of_texts(texts)


def main() -> None:
    """Count and write."""
    usage = fit(training_texts())
    with PATH.open("wb") as file:
        usage.save(file)
    print(f"{len(usage.terms)} counts of {len(usage.hashes)} terms, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
