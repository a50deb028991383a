"""What does a procedure cost by the portal's record: stated, free or not stated?

A value of 0 is how the portal prints both "free" and "unknown", so it is free only where the words say so themselves
(`says_free`). A value above 0 is stated only where no word disagrees with it. In every other case the fee is not
stated, and the portal's own words, with its number, are what the citizen reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from knowledge.portal.channel_words import (
    ChannelWords,
    begins_with_a_fee,
    channel_words,
    is_about_handing_in,
    speaks_of_money,
)
from knowledge.portal.cleaning import UPPER, clean_text, is_nothing, without_bullet
from knowledge.portal.money_words import amounts, names_charge, names_state_fee, says_free, sends_elsewhere
from knowledge.portal.raw_record import Part, note, number_of, part_text
from knowledge.procedure import ChannelKind, Fee, FeeKind, FeeState

CERTAIN_FROM = 1_000
"""Below this a value counts thousands, where the words name the same amount, or nobody knows what."""
HIGHEST = 10_000_000_000
CUT_FROM = 570
"""Letters after which the source cuts a description that does not end with a mark."""

_PRINTED = re.compile(r"^\s*miễn phí(?! (?:đối với|cho|từ|kể từ|đến|trong))\s*(?P<opens>\()?", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:^|[\s(;:])(?:[a-zđ]|\d{1,2}|i{1,3}|iv)(?:\.\d+)*$")
_GLUED_END = re.compile(rf"\)(?=\s?(?:\d|[{UPPER}]|[-+*]\s))")
_CURRENCY = r"(?:đồng|đông|vnđ|vnd|đ)\b"
_PRICE = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})++(?:\s*{_CURRENCY})?|\d[\d.,]*+\s*(?:triệu\s*)?{_CURRENCY})"
_PER = r"/\s*(?:0?1\s+)?(?P<per>[^\W\d_][^.,;:()\d+%\n]{0,40}?)"
_LEADING_PRICE = re.compile(rf"(?:{_PRICE}|{_CURRENCY})?\s*(?:{_PER})?\s*(?=[.;(\n]|$)[.;]*\s*", re.IGNORECASE)
_TRAILING_PRICE = re.compile(rf"\s*[:,-]?\s*{_PRICE}\s*(?:{_PER})?\s*[.,;]*$", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:thu|là|bằng|mức|khoản)$", re.IGNORECASE)
_LONGEST_UNIT = 5
_BARE = re.compile(r"(?:(?:lệ )?phí\s*:?\s*)?(?:0|o|không|không có|không quy định|chưa quy định)?(?: ?đồng)?\W*", re.IGNORECASE)


class ToldFee(NamedTuple):
    """A fee of one way to hand in, without its channel, and the words about that way that stood in its description."""

    fee: Fee
    said: ChannelWords


class ChargedFee(NamedTuple):
    """A fee, and the channel whose description it stands in; None for a way that is no channel of ours."""

    fee: Fee
    channel: ChannelKind | None


def fee_of(part: Part, more_words: str, notes: list[str], *, has_amount: bool = False) -> ToldFee:
    """The fee of one entry; `more_words` are what the channel's own description says about it."""
    told, about_channel = told_apart(clean_text(_whole(part, notes)))
    said = channel_words(about_channel, has_amount=has_amount)
    words = _closed("\n".join(text for text in (told, said.fee, more_words) if text))
    value = _value(part, notes)
    amount = _stated_amount(value, words)
    kind = _kind(part_text(part, "type", "fees", notes), words)
    if amount:
        per, condition = _without_price(words)
        return ToldFee(Fee(state=FeeState.STATED, kind=kind, amount_vnd=amount, per=per, condition=condition), said)
    if not value and says_free(words):
        return ToldFee(Fee(state=FeeState.FREE, kind=kind, condition=words), said)
    if value or words:
        notes.append(note("phí, lệ phí: chưa rõ mức, giữ nguyên lời của nguồn", raw_words(value, words)))
    return ToldFee(Fee(state=FeeState.NOT_STATED, kind=kind, condition=raw_words(value, words)), said)


@lru_cache(maxsize=256)
def told_apart(description: str) -> tuple[str, str]:
    """The words about the fee and those about the channel, which the source prints behind it.

    >>> told_apart("Miễn phí(Không có)Nộp trực tiếp tại xã.")
    ('Không có', 'Nộp trực tiếp tại xã.')
    >>> told_apart("Miễn phí05 ngày làm việc"), told_apart("/lần (Thông tư số 61/2023/TT-BTC))10 ngày")
    (('', '05 ngày làm việc'), ('/lần (Thông tư số 61/2023/TT-BTC)', '10 ngày'))
    """
    printed = _PRINTED.match(description)
    words = description[printed.end() :].strip() if printed else description
    if printed and not printed["opens"]:
        return (words, "") if begins_with_a_fee(words) else ("", words)
    end = _closing(words)
    if end is None:
        return ("", words) if is_about_handing_in(words) else (_unwrapped(words), "")
    fee, rest = words[:end].strip(), words[end:].lstrip(") .;,\n").strip()
    if begins_with_a_fee(rest) or speaks_of_money(rest[:120]):
        return f"{_unwrapped(fee)}\n{rest}", ""
    return ("", f"{fee}\n{rest}") if is_about_handing_in(fee) else (_unwrapped(fee), rest)


