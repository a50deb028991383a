"""What does the matcher learn from the starter catalogue? Run by hand when catalogue or reading change.

Writes `nlp/lexicon/compounds.tsv`, words that underthesea joins in names and phrases, and
`knowledge/learned/topics.tsv`, a linear classifier (support vector machine) over words and compounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from underthesea import word_tokenize

from benchmarks.conversations import heard
from benchmarks.learning import matcher_of
from benchmarks.questions import ROOT, TRAINING
from benchmarks.starter import starter_catalogue, starter_texts
from knowledge.evaluation import load_cases
from nlp.normalising import normalise
from nlp.syllables import unmark
from nlp.terms import compounds


def find_compounds(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Joined words that occur at least twice, unmarked, with their counts."""
    counts: Counter[str] = Counter()
    for text in texts:
        for word in word_tokenize(normalise(text)):
            if " " in word and len(word.split()) <= 4 and word.replace(" ", "").isalpha():
                counts[unmark(word).replace(" ", "_")] += 1
    return sorted((word, count) for word, count in counts.items() if count > 1)


def main() -> None:
    """Fit and write everything."""
    texts = starter_texts()
    found = find_compounds([text.text for text in texts])
    table = "compound\tcount\treason\n" + "".join(f"{word}\t{count}\tunderthesea joins it\n" for word, count in found)
    (ROOT / "nlp/lexicon/compounds.tsv").write_text(table, encoding="utf-8")
    compounds.cache_clear()
    cases = load_cases(TRAINING)
    turns = heard(cases, starter_catalogue())
    _, classifier = matcher_of(texts, [each for case in turns for each in case])
    folder = ROOT / "knowledge/learned"
    lines = [
        f"{term}\t{' '.join(f'{key}:{weight:g}' for key, weight in sorted(weights.items()))}"
        for term, weights in sorted(classifier.items())
    ]
    (folder / "topics.tsv").write_text("term\tweights\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(classifier), "terms")


if __name__ == "__main__":
    main()
