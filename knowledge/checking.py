"""Is the catalogue fit to be shown: what is missing, what contradicts itself, what has grown old?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from knowledge.checks import facts, laws, names, sources, times
from knowledge.checks.laws import ExpiredLaw, citing
from knowledge.checks.rules import RULES, Finding
from knowledge.checks.sources import check_links
from knowledge.procedure import Procedure

__all__ = ["RULES", "STALE_AFTER_DAYS", "SUMMED_UP_FROM", "ExpiredLaw", "Finding", "check_links", "citing", "findings"]

STALE_AFTER_DAYS = 180
SUMMED_UP_FROM = 200
"""More warnings of one kind than this are summed up in one: nobody reads thousands of lines that say the same."""
_FIRST_FEW = 5
_NONE_EXPIRED: Mapping[str, ExpiredLaw] = {}


def findings(
    procedures: Sequence[Procedure],
    on: date,
    expired: Mapping[str, ExpiredLaw] = _NONE_EXPIRED,
    stale_after_days: int = STALE_AFTER_DAYS,
    summed_up_from: int = SUMMED_UP_FROM,
) -> list[Finding]:
    """All that is wrong with `procedures` on the day `on`, in their order; what sums up the catalogue comes last.

    `expired` holds laws that no longer hold, by their number. Links are looked at, not followed: see `check_links`.
    """
    found = [each for procedure in procedures for each in _of_one(procedure, on, expired, stale_after_days)]
    found += [*names.twins(procedures), *names.clashes(procedures)]
    places = {procedure.code: place for place, procedure in enumerate(procedures)}
    return _summed_up(sorted(found, key=lambda each: places[each.code]), summed_up_from)


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


def _summed_up(found: Iterable[Finding], limit: int) -> list[Finding]:
    """The findings, with one in the place of all warnings of a kind that has more than `limit`."""
    found = list(found)
    counts = Counter(each.kind for each in found if each.severity == "warning")
    many = [kind for kind, count in counts.items() if count > limit]
    kept = [each for each in found if each.kind not in many]
    return kept + [_sum(kind, [each.code for each in found if each.kind == kind]) for kind in sorted(many)]


def _sum(kind: str, codes: Sequence[str]) -> Finding:
    """One finding for many of a kind."""
    rule, distinct = RULES[kind], list(dict.fromkeys(codes))
    few = ", ".join(distinct[:_FIRST_FEW])
    says = f"{rule.title}: {len(distinct)} thủ tục, trước hết là {few}."
    return Finding("", kind, rule.severity, rule.where, says, rule.remedy)