def raw_words(value: float, words: str) -> str:
    """What a citizen reads where the amount is not stated: the portal's words, with its number where they lack it.

    >>> raw_words(20, "đối với 1 tờ khai"), raw_words(0, "Không có"), raw_words(0, "")
    ('Nguồn ghi: 20; đối với 1 tờ khai', 'Nguồn ghi: Không có', '')
    """
    number = f"{value:,.0f}".replace(",", ".") + (" đồng" if value >= CERTAIN_FROM else "")
    if value and words.startswith("/"):
        return f"Nguồn ghi: {number}{words}"
    said = [number] if value and int(value) not in amounts(words) else []
    said += [words] if words else []
    return f"Nguồn ghi: {'; '.join(said)}" if value or (words and _BARE.fullmatch(words)) else words


def fees_by_channel(charged: Iterable[ChargedFee], channels: frozenset[ChannelKind]) -> tuple[Fee, ...]:
    """The fees without repetition; one that every channel has, has no channel; never none at all."""
    where: dict[Fee, set[ChannelKind | None]] = {}
    for fee, channel in charged:
        where.setdefault(fee, set()).add(channel)
    fees: list[Fee] = []
    for fee, kinds in where.items():
        if None in kinds or kinds >= channels:
            fees.append(fee)
        else:
            fees += [fee.model_copy(update={"channel": kind}) for kind in ChannelKind if kind in kinds]
    return tuple(fees) or (Fee(state=FeeState.NOT_STATED),)


def _whole(part: Part, notes: list[str]) -> str:
    description = part_text(part, "description", "fees", notes)
    if len(description) < CUT_FROM or description.rstrip().endswith((".", ";", ")", "…")):
        return description
    notes.append(note("phí, lệ phí: lời ghi bị nguồn cắt ngang", description[-40:]))
    return description + "…"


def _value(part: Part, notes: list[str]) -> float:
    raw = part.get("value")
    value = number_of(raw)
    if value is None and raw is not None:
        notes.append(note("phí, lệ phí: mức thu không phải là số", str(raw)))
    return max(value or 0.0, 0.0)


def _stated_amount(value: float, words: str) -> int:
    named = amounts(words)
    if not value or sends_elsewhere(words) or value != int(value) or value > HIGHEST:
        return 0
    if value >= CERTAIN_FROM:
        return int(value) if named <= {int(value)} else 0
    return int(value) * 1_000 if named == {int(value) * 1_000} else 0


def _kind(kind: str, words: str) -> FeeKind | None:
    if "LE" in kind.upper().replace("FEE", "") or names_state_fee(words):
        return FeeKind.STATE_FEE
    return FeeKind.CHARGE if names_charge(words) else None


def _without_price(words: str) -> tuple[str, str]:
    """What the amount is counted for, and the words that are left when amount and unit are said anyway."""
    for price in (_LEADING_PRICE.match(words), _TRAILING_PRICE.search(words)):
        if not price or not price.group().strip(" .,;:-"):
            continue
        per = " ".join((price["per"] or "").split())
        if len(per.split()) > _LONGEST_UNIT or "đồng" in per.lower():
            continue
        rest = _unwrapped((words[: price.start()] + words[price.end() :]).strip())
        return per, words if _UNFINISHED.search(rest) else "" if is_nothing(rest) else rest
    return "", words


def _closing(words: str) -> int | None:
    depth = 0
    for place, sign in enumerate(words):
        if sign == "(":
            depth += 1
        elif sign == ")":
            if depth:
                depth -= 1
            elif not _ENUMERATOR.search(words[:place]):
                return place
    glued = [match.start() for match in _GLUED_END.finditer(words) if is_about_handing_in(words[match.end() :])]
    return glued[0] + 1 if glued else None


def _unwrapped(words: str) -> str:
    """Words without the bullet before them, and without a pair of brackets around all of them."""
    words = without_bullet(words)
    while words.startswith("(") and (words.count("(") > words.count(")") or re.fullmatch(r"\([^()]*\)\W*", words)):
        words = words[1:].strip()
        if words.rstrip(" .;").endswith(")") and words.count(")") > words.count("("):
            words = words.rstrip(" .;")[:-1].strip()
    return words


def _closed(words: str) -> str:
    """Words with the last closing bracket, which the source takes off together with its own."""
    lacks_one = words.count("(") == words.count(")") + 1
    return f"{words})" if lacks_one and words[-1:] not in ".;…" else words
