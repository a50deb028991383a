"""What does the matcher learn from phrases? Run by hand when catalogue or reading change; writes three small files.

1. `nlp/lexicon/compounds.tsv`: words that underthesea joins in names and phrases.
2. `knowledge/learned/topics.tsv`: a linear classifier (support vector machine) over words and compounds.
3. `knowledge/learned/choice.json`: the logit that weighs an entry's evidence, and *none of them*.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from underthesea import word_tokenize

from benchmarks.conversations import heard
from benchmarks.learning import asked, fit_choice, matcher_of, observations
from benchmarks.questions import ROOT, TRAINING
from benchmarks.starter import starter_catalogue
from knowledge.catalogue import matcher_texts
from knowledge.evaluation import load_cases
from knowledge.law_in_force import card_of
from knowledge.starter_files import starter_elsewhere, starter_procedures
from nlp.normalising import normalise
from nlp.rankings import FEATURES, NONE_FEATURES
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
    texts = matcher_texts(map(card_of, starter_procedures()), [sentence.text for sentence in starter_elsewhere()])
    found = find_compounds([text.text for text in texts])
    table = "compound\tcount\treason\n" + "".join(f"{word}\t{count}\tunderthesea joins it\n" for word, count in found)
    (ROOT / "nlp/lexicon/compounds.tsv").write_text(table, encoding="utf-8")
    compounds.cache_clear()
    cases = load_cases(TRAINING)
    turns = heard(cases, starter_catalogue())
    matcher, classifier = matcher_of(texts, [each for case in turns for each in case])
    seen = [*observations(texts, cases, turns), *asked(matcher)]
    weights, none_weights = fit_choice(seen)
    folder = ROOT / "knowledge/learned"
    lines = [
        f"{term}\t{' '.join(f'{key}:{weight:g}' for key, weight in sorted(weights.items()))}"
        for term, weights in sorted(classifier.items())
    ]
    (folder / "topics.tsv").write_text("term\tweights\n" + "\n".join(lines) + "\n", encoding="utf-8")
    choice = {
        "weights": dict(zip(FEATURES, weights, strict=True)),
        "none_weights": dict(zip(NONE_FEATURES, none_weights, strict=True)),
    }
    (folder / "choice.json").write_text(json.dumps(choice, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(choice, indent=2), len(seen), "observations")


if __name__ == "__main__":
    main()
