from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.sparse import DENSE, SparseRows
from tests.nlp.texts import TRIED

values = st.integers(-8, 8).map(float)
rows = st.lists(st.dictionaries(st.integers(0, 3), values, max_size=4).map(lambda row: list(row.items())), max_size=5)


def _dense(matrix: SparseRows, height: int) -> list[list[float]]:
    return [matrix.times([(row, 1.0)]).tolist() for row in range(height)]


@TRIED
@given(rows, st.lists(values, min_size=5, max_size=5))
def test_a_product_is_what_multiplying_by_hand_gives(rows: list[list[tuple[int, float]]], weights: list[float]) -> None:
    expected = [0.0] * 4
    for row, weight in zip(rows, weights, strict=False):
        for column, value in row:
            expected[column] += value * weight
    vector = list(enumerate(weights[: len(rows)]))

    matrix = SparseRows.of(rows, 4)
    assert matrix.times(vector).tolist() == expected
    assert matrix.fastest().times(vector).tolist() == expected


@TRIED
@given(rows)
def test_transposing_exchanges_rows_and_columns(rows: list[list[tuple[int, float]]]) -> None:
    matrix = SparseRows.of(rows, 4)

    turned = np.array(_dense(matrix.transposed(), 4)).reshape(4, len(rows))
    assert turned.T.tolist() == _dense(matrix, len(rows))


@TRIED
@given(rows, st.lists(st.integers(0, 2), min_size=4, max_size=4).map(sorted))
def test_a_row_is_in_a_group_where_one_of_its_columns_is(
    rows: list[list[tuple[int, float]]], groups: list[int]
) -> None:
    rising = [sorted(row) for row in rows]

    grouped = _dense(SparseRows.of(rising, 4).grouped(np.array(groups), 3), len(rows))
    assert grouped == [[float(group in {groups[column] for column, _ in row}) for group in range(3)] for row in rising]


def test_an_empty_question_and_an_empty_matrix_give_zeros() -> None:
    assert SparseRows.of([[(1, 1.0)]], 2).times([]).tolist() == [0.0, 0.0]
    assert SparseRows.of([], 2).times([]).tolist() == [0.0, 0.0]
    assert SparseRows.of([], 0).times([]).tolist() == []


def test_a_matrix_that_is_too_large_is_not_written_out() -> None:
    wide = SparseRows.of([[(0, 1.0)], [(DENSE - 1, 2.0)]], DENSE)

    assert wide.fastest() is wide
