"""By which ways can a procedure be handed in, and how long does each take, by the portal's record?

A number becomes a time only where its unit is known and the words beside it do not contradict it: "5 ngày" beside "05
ngày làm việc" stays words, since a promise that is too short is worse than a sentence that must be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from knowledge.portal.channel_words import DURATION, ChannelWords, channel_words
from knowledge.portal.cleaning import clean_line, is_nothing, without_bullet
from knowledge.portal.fees import ChargedFee, fee_of
from knowledge.portal.raw_record import Part, note, number_of, part_text, parts_of
from knowledge.procedure import ChannelKind, Fee, FeeState, SubmissionChannel, TimeUnit

KINDS = {"DIRECT": ChannelKind.IN_PERSON, "ONLINE": ChannelKind.ONLINE, "POSTAL": ChannelKind.POST}
UNITS = {
    "HOUR": TimeUnit.HOUR,
    "DAY": TimeUnit.DAY,
    "WORKING_DAY": TimeUnit.WORKING_DAY,
    "MONTH": TimeUnit.MONTH,
    "YEAR": TimeUnit.YEAR,
}
UNIT_WORDS = {
    "MINUTE": "phút",
    "HOUR": "giờ",
    "DAY": "ngày",
    "WORKING_DAY": "ngày làm việc",
    "MONTH": "tháng",
    "YEAR": "năm",
}
_UNITS_READ = {"ngày": "DAY", "ngày làm việc": "WORKING_DAY", "giờ": "HOUR", "tháng": "MONTH", "năm": "YEAR"}
LONGEST = {"HOUR": 2_000, "DAY": 2_000, "WORKING_DAY": 2_000, "MONTH": 120, "YEAR": 20}
"""A longer time is a slip of the pen."""


class Time(NamedTuple):
    """A time as a number with its unit, or in words; nothing where nothing is known."""

    amount: int | None = None
    unit: TimeUnit | None = None
    words: str = ""


class Method(NamedTuple):
    """One way to hand in by the record: a channel where it is one of ours, the words of one that is not, its fees."""

    channel: SubmissionChannel | None
    elsewhere: str
    fees: tuple[ChargedFee, ...]


def method_of(part: Part, notes: list[str]) -> Method:
    """One execution method of the record."""
    submission = part_text(part, "submissionMethod", "executionMethods", notes)
    kind = KINDS.get(submission)
    said = channel_words(part_text(part, "description", "executionMethods", notes), has_amount=_has_amount(part))
    fees, others = _fees(part, said.fee, notes)
    for other in others:
        said = said._replace(place=_joined(said.place, other.place), time=_joined(said.time, other.time))
    time = time_of(
        part.get("processingTime"), part_text(part, "processingTimeUnit", "executionMethods", notes), said.time, notes
    )
    charged = tuple(ChargedFee(fee, kind) for fee in fees)
    place = "" if is_nothing(said.place) else said.place if "\n" in said.place else without_bullet(said.place)
    if kind is None:
        notes.append(note("cách nộp: hình thức khác, giữ trong nơi nộp", f"{submission} {place}"))
        in_words = _joined(f"{time.amount} {_unit_words(time.unit)}" if time.amount else "", time.words)
        return Method(None, _joined(place, f"Thời hạn: {in_words}" if in_words else ""), charged)
    channel = SubmissionChannel(
        kind=kind, time_amount=time.amount, time_unit=time.unit, time_words=time.words, note=place
    )
    return Method(channel, "", charged)


def time_of(raw: object, unit: str, words: str, notes: list[str]) -> Time:
    """A processing time of the record with the words beside it.

    >>> time_of(15, "WORKING_DAY", "", [])
    Time(amount=15, unit=<TimeUnit.WORKING_DAY: 'working_day'>, words='')
    >>> time_of(7.5, "WORKING_DAY", "", []), time_of(1, "OTHER", "", []), time_of(5, "DAY", "05 ngày làm việc", [])
    (Time(amount=None, unit=None, words='7,5 ngày làm việc'), Time(amount=None, unit=None, words=''), Time(amount=None, unit=None, words='05 ngày làm việc'))
    """
    words = "" if is_nothing(words) else words if "\n" in words else without_bullet(words)
    amount = number_of(raw)
    if raw is not None and amount is None:
        notes.append(note("thời hạn: không phải là số", str(raw)))
        return Time(words=_joined(clean_line(str(raw)) if isinstance(raw, str) else "", words))
    if amount is None:
        return Time(words=words)
    if unit not in UNIT_WORDS or amount <= 0 or amount > LONGEST.get(unit, 2_000):
        notes.append(note("thời hạn: số không dùng được, chỉ giữ lời", f"{amount:g} {unit}"))
        return Time(words=words)
    if unit not in UNITS or amount != int(amount):
        said = f"{amount:g}".replace(".", ",") + f" {UNIT_WORDS[unit]}"
        notes.append(note("thời hạn: ghi bằng lời", said))
        return Time(words=words if said in words else _joined(said, words))
    return _beside_words(int(amount), unit, words, notes)


def channels_of(
    methods: Sequence[Method], second_source: Iterable[Part], notes: list[str]
) -> tuple[SubmissionChannel, ...]:
    """The channels without repetition; times of the record's online cases where its methods name none."""
    channels = tuple(dict.fromkeys(method.channel for method in methods if method.channel))
    if any(channel.time_amount or channel.time_words for channel in channels):
        return channels
    times = [time for case in second_source if (time := _case_time(case, notes)) != Time()]
    if not times:
        return channels
    notes.append("thời hạn: lấy từ các trường hợp của dịch vụ trực tuyến")
    time = times[0] if len(times) == 1 else Time(words="\n".join(_in_words(time) for time in times))
    if not channels:
        channels = (SubmissionChannel(kind=ChannelKind.ONLINE),)
    timed = {channel.kind for channel in channels} & {ChannelKind.ONLINE} or {channel.kind for channel in channels}
    update = {"time_amount": time.amount, "time_unit": time.unit, "time_words": time.words}
    return tuple(channel.model_copy(update=update) if channel.kind in timed else channel for channel in channels)


