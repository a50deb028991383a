from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge.interchange import BadFileError, blank_yaml, commented_yaml, procedure_from_yaml
from knowledge.interchange.commented import SECTIONS
from knowledge.interchange.labels import ENUM_NAMES
from knowledge.interchange.meanings import CHOICES
from knowledge.procedure import Procedure
from tests.knowledge.examples import a_procedure
from tests.knowledge.interchange.office_files import BEES


def test_every_field_is_there_once_with_a_comment_above_it() -> None:
    text = commented_yaml(a_procedure())
    for field in Procedure.model_fields:
        assert len(re.findall(rf"^#.*\n{field}:", text, re.MULTILINE)) == 1, field


def test_the_sections_hold_every_field_once() -> None:
    assert sorted(field for _, fields in SECTIONS for field in fields) == sorted(Procedure.model_fields)


def test_every_choice_is_explained() -> None:
    text = " ".join(line.lstrip("# ") for line in commented_yaml(BEES).splitlines())
    for kind in CHOICES.values():
        assert ", ".join(f"{value} ({name})" for value, name in ENUM_NAMES[kind].items()) in text


def test_notes_stand_at_the_top_as_comments() -> None:
    text = commented_yaml(BEES, ["Bản nháp 12", "lời nhắn: hai\ndòng\u2028ba", "chuông \x07"])
    assert text.splitlines()[:5] == ["# Bản nháp 12", "# lời nhắn: hai", "# dòng", "# ba", "# chuông"]
    assert procedure_from_yaml(text, "x") == BEES


def test_comments_fit_on_a_screen() -> None:
    comments = [line for line in commented_yaml(BEES, ["rất dài " * 60]).splitlines() if line.startswith("#")]
    assert max(map(len, comments)) <= 112


def test_the_examples_in_the_comments_can_be_used_as_they_are() -> None:
    lines = commented_yaml(a_procedure()).splitlines()
    text = "\n".join(lines)
    for at, line in enumerate(lines):
        if line == "# Ví dụ:":
            end = next(place for place in range(at, len(lines)) if not lines[place].startswith("#"))
            example = [each.removeprefix("#   ") for each in lines[at + 1 : end]]
            field = lines[end].partition(":")[0]
            text = re.sub(rf"^{field}:\n(- .*\n)*", "\n".join([f"{field}:", *example, ""]), text, flags=re.MULTILINE)

    procedure = procedure_from_yaml(text, "ví dụ")

    assert procedure.fees[0].amount_vnd == 50_000
    assert procedure.cases[0].documents[0].form == "Mẫu số 01"
    assert all([procedure.channels, procedure.legal_bases, procedure.steps, procedure.phrases, procedure.levels])


def test_a_new_procedure_asks_for_what_it_must_have() -> None:
    text = blank_yaml("1.000009", date(2027, 1, 1))
    with pytest.raises(BadFileError) as refused:
        procedure_from_yaml(text, "bản nháp")
    missing = [text.splitlines()[each.line - 1] for each in refused.value.problems]
    assert missing == ["name:", "field:", "source:", "fees:"]


def test_a_new_procedure_is_filled_in_and_read() -> None:
    text = blank_yaml("1.000009", date(2027, 1, 1), "https://example.vn/9")
    for field, content in {"name": "Nuôi ong", "field": "Nông nghiệp", "fees": "\n- state: Chưa công bố"}.items():
        text = text.replace(f"\n{field}:", f"\n{field}: {content}", 1)

    procedure = procedure_from_yaml(text, "bản nháp")

    assert procedure.code == "1.000009"
    assert procedure.source == "https://example.vn/9"
    assert procedure.effective_from == procedure.verified_on == date(2027, 1, 1)
