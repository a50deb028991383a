from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge import audit, drafts
from knowledge.audit import Who
from knowledge.portal.fingerprint import fingerprint
from knowledge.portal.proposing import GONE, RETURNED
from knowledge.reviewing import reject, withdraw
from knowledge.storage import Storage
from tests.knowledge.audited import LAN, MINH, bring_in, faults, rows
from tests.knowledge.examples import NOW, ON, a_procedure
from tests.knowledge.officers import BEES, publish, repeal, submit
from tests.knowledge.portal.imports import (
    PORTAL,
    bees,
    brought_in,
    drafted,
    entries,
    in_force,
    method,
    open_drafts,
    read,
    records,
    short_form,
)
from tests.knowledge.portal.portal_records import Json

TOMORROW = ON + timedelta(days=1)
LATER = PORTAL._replace(at=NOW + timedelta(days=1))
DEARER: Json = {"executionMethods": [method(80_000)]}
HONEY = "1.000002"


class TestAsDrafts:
    def test_nothing_is_in_force_and_everything_waits(self, either_storage: Storage) -> None:
        bring_in(either_storage, a_procedure())

        busy = drafted(either_storage, bees(decisionNo="9/QĐ-BNNMT"), bees(2))

        assert busy == []
        assert [(row.code, row.state, row.origin) for row in open_drafts(either_storage)] == [
            (BEES, "submitted", "portal"),
            (HONEY, "submitted", "portal"),
        ]
        assert in_force(either_storage, HONEY) is None
        assert faults(either_storage) == []

    def test_they_hold_when_an_officer_agrees_also_on_another_day(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())
        publish(either_storage, open_drafts(either_storage)[0].id or 0, today=TOMORROW)

        now = in_force(either_storage, on=TOMORROW)
        assert now is not None
        assert (now.effective_from, now.fees) == (TOMORROW, read(bees()).fees)
        assert faults(either_storage) == []

    def test_what_an_officer_only_agreed_to_stays_the_portals(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())
        publish(either_storage, open_drafts(either_storage)[0].id or 0)

        plan = brought_in(either_storage, bees(**DEARER))

        assert ([each.field for each in plan.changed[0].changes], plan.changed[0].conflicts) == (["fees"], ())

    def test_what_an_officer_changed_in_such_a_draft_is_theirs(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())
        number = open_drafts(either_storage)[0].id or 0
        with either_storage.writing() as session:
            mine = drafts.proposed(drafts.found(session, number)).model_copy(update={"authority": "UBND xã Cây Xanh"})
            drafts.revise(session, number, mine, LAN, ON)
        submit(either_storage, number)
        publish(either_storage, number)

        plan = brought_in(either_storage, bees(authorityAgencies="Sở Nông nghiệp", **DEARER))

        assert [each.field for each in plan.changed[0].changes] == ["fees"]
        assert [each.field for each in plan.changed[0].conflicts] == ["authority"]

    def test_a_procedure_with_another_draft_is_left_for_the_next_time(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees())
        with either_storage.writing() as session:
            base = drafts.base_of(session, BEES, ON)
            assert base.procedure
            mine = base.procedure.model_copy(update={"summary": "Khai tổ ong."})
            number = drafts.save(session, drafts.Proposal(mine), base, LAN, ON).id or 0

        assert drafted(either_storage, bees(**DEARER), bees(2)) == [BEES]
        assert [row.code for row in open_drafts(either_storage)] == [BEES, HONEY]

        with either_storage.writing() as session:
            withdraw(session, number, LAN)
        assert drafted(either_storage, bees(**DEARER), bees(2)) == [], "the new procedure is not told twice"
        assert [row.origin for row in open_drafts(either_storage)] == ["portal", "portal"]

    def test_twice_while_the_first_drafts_wait_says_nothing_new(self, either_storage: Storage) -> None:
        bring_in(either_storage, a_procedure())
        drafted(either_storage, bees(decisionNo="9/QĐ-BNNMT"), bees(2))
        before = rows(either_storage)

        busy = drafted(either_storage, bees(decisionNo="9/QĐ-BNNMT"), bees(2))

        assert busy == []
        assert rows(either_storage) == before

    @pytest.mark.parametrize(
        "told_otherwise",
        [{"updatedAt": 1_799_000_000_000}, {"authorityAgencies": "Ủy ban  nhân dân\xa0cấp xã"}, None],
        ids=["touched", "spaced otherwise", "in short form"],
    )
    def test_no_draft_is_in_the_way_of_one_that_says_the_same(
        self, either_storage: Storage, told_otherwise: Json | None
    ) -> None:
        bring_in(either_storage, a_procedure())
        drafted(either_storage, bees(decisionNo="9/QĐ-BNNMT"), bees(2))

        again = [
            short_form(record) if told_otherwise is None else record | told_otherwise
            for record in (bees(decisionNo="9/QĐ-BNNMT"), bees(2))
        ]

        assert drafted(either_storage, *again) == []
        assert [row.code for row in open_drafts(either_storage)] == [BEES, HONEY]
        assert records(either_storage)[HONEY].raw_digest == fingerprint(again[1]), "it is remembered as it came"

    def test_that_wait_are_in_the_way_of_what_the_portal_says_anew(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())

        assert drafted(either_storage, bees(**DEARER)) == [BEES]
        assert records(either_storage)[BEES].raw_digest == fingerprint(bees()), "so the next time tells it again"

    def test_are_not_forgotten_when_the_portal_takes_back_what_they_propose(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees())
        drafted(either_storage, bees(**DEARER))

        assert drafted(either_storage, bees()) == [BEES], "an officer may still agree to what waits"
        publish(either_storage, open_drafts(either_storage)[0].id or 0)
        assert drafted(either_storage, bees(), today=TOMORROW, who=LATER) == []
        publish(either_storage, open_drafts(either_storage)[0].id or 0, today=TOMORROW)

        now = in_force(either_storage, on=TOMORROW)
        assert now is not None
        assert now.fees == read(bees()).fees

    def test_hold_at_once_when_they_are_brought_in_without_asking(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())

        plan = brought_in(either_storage, bees())

        assert ([each.code for each in plan.added], plan.put_up) == ([BEES], [])
        assert in_force(either_storage) == read(bees())
        assert open_drafts(either_storage) == [], "nobody has to decide that any more"
        assert faults(either_storage) == []

    def test_that_change_something_still_wait_when_something_else_is_brought_in(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))
        drafted(either_storage, bees(**DEARER), bees(2))

        brought_in(either_storage, bees(**DEARER), bees(2, **DEARER))

        assert [row.code for row in open_drafts(either_storage)] == [BEES]

    def test_what_was_rejected_is_not_put_up_again_until_the_portal_changes_it(self, either_storage: Storage) -> None:
        drafted(either_storage, bees())
        with either_storage.writing() as session:
            reject(session, open_drafts(either_storage)[0].id or 0, MINH)

        drafted(either_storage, bees())
        assert open_drafts(either_storage) == []

        drafted(either_storage, bees(**DEARER))
        assert [row.code for row in open_drafts(either_storage)] == [BEES]


