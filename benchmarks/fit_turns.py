"""What does a message mean after others? Run by hand after `fit_weights`; writes `knowledge/learned/turns.json`.

It learns from the later turns of the labelled development conversations, each after what right answers would have left,
and from single questions put after someone else's question: a new topic, or nothing of ours.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.logit import FREE, Bound, Seen, fit_logit
from benchmarks.questions import ROOT, TRAINING, Case, flat, golden
from benchmarks.starter import starter_catalogue
from knowledge.answering import answer, without_matching
from knowledge.answers import Answer, Answered, AskedBack, Context, Unanswered, next_context
from knowledge.catalogue import Catalogue
from knowledge.evaluation import load_cases
from knowledge.following_up import without_correction
from knowledge.in_context import ENTRY, NONE, turn

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
RIDGE = 0.3
SPEAKS_FOR: Bound = (0.0, None)
SPEAKS_AGAINST: Bound = (None, 0.0)
SIGN: dict[str, Bound] = {
    **dict.fromkeys(("alone_long", "alone_sure", "nearest", "together", "either", "alike_tells"), SPEAKS_FOR),
    **dict.fromkeys(("conflict", "current_rejected"), SPEAKS_AGAINST),
}
"""Evidence that can only speak one way; with few labelled turns the data alone would not always say so."""


def later_turns(cases: Sequence[Case], catalogue: Catalogue) -> Iterator[Seen]:
    """Every later turn that is matched, after what right answers to the turns before it would have left."""
    for case in cases:
        context = Context()
        for wanted in case["turns"]:
            if context != Context() and wanted["behaviour"] != "clarify":
                yield from _observed(wanted["q"], wanted["codes"], catalogue, context, 1.0)
            given = _made_right(answer(wanted["q"], catalogue, context), wanted, catalogue)
            context = next_context(context, wanted["q"], given)


def switches(cases: Sequence[Case], catalogue: Catalogue) -> Iterator[Seen]:
    """Single questions, each after a question about something else that was answered, or asked back."""
    rng = random.Random(3)  # noqa: S311 - nothing secret
    firsts = [case["turns"][0] for case in cases]
    singles = [each for each in firsts if each["behaviour"] != "clarify"]
    ours = [each for each in firsts if each["codes"] and set(each["codes"]) <= catalogue.procedures.keys()]
    unclear = [each for each in ours if each["behaviour"] == "clarify"]
    for wanted in singles:
        asked_back = rng.random() < ASKED_BACK_SHARE
        before, long_before = rng.choice(unclear if asked_back else ours), rng.choice(ours)
        if set(before["codes"]) & set(wanted["codes"]):
            continue
        earlier = tuple(long_before["codes"][:1]) if rng.random() < 0.5 else ()
        context = Context(question=before["q"], earlier=earlier)
        last = tuple(before["codes"][:4])
        context = replace(context, offered=last) if asked_back else replace(context, current=last[:1])
        text = rng.choice(OPENINGS) + wanted["q"]
        yield from _observed(text, wanted["codes"], catalogue, context, SWITCH_WEIGHT)


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
    if seen.features and (right or not codes):
        yield seen.features, seen.none_features, right, weight


def _made_right(given: Answer, wanted: dict[str, list[str]], catalogue: Catalogue) -> Answer:
    """The answer given where it is right, else one that would have been."""
    codes = tuple(code for code in wanted["codes"] if code in catalogue.procedures)
    match wanted["behaviour"], given:
        case "answer", _ if codes:
            own = given.codes if isinstance(given, Answered) else ()
            return Answered(tuple(code for code in own if code in codes) or codes[:1], given_aspects(given), 1.0)
        case "clarify", Answered() | Unanswered():
            return AskedBack(codes[:4], given_aspects(given), 0.5)
        case "decline", Answered() | AskedBack():
            return Unanswered("no_match", (), (), 0.0)
    return given


def given_aspects(given: Answer) -> tuple[str, ...]:
    """What an answer took to be asked."""
    return () if not hasattr(given, "aspects") else tuple(given.aspects)


def main() -> None:
    """Fit and write the weights."""
    catalogue = starter_catalogue()
    cases = [*flat(golden("development")), *load_cases(TRAINING)]
    seen = [*later_turns(cases, catalogue), *switches(cases, catalogue), *siblings(catalogue)]
    weights, none_weights = fit_logit(seen, RIDGE, [SIGN.get(name, FREE) for name in ENTRY])
    learned = {
        "weights": dict(zip(ENTRY, weights.round(3).tolist(), strict=True)),
        "none_weights": dict(zip(NONE, none_weights.round(3).tolist(), strict=True)),
    }
    (ROOT / "knowledge/learned/turns.json").write_text(json.dumps(learned, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(learned, indent=2), len(seen), "observations")


if __name__ == "__main__":
    main()
