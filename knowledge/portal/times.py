"""How long does a procedure take by the portal's record: a number with its unit, or words?

A number becomes a time only where its unit is known and the words beside it do not contradict it: "5 ngày" beside "05
ngày làm việc" stays words, since a promise that is too short is worse than a sentence that must be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from knowledge.portal.channel_words import DURATION
from knowledge.portal.cleaning import clean_line, is_nothing, without_bullet
from knowledge.portal.raw_record import Part, note, number_of, part_text
from knowledge.procedure import TimeUnit

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
LONGEST = {"MONTH": 120, "YEAR": 20}
LONGEST_OTHERWISE = 2_000
"""A longer time is a slip of the pen."""
_UNITS_READ = {words: name for name, words in UNIT_WORDS.items()}


class Time(NamedTuple):
    """A time as a number with its unit, or in words; nothing where nothing is known."""

    amount: int | None = None
    unit: TimeUnit | None = None
    words: str = ""

    def in_words(self) -> str:
        """The whole time in words.

        >>> Time(5, TimeUnit.DAY, "cấp mới").in_words()
        '5 ngày; cấp mới'
        """
        names = {unit: UNIT_WORDS[name] for name, unit in UNITS.items()}
        number = f"{self.amount} {names[self.unit]}" if self.amount and self.unit else ""
        return "; ".join(text for text in (number, self.words) if text)


def time_of(raw: object, unit: str, words: str, notes: list[str]) -> Time:
    """A processing time of the record with the words beside it.

    >>> time_of(15, "WORKING_DAY", "", [])
    Time(amount=15, unit=<TimeUnit.WORKING_DAY: 'working_day'>, words='')
    >>> [time_of(7.5, "WORKING_DAY", "", []).words, time_of(1, "OTHER", "", []).words]
    ['7,5 ngày làm việc', '']
    >>> time_of(5, "DAY", "05 ngày làm việc", [])
    Time(amount=None, unit=None, words='05 ngày làm việc')
    """
    words = "" if is_nothing(words) else words if "\n" in words else without_bullet(words)
    amount = number_of(raw)
    if raw not in (None, "") and amount is None:
        notes.append(note("thời hạn: không phải là số", str(raw)))
        return Time(words=joined(clean_line(raw) if isinstance(raw, str) else "", words))
    if amount is None:
        return Time(words=words)
    if not is_known(amount, unit):
        notes.append(note("thời hạn: số không dùng được, chỉ giữ lời", f"{amount:g} {unit}"))
        return Time(words=words)
    if unit not in UNITS or amount != int(amount):
        said = f"{amount:g}".replace(".", ",") + f" {UNIT_WORDS[unit]}"
        notes.append(note("thời hạn: ghi bằng lời", said))
        return Time(words=words if said in words else joined(said, words))
    time, told = _beside_words(int(amount), unit, words)
    notes += told
    return time


def online_case_time(case: Part, notes: list[str]) -> Time:
    """The time of one of the record's online cases, with the case's name as its words; empty where it has none."""
    day = case.get("processingDay")
    if not isinstance(day, Mapping):
        return Time()
    time = time_of(day.get("qty"), part_text(day, "type", "cases", notes), "", notes)
    name = clean_line(part_text(case, "name", "cases", notes))
    return time if time == Time() else time._replace(words=joined(name, time.words))


def is_known(amount: float | None, unit: str) -> bool:
    """Whether a number with its unit is a time that somebody can have meant."""
    return unit in UNIT_WORDS and amount is not None and 0 < amount <= LONGEST.get(unit, LONGEST_OTHERWISE)


def joined(first: str, second: str) -> str:
    r"""Two texts, one under the other; only one where it holds the other already, whole or cut off.

    >>> joined("Nộp tại xã.", "Nộp tại…"), joined("03 ngày", "cấp mới")
    ('Nộp tại xã.', '03 ngày\ncấp mới')
    """
    begun = second.rstrip("…").strip()
    rest = begun.partition(": ")[2] if second.endswith("…") else ""
    if begun in first or (rest and rest in first):
        return first
    return f"{first}\n{second}" if first and first not in second else second


@lru_cache(maxsize=512)
def _beside_words(amount: int, unit: str, words: str) -> tuple[Time, tuple[str, ...]]:
    said = f"{amount} {UNIT_WORDS[unit]}"
    named = [
        (match["amount"].lstrip("0"), _UNITS_READ.get(match["unit"].lower())) for match in DURATION.finditer(words)
    ]
    same = [read for number, read in named if number == str(amount)]
    if same and unit not in same:
        told = note("thời hạn: số và lời khác đơn vị, chỉ giữ lời", f"{said}; {words}")
        return Time(words=words if named[0][0] == str(amount) else f"{said}\n{words}"), (told,)
    differs = note("thời hạn: lời ghi con số khác, giữ cả hai", f"{said}; {words}")
    repeated = words.rstrip(" .;").lower() in {said, f"0{said}"}
    return Time(amount, UNITS[unit], "" if repeated else words), (differs,) if named and not same else ()
