from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.meaning import STEPS, Said, WordVectors

ROWS = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 2.0], [0.0, 0.0]], np.float32)
VECTORS = WordVectors.of_rows({"cưới": 0, "kết hôn": 1, "xây": 2, "ạ": 3}, ROWS)


def said(*terms: str) -> Said:
    return [(term, 1.0) for term in terms]


def test_words_that_point_the_same_way_are_near_and_others_are_not() -> None:
    wedding, marriage, building = (VECTORS.of(said(word)) for word in ("cưới", "kết hôn", "xây"))

    assert wedding @ marriage > 0.7
    assert wedding @ building == pytest.approx(0, abs=0.02)


def test_a_text_has_length_one_however_many_words_it_holds() -> None:
    assert np.linalg.norm(VECTORS.of(said("cưới", "xây", "cưới"))) == pytest.approx(1, abs=1e-5)


def placed(*texts: Said, by: WordVectors = VECTORS) -> NDArray[np.int8]:
    return by.placed(texts)


def test_a_text_of_unknown_words_lies_nowhere() -> None:
    assert VECTORS.of(said("blockchain")).tolist() == [0, 0]
    assert WordVectors.nothing().of(said("cưới")).tolist() == []


def test_many_texts_are_placed_where_each_of_them_lies() -> None:
    many = [said("cưới"), said("?"), said("kết hôn", "xây")] * 300

    assert placed(*many)[-3:] / np.float32(STEPS) == pytest.approx(
        np.array([VECTORS.of(each) for each in many[:3]]), abs=0.005
    )
    assert WordVectors.nothing().placed(many).shape == (900, 0)


def test_an_entry_lies_in_the_middle_of_its_texts() -> None:
    texts = placed(said("cưới"), said("xây"), said("xây"), said("?"))
    centres = VECTORS.centres(texts, [0, 0, 1, 2], ["both", "one", "none"])

    assert centres[0].tolist() == pytest.approx([0.7071, 0.7071], abs=0.01)
    assert centres[1].tolist() == pytest.approx([0, 1], abs=0.01)
    assert centres[2].tolist() == [0, 0]


def test_what_was_heard_of_an_entry_counts_as_if_it_were_among_its_texts() -> None:
    taught = VECTORS.having_heard({"both": [said("xây")], "gone": [said("cưới")]})

    assert taught.centres(placed(said("cưới")), [0], ["both"])[0].tolist() == pytest.approx(
        VECTORS.centres(placed(said("cưới"), said("xây")), [0, 0], ["both"])[0].tolist(), abs=1e-2
    )


def test_vectors_come_back_from_a_file() -> None:
    taught, file = VECTORS.having_heard({"both": [said("xây")]}), BytesIO()
    taught.save(file)
    file.seek(0)
    again = WordVectors.load(file)

    assert again.of(said("cưới", "xây")).tolist() == taught.of(said("cưới", "xây")).tolist()
    assert again.centres(placed(), [], ["both"]).tolist() == taught.centres(placed(), [], ["both"]).tolist()
