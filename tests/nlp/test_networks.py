from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.networks import Network
from tests.nlp.texts import TRIED

SIZES = SHOWN, AROUND, UNITS = 3, 2, 2
NAMES, SITUATION = ("named", "near", "old"), ("one", "back")
figures = st.floats(-5, 5)


def _network() -> Network:
    random = np.random.default_rng(1)
    shapes = [(SHOWN,), (AROUND,), (SHOWN, UNITS), (AROUND, UNITS), (UNITS,)]
    return Network(*(random.normal(0, 1, shape) for shape in shapes))


@TRIED
@given(st.lists(st.tuples(figures, figures, figures), max_size=5), st.tuples(figures, figures))
def test_chances_are_shared_among_the_candidates_and_none_of_them(
    candidates: list[tuple[float, ...]], situation: tuple[float, ...]
) -> None:
    chances = _network().chances(np.reshape(candidates, (-1, SHOWN)), situation)

    assert len(chances) == len(candidates) + 1
    assert sum(chances) == pytest.approx(1.0)
    assert min(chances) >= 0.0


def test_without_units_it_is_a_logit() -> None:
    weights = Network(np.array([1.0, 2.0]), np.array([0.5]), np.zeros((2, 1)), np.zeros((1, 1)), np.zeros(1))

    utilities = weights.utilities([(1.0, 0.0), (0.0, 1.0)], (1.0,))

    assert utilities.tolist() == [1.0, 2.0, 0.5]


def test_what_counts_may_depend_on_the_situation() -> None:
    goes_back_to_old = Network(
        np.zeros(1), np.zeros(1), units=np.array([[1.0]]), situation=np.array([[-1.0]]), voices=np.array([4.0])
    )

    def for_the_old_one(situation: float) -> float:
        old, other = goes_back_to_old.utilities([(1.0,), (0.0,)], (situation,))[:2]
        return float(old - other)

    assert for_the_old_one(0.5) != pytest.approx(for_the_old_one(3.0))


def test_a_network_is_read_back_as_it_was_written() -> None:
    written = json.loads(json.dumps(_network().as_json(NAMES, SITUATION)))

    read = Network.of(written, NAMES, SITUATION)

    assert read.utilities([(1, 2, 3)], (1, 0)) == pytest.approx(_network().utilities([(1, 2, 3)], (1, 0)), rel=1e-3)


def test_a_figure_that_is_not_learned_yet_counts_nothing() -> None:
    written = _network().as_json(NAMES, SITUATION)

    read = Network.of(written, (*NAMES, "new"), SITUATION)

    assert read.chances([(1, 2, 3, 9)], (1, 0)) == read.chances([(1, 2, 3, 0)], (1, 0))
