"""By which ways can a procedure be handed in, by the portal's record?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.portal.channel_words import ChannelWords, channel_words
from knowledge.portal.cleaning import is_nothing, without_bullet
from knowledge.portal.fees import ChargedFee, fee_of
from knowledge.portal.raw_record import Part, note, number_of, part_text, parts_of
from knowledge.portal.times import Time, is_known, joined, online_case_time, time_of
from knowledge.procedure import ChannelKind, Fee, FeeState, SubmissionChannel

KINDS = {"DIRECT": ChannelKind.IN_PERSON, "ONLINE": ChannelKind.ONLINE, "POSTAL": ChannelKind.POST}
_FIELD = "executionMethods"


class Method(NamedTuple):
    """One way to hand in by the record: a channel where it is one of ours, the words of one that is not, its fees."""

    channel: SubmissionChannel | None
    elsewhere: str
    fees: tuple[ChargedFee, ...]


def method_of(part: Part, notes: list[str]) -> Method:
    """One execution method of the record."""
    unit = part_text(part, "processingTimeUnit", _FIELD, notes)
    has_amount = is_known(number_of(part.get("processingTime")), unit)
    said = channel_words(part_text(part, "description", _FIELD, notes), has_amount=has_amount)
    fees, others = _fees(part, said.fee, notes, has_amount=has_amount)
    for other in others:
        said = said._replace(place=joined(said.place, other.place), time=joined(said.time, other.time))
    time = time_of(part.get("processingTime"), unit, said.time, notes)
    place = "" if is_nothing(said.place) else said.place if "\n" in said.place else without_bullet(said.place)
    submission = part_text(part, "submissionMethod", _FIELD, notes)
    kind = KINDS.get(submission)
    charged = tuple(ChargedFee(fee, kind) for fee in fees)
    if kind is None:
        notes.append(note("cách nộp: hình thức khác, giữ trong nơi nộp", f"{submission} {place}"))
        return Method(None, joined(place, f"Thời hạn: {time.in_words()}" if time != Time() else ""), charged)
    return Method(_channel(kind, time, place), "", charged)


def channels_of(
    methods: Sequence[Method], online_cases: Iterable[Part], notes: list[str]
) -> tuple[SubmissionChannel, ...]:
    """The channels without repetition; times of the record's online cases where its methods name none."""
    channels = tuple(dict.fromkeys(method.channel for method in methods if method.channel))
    if any(channel.time_amount or channel.time_words for channel in channels):
        return channels
    times = [time for case in online_cases if (time := online_case_time(case, notes)) != Time()]
    if not times:
        return channels
    notes.append("thời hạn: lấy từ các trường hợp của dịch vụ trực tuyến")
    time = times[0] if len(times) == 1 else Time(words="\n".join(time.in_words() for time in times))
    if not channels:
        return (_channel(ChannelKind.ONLINE, time, ""),)
    kinds = {channel.kind for channel in channels}
    timed = {ChannelKind.ONLINE} if ChannelKind.ONLINE in kinds else kinds
    return tuple(_channel(each.kind, time, each.note) if each.kind in timed else each for each in channels)


@lru_cache(maxsize=256)
def _channel(kind: ChannelKind, time: Time, place: str) -> SubmissionChannel:
    return SubmissionChannel(kind=kind, time_amount=time.amount, time_unit=time.unit, time_words=time.words, note=place)


def _fees(part: Part, words: str, notes: list[str], *, has_amount: bool) -> tuple[list[Fee], list[ChannelWords]]:
    """The fees of a method, and what their descriptions say about the channel."""
    entries = list(parts_of(part, "fees", notes))
    more = words if len(entries) == 1 else ""
    told = [fee_of(entry, more, notes, has_amount=has_amount) for entry in entries]
    fees = [each.fee for each in told]
    if words and not more:
        fees.append(Fee(state=FeeState.NOT_STATED, condition=words))
    return fees, [each.said for each in told]
