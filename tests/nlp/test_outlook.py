from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given

from nlp.matching import Matcher
from nlp.outlook import SIGNS, Outlook, outlook, signs
from nlp.rankings import NOTHING
from tests.nlp.test_matching import small_matcher
from tests.nlp.texts import TRIED, anything, texts

NO_WEIGHTS = {name: [0.0] * len(SIGNS) for name in Outlook._fields}


@cache
def matcher() -> Matcher:
    return small_matcher()


def test_every_sign_has_a_figure() -> None:
    reading = matcher().read("đăng ký khai sinh")

    assert len(signs(reading, matcher().rank(reading))) == len(SIGNS)


def test_without_any_match_none_of_them_is_right() -> None:
    assert outlook(matcher().read("…"), NOTHING, NO_WEIGHTS) == Outlook(0, 0, 0, 1)
    assert Outlook.of_chances(NOTHING) == Outlook(0, 0, 0, 1)


def test_weights_for_a_sign_raise_what_they_speak_for() -> None:
    reading = matcher().read("đăng ký khai sinh")
    speaking = NO_WEIGHTS | {"unclear": [float(name == "best") for name in SIGNS]}
    found = outlook(reading, matcher().rank(reading), speaking)

    assert found.unclear > found.first == found.other == found.none


def test_what_chances_say_by_themselves() -> None:
    ranking = matcher().rank(matcher().read("khai sinh cho con"))
    found = Outlook.of_chances(ranking)

    assert found.first >= ranking.matches[0].probability > found.other
    assert found.unclear == 0
    assert sum(found) == pytest.approx(1)


@TRIED
@given(texts | anything)
def test_whatever_is_asked_an_outlook_adds_up_to_one(text: str) -> None:
    reading = matcher().read(text)
    weights = {name: [0.1 * place] * len(SIGNS) for place, name in enumerate(Outlook._fields)}

    assert sum(outlook(reading, matcher().rank(reading), weights)) == pytest.approx(1)
