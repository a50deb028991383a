from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation import (
    Share,
    Turn,
    asks_back,
    aspects_macro_f1,
    calibration_error,
    declines,
    figures,
    is_offered,
    is_right_first,
    is_wrong,
    wilson,
)
from tests.knowledge.examples import SOME

TINY = 1e-9
RIGHT, OTHER, THIRD = "1.000001", "1.000002", "1.000003"


def _turn(behaviour: str = "answer", outcome: str = "answered", **changes: Any) -> Turn:
    """A turn that was labelled `RIGHT` and answered so, with `changes`."""
    codes = changes.pop("wanted", [RIGHT] if behaviour != "decline" else [])
    aspects = changes.pop("asked", [])
    turn: Turn = {
        "expected": {"behaviour": behaviour, "codes": codes, "aspects": aspects},
        "outcome": outcome,
        "codes": [RIGHT] if outcome == "answered" else [],
        "offered": [],
        "aspects": [],
        "probability": 0.9,
        "ms": 1.0,
    }
    return turn | changes


ANSWERED_RIGHT = _turn()
ANSWERED_WRONG = _turn(codes=[OTHER])
SECOND_IS_RIGHT = _turn(codes=[OTHER, RIGHT])
OFFERED_RIGHT = _turn(outcome="asked_back", offered=[OTHER, RIGHT])
OFFERED_FIFTH = _turn(outcome="asked_back", offered=[OTHER, THIRD, "a", "b", RIGHT])
NEAREST_RIGHT = _turn(outcome="unanswered", offered=[RIGHT])
DECLINED = _turn(outcome="unanswered")


@pytest.mark.parametrize(
    ("turn", "right", "wrong", "offered"),
    [
        (ANSWERED_RIGHT, True, False, True),
        (ANSWERED_WRONG, False, True, False),
        (SECOND_IS_RIGHT, False, True, False),
        (OFFERED_RIGHT, False, False, True),
        (OFFERED_FIFTH, False, False, False),
        (NEAREST_RIGHT, False, False, True),
        (DECLINED, False, False, False),
    ],
)
def test_right_wrong_and_offered(turn: Turn, *, right: bool, wrong: bool, offered: bool) -> None:
    assert (is_right_first(turn), is_wrong(turn), is_offered(turn)) == (right, wrong, offered)


@pytest.mark.parametrize(
    ("turn", "right"),
    [
        (_turn("clarify", "asked_back", offered=[OTHER, RIGHT]), True),
        (_turn("clarify", "asked_back", offered=[OTHER]), False),
        (_turn("clarify", "asked_back", wanted=[], offered=[OTHER]), True),
        (_turn("clarify", "answered"), False),
        (_turn("clarify", "unanswered", offered=[RIGHT]), False),
    ],
)
def test_asking_back_is_right_when_an_acceptable_option_is_shown(turn: Turn, *, right: bool) -> None:
    assert asks_back(turn) is right


@pytest.mark.parametrize(
    ("outcome", "right"), [("unanswered", True), ("small_talk", True), ("asked_back", False), ("answered", False)]
)
def test_declining_is_answering_nothing(outcome: str, *, right: bool) -> None:
    assert declines(_turn("decline", outcome)) is right


def test_an_answer_where_none_was_due_is_wrong() -> None:
    assert is_wrong(_turn("decline", "answered"))


def test_the_figures_of_hand_made_turns() -> None:
    turns = [
        ANSWERED_RIGHT,
        ANSWERED_WRONG,
        OFFERED_RIGHT,
        DECLINED,
        _turn("clarify", "asked_back", offered=[RIGHT]),
        _turn("clarify", "answered"),
        _turn("decline", "unanswered"),
        _turn("decline", "answered"),
    ]

    found = figures(turns)

    counts = {name: (share["count"], share["of"]) for name, share in found.items() if isinstance(share, dict)}
    assert found["turns"] == 8
    assert counts == {
        "right_first": (1, 4),
        "right_first_or_offered": (2, 4),
        "wrong_answers": (2, 8),
        "behaviour": (3, 8),
        "asked_back": (1, 2),
        "declined": (1, 2),
    }


def test_times_are_the_middle_and_the_ninety_ninth_of_a_hundred() -> None:
    found = figures([_turn(ms=float(number)) for number in range(100, 0, -1)])

    assert (found["p50_ms"], found["p99_ms"]) == (51.0, 100.0)


def test_of_nothing_there_are_no_figures() -> None:
    found = figures([])

    assert found["turns"] == 0
    assert found["right_first"] == {"share": None, "low": None, "high": None, "count": 0, "of": 0}
    assert [found[name] for name in ("aspects_macro_f1", "calibration_error", "p50_ms", "p99_ms")] == [None] * 4


def test_aspects_are_scored_by_their_mean_f1() -> None:
    turns = [
        _turn(asked=["fee"], aspects=["fee"]),
        _turn(asked=["fee", "time"], aspects=["fee"]),
        _turn(asked=["time"], aspects=["time", "place"]),
        _turn(asked=[], aspects=["steps"]),
    ]

    fee, time = 1.0, 2 * 1 / (2 + 1)
    assert aspects_macro_f1(turns) == pytest.approx((fee + time) / 2, abs=1e-4)


def test_turns_whose_aspects_are_not_judged_have_no_score() -> None:
    assert aspects_macro_f1([_turn(aspects=["fee"])]) is None


def test_calibration_compares_what_was_stated_with_what_was_right() -> None:
    stated_95_right_half = [_turn(probability=0.95), _turn(probability=0.95, codes=[OTHER])]
    stated_25_right_none = [_turn(probability=0.25, codes=[OTHER])] * 2

    assert calibration_error([*stated_95_right_half, *stated_25_right_none]) == pytest.approx((0.45 + 0.25) / 2)
    assert calibration_error([_turn(probability=1.0)]) == 0.0


def test_only_answers_are_calibrated() -> None:
    assert calibration_error([OFFERED_RIGHT, DECLINED]) is None


@SOME
@given(of=st.integers(1, 500), data=st.data())
def test_the_wilson_interval_holds_the_share_and_stays_between_nought_and_one(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    low, high = wilson(count, of)

    assert -TINY <= low <= count / of + TINY
    assert count / of - TINY <= high <= 1 + TINY
    assert not math.isclose(low, high)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_the_wilson_interval_against_published_values(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).as_json() == {
        "share": round(count / of, 4),
        "low": pytest.approx(low, abs=2e-4),
        "high": pytest.approx(high, abs=2e-4),
        "count": count,
        "of": of,
    }
