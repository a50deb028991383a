from __future__ import annotations

import pytest

from tests.knowledge.examples import ON, a_procedure
from tests.knowledge.officers import BEES
from tests.knowledge.portal.imports import LAST_WEEK, bees, known, read, remembered, short_form
from tests.knowledge.portal.planning import DEARER, conflicts, fields, ours, plain_words, plan_for, written


class TestTheFirstRecordOfAStarterProcedure:
    def test_of_the_same_decision_leaves_its_facts_and_tells_what_it_never_does(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(coordinatingAgencies="Trạm Thú y"), known(mine, origin="starter"))

        assert fields(plan) == ["publisher", "coordinating"]
        kept = {"publisher": "Bộ Nông nghiệp và Môi trường", "coordinating": "Trạm Thú y", "effective_from": ON}
        assert written(plan) == mine.model_copy(update=kept)

    def test_leaves_open_what_the_starter_left_open_on_purpose(self) -> None:
        """The portal's record may be about something else altogether, and then the starter tells none of it."""
        mine = plain_words(cases=(), channels=(), steps=(), decision="")

        plan = plan_for(bees(), known(mine, origin="starter"))

        assert fields(plan) == ["publisher"]

    @pytest.mark.parametrize("number", ["812/QĐ_BNNMT", "812/qđ-bnnmt", "Số: 812/QĐ-BNNMT", ""])
    def test_takes_no_slip_of_the_pen_for_another_decision(self, number: str) -> None:
        plan = plan_for(bees(decisionNo=number), known(plain_words(), origin="starter"))

        assert fields(plan) == ["publisher"]

    def test_of_another_decision_wins_in_every_fact_that_it_tells(self) -> None:
        mine = plain_words(conditions=("Có vườn.",))

        plan = plan_for(bees(decisionNo="99/QĐ-BNNMT", resultsDetails=[]), known(mine, origin="starter"))

        now = written(plan)
        theirs = read(bees())
        assert (now.steps, now.cases, now.conditions) == (theirs.steps, theirs.cases, theirs.conditions)
        assert (now.decision, now.verified_on) == ("99/QĐ-BNNMT", ON)
        assert (now.summary, now.short_name) == (mine.summary, mine.short_name)

    def test_of_another_decision_leaves_what_an_officer_wrote(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(decisionNo="99/QĐ-BNNMT"), known(mine, origin="starter", officers=("steps", "submit_to")))

        assert conflicts(plan) == ["submit_to", "steps"]
        assert (written(plan).steps, written(plan).submit_to) == (mine.steps, mine.submit_to)

    def test_does_not_win_against_a_decision_that_an_officer_wrote(self) -> None:
        mine = plain_words(decision="900/QĐ-BNNMT")

        plan = plan_for(bees(), known(mine, origin="starter", officers=("decision",)))

        assert (fields(plan), conflicts(plan)) == (["publisher"], ["decision"])

    def test_tells_where_an_officer_says_otherwise(self) -> None:
        mine = plain_words()

        plan = plan_for(bees(), known(mine, origin="starter", officers=("fees",)))

        assert (fields(plan), conflicts(plan)) == (["publisher"], ["fees"])

    def test_in_short_form_says_nothing_against_it(self) -> None:
        plan = plan_for(short_form(bees()), known(plain_words(), origin="starter"))

        assert fields(plan) == ["publisher"]


def test_the_first_record_of_an_officers_procedure_fills_what_is_empty() -> None:
    mine = a_procedure(name="Đăng ký nuôi ong loài 1", authority="UBND xã", conditions=("Có vườn.",))
    written_by_officers = ("name", "authority", "conditions", "fees", "field", "levels", "source")

    plan = plan_for(bees(), known(mine, origin="officer", officers=written_by_officers))

    assert fields(plan) == [
        "publisher", "submit_to", "cases", "channels", "steps", "results", "legal_bases", "decision",
    ]  # fmt: skip
    assert set(conflicts(plan)) == set(written_by_officers) - {"name"}


def test_a_record_in_short_form_takes_nothing_away() -> None:
    plan = plan_for(short_form(bees(name="Đăng ký nuôi ong mật")), known(ours(), bees()))

    assert fields(plan) == ["name"]
    assert written(plan).steps == ours().steps


def test_details_that_come_again_after_a_short_form_are_no_news() -> None:
    """Or the portal's words would take the place of plainer ones that were written meanwhile."""
    mine = ours(steps=("Ra xã nộp tờ khai.",))
    short = plan_for(short_form(bees()), known(mine, bees()))
    (record,) = short.records

    state = {BEES: known(mine, bees())[BEES]._replace(record=remembered(bees()).model_copy(update=record._asdict()))}
    plan = plan_for(bees(**DEARER), state)

    assert fields(plan) == ["fees"]


def test_details_that_come_for_the_first_time_fill_what_the_short_form_left_open() -> None:
    short = short_form(bees())
    mine = read(short, LAST_WEEK)

    plan = plan_for(bees(name="Đăng ký nuôi ong mật"), known(mine, short))

    assert set(fields(plan)) >= {"name", "cases", "channels", "fees", "steps", "results", "decision"}
    assert written(plan).name == "Đăng ký nuôi ong mật"
    assert (written(plan).cases, written(plan).verified_on) == (read(bees()).cases, ON)
