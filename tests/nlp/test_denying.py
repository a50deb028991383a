from __future__ import annotations

import pytest
from hypothesis import given

from nlp.denying import without_denied
from nlp.normalising import normalise
from nlp.syllables import unmark
from tests.nlp.texts import TRIED, anything, texts


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("mất luôn rồi chứ không phải rách, tìm không thấy", "mất luôn rồi, tìm không thấy"),
        ("con cong ty tnhh chu khong phai ho thi sao", "con cong ty tnhh thi sao"),
        ("quán cơm, không phải siêu thị", "quán cơm"),
        ("tạm trú chớ hổng phải thường trú", "tạm trú"),
        ("mat giay dang ky xe chu ko phai mat bang lai, xin lai o dau", "mat giay dang ky xe, xin lai o dau"),
        ("không phải thi mà xét học bạ", "mà xét học bạ"),
        ("không xin giấy độc thân, mà tới ký thành vợ chồng", "mà tới ký thành vợ chồng"),
    ],
)
def test_what_is_denied_is_taken_out(message: str, left: str) -> None:
    assert without_denied(normalise(message)) == left


@pytest.mark.parametrize(
    "message",
    [
        "có phải nộp lệ phí không",
        "tôi có phải đóng thuế không",
        "không phải người ở đây thì làm ở đâu",
        "không biết làm sao, chỉ em với",
        "không phải cái đó",
        "chứ không phải",
        "sang tên xe mà chủ không có mặt",
        "chủ đầu tư phải nộp gì",
        "nhờ chú không ở nhà đi nộp",
        "",
    ],
)
def test_not_every_no_denies(message: str) -> None:
    assert without_denied(normalise(message)) == normalise(message)


@TRIED
@given(texts | anything)
def test_something_is_always_left_and_nothing_is_added(text: str) -> None:
    whole = normalise(text)
    left = without_denied(whole)

    assert bool(left) == bool(whole)
    assert len(left) <= len(whole)


@TRIED
@given(texts)
def test_marks_make_no_difference(text: str) -> None:
    whole = normalise(text)

    assert unmark(without_denied(whole)) == without_denied(unmark(whole))