class TestWithdrawn:
    def withdrawn(self, storage: Storage, today: date = ON, who: Who = PORTAL) -> None:
        brought_in(storage, bees(), today=today, who=who, complete=True)

    def test_a_procedure_stays_in_force_and_an_officer_is_asked(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))

        self.withdrawn(either_storage)

        (draft,) = open_drafts(either_storage)
        assert (draft.code, draft.repealed, draft.state, draft.origin) == (HONEY, True, "submitted", "portal")
        assert in_force(either_storage, HONEY) == read(bees(2))
        assert records(either_storage)[HONEY].withdrawn_on == ON
        assert faults(either_storage) == []

    def test_the_officer_is_asked_once(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))
        self.withdrawn(either_storage)
        with either_storage.writing() as session:
            reject(session, open_drafts(either_storage)[0].id or 0, MINH)

        self.withdrawn(either_storage, TOMORROW, LATER)

        assert open_drafts(either_storage) == []

    def test_the_officer_is_not_asked_about_what_is_repealed_already(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))
        repeal(either_storage, HONEY, replaced_by=BEES)

        self.withdrawn(either_storage)

        assert open_drafts(either_storage) == []
        assert records(either_storage)[HONEY].withdrawn_on == ON

    def test_a_procedure_that_somebody_edits_is_left_to_them(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))
        with either_storage.writing() as session:
            base = drafts.base_of(session, HONEY, ON)
            assert base.procedure
            mine = base.procedure.model_copy(update={"summary": "Khai tổ ong."})
            drafts.save(session, drafts.Proposal(mine), base, LAN, ON)

        self.withdrawn(either_storage)

        assert [row.repealed for row in open_drafts(either_storage)] == [False]
        with either_storage.writing() as session:
            withdraw(session, open_drafts(either_storage)[0].id or 0, LAN)
        self.withdrawn(either_storage)
        assert [row.repealed for row in open_drafts(either_storage)] == [True], "and then they are asked"

    def test_a_new_procedure_that_still_waits_is_asked_about_no_more_until_it_is_there_again(
        self, either_storage: Storage
    ) -> None:
        drafted(either_storage, bees(), bees(2))

        drafted(either_storage, bees(), today=TOMORROW, who=LATER, complete=True)

        assert [row.code for row in open_drafts(either_storage)] == [BEES]
        with either_storage.reading() as session:
            assert audit.entries(session, HONEY)[0].reason == GONE
        assert drafted(either_storage, bees(), bees(2), today=TOMORROW, who=LATER, complete=True) == []
        assert [row.code for row in open_drafts(either_storage)] == [BEES, HONEY]

    def test_a_new_procedure_that_an_officer_works_on_is_left_to_them(self, either_storage: Storage) -> None:
        drafted(either_storage, bees(), bees(2))
        number = open_drafts(either_storage)[1].id or 0
        with either_storage.writing() as session:
            mine = drafts.proposed(drafts.found(session, number)).model_copy(update={"summary": "Khai tổ ong."})
            drafts.revise(session, number, mine, LAN._replace(at=NOW + timedelta(hours=1)), ON)

        drafted(either_storage, bees(), today=TOMORROW, who=LATER, complete=True)

        assert [row.code for row in open_drafts(either_storage)] == [BEES, HONEY]

    def test_a_procedure_that_is_there_again_is_asked_about_no_more(self, either_storage: Storage) -> None:
        brought_in(either_storage, bees(), bees(2))
        self.withdrawn(either_storage)

        brought_in(either_storage, bees(), bees(2), today=TOMORROW, who=LATER)

        assert open_drafts(either_storage) == []
        assert records(either_storage)[HONEY].withdrawn_on is None
        with either_storage.reading() as session:
            assert audit.entries(session, HONEY)[0].reason == RETURNED

    def test_a_procedure_that_was_repealed_for_it_holds_again_when_it_is_there_again(
        self, either_storage: Storage
    ) -> None:
        brought_in(either_storage, bees(), bees(2))
        self.withdrawn(either_storage)
        publish(either_storage, open_drafts(either_storage)[0].id or 0)
        assert in_force(either_storage, HONEY) is None

        brought_in(either_storage, bees(), bees(2, **DEARER), today=TOMORROW, who=LATER)

        now = in_force(either_storage, HONEY, TOMORROW)
        assert now is not None
        assert now.fees == read(bees(2, **DEARER)).fees
        was, becomes = entries(either_storage, HONEY)[0][1:]
        assert (was["repealed"], becomes["repealed"]) == (True, False)
        assert faults(either_storage) == []
