from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.sparse import SparseRows
from tests.nlp.texts import TRIED

terms = st.sampled_from("abcde")
values = st.integers(-8, 8).map(float)
cells = st.lists(st.tuples(terms, st.integers(0, 3), values), max_size=12)


@TRIED
@given(cells, st.dictionaries(terms, values))
def test_a_product_is_what_multiplying_by_hand_gives(
    cells: list[tuple[str, int, float]], vector: dict[str, float]
) -> None:
    expected = [0.0] * 4
    for term, column, value in cells:
        expected[column] += value * vector.get(term, 0.0)

    assert SparseRows.of(cells, 4).times(vector).tolist() == expected


def test_a_term_that_no_row_holds_adds_nothing() -> None:
    rows = SparseRows.of([("a", 0, 1.0), ("a", 2, 2.0), ("b", 2, 4.0)], 3)

    assert rows.times({"a": 0.5, "b": 1.0, "unknown": 7.0}).tolist() == [0.5, 0.0, 5.0]
    assert rows.times({"unknown": 7.0}).tolist() == [0.0, 0.0, 0.0]


def test_an_empty_question_and_an_empty_matrix_give_zeros() -> None:
    assert SparseRows.of([("a", 1, 1.0)], 2).times({}).tolist() == [0.0, 0.0]
    assert SparseRows.of([], 2).times({"a": 1.0}).tolist() == [0.0, 0.0]
    assert SparseRows.of([], 0).times({"a": 1.0}).tolist() == []
