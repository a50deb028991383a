"""Is a fact missing, written twice, or does one contradict another within a procedure?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from knowledge.checks.rules import Finding, finding
from knowledge.procedure import Fee, FeeState, Procedure, Reach, SubmissionCase
from knowledge.wording.facts import money

_LONGEST_QUOTED = 80
"""Letters of a paper's name that a finding shows."""


def is_met(procedure: Procedure) -> bool:
    """Whether citizens meet it: it is none between agencies, nor one province's copy that no phrase leads to."""
    return procedure.reach is Reach.NATIONAL or (procedure.reach is Reach.PROVINCE and bool(procedure.phrases))


def missing(procedure: Procedure) -> Iterator[Finding]:
    """Documents, time, fee or decision that the catalogue does not know, of a procedure that citizens meet."""
    if not is_met(procedure):
        return
    lacks = [kind for kind, is_missing in _MISSING.items() if is_missing(procedure)]
    if not procedure.steps and _CONTENT.issubset(lacks):
        lacks = ["only_a_name"]
    yield from (finding(kind, procedure.code) for kind in lacks)


_MISSING: Mapping[str, Callable[[Procedure], bool]] = {
    "no_documents": lambda procedure: not procedure.cases,
    "no_time": lambda procedure: not any(each.time_amount or each.time_words for each in procedure.channels),
    "fee_not_stated": lambda procedure: all(
        fee.state is FeeState.NOT_STATED and not fee.condition for fee in procedure.fees
    ),
    "no_decision": lambda procedure: not procedure.decision,
}
_CONTENT = {"no_documents", "no_time", "fee_not_stated"}
"""What lacks all of these, and steps, is no more than a name; what else it lacks goes without saying."""


def documents(procedure: Procedure) -> Iterator[Finding]:
    """Papers that stand twice in a case, and alternatives without another to choose."""
    for case in procedure.cases:
        for name, count in _repeated(case):
            yield finding("repeated_document", procedure.code, name=_quoted(name), count=count)
        groups: dict[str, list[str]] = defaultdict(list)
        for paper in case.documents:
            groups[paper.one_of].append(paper.name)
        for label, names in groups.items():
            if label and len(names) == 1:
                yield finding("lonely_alternative", procedure.code, label=label, name=_quoted(names[0]))


def _repeated(case: SubmissionCase) -> Iterator[tuple[str, int]]:
    """The papers that stand several times in a case, asked for in the same way, and how often."""
    names = {_folded(paper.name): paper.name for paper in case.documents}
    if len(names) == len(case.documents):
        return
    alike = Counter(
        (_folded(paper.name), _folded(paper.condition), _folded(paper.form), paper.one_of, paper.to_show)
        for paper in case.documents
    )
    yield from ((names[name], count) for (name, *_), count in alike.items() if count > 1)


def fees(procedure: Procedure) -> Iterator[Finding]:
    """Fees that contradict each other: free and not, or two amounts for the same."""
    plain = [fee for fee in procedure.fees if not fee.condition]
    free = [fee for fee in plain if fee.state is FeeState.FREE]
    stated = [fee for fee in plain if fee.state is FeeState.STATED]
    if also_free := _amounts(fee for fee, other in product(stated, free) if _are_for_the_same(fee, other)):
        yield finding("free_and_stated", procedure.code, amount=also_free)
    alike: dict[tuple[object, ...], list[Fee]] = defaultdict(list)
    for fee in procedure.fees:
        if fee.state is FeeState.STATED:
            alike[fee.channel, fee.kind, _folded(fee.condition), _folded(fee.per)].append(fee)
    several = [_amounts(group) for group in alike.values() if len({fee.amount_vnd for fee in group}) > 1]
    yield from (finding("contradictory_fees", procedure.code, amounts=said) for said in dict.fromkeys(several))


def _are_for_the_same(fee: Fee, other: Fee) -> bool:
    """Whether both are for one channel and may be of one kind."""
    return fee.channel is other.channel and (fee.kind is other.kind or None in (fee.kind, other.kind))


def _amounts(of: Iterable[Fee]) -> str:
    return ", ".join(dict.fromkeys(money(fee.amount_vnd or 0) for fee in of))


def _folded(text: str) -> str:
    """A text without what two writings of the same paper differ in: capitals and spaces."""
    return " ".join(text.split()).casefold()


def _quoted(name: str) -> str:
    return name if len(name) <= _LONGEST_QUOTED else name[:_LONGEST_QUOTED].rpartition(" ")[0] + "…"
