"""Whatever the portal and the officers do in turn to the starter's procedures and others: nothing that an officer wrote
is ever lost, and a fact that only the portal changed always arrives.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.knowledge.audited import MINH, bring_in, faults
from tests.knowledge.examples import FEW, ON, a_procedure
from tests.knowledge.officers import NEW_YEAR, changed, let_hold, publish
from tests.knowledge.portal.imports import (
    DECISION,
    PORTAL,
    bees,
    brought_in,
    drafted,
    in_force,
    method,
    open_drafts,
    read,
)

STARTER, ANOTHER = "1.000001", "1.000002"
PLACES = ("UBND xã Cây Xanh", "Sở Nông nghiệp", "Trạm Thú y")
CONDITIONS = ("", "Có ít nhất hai tổ ong.", "Có vườn.")
AMOUNTS = (50_000, 80_000, 100_000)
PORTALS_FIELD = {
    "authority": "authorityAgencies",
    "conditions": "requirementsAndConditions",
    "fees": "executionMethods",
    "submit_to": "dossierReceivingAddresses",
}


class Turn(NamedTuple):
    """Somebody changes a field of a procedure; `later` for an officer who announces it for the new year."""

    hand: str
    code: str = ""
    field: str = ""
    choice: int = 0
    later: bool = False


def portals(field: str, choice: int) -> Any:
    """What the portal may say in a field."""
    values = {"conditions": CONDITIONS, "fees": tuple([method(amount)] for amount in AMOUNTS)}
    return values.get(field, PLACES)[choice]


def ours(field: str, choice: int) -> Any:
    """The same as the catalogue has it; for a field of our own, something else."""
    if field not in PORTALS_FIELD:
        return f"Lời của cán bộ {choice}"
    return getattr(read(bees(**{PORTALS_FIELD[field]: portals(field, choice)})), field)


FIELDS = tuple(PORTALS_FIELD)
CODES, CHOICES = st.sampled_from((STARTER, ANOTHER)), st.integers(0, 2)
TURNS = st.one_of(
    st.tuples(st.just("portal"), CODES, st.sampled_from(FIELDS), CHOICES, st.just(value=False)),
    st.tuples(st.just("officer"), CODES, st.sampled_from((*FIELDS, "summary")), CHOICES, st.booleans()),
    st.just(("import", "", "", 0, False)),
).map(lambda parts: Turn(*parts))


class Office:
    """A catalogue, its portal, and what each of its fields must say."""

    def __init__(self, storage: Storage, *, by_drafts: bool) -> None:
        self.storage, self.by_drafts = storage, by_drafts
        self.today = ON
        self.records = {STARTER: bees(1), ANOTHER: bees(2)}
        self.imported: dict[str, Procedure] = {}
        """What the portal said at the last import."""
        self.officers: dict[tuple[str, str, bool], Any] = {}
        """What officers wrote, by code, field and whether it is for the new year."""
        self.of_today: set[tuple[str, str]] = set()
        """What officers wrote for the day on which they did, by code and field."""
        self.arrived: dict[tuple[str, str], Any] = {}
        """What the portal changed since its first record."""

    def take(self, turn: Turn) -> None:
        self.today += timedelta(days=1)
        {"portal": self.publish_on_portal, "officer": self.write, "import": self.bring_in}[turn.hand](turn)

    def publish_on_portal(self, turn: Turn) -> None:
        field = PORTALS_FIELD[turn.field]
        self.records[turn.code] = self.records[turn.code] | {field: portals(turn.field, turn.choice)}

    def write(self, turn: Turn) -> None:
        later = turn.later and not self.by_drafts
        start = NEW_YEAR if later else self.today
        if in_force(self.storage, turn.code, start) is None:
            return
        before, value = changed(self.storage, turn.code, start), ours(turn.field, turn.choice)
        if getattr(before, turn.field) == value:
            return
        let_hold(self.storage, before.model_copy(update={turn.field: value}), self.today)
        if not later:
            self.of_today.add((turn.code, turn.field))
        said = getattr(self.imported.get(turn.code), turn.field, None) if turn.field in FIELDS else None
        if value and value == said and not later:
            self.officers.pop((turn.code, turn.field, False), None)  # given back: it is as the portal has it
            self.arrived[turn.code, turn.field] = value
        else:
            self.officers[turn.code, turn.field, later] = value

    def bring_in(self, _: Turn) -> None:
        who = PORTAL._replace(at=PORTAL.at + (self.today - ON))
        if self.by_drafts:
            assert drafted(self.storage, *self.records.values(), today=self.today, who=who) == []
            for draft in open_drafts(self.storage):
                publish(self.storage, draft.id or 0, MINH, self.today)
        else:
            brought_in(self.storage, *self.records.values(), today=self.today, who=who)
        for code, record in self.records.items():
            now = read(record)
            for field in FIELDS:
                last = getattr(self.imported[code], field) if code in self.imported else None
                if last != getattr(now, field) and (code in self.imported or code == ANOTHER):
                    self.arrived[code, field] = getattr(now, field)
            self.imported[code] = now

    def check(self, on: date) -> None:
        """Every field says what it must on that day."""
        for code in self.records:
            now = in_force(self.storage, code, on)
            for field in (*FIELDS, "summary"):
                must = self.expected(code, field, later=on == NEW_YEAR)
                if must is not None:
                    assert now is not None
                    assert getattr(now, field) == must, f"{code} {field} on {on}"

    def expected(self, code: str, field: str, *, later: bool) -> Any:
        """What a field must say; None where it may say anything.

        Who changes the law of today after another one was announced has to change that one, too.
        """
        written = self.officers.get((code, field, later))
        if written is not None:
            return written
        if later and (code, field) in self.of_today:
            return None
        return self.arrived.get((code, field))


@FEW
@given(turns=st.lists(TURNS, min_size=4, max_size=14), by_drafts=st.booleans())
def test_nothing_an_officer_wrote_is_lost_and_what_only_the_portal_changed_arrives(
    turns: list[Turn], by_drafts: bool
) -> None:
    storage = Storage("sqlite://")
    SQLModel.metadata.create_all(storage.engine)
    bring_in(storage, a_procedure(code=STARTER, decision=DECISION, authority="Xã", conditions=("Có chỗ đặt tổ.",)))
    office = Office(storage, by_drafts=by_drafts)
    for turn in (*turns, Turn("import")):
        office.take(turn)
        if turn.hand == "import":
            office.check(office.today)
            office.check(NEW_YEAR)
    assert faults(storage) == []
    storage.close()
