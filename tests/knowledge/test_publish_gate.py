from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.law_in_force import Repeal, law_of
from knowledge.office_words import lexicon_with
from knowledge.publish_gate import Given, gate, given
from knowledge.saved_questions import SavedQuestion
from tests.knowledge.audited import BEES, FISH, HONEY
from tests.knowledge.examples import ON, a_procedure, catalogue_of

FARM = catalogue_of(BEES, HONEY, FISH)
TWIN = a_procedure(code="1.000031", name=FISH.name, short_name="Nuôi cá lồng bè nhỏ", phrases=FISH.phrases)
HIVES = SavedQuestion("q1", "khai báo tổ ong mật", (BEES.code,), "regression")
GOLD = SavedQuestion("q2", "giá vàng hôm nay", (), "regression")


def _saying(*more: str) -> Catalogue:
    """The farm where people who sell honey say more."""
    return catalogue_of(BEES, HONEY.model_copy(update={"phrases": (*HONEY.phrases, *more)}), FISH)


def test_what_changes_nothing_is_silent() -> None:
    report = gate(FARM, FARM, [HIVES, GOLD])

    assert (report.asked, report.changed, report.stolen, report.confusable, report.blocking) == (2, (), (), (), ())


def test_a_phrase_that_takes_a_saved_question_away_blocks_and_says_where_it_goes() -> None:
    report = gate(FARM, _saying(HIVES.text), [HIVES, GOLD])

    (change,) = report.changed
    assert (change.question, change.before, change.breaks) == (HIVES, Given("answered", (BEES.code,)), True)
    assert change.after.codes[0] == HONEY.code
    assert "q1" in report.blocking


def test_a_change_that_an_officer_accepts_does_not_block() -> None:
    report = gate(FARM, _saying(HIVES.text), [HIVES], accepted=["q1"])

    assert report.changed
    assert "q1" not in report.blocking


def test_an_answer_that_was_wrong_before_may_change() -> None:
    wrong = HIVES._replace(codes=(FISH.code,))
    (change,) = gate(FARM, _saying(HIVES.text), [wrong]).changed

    assert not change.breaks


def test_an_answer_that_becomes_right_is_shown_and_does_not_block() -> None:
    late = SavedQuestion("q3", "bày hũ thủy tinh ra chợ", (HONEY.code,), "regression")
    report = gate(FARM, _saying(late.text), [late])

    assert [(each.question, each.breaks) for each in report.changed] == [(late, False)]
    assert report.blocking == ()


def test_a_question_that_must_be_declined_blocks_once_it_is_answered() -> None:
    gold = SavedQuestion("q2", "bày hũ thủy tinh ra chợ", (), "regression")

    assert gate(FARM, _saying(gold.text), [gold]).blocking == ("q2",)


def test_a_phrase_of_another_procedure_that_is_led_astray_blocks() -> None:
    after = catalogue_of(BEES, HONEY, FISH, TWIN)
    report = gate(FARM, after, [])

    led, kept = FISH.phrases
    assert {each.text for each in report.stolen} == {FISH.name, led}
    assert given(kept, after).is_right((FISH.code,))
    assert {each.owner for each in report.stolen} == {FISH.code}
    assert not any(each.after.is_right((FISH.code,)) for each in report.stolen)
    assert report.blocking == tuple(each.name for each in report.stolen)
    assert gate(FARM, after, [], accepted=report.blocking).blocking == ()


def test_only_phrases_like_the_new_one_are_asked_again() -> None:
    asked = gate(FARM, _saying("bày hũ thủy tinh ra chợ"), []).asked

    assert asked < len(FARM.matcher.texts)


def test_a_repealed_procedure_steals_none_of_its_own_phrases() -> None:
    gone = replace(law_of([BEES, HONEY], ON), repealed={FISH.code: Repeal(FISH.code, FISH.label, ON, "")})

    assert gate(FARM, build_catalogue(gone, ()), []).stolen == ()


@pytest.mark.parametrize(("heir", "blocking"), [(BEES.code, ()), (FISH.code, ("q1",)), ("", ("q1",))])
def test_where_a_procedure_is_repealed_the_one_in_its_place_is_the_right_answer(
    heir: str, blocking: tuple[str, ...]
) -> None:
    hives = SavedQuestion("q1", "khai báo tổ ong mật", (HONEY.code,), "regression")
    before = catalogue_of(FISH, HONEY.model_copy(update={"phrases": (hives.text,)}))
    gone = replace(law_of([BEES, FISH], ON), repealed={HONEY.code: Repeal(HONEY.code, HONEY.label, ON, heir)})

    assert gate(before, build_catalogue(gone, ()), [hives]).blocking == blocking


def test_two_procedures_that_become_alike_are_named_once() -> None:
    (pair,) = gate(FARM, catalogue_of(BEES, HONEY, FISH, TWIN), []).confusable

    assert {pair.code, pair.other} == {FISH.code, TWIN.code}
    assert 0.8 <= pair.alike <= 1


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    report = gate(
        FARM, _saying(FISH.phrases[0]), [HIVES, GOLD], progress=lambda done, total: told.append((done, total))
    )

    assert [done for done, _ in told] == list(range(1, report.asked + 1))
    assert {total for _, total in told} == {report.asked}


def _knowing(*words: tuple[str, str, str]) -> Catalogue:
    return build_catalogue(law_of([BEES, HONEY, FISH], ON), (), lexicon=lexicon_with(words))


def test_a_word_that_takes_phrases_away_blocks() -> None:
    misleading = _knowing(("synonym", "khai báo tổ ong", "xin giấy phép bán mật"))
    report = gate(FARM, misleading, [])

    assert "khai báo tổ ong" in {each.text for each in report.stolen}
    assert report.blocking


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        (("abbreviation", "kbto", "khai báo tổ ong"), set()),
        (("abbreviation", "nuoi", "bán"), {"đăng ký nuôi ong", "nuôi cá bè trên sông"}),
        (("synonym", "đõ nuôi", "tổ ong"), {"khai báo tổ ong", "nhà em mới đem mấy tổ ong về"}),
    ],
)
def test_of_a_word_every_phrase_is_asked_that_holds_it(word: tuple[str, str, str], asked: set[str]) -> None:
    again: list[int] = []
    gate(FARM, _knowing(word), [], progress=lambda done, total: again.append(total))
    texts = {text.text for text in FARM.matcher.texts}

    assert asked <= texts
    assert (len(again) > 0) is bool(asked)
    assert len(again) >= len(asked)


@pytest.mark.parametrize(
    ("came", "codes", "right"),
    [
        (Given("answered", ("1.000001", "1.000012")), ("1.000001",), True),
        (Given("answered", ("1.000012", "1.000001")), ("1.000001",), False),
        (Given("asked_back", ("1.000001",)), ("1.000001",), False),
        (Given("unanswered", ()), (), True),
        (Given("small_talk", ()), (), True),
        (Given("answered", ("1.000001",)), (), False),
        (Given("asked_back", ("1.000001",)), (), False),
    ],
)
def test_right_is_the_first_answer_or_none_where_there_is_none(
    came: Given, codes: tuple[str, ...], right: bool
) -> None:
    assert came.is_right(codes) is right


def test_what_is_given_is_the_answer_in_short() -> None:
    assert given("1.000023", FARM) == Given("answered", ("1.000023",))
    assert given("xin chào", FARM) == Given("small_talk", ())
    assert given("1.00002", FARM).outcome == "asked_back"
