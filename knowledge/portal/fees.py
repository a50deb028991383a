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

from knowledge.portal.channel_words import ChannelWords, channel_words
from knowledge.portal.cleaning import clean_line
from knowledge.portal.fee_words import closed, told_apart, was_cut, without_price
from knowledge.portal.money_words import amounts, names_charge, names_state_fee, says_free, sends_elsewhere
from knowledge.portal.raw_record import Part, note, number_of, part_text
from knowledge.portal.times import joined
from knowledge.procedure import ChannelKind, Fee, FeeKind, FeeState

CERTAIN_FROM = 1_000
"""Below this a value counts thousands, where the words name the same amount, or nobody knows what."""
HIGHEST = 10_000_000_000
DONG = frozenset(("", "VND"))
TYPES = {"LEPHI": FeeKind.STATE_FEE, "LE_PHI": FeeKind.STATE_FEE, "PHI": FeeKind.CHARGE}
"""The record's types that say which kind a fee is; "FEE" stands for both."""

_BARE = re.compile(
    r"(?:(?:lệ )?phí\s*:?\s*)?(?:0|o|không|không có|không quy định|chưa quy định)?(?: ?đồng)?\W*", re.IGNORECASE
)


class ToldFee(NamedTuple):
    """A fee of one way to hand in, without its channel, and what its description says about that way; with notes."""

    fee: Fee
    said: ChannelWords
    notes: tuple[str, ...]


class ChargedFee(NamedTuple):
    """A fee, and the channel whose description it stands in; None for a way that is no channel of ours."""

    fee: Fee
    channel: ChannelKind | None


def fee_of(part: Part, more_words: str, notes: list[str], *, has_amount: bool = False) -> ToldFee:
    """The fee of one entry; `more_words` are what the channel's own description says about it."""
    raw = part.get("value")
    value = number_of(raw)
    if value is None and raw is not None:
        notes.append(note("phí, lệ phí: mức thu không phải là số", str(raw)))
    description, kind, currency = (
        part_text(part, name, "fees", notes) for name in ("description", "type", "currencyId")
    )
    currency = clean_line(currency).upper()
    told = _told_fee(max(value or 0.0, 0.0), description, more_words, kind.upper(), currency, has_amount)
    notes += told.notes
    return told


def fees_by_channel(charged: Iterable[ChargedFee], channels: frozenset[ChannelKind]) -> tuple[Fee, ...]:
    """The fees without repetition; one that every channel has, has no channel; never none at all."""
    where: dict[Fee, set[ChannelKind | None]] = {}
    for fee, channel in charged:
        known = fee if channel else fee.model_copy(update={"condition": f"Hình thức khác. {fee.condition}".strip()})
        where.setdefault(known, set()).add(channel)
    fees: list[Fee] = []
    for fee, kinds in where.items():
        if None in kinds or kinds >= channels:
            fees.append(fee)
        else:
            fees += [fee.model_copy(update={"channel": kind}) for kind in ChannelKind if kind in kinds]
    return tuple(fees) or (Fee(state=FeeState.NOT_STATED),)


def raw_words(value: float, words: str, currency: str = "") -> str:
    """What a citizen reads where the amount is not stated: the portal's words, with its number where they lack it.

    >>> raw_words(20, "đối với 1 tờ khai"), raw_words(0, "Không có"), raw_words(0, ""), raw_words(5, "", "USD")
    ('Nguồn ghi: 20; đối với 1 tờ khai', 'Nguồn ghi: Không có', '', 'Nguồn ghi: 5 USD')
    """
    if not value:
        return f"Nguồn ghi: {words}" if words and _BARE.fullmatch(words) else words
    whole = value == int(value)
    number = f"{value:,.0f}".replace(",", ".") if whole else f"{value:g}".replace(".", ",")
    unit = f" {currency}" if currency not in DONG else " đồng" if value >= CERTAIN_FROM else ""
    if words.startswith("/"):
        return f"Nguồn ghi: {number}{unit}{words}"
    said = [] if int(value) in amounts(words) else [f"{number}{unit}"]
    return "Nguồn ghi: " + "; ".join([*said, *([words] if words else [])])


@lru_cache(maxsize=512)
def _told_fee(
    value: float, description: str, more_words: str, type_name: str, currency: str, has_amount: bool
) -> ToldFee:
    """The fee of one entry; the same entry stands in every channel of a procedure."""
    cut = was_cut(description)
    notes = [note("phí, lệ phí: lời ghi bị nguồn cắt ngang", description[-40:])] if cut else []
    told, about_channel = told_apart(f"{description.rstrip()}…" if cut else description)
    said = channel_words(about_channel, has_amount=has_amount)
    words = closed("\n".join(text for text in (told, joined(more_words, said.fee)) if text))
    kind = TYPES.get(type_name) or _kind(words)
    amount = _stated_amount(value, words) if currency in DONG else 0
    if amount:
        per, condition = without_price(words)
        fee = Fee(state=FeeState.STATED, kind=kind, amount_vnd=amount, per=per, condition=condition)
    elif not value and says_free(words):
        fee = Fee(state=FeeState.FREE, kind=kind, condition=words)
    else:
        fee = Fee(state=FeeState.NOT_STATED, kind=kind, condition=raw_words(value, words, currency))
        notes += [note("phí, lệ phí: chưa rõ mức, giữ nguyên lời của nguồn", fee.condition)] if fee.condition else []
    return ToldFee(fee, said, tuple(notes))


def _stated_amount(value: float, words: str) -> int:
    """The amount that value and words state together; 0 where they do not, or were cut before they could."""
    if not value or value != int(value) or value > HIGHEST or sends_elsewhere(words) or words.endswith("…"):
        return 0
    named = amounts(words)
    if value >= CERTAIN_FROM:
        return int(value) if named <= {int(value)} else 0
    return int(value) * 1_000 if named == {int(value) * 1_000} else 0


def _kind(words: str) -> FeeKind | None:
    if names_state_fee(words):
        return FeeKind.STATE_FEE
    return FeeKind.CHARGE if names_charge(words) else None
