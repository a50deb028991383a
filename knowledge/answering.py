"""What is the answer to this question, in this conversation, from this catalogue? One pure function over values.

The order of the rules is the order in which a clerk would think: a code is a code; small talk is small talk; a word
like "the second one" chooses; a question without a topic asks on about the last procedure; everything else is matched.
"""

from __future__ import annotations

from knowledge import deciding, in_context
from knowledge.answers import NOTHING_SAID, Answer, Answered, AskedBack, Context, SmallTalk, Unanswered
from knowledge.catalogue import Catalogue
from knowledge.clauses import clauses
from knowledge.codes import exact_codes, near_codes
from knowledge.following_up import (
    chosen_ordinal,
    goes_back,
    has_own_topic,
    names_an_ordinal,
    without_correction,
)
from knowledge.looking_forward import looked_forward, of_the_whole
from knowledge.since_repealed import about, of_today, repealed
from nlp.normalising import normalise
from nlp.outlook import Outlook
from nlp.rankings import Ranking
from nlp.reading import Reading

QUESTION_FROM = 3
"""From so many words on, a message without topic and aspect is a question that leaves out its matter, not scribble."""


def answer(question: str, catalogue: Catalogue, context: Context) -> Answer:
    """The answer to `question` after what `context` left; the same for the same three values."""
    message, corrects = without_correction(question) if context != NOTHING_SAID else (question, False)
    reading = catalogue.matcher.read(message)
    if found := without_matching(reading, catalogue, context):
        return found
    context = of_today(context, catalogue)
    alone, meant = _ranked(reading, catalogue, context, corrects=corrects)
    if reading.not_ours:
        return _decided(reading, alone, catalogue, reading.aspects, looked_forward(reading, alone, catalogue).likely)
    if several := _several(message, reading, alone, catalogue):
        return several
    best = meant.matches[0].key if meant.matches else ""
    goes_on = not corrects and best in (*context.current, *context.offered)
    by_chance = Outlook.of_chances(meant, catalogue.matcher.twins.chance)
    clear = meant is not alone and deciding.certain(meant, by_chance) is not None
    if event := deciding.life_event(reading, alone, catalogue):
        steps = tuple(step.code for step in event.steps if step.code in catalogue.procedures)
        told_anew = len(reading.topic) >= deciding.STORY_FROM and best not in steps
        if told_anew or not (goes_on or clear):
            return AskedBack(steps, reading.aspects, 0.5, event=event.key)
    tells_about_what = corrects or best in context.offered or not (context.current or context.offered)
    aspects = reading.aspects or (context.aspects if tells_about_what else ())
    if meant is alone or (reading.vague and not goes_on and not (context.current and reading.circumstances)):
        return _decided(reading, alone, catalogue, aspects, looked_forward(reading, alone, catalogue).likely)
    likely = by_chance
    if alone.matches and alone.matches[0].key == best:  # two witnesses agree: the surer one counts
        likely = max(likely, looked_forward(reading, alone, catalogue).likely)
    return _decided(reading, meant, catalogue, aspects, likely)


def _ranked(reading: Reading, catalogue: Catalogue, context: Context, *, corrects: bool) -> tuple[Ranking, Ranking]:
    """What the message may mean alone, and after what was said."""
    if context == NOTHING_SAID:
        alone = catalogue.matcher.rank(reading)
        return alone, alone
    turn = in_context.turn(reading, catalogue, context, corrects=corrects)
    return turn.alone, turn.ranking(in_context.learned_network())


def without_matching(reading: Reading, catalogue: Catalogue, context: Context) -> Answer | None:
    """The answer to what needs no matching: a code, "the second one", small talk, a question that only asks on."""
    if found := _by_code(reading, catalogue):
        return found
    if context.offered and (code := chosen_ordinal(reading, context.offered)):
        return about((code,), catalogue, reading.aspects or context.aspects, 1.0)
    if reading.small_talk:
        return SmallTalk(reading.small_talk)
    if not has_own_topic(reading) or names_an_ordinal(reading):
        return _about_the_last(reading, catalogue, context)
    return None


def _by_code(reading: Reading, catalogue: Catalogue) -> Answer | None:
    """The answer to a message that names a code: that procedure, codes like it, or that there is none."""
    known = exact_codes(reading, catalogue.procedures)
    if known:
        return Answered(known, reading.aspects, 1.0)
    if gone := exact_codes(reading, catalogue.law.repealed):
        return repealed(gone[0], catalogue, reading.aspects)
    if not reading.codes or len(reading.topic) > 3:
        return None
    near = near_codes(reading.codes[0], catalogue.procedures)
    if near:
        return AskedBack(near, reading.aspects, 0.5, near_code=reading.codes[0])
    return Unanswered("unknown_code", (), reading.aspects, 0.0) if "." in reading.text else None


def _about_the_last(reading: Reading, catalogue: Catalogue, context: Context) -> Answer:
    """The answer to a question without a topic of its own: it asks on, or there is nothing to ask on about."""
    aspects = reading.aspects or context.aspects
    if goes_back(reading) and context.earlier:
        return about(context.earlier[:1], catalogue, aspects, 0.8)
    if offered := of_today(context, catalogue).offered:
        return AskedBack(offered[: deciding.MAX_OPTIONS], aspects, 0.5, again=True)
    if context.current:
        return about(context.current, catalogue, aspects, 0.9)
    told = reading.aspects or names_an_ordinal(reading) or len(reading.words) >= QUESTION_FROM
    return AskedBack((), aspects, 0.0) if told else Unanswered("no_match", (), (), 0.0)


def _several(message: str, whole: Reading, ranking: Ranking, catalogue: Catalogue) -> Answered | None:
    """Two procedures asked in one message, each by a clause that is clear on its own and heard in the whole."""
    if len(whole.words) > deciding.SEVERAL_UP_TO or deciding.beyond_doubt(ranking):
        return None
    parts = clauses(normalise(message))
    if len(parts) < 2:
        return None
    heard = {match.key for match in ranking.matches[: deciding.MAX_OPTIONS]}
    codes: list[str] = []
    sure = 1.0
    for part in parts:
        reading = catalogue.matcher.read(part)
        if not has_own_topic(reading):
            continue
        part_ranking = catalogue.matcher.rank(reading)
        best = deciding.certain(part_ranking, of_the_whole(reading, part_ranking, catalogue))
        if best is None or best.key not in heard:
            return None
        codes.append(best.key)
        sure = min(sure, best.probability)
    distinct = tuple(dict.fromkeys(codes))
    return Answered(distinct, whole.aspects, sure) if len(distinct) == 2 else None


def _decided(
    reading: Reading, ranking: Ranking, catalogue: Catalogue, aspects: tuple[str, ...], likely: Outlook
) -> Answer:
    outcome = deciding.decide(ranking, likely, not_ours=bool(reading.not_ours))
    codes = tuple(match.key for match in outcome.matches)
    match outcome.kind:
        case "answer":
            best = outcome.matches[0]
            understood = catalogue.procedures[best.key].label if reading.repairs else ""
            return Answered(codes[:1], aspects, outcome.probability, understood, reading.old_names)
        case "ask_back":
            return AskedBack(codes, aspects, outcome.probability)
        case _:
            reason = "out_of_scope" if reading.not_ours else outcome.reason
            nearest = () if reading.not_ours else codes
            return Unanswered(reason, nearest, aspects, outcome.probability, topic=reading.not_ours)
