from __future__ import annotations

from knowledge.portal.plan import Known
from knowledge.versions import version_row
from tests.knowledge.examples import ON
from tests.knowledge.officers import BEES, NEW_YEAR
from tests.knowledge.portal.imports import bees, known, read
from tests.knowledge.portal.planning import DEARER, ours, plan_for, written


class TestAVersionThatComes:
    def test_follows_what_the_portal_changes(self) -> None:
        announced = ours(effective_from=NEW_YEAR, fees=read(bees(**DEARER)).fees)
        row = version_row(announced, origin="officer", officer_fields=("fees",), verified_by="Trần Minh")

        plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp"), known(ours(), bees(), later=(row,)))

        assert (written(plan).authority, written(plan).fees) == ("Sở Nông nghiệp", ours().fees)
        then = written(plan, NEW_YEAR)
        assert then == announced.model_copy(update={"authority": "Sở Nông nghiệp"})
        row = plan.versions[0].row
        assert (row.officer_fields, row.verified_by) == (["fees"], "Trần Minh")
        assert [(each.effective_from, len(each.changes)) for each in plan.changed[0].later] == [(NEW_YEAR, 1)]

    def test_keeps_what_it_changes_itself_and_that_is_told(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR, authority="Sở mới"), origin="officer")

        plan = plan_for(bees(authorityAgencies="Sở Nông nghiệp"), known(ours(), bees(), later=(row,)))

        assert [new.row.effective_from for new in plan.versions] == [ON]
        ((start, changes, clashes),) = plan.changed[0].later
        assert (start, changes, [clash.ours for clash in clashes]) == (NEW_YEAR, (), ["Sở mới"])

    def test_that_is_a_repeal_stays_one(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR), origin="officer", repealed=True)

        plan = plan_for(bees(**DEARER), known(ours(), bees(), later=(row,)))

        assert [new.row.effective_from for new in plan.versions] == [ON]

    def test_does_not_hide_that_the_portal_has_the_procedure_already(self) -> None:
        row = version_row(ours(effective_from=NEW_YEAR), origin="officer")

        plan = plan_for(bees(), {BEES: Known(None, None, (row,))})

        assert ([each.code for each in plan.added], written(plan).effective_from) == ([BEES], ON)
