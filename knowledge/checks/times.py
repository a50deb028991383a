"""Do the processing times of a procedure agree with each other, and in words with those in numbers?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from knowledge.checks.rules import Finding, finding
from knowledge.procedure import ChannelKind, Procedure, SubmissionChannel, TimeUnit
from knowledge.wording.facts import CHANNELS, duration
from nlp.normalising import normalise

_DURATION = (
    r"(?P<amount>\d{1,4})\s*(?:\([^)\d]{1,20}\)\s*)?"
    r"(?P<unit>ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm)(?!\w)"
)
_ONLY_A_DURATION = re.compile(
    rf"(?:thời (?:hạn|gian)(?: giải quyết)?|tối đa|không quá|chậm nhất|trong|vòng|là|[:\s])*{_DURATION}"
    r"(?:$|[.;,]|\s+(?:kể|từ|tính|sau khi)\b)"
)
"""Words that begin with how long it takes, before any condition."""
_UNITS: Mapping[str, tuple[TimeUnit, ...]] = {
    "giờ": (TimeUnit.HOUR,),
    "giờ làm việc": (TimeUnit.HOUR,),
    "ngày": (TimeUnit.DAY, TimeUnit.WORKING_DAY),
    "ngày làm việc": (TimeUnit.WORKING_DAY,),
    "tháng": (TimeUnit.MONTH,),
    "năm": (TimeUnit.YEAR,),
}
"""What a unit in words may be in numbers; people say "ngày" for working days too, never the reverse."""
_Said = TypeVar("_Said")


def times(procedure: Procedure) -> Iterator[Finding]:
    """Times of one channel that differ without a word why, and times in words that are not those in numbers."""
    differing = [channel for channel in procedure.channels if _words_differ(channel)]
    said_twice = _by_channels(((_amount(each), each.time_words), each.kind) for each in differing)
    for (amount, words), where in said_twice.items():
        yield finding("time_words_differ", procedure.code, channels=where, amount=amount, words=words)
    several = _by_channels((said, kind) for kind, said in _times_alike(procedure) if len(said) > 1)
    for said, where in several.items():
        yield finding("contradictory_times", procedure.code, channels=where, times=", ".join(said))


def _times_alike(procedure: Procedure) -> Iterator[tuple[ChannelKind, tuple[str, ...]]]:
    """By kind of channel, the times of those that nothing but the time tells apart."""
    alike: dict[tuple[ChannelKind, str, str], dict[str, None]] = defaultdict(dict)
    for channel in procedure.channels:
        if channel.time_amount:
            alike[channel.kind, normalise(channel.time_words), normalise(channel.note)][_amount(channel)] = None
    yield from ((kind, tuple(said)) for (kind, _, _), said in alike.items())


def _by_channels(found: Iterable[tuple[_Said, ChannelKind]]) -> dict[_Said, str]:
    """By what was found, the channels it was found for: one finding is enough for all of them."""
    kinds: dict[_Said, dict[str, None]] = defaultdict(dict)
    for said, kind in found:
        kinds[said][CHANNELS[kind]] = None
    return {said: ", ".join(names).capitalize() for said, names in kinds.items()}


def _amount(channel: SubmissionChannel) -> str:
    return duration(channel.model_copy(update={"time_words": ""}))


def _words_differ(channel: SubmissionChannel) -> bool:
    """Whether the words hold one time, before any condition, and it is another than the number's.

    Words of several times tell of several cases or steps, which may well add up to the number.
    """
    if channel.time_amount is None or not channel.time_words:
        return False
    words = normalise(channel.time_words)
    said = _ONLY_A_DURATION.match(words)
    if said is None or len(re.findall(_DURATION, words)) > 1:
        return False
    return int(said["amount"]) != channel.time_amount or channel.time_unit not in _UNITS[said["unit"]]
