"""Do frames find what is asked in many wordings?"""

from __future__ import annotations

import pytest

from nlp.asking import ASPECTS, NOT_ASKED
from nlp.frames import Frames
from nlp.lexicon import load_lexicon, rows
from nlp.syllables import unmark

NAMED = {"paper": "giấy|sổ đỏ", "end": "không|hả"}


def filled(frame: str, message: str) -> list[list[str]]:
    frames = Frames(NAMED)
    frames.add(frame, "documents")
    typed = message.split()
    return [[typed[place] for place in places] for _, places in frames.all_in([unmark(word) for word in typed], typed)]


def test_a_frame_is_filled_by_any_of_its_choices() -> None:
    frame = "(có phải|cần) (mang|nộp) <paper>"

    assert filled(frame, "vậy có phải mang sổ đỏ theo") == [["có", "phải", "mang", "sổ", "đỏ"]]
    assert filled(frame, "cần nộp giấy") == [["cần", "nộp", "giấy"]]
    assert filled(frame, "cần giấy") == []


def test_what_may_be_left_out_is_left_out() -> None:
    frame = "mang (theo|) <paper> (gì|nào)"

    assert filled(frame, "mang giấy gì") == [["mang", "giấy", "gì"]]
    assert filled(frame, "mang theo giấy nào") == [["mang", "theo", "giấy", "nào"]]


def test_a_gap_holds_up_to_three_words_that_are_not_part_of_it() -> None:
    assert filled("mang ... <end>", "mang một hai ba không") == [["mang", "không"]]
    assert filled("mang ... <end>", "mang một hai ba bốn không") == []
    assert filled("mang ... ... <end>", "mang một hai ba bốn không") == [["mang", "không"]]


def test_a_frame_may_hold_only_at_the_end_of_the_message() -> None:
    assert filled("có ... không $", "có tiền không") == [["có", "không"]]
    assert filled("có ... không $", "có sổ không có giấy") == []


def test_words_without_marks_fill_it_and_other_marks_do_not() -> None:
    assert filled("giấy <end>", "giay khong") == [["giay", "khong"]]
    assert filled("giấy <end>", "giày không") == []


def test_a_frame_is_filled_by_what_synonyms_leave_of_its_words() -> None:
    frames = Frames(NAMED, lambda words: ["trực", "tuyến"] if words == ("qua", "mạng") else words)
    frames.add("(qua mạng|ở xã) <end>", "online")

    for message in ("qua mạng không", "trực tuyến không", "ở xã không"):
        typed = message.split()
        assert [found for found, _ in frames.all_in([unmark(word) for word in typed], typed)] == ["online"]


@pytest.mark.parametrize("frame", ["... giấy", "(có|) giấy"])
def test_a_frame_begins_with_words_that_must_be_there(frame: str) -> None:
    with pytest.raises(ValueError, match="begins"):
        Frames(NAMED).add(frame, "documents")


def test_a_set_of_words_that_nobody_named_is_refused() -> None:
    with pytest.raises(KeyError):
        Frames(NAMED).add("giấy <nobody>", "documents")


def test_nothing_is_found_in_nothing() -> None:
    assert filled("giấy", "") == []


def test_the_shipped_frames_stand_for_aspects_and_use_every_named_set() -> None:
    frames = rows("aspect_frames")

    assert {row["aspect"] for row in frames} == {*ASPECTS, NOT_ASKED}
    assert [
        row["name"] for row in rows("frame_words") if not any(f"<{row['name']}>" in each["frame"] for each in frames)
    ] == []


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("thẻ đó có giá trị mấy năm", "result"),
        ("thứ bảy phường có làm việc không", "time"),
        ("co phai nop giay chung sinh ban goc khong", "documents"),
        ("có phải đi khám lại không", "conditions"),
        ("giấy này ai ký vậy", "authority"),
        ("theo nghị định số mấy", "legal_basis"),
        ("tải mẫu đơn ở đâu", "forms"),
        ("dành cho đối tượng nào", "audience"),
        ("báo mất trước hay làm lại trước", "steps"),
        ("có tốn đồng nào không", "fee"),
        ("nộp ở xã hay lên tỉnh", "place"),
        ("trên điện thoại được không", "online"),
        ("tờ này cũng phải khai à", "conditions"),
        ("phai thi lai hong", "conditions"),
        ("cần mấy cổ đông", "conditions"),
        ("được quyển mới hay chỉ ghi thêm", "result"),
        ("giay tam xai duoc may ngay", "result"),
        ("ai có quyền lãnh", "audience"),
        ("ai xuống kiểm tra vậy", "authority"),
        ("nộp sổ gốc à", "documents"),
        ("sổ mới có ghi tên ai", "result"),
        ("so do giu nguyen so cu khong", "result"),
        ("lãnh được khoảng bao nhiêu", "result"),
        ("chỉ cấp cho sinh viên hay cả học sinh", "audience"),
        ("như vậy có bị loại không", "conditions"),
        ("theo phụ lục mấy", "forms"),
        ("lấy gì thay", "documents"),
        ("còn kịp không", "time"),
    ],
)
def test_every_aspect_is_asked_by_frames_too(message: str, aspect: str) -> None:
    typed = message.split()

    assert aspect in {found for found, _ in load_lexicon().frames.all_in([unmark(word) for word in typed], typed)}
