"""Is the catalogue fit to be shown: what is missing, what contradicts itself, what has grown old?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge.checks import facts, laws, names, sources, times
from knowledge.checks.laws import ExpiredLaw, citing
from knowledge.checks.rules import RULES, Finding
from knowledge.checks.sources import check_links
from knowledge.procedure import Procedure

__all__ = ["RULES", "STALE_AFTER_DAYS", "ExpiredLaw", "Finding", "check_links", "citing", "findings"]

STALE_AFTER_DAYS = 180
_NONE_EXPIRED: Mapping[str, ExpiredLaw] = {}


def findings(
    procedures: Sequence[Procedure],
    on: date,
    expired: Mapping[str, ExpiredLaw] = _NONE_EXPIRED,
    stale_after_days: int = STALE_AFTER_DAYS,
) -> list[Finding]:
    """All that is wrong with `procedures` on the day `on`, in their order.

    `expired` holds laws that no longer hold, by their number. Links are looked at, not followed: see `check_links`.
    """
    found = [each for procedure in procedures for each in _of_one(procedure, on, expired, stale_after_days)]
    found += [*names.twins(procedures), *names.clashes(procedures)]
    places = {procedure.code: place for place, procedure in enumerate(procedures)}
    return sorted(found, key=lambda each: places[each.code])


def _of_one(
    procedure: Procedure, on: date, expired: Mapping[str, ExpiredLaw], stale_after_days: int
) -> Iterator[Finding]:
    """What is wrong with a procedure whatever the others are."""
    yield from facts.missing(procedure)
    yield from facts.documents(procedure)
    yield from times.times(procedure)
    yield from facts.fees(procedure)
    yield from names.unready(procedure)
    yield from sources.link(procedure)
    yield from sources.verification(procedure, on, stale_after_days)
    if expired:
        yield from laws.citations(procedure, expired, on)
