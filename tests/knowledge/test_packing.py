from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.packing import packed, unpacked
from knowledge.procedure import LABEL_LENGTH, Procedure, shortened
from tests.knowledge.examples import SOME, a_procedure, lines, procedures
from tests.knowledge.procedure_strategies import any_procedure


@SOME
@given(procedure=procedures() | any_procedure())
def test_any_procedure_comes_back_without_what_citizens_say(procedure: Procedure) -> None:
    silent = procedure.model_copy(update={"phrases": (), "situations": ()})

    assert unpacked(packed(procedure)) == silent
    assert packed(procedure) == packed(silent), "phrases are kept elsewhere"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no procedure",
        packed(a_procedure())[:-5],
        packed(a_procedure())[5:],
        zlib.compress(b"no json"),
        zlib.compress(b"[]"),
        zlib.compress(json.dumps({"code": "1.000001"}).encode()),
        zlib.compress(b"\xff\xfe"),
    ],
)
def test_foreign_bytes_are_no_procedure(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unpacked(content)


@SOME
@given(junk=st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reader(junk: bytes) -> None:
    for content in (junk, zlib.compress(junk)):
        with pytest.raises(ValueError, match=r".+"):
            unpacked(content)


@SOME
@given(name=lines(90) | st.text(min_size=1, max_size=120).filter(lambda text: bool(text.strip())))
def test_a_label_fits_on_a_button_and_is_never_empty(name: str) -> None:
    label = shortened(name)

    assert 0 < len(label) <= LABEL_LENGTH
    assert label == label.strip()


@SOME
@given(name=lines(200))
def test_a_label_begins_like_the_name_and_says_when_it_was_cut(name: str) -> None:
    plain = " ".join(name.split())
    label = shortened(name)

    if label.endswith("…") and not plain.endswith("…"):
        assert plain.casefold().startswith(label[:-1].casefold())
    else:
        assert label.casefold() == plain.casefold()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Thủ tục đăng ký nuôi ong", "Đăng ký nuôi ong"),
        ("THỦ TỤC: Đăng ký nuôi ong", "Đăng ký nuôi ong"),
        ("Thủ tục", "Thủ tục"),
        ("thủ tục   ", "Thủ tục"),
        ("Cấp giấy phép nuôi ong lấy mật trong rừng, (khu vực một)", "Cấp giấy phép nuôi ong lấy mật trong…"),
        ("a" * 41, "A" + "a" * 38 + "…"),
        ("đ" * 40, "Đ" + "đ" * 39),
    ],
)
def test_a_label_is_cut_at_a_word(name: str, label: str) -> None:
    assert shortened(name) == label
