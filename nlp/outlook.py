"""What may come of an answer? Told from how the candidates of a question stand beside each other.

"Em muốn xin giấy phép" touches many entries equally and names none of them whole: a clerk would ask back. Where two
entries are twins, the first is right although each has only half of the probability: it has a part in what its twins
have. A small logistic model, learned offline from labelled questions, weighs such signs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from nlp.rankings import FEATURES, NONE_FEATURES, Match, Ranking
from nlp.reading import Reading

SHOWN = 4
"""So many candidates can be shown as options."""
FEW = 6
"""So many candidates are compared with each other."""
_OF_THE_FIRST = (
    "covered",
    "covers",
    "conflict",
    "again",
    "outdone",
    "verbatim",
    "taught",
    "name_both",
    "name_order",
    "text_order",
    "meant",
    "nearest",
    "discerned",
    "near_text",
    "near_texts",
    "called",
)
_AHEAD = ("discerned", "near_texts", "meant", "covered", "name_both", "called")
_OF_NONE = NONE_FEATURES[NONE_FEATURES.index("unnamed") :]
SIGNS = (
    "one",
    "best",
    "best_log",
    "second",
    "second_log",
    "of_four",
    "none",
    "none_log",
    "spread",
    "joint",
    "joint_log",
    "joint_rest_log",
    "apart",
    "apart_log",
    "joint_spread",
    "few_topic_words",
    "few_words",
    "family",
    "not_ours",
    "unknown",
    *_OF_NONE,
    *_OF_THE_FIRST,
    *(f"{name}_ahead" for name in _AHEAD),
    "all_covered",
    "covered_apart",
    "meant_apart",
    "all_named",
)
"""What tells what will come, in the order of the learned weights.

*best* is the probability of the first candidate, *second* that of the next as a share of it, *of_four* that of the
first four; *spread* is the entropy over all. *joint* is the probability of the first and its part in those of its
twins, *apart* the most that any other has left. *family* is whether the message only names a family of things. Those
with the name of one of `FEATURES` are the first candidate's, those with one of `NONE_FEATURES` speak for none;
*…_ahead* is how much more the first has than the best of the next few; *all_…* are means over the first few, *…_apart*
deviations.
"""
_PLACES = tuple(FEATURES.index(name) for name in _OF_THE_FIRST)
_PLACES_AHEAD = tuple(FEATURES.index(name) for name in _AHEAD)
_PLACES_OF_NONE = tuple(NONE_FEATURES.index(name) for name in ("unknown", *_OF_NONE))
_COVERED, _MEANT, _NAMED = (FEATURES.index(name) for name in ("covered", "meant", "name_both"))
_LEAST = 1e-3

Kin = Callable[[str, str], float]
"""How probably the second of two keys is right too where the first is, as `nlp.twins` tells."""


def strangers(key: str, other: str) -> float:
    """No entry could stand for another."""
    return 0.0


class Outlook(NamedTuple):
    """How probable each of four things is; together they make 1."""

    first: float
    """The first candidate is right."""
    unclear: float
    """The words fit several, and one has to ask."""
    other: float
    """Another of the candidates that can be shown is right."""
    none: float
    """None of them is."""

    @classmethod
    def of_chances(cls, ranking: Ranking, kin: Kin = strangers) -> Self:
        """What a ranking's probabilities say by themselves."""
        first, *others = joint_chances(ranking.matches[:SHOWN], kin) or [0.0]
        return cls(first, 0.0, sum(others), 1.0 - first - sum(others))


def joint_chances(matches: Sequence[Match], kin: Kin) -> list[float]:
    """The probability of the first match with its part in those of its twins, and what the others have left."""
    shares = [match.probability * kin(matches[0].key, match.key) for match in matches[1:]]
    rest = [match.probability - share for match, share in zip(matches[1:], shares, strict=True)]
    return [matches[0].probability + sum(shares), *rest] if matches else []


def signs(reading: Reading, ranking: Ranking, kin: Kin = strangers) -> tuple[float, ...]:
    """The figures by `SIGNS` of a ranking that has matches."""
    matches = ranking.matches
    chances = [match.probability for match in matches]
    joint, *others = joint_chances(matches, kin)
    apart = max(others, default=0.0)
    best, second = chances[0], chances[1] if len(chances) > 1 else 0.0
    return (
        1.0,
        best,
        math.log(best + _LEAST),
        second / (best + _LEAST),
        math.log(second + _LEAST),
        sum(chances[:SHOWN]),
        ranking.none,
        math.log(ranking.none + _LEAST),
        _spread((*chances, ranking.none)),
        joint,
        math.log(joint + _LEAST),
        math.log(1.0 - min(joint, 1.0) + _LEAST),
        apart,
        math.log(apart + _LEAST),
        _spread((joint, *others)),
        1.0 / (1.0 + len(reading.topic)),
        1.0 / (1.0 + len(reading.words)),
        float(reading.vague),
        float(bool(reading.not_ours)),
        *[ranking.none_features[place] if ranking.none_features else 0.0 for place in _PLACES_OF_NONE],
        *[matches[0].features[place] for place in _PLACES],
        *[_ahead(matches[:FEW], place) for place in _PLACES_AHEAD],
        _mean(_of(matches[:SHOWN], _COVERED)),
        _deviation(_of(matches[:FEW], _COVERED)),
        _deviation(_of(matches[:FEW], _MEANT)),
        _mean(_of(matches[:FEW], _NAMED)),
    )


def outlook(
    reading: Reading, ranking: Ranking, weights: Mapping[str, Sequence[float]], kin: Kin = strangers
) -> Outlook:
    """What may come of an answer to a question, by weights learned for `SIGNS` for each field of `Outlook`."""
    if not ranking.matches:
        return Outlook(0.0, 0.0, 0.0, 1.0)
    figures = signs(reading, ranking, kin)
    told = [sum([weight * figure for weight, figure in zip(weights[name], figures, strict=True)]) for name in _FIELDS]
    most = max(told)
    raised = [math.exp(each - most) for each in told]
    whole = sum(raised)
    return Outlook(*[each / whole for each in raised])


_FIELDS = Outlook._fields


def _of(matches: Sequence[Match], place: int) -> list[float]:
    return [match.features[place] for match in matches]


def _ahead(matches: Sequence[Match], place: int) -> float:
    first, *others = _of(matches, place)
    return first - max(others, default=0.0)


def _spread(chances: Iterable[float]) -> float:
    return -sum([chance * math.log(chance + 1e-9) for chance in chances])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _deviation(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
