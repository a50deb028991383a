"""Does every reply fit into what Telegram takes: length, markup, buttons?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import wording
from knowledge.answers import Answered, AskedBack, Unanswered
from knowledge.catalogue import Catalogue
from knowledge.procedure import Procedure
from knowledge.replies import MAX_ACTION_BYTES, Reply
from knowledge.wording.procedure_parts import TITLES
from nlp.asking import ASPECTS
from tests.end_to_end.telegram_html import parse, units
from tests.knowledge.examples import FEW, NOW, SOME, catalogue_of, procedures

TELEGRAM_UNITS = 4096
PARTS = ("", *TITLES, "all")


def check(reply: Reply) -> None:
    """Raise unless Telegram takes every part and every button of `reply`."""
    assert reply.parts
    for part in reply.parts:
        text = parse(part).text
        assert text.strip()
        assert units(text) <= TELEGRAM_UNITS
    for row in reply.buttons:
        assert row
        for button in row:
            assert button.text.strip()
            assert 1 <= len(button.action.encode()) <= MAX_ACTION_BYTES


def test_there_is_a_title_for_every_aspect() -> None:
    assert tuple(TITLES) == ASPECTS


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_every_starter_procedure_fits(catalogue: Catalogue, part: str) -> None:
    for code in catalogue.procedures:
        check(wording.procedure_part(code, part, catalogue, NOW))


def test_the_answer_to_a_plain_question_fits_for_every_starter_procedure(catalogue: Catalogue) -> None:
    for code in catalogue.procedures:
        check(wording.reply(Answered((code,), (), 0.9), catalogue, NOW))


@SOME
@given(data=st.data())
def test_any_answer_from_the_starter_catalogue_fits(catalogue: Catalogue, data: st.DataObject) -> None:
    codes = tuple(
        data.draw(st.lists(st.sampled_from(sorted(catalogue.procedures)), min_size=1, max_size=2, unique=True))
    )
    aspects = tuple(data.draw(st.lists(st.sampled_from(ASPECTS), max_size=4, unique=True)))
    now = NOW + timedelta(hours=data.draw(st.integers(0, 9000)))
    understood = data.draw(st.sampled_from(["", "làm <b>thẻ</b> & sổ"]))

    check(wording.reply(Answered(codes, aspects, 0.9, understood, (("CMND", "thẻ căn cước"),)), catalogue, now))
    check(wording.reply(AskedBack(codes, aspects, 0.7), catalogue, now))
    check(wording.reply(Unanswered("not_sure", codes, aspects, 0.3), catalogue, now))


def test_every_menu_of_the_starter_catalogue_fits(catalogue: Catalogue) -> None:
    check(wording.welcome(catalogue))
    check(wording.fields(catalogue))
    check(wording.life_events(catalogue))
    for event in catalogue.life_events:
        check(wording.life_event(catalogue, event.key))
    for number, (_, codes) in enumerate(catalogue.fields):
        for page in range(-(-len(codes) // 8)):
            check(wording.field_page(catalogue, f"{number}.{page}"))


@pytest.mark.parametrize("made", [wording.help_text, wording.forgotten, wording.gone])
def test_the_fixed_replies_fit(made: Callable[[], Reply]) -> None:
    check(made())


@FEW
@given(procedure=procedures(longest=600), part=st.sampled_from(PARTS))
def test_any_procedure_that_an_officer_can_write_fits(procedure: Procedure, part: str) -> None:
    catalogue = catalogue_of(procedure)
    check(wording.procedure_part(procedure.code, part, catalogue, NOW))
    check(wording.reply(Answered((procedure.code,), ("documents", "fee"), 0.9), catalogue, NOW))
    check(wording.reply(AskedBack((procedure.code,), (), 0.7), catalogue, NOW))
    check(wording.field_page(catalogue, "0.0"))
