"""What does the law say on a day, what comes, what has gone? Only what somebody asks for is unpacked."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from sqlmodel import Session

from knowledge.packing import unpacked
from knowledge.phrase_book import NOTHING, Said, said_by_code, with_phrases
from knowledge.procedure import Procedure, Reach, shortened
from knowledge.short_names import short_names
from knowledge.versions import rows_in_force, rows_to_come

_UNPACKED = 512
"""So many procedures stay unpacked, those asked for last."""


class Card(NamedTuple):
    """A procedure in short; the fields are those of `Procedure`."""

    code: str
    name: str
    short_name: str
    field: str
    reach: Reach = Reach.NATIONAL
    phrases: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a button says."""
        return self.short_name or short_names().get(self.code) or shortened(self.name)


class Repeal(NamedTuple):
    """A procedure that no longer holds, and the code of the one in its place ("" where there is none)."""

    code: str
    label: str
    repealed_on: date
    replaced_by: str


class Coming(NamedTuple):
    """The next version of a procedure in force: what it will be from that day on; for a repeal, what replaces it."""

    effective_from: date
    procedure: Procedure
    repealed: bool = False
    replaced_by: str = ""


class Shelf(Mapping[str, Procedure]):
    """Packed procedures by code, unpacked when somebody takes one; read-only, safe for several threads."""

    def __init__(self, packed: Mapping[str, bytes], said: Mapping[str, Said]) -> None:
        self._packed = packed

        @lru_cache(maxsize=_UNPACKED)
        def taken(code: str) -> Procedure:
            return with_phrases(unpacked(packed[code]), said.get(code, NOTHING))

        self._taken = taken

    def __getitem__(self, code: str) -> Procedure:
        return self._taken(code)

    def __contains__(self, code: object) -> bool:
        return code in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


@dataclass(frozen=True, slots=True)
class Law:
    """What citizens can ask for on a day; procedures between agencies are not there."""

    on: date
    cards: tuple[Card, ...]
    procedures: Mapping[str, Procedure]
    coming: Mapping[str, Coming] = field(default_factory=dict)
    repealed: Mapping[str, Repeal] = field(default_factory=dict)

    def label_of(self, code: str) -> str:
        """What a button says of a procedure in force or to come; "" when there is none."""
        if code in self.procedures:
            return self.procedures[code].label
        return self.coming[code].procedure.label if code in self.coming else ""


def card_of(procedure: Procedure) -> Card:
    """The procedure in short."""
    return Card(*(getattr(procedure, name) for name in Card._fields))


def law_of(procedures: Iterable[Procedure], on: date) -> Law:
    """The law that these procedures are."""
    found = {procedure.code: procedure for procedure in procedures}
    return Law(on, tuple(map(card_of, found.values())), found)


def law_with(law: Law, procedures: Iterable[Procedure]) -> Law:
    """The same day's law with these procedures instead of, or beside, those of the same codes."""
    changed = {procedure.code: procedure for procedure in procedures}
    cards = {card.code: card for card in law.cards} | {
        code: card_of(procedure) for code, procedure in changed.items() if procedure.reach is not Reach.INTERNAL
    }
    procedures_by_code = ChainMap(changed, cast("dict[str, Procedure]", law.procedures))
    return replace(law, cards=tuple(card for _, card in sorted(cards.items())), procedures=procedures_by_code)


class Stored(NamedTuple):
    """What the tables hold for a day, by code."""

    in_force: Mapping[str, Any]
    """The version of each procedure, a repeal too: rows with the columns of `knowledge.versions.rows_in_force`."""
    to_come: Mapping[str, Any]
    """The next version of those that have one."""
    said: Mapping[str, Said]


def stored_on(session: Session, on: date) -> Stored:
    """What the tables hold for the day `on`."""
    in_force, to_come = rows_in_force(session, on), rows_to_come(session, on)
    return Stored({row.code: row for row in in_force}, {row.code: row for row in to_come}, said_by_code(session))


def law_on(session: Session, on: date) -> Law:
    """The law of the day `on`."""
    return law_from(stored_on(session, on), on)


def law_from(stored: Stored, on: date) -> Law:
    """The law of the day `on` for which this is stored."""
    rows = [row for _, row in sorted(stored.in_force.items()) if row.reach != Reach.INTERNAL]
    repealed = {row.code: _repeal(row) for row in rows if row.repealed}
    held = [row for row in rows if not row.repealed]
    names = {row.code: (row.short_name, row.name) for row in rows if row.repealed}
    said = _with_inherited(stored.said, repealed, names)
    return Law(
        on,
        tuple(
            Card(row.code, row.name, row.short_name, row.field, Reach(row.reach), *said.get(row.code, NOTHING))
            for row in held
        ),
        Shelf({row.code: row.content for row in held}, said),
        {
            row.code: Coming(row.effective_from, unpacked(row.content), row.repealed, row.replaced_by)
            for row in stored.to_come.values()
        },
        repealed,
    )


def _repeal(row: Any) -> Repeal:
    return Repeal(row.code, row.short_name or shortened(row.name), row.effective_from, row.replaced_by)


def successor(code: str, repealed: Mapping[str, Repeal]) -> str:
    """The procedure that stands in the place of a repealed one today, or "" when there is none.

    >>> day = date(2026, 1, 1)
    >>> successor("1", {"1": Repeal("1", "a", day, "2"), "2": Repeal("2", "b", day, "3")})
    '3'
    """
    seen = {code}
    while code in repealed:
        code = repealed[code].replaced_by
        if code in seen:
            return ""
        seen.add(code)
    return code


def _with_inherited(
    said: Mapping[str, Said], repealed: Mapping[str, Repeal], names: Mapping[str, tuple[str, str]]
) -> dict[str, Said]:
    """What citizens say, where the successor of a repealed procedure also hears what was said for that one."""
    found = dict(said)
    for code in repealed:
        heir = successor(code, repealed)
        if heir:
            own, late = found.get(heir, NOTHING), said.get(code, NOTHING)
            phrases = dict.fromkeys((*own.phrases, *filter(None, names[code]), *late.phrases))
            found[heir] = Said(tuple(phrases), tuple(dict.fromkeys((*own.situations, *late.situations))))
    return found