def _beside_words(amount: int, unit: str, words: str, notes: list[str]) -> Time:
    named = [
        (match["amount"].lstrip("0"), _UNITS_READ.get(match["unit"].lower())) for match in DURATION.finditer(words)
    ]
    same = [read for number, read in named if number == str(amount)]
    if same and unit not in same:
        notes.append(note("thời hạn: số và lời khác đơn vị, chỉ giữ lời", f"{amount} {UNIT_WORDS[unit]}; {words}"))
        return Time(words=words if named[0][0] == str(amount) else f"{amount} {UNIT_WORDS[unit]}\n{words}")
    if named and not same:
        notes.append(note("thời hạn: lời ghi con số khác, giữ cả hai", f"{amount} {UNIT_WORDS[unit]}; {words}"))
    bare = words.rstrip(" .;").lower() in {f"{amount} {UNIT_WORDS[unit]}", f"0{amount} {UNIT_WORDS[unit]}"}
    return Time(amount, UNITS[unit], "" if bare else words)


def _fees(part: Part, words: str, notes: list[str]) -> tuple[list[Fee], list[ChannelWords]]:
    entries = list(parts_of(part, "fees", notes))
    more = words if len(entries) == 1 else ""
    told = [fee_of(entry, more, notes, has_amount=_has_amount(part)) for entry in entries]
    fees = [each.fee for each in told]
    if words and not more:
        fees.append(Fee(state=FeeState.NOT_STATED, condition=words))
    return fees, [each.said for each in told]


def _case_time(case: Part, notes: list[str]) -> Time:
    day = case.get("processingDay")
    if not isinstance(day, dict):
        return Time()
    time = time_of(day.get("qty"), part_text(day, "type", "cases", notes), "", notes)
    name = clean_line(part_text(case, "name", "cases", notes))
    return time._replace(words=_joined(name, time.words)) if time != Time() else time


def _in_words(time: Time) -> str:
    return f"{time.words}: {time.amount} {_unit_words(time.unit)}" if time.amount else time.words.replace("\n", ": ")


def _unit_words(unit: TimeUnit | None) -> str:
    return next((UNIT_WORDS[name] for name, each in UNITS.items() if each is unit), "")


def _has_amount(part: Part) -> bool:
    return (number_of(part.get("processingTime")) or 0) > 0 and part.get("processingTimeUnit") in UNIT_WORDS


def _joined(first: str, second: str) -> str:
    """Two texts, one under the other; only one where it holds the other already, whole or cut off."""
    begun = second.rstrip("…").strip()
    if (
        not second
        or begun in first
        or (second.endswith("…") and len(rest := begun.partition(": ")[2]) > 0 and rest in first)
    ):
        return first
    return f"{first}\n{second}" if first and first not in second else second
