from __future__ import annotations

from enum import StrEnum

import pytest

from knowledge.interchange.labels import ENUM_NAMES, LABELS, enum_name, folded, label
from knowledge.interchange.meanings import CHOICES, FIELDS, MEANINGS
from knowledge.procedure import Reach


def test_every_field_of_a_procedure_and_its_parts_has_a_name_and_a_meaning() -> None:
    assert set(LABELS) == set(MEANINGS) == set(FIELDS)


def test_the_fields_with_choices_are_those_that_choose() -> None:
    choosing = {name: kind for name, field in FIELDS.items() for kind in ENUM_NAMES if kind.__name__ in str(field)}
    assert choosing == CHOICES


@pytest.mark.parametrize("kind", ENUM_NAMES)
def test_every_choice_has_a_name_of_its_own(kind: type[StrEnum]) -> None:
    names = [folded(enum_name(value)) for value in kind]
    assert list(ENUM_NAMES[kind]) == list(kind)
    assert len(set(names)) == len(names)
    assert not set(names) & {value.value for value in kind}


def test_the_same_word_in_two_choices_has_two_names() -> None:
    assert enum_name(Reach.PROVINCE) == "Trong tỉnh"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), ""),
        (("name",), "Tên thủ tục"),
        (("steps", 0), "Các bước thứ 1"),
        (("cases", 1, "documents", 2, "form"), "Trường hợp thứ 2 › Giấy tờ thứ 3 › Mẫu đơn"),
        (("nam",), "nam"),
        (("fees", 0, "amount"), "Phí, lệ phí thứ 1 › amount"),
    ],
)
def test_a_path_is_said_in_words(path: tuple[str | int, ...], said: str) -> None:
    assert label(path) == said


@pytest.mark.parametrize("meaning", MEANINGS.values())
def test_a_meaning_goes_on_in_a_sentence(meaning: str) -> None:
    assert meaning[0].islower()
    assert not meaning.endswith(".")
