"""What does a message mean after others? Run by hand after `fit_topics`; writes `knowledge/learned/turns.json`.

It learns from the later turns of the labelled conversations, each after what right answers would have left, and from
single questions put after someone else's question: a new topic, or nothing of ours. The classifier that is asked has
not heard the conversation.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from joblib import Parallel, delayed  # type: ignore[import-untyped] # ships no types

from benchmarks.conversations import Heard, Turn, heard, in_context
from benchmarks.learning import NATIONAL, matcher_of, without_fold
from benchmarks.logit import Seen
from benchmarks.national import national_catalogue
from benchmarks.network import fit_network, mean_of
from benchmarks.questions import NATIONAL_TRAINING, ROOT, TRAINING, Case, flat, golden, national
from benchmarks.starter import starter_catalogue
from knowledge.answering import without_matching
from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.evaluation import load_cases
from knowledge.following_up import without_correction
from knowledge.in_context import turn
from knowledge.turn_evidence import CANDIDATE, SITUATION

SWITCH_WEIGHT = 0.2
"""How much a single question after another one counts; there are many more of them than of real later turns."""
ASKED_BACK_SHARE = 0.3
"""How many of them come after a question back."""
SIBLING_WEIGHT = 0.3
HAPPENED = {
    "lost": ("bị mất rồi thì sao", "mất rồi", "bi mat ay", "thế lỡ mất thì sao", "à mất luôn rồi"),
    "damaged": ("bị rách thì sao", "hỏng rồi", "nếu bị hư thì làm sao"),
    "extend": ("muốn gia hạn thì sao", "gia hạn ấy"),
    "foreign": ("người nước ngoài thì sao", "còn với người nước ngoài", "của nước ngoài ấy"),
    "organisation": ("công ty thì sao", "cho công ty ấy"),
    "change": ("nếu muốn thay đổi thì sao", "thay đổi thông tin thì sao"),
    "end": ("giờ muốn chấm dứt thì sao", "không làm nữa thì sao"),
    "pause": ("tạm ngừng thì sao",),
}
"""Short messages that tell what happened, by circumstance."""
OPENINGS = ("", "", "", "thế còn ", "còn ", "à ", "con ", "the con ", "rồi ", "cho hỏi thêm ")
CORRECTIONS = ("ý tôi là ", "không, ý em là ", "y em la ", "nhầm, ", "k phai, ", "không phải, em hỏi ")
CORRECTING_SHARE = 0.3
"""How many of them correct what was answered."""
NEAR_SHARE = 0.5
"""How many of them come after a question of the same field."""
FOLDS = 3
"""In so many parts the conversations are taken away from the classifier that is asked about them."""
UNITS = 16
RIDGE = 0.3
RIDGE_OF_UNITS = 20.0
"""Chosen among 1 to 40 by six-fold cross-validation, as were 16 units among 8, 12, 16 and 24."""
NETWORKS = 4
"""So many networks are fitted from different beginnings; their mean knows conversations by other writers better."""


def later_turns(cases: Sequence[Case], catalogue: Catalogue) -> Iterator[Seen]:
    """Every later turn that is matched, after what right answers to the turns before it would have left."""
    for case in cases:
        for wanted, context in in_context(case, catalogue):
            if context != Context() and wanted["behaviour"] != "clarify":
                yield from _observed(wanted["q"], wanted["codes"], catalogue, context, 1.0)


def switches(cases: Sequence[Case], catalogue: Catalogue) -> Iterator[Seen]:
    """Single questions, each after a question about something else that was answered, or asked back."""
    rng = random.Random(3)  # noqa: S311 - nothing secret
    firsts = [case["turns"][0] for case in cases]
    singles = [each for each in firsts if each["behaviour"] != "clarify"]
    ours = [each for each in firsts if each["codes"] and set(each["codes"]) <= catalogue.procedures.keys()]
    unclear = [each for each in ours if each["behaviour"] == "clarify"]
    for wanted in singles:
        asked_back = rng.random() < ASKED_BACK_SHARE
        near = rng.random() < NEAR_SHARE
        same_field = [each for each in ours if near and _fields(each, catalogue) & _fields(wanted, catalogue)]
        before, long_before = rng.choice(unclear if asked_back else same_field or ours), rng.choice(ours)
        if set(before["codes"]) & set(wanted["codes"]):
            continue
        earlier = tuple(long_before["codes"][:1]) if rng.random() < 0.5 else ()
        context = Context(question=before["q"], earlier=earlier)
        last = tuple(before["codes"][:4])
        context = replace(context, offered=last) if asked_back else replace(context, current=last[:1])
        opening = rng.choice(CORRECTIONS if rng.random() < CORRECTING_SHARE else OPENINGS)
        yield from _observed(opening + wanted["q"], wanted["codes"], catalogue, context, SWITCH_WEIGHT)


def _fields(wanted: Turn, catalogue: Catalogue) -> set[str]:
    return {catalogue.procedures[code].field for code in wanted["codes"] if code in catalogue.procedures}


def siblings(catalogue: Catalogue) -> Iterator[Seen]:
    """What happened ("mất rồi thì sao") after the plain procedure: it means the one for that case."""
    index = catalogue.matcher.index
    told = dict(zip(index.keys, index.always, strict=False))
    for code, always in told.items():
        for happened in sorted(always & HAPPENED.keys()):
            field = catalogue.procedures[code].field
            near = [key for key in told if catalogue.procedures[key].field == field and not told[key] & HAPPENED.keys()]
            near.sort(key=lambda key: -catalogue.matcher.alike(key, code))
            for plain in near[:1]:
                same = [key for key in told if happened in told[key] and catalogue.procedures[key].field == field]
                for text in HAPPENED[happened]:
                    asked = Context(current=(plain,), question=catalogue.procedures[plain].phrases[0])
                    yield from _observed(text, same, catalogue, asked, SIBLING_WEIGHT)


def _observed(text: str, codes: Sequence[str], catalogue: Catalogue, context: Context, weight: float) -> Iterator[Seen]:
    message, corrects = without_correction(text)
    reading = catalogue.matcher.read(message)
    if without_matching(reading, catalogue, context) or reading.not_ours:
        return
    seen = turn(reading, catalogue, context, corrects=corrects)
    right = tuple(place for place, match in enumerate(seen.alone.matches) if match.key in codes)
    if seen.candidates and (right or not codes):
        yield seen.candidates, seen.situation, right, weight


def learned_from(cases: Sequence[Case], catalogue: Catalogue) -> list[Seen]:
    """What is seen in the later turns of `cases`, and in their single questions put after others."""
    return [*later_turns(cases, catalogue), *switches(cases, catalogue)]


def without_a_fold(cases: Sequence[Case], turns: Sequence[Sequence[Heard]], fold: int) -> list[Seen]:
    """What is seen in each `FOLDS`-th of the `cases` by a catalogue whose classifier has not heard them."""
    catalogue = starter_catalogue()
    matcher, _ = matcher_of(catalogue.matcher.texts, without_fold(turns, fold, FOLDS), catalogue.matcher.weights)
    return learned_from(cases[fold::FOLDS], replace(catalogue, matcher=matcher))


def main() -> None:
    """Fit and write the network."""
    catalogue, cases = starter_catalogue(), load_cases(TRAINING)
    turns = heard(cases, catalogue)
    folds = (delayed(without_a_fold)(cases, turns, fold) for fold in range(FOLDS))
    seen = [each for found in Parallel(n_jobs=-1, verbose=10)(folds) for each in found]
    seen += [*learned_from(flat(golden("development")), catalogue), *siblings(catalogue)]
    if NATIONAL.exists():
        conversations = [case for case in flat(national("development")) if len(case["turns"]) > 1]
        seen += learned_from([*load_cases(NATIONAL_TRAINING), *conversations], national_catalogue())
    each = (delayed(fit_network)(seen, UNITS, RIDGE, RIDGE_OF_UNITS, seed) for seed in range(NETWORKS))
    network = mean_of(Parallel(n_jobs=-1, verbose=10)(each)).as_json(CANDIDATE, SITUATION)
    path = ROOT / "knowledge/learned/turns.json"
    path.write_text(json.dumps(network, indent=1) + "\n", encoding="utf-8")
    print(len(seen), "observations")


if __name__ == "__main__":
    main()
