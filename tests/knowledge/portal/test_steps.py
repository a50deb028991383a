from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.steps import conditions, steps
from knowledge.procedure import MAX_LINE
from tests.knowledge.examples import SOME
from tests.knowledge.portal.messy_records import procedure

PIECES = st.sampled_from(
    [
        "Bước 1:",
        "- Bước 2.",
        "Bước 1 ",
        "a) Cấp mới",
        "b) Cấp lại:",
        "- nộp hồ sơ;",
        "+ chờ.",
        "1. Xem",
        "*",
        "\n",
        "\n",
        " ",
    ]
)
BLOBS = st.lists(PIECES, max_size=14).map(" ".join)


@pytest.mark.parametrize(
    "blob",
    [
        "Bước 1: Nộp.\nBước 2: Nhận.",
        "- Bước 1. Nộp.\n- Bước 2. Nhận.",
        "**Bước 1:** Nộp.\n**Bước 2:** Nhận.",
        "BƯỚC 1 - Nộp.\nBƯỚC 2 - Nhận.",
        "a) Bước 1: Nộp.\nb) Bước 2: Nhận.",
        "Trình tự thực hiện:\nBước 1: Nộp. Bước 2: Nhận.",
        "- Nộp.\n- Nhận.",
        "+ Nộp.\n\n+ Nhận.",
    ],
)
def test_every_way_to_write_two_steps_is_two_steps_without_labels(blob: str) -> None:
    assert steps(blob) == ("Nộp.", "Nhận.")


@pytest.mark.parametrize(
    ("blob", "found"),
    [
        ("", ()),
        ("Không có thông tin", ()),
        ("Nộp tại xã, xem Bước 2 của thủ tục.", ("Nộp tại xã, xem Bước 2 của thủ tục.",)),
        ("1. Nộp\n2. Chờ\n3. Nhận", ("1. Nộp", "2. Chờ", "3. Nhận")),
        ("- Nộp:\n+ tại xã;\n+ trực tuyến.\n- Nhận.", ("Nộp:\n+ tại xã;\n+ trực tuyến.", "Nhận.")),
        ("a) Nộp:\n- tại xã.\nb) Giải quyết:\n- chờ.", ("a) Nộp:\n- tại xã.", "b) Giải quyết:\n- chờ.")),
        ("Người dân làm như sau:\n- Nộp.\n- Nhận.", ("Người dân làm như sau:\n- Nộp.", "Nhận.")),
        ("Người dân:\nBước 1: Nộp.\nBước 2: Nhận.", ("Người dân:\nNộp.", "Nhận.")),
        ("Nộp tại Trung tâm\nhành chính công.", ("Nộp tại Trung tâm hành chính công.",)),
        ("Bước 1: Nộp.\nBước 3: Nhận.", ("Bước 1: Nộp.", "Bước 3: Nhận.")),
        (
            "a) Cấp mới:\nBước 1: Nộp.\nb) Cấp lại\nBước 1: Báo mất.",
            ("a) Cấp mới:\nBước 1: Nộp.", "b) Cấp lại\nBước 1: Báo mất."),
        ),
    ],
)
def test_a_blob_is_cut_where_its_steps_begin(blob: str, found: tuple[str, ...]) -> None:
    assert steps(blob) == found


@given(BLOBS)
@SOME
def test_no_word_of_the_steps_is_lost(blob: str) -> None:
    found = " ".join(steps(blob))
    for word in ("nộp", "hồ", "chờ", "Cấp", "mới", "lại", "Xem"):
        assert len(re.findall(word, found)) == len(re.findall(word, blob))


def test_a_step_that_is_too_long_for_a_line_is_cut_between_its_lines() -> None:
    line = "Nộp hồ sơ tại xã. " * 100
    found = steps("\n".join(f"{sign} {line}" for sign in "-+++++++++"))
    assert len(found) > 1
    assert all(len(step) <= MAX_LINE for step in found)


def test_several_parts_of_steps_are_read_one_after_the_other_with_their_names() -> None:
    parts = [{"name": "Nộp", "description": "Tại xã."}, {"name": "Nhận", "description": ""}]
    assert procedure(executionSteps=parts).steps == ("Nộp: Tại xã.", "Nhận")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Không", ()),
        ("- Đủ 18 tuổi;\n- Có vườn.", ("Đủ 18 tuổi;", "Có vườn.")),
        ("Người nộp phải:\n- Đủ 18 tuổi;\n- Có vườn.", ("Người nộp phải:\n- Đủ 18 tuổi;\n- Có vườn.",)),
        ("1. Đủ 18 tuổi:\n- hoặc 16.\n2. Có vườn.", ("1. Đủ 18 tuổi:\n- hoặc 16.", "2. Có vườn.")),
    ],
)
def test_conditions_are_lines_with_what_belongs_under_them(text: str, found: tuple[str, ...]) -> None:
    assert conditions(text) == found
