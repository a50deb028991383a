from __future__ import annotations

import pytest
from hypothesis import given

from nlp.asking import ASPECTS
from nlp.lexicon import load_lexicon
from nlp.reading import Reading, read
from nlp.syllables import unmark
from tests.nlp.texts import TRIED, VOCABULARY, anything, texts


def reading_of(text: str) -> Reading:
    return read(text, load_lexicon(), VOCABULARY)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("đk", "đăng ký"),
        ("dk khai sinh", "đăng ký khai sinh"),
        ("đk ks", "đăng ký khai sinh"),
        ("cccd", "căn cước"),
        ("CCCD", "căn cước"),
        ("cmnd", "căn cước"),
        ("gplx", "giấy phép lái xe"),
        ("bhxh", "bảo hiểm xã hội"),
        ("bhyt", "bảo hiểm y tế"),
        ("gcn qsdđ", "giấy chứng nhận đất"),
        ("sổ đỏ", "giấy chứng nhận đất"),
        ("ubnd xã", "ủy ban nhân dân cấp xã"),
        ("tthc", "thủ tục hành chính"),
        ("bằng lái xe", "giấy phép lái xe"),
        ("bang lai xe", "giấy phép lái xe"),
        ("giấy độc thân", "xác nhận tình trạng hôn nhân"),
        ("passport", "hộ chiếu"),
        ("lấy chồng", "kết hôn"),
        ("mần giấy", "làm giấy"),
        ("pccc", "phòng cháy chữa cháy"),
        ("công bố hợp quy", "công bố hợp quy"),
        ("trợ cấp một lần", "trợ cấp một lần"),
        ("bố mẹ", "cha mẹ"),
    ],
)
def test_abbreviations_and_everyday_names_come_to_the_official_words(typed: str, understood: str) -> None:
    assert reading_of(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("ddawng kys taj tru", "đăng ký"),
        ("d9a8ng ky1 tam tru", "đăng ký"),
        ("khaisinh", "khai sinh"),
        ("đăngký khaisinh", "đăng ký khai sinh"),
        ("matcccd", "mat căn cước"),
        ("hochieu", "ho chieu"),
        ("kết hnô", "kết"),
        ("tahc thua dat", "tách thửa"),
        ("dnag ky khai sinh", "dang ky khai sinh"),
    ],
)
def test_keystrokes_glued_words_and_slips_are_repaired_and_told(typed: str, understood: str) -> None:
    reading = reading_of(typed)

    assert understood in reading.understood
    assert reading.repairs


@pytest.mark.parametrize("typed", ["đăng ký khai sinh", "1.001193", "thửa 12", "123/2015/nđ-cp", "visa", "x9"])
def test_what_is_written_well_or_means_nothing_is_not_repaired(typed: str) -> None:
    assert reading_of(typed).repairs == ()


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("lam giay khai sinh can giay to gi", ("documents",)),
        ("đổi căn cước bao nhiêu tiền và bao lâu có", ("fee", "time")),
        ("nop o dau", ("place",)),
        ("co mat tien khong", ("fee",)),
        ("lam qua mang duoc khong", ("online",)),
        ("phi bn", ("fee",)),
        ("làm hộ chiếu", ()),
        ("khai lệ phí trước bạ", ()),
        ("các bước ra sao", ("steps",)),
        ("nhận được giấy gì", ("result",)),
        ("mẫu tờ khai", ("forms",)),
        ("theo nghị định nào", ("legal_basis",)),
        ("ai ký", ("authority",)),
        ("đối tượng nào được làm", ("audience",)),
    ],
)
def test_what_is_asked_is_seen(question: str, aspects: tuple[str, ...]) -> None:
    assert reading_of(question).aspects == aspects


@pytest.mark.parametrize(
    ("message", "kind"),
    [("hi ad", "greeting"), ("cam on nhieu nha", "thanks"), ("làm hộ chiếu", ""), ("", "empty"), ("🙂", "empty")],
)
def test_a_message_of_pleasantries_alone_is_small_talk(message: str, kind: str) -> None:
    assert reading_of(message).small_talk == kind


def test_a_telltale_word_says_that_it_is_not_ours() -> None:
    assert reading_of("em muon ly hon thi nop don o dau").not_ours == "court"
    assert reading_of("gia vang hom nay").not_ours == "finance"
    assert reading_of("thế xin visa đi nhật được không").not_ours == "foreign_visa"


def test_another_tone_is_another_word_where_a_false_alarm_costs_an_answer() -> None:
    assert reading_of("làm thơ tặng bạn gái").not_ours == "chat"
    assert reading_of("tôi làm thợ hồ").not_ours == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1.001193", "1.001193"), ("ma 1001193", "1.001193"), ("1.001.193", "1.001193"), ("1,001193", "1.001193")],
)
def test_a_code_is_seen_however_it_is_written(typed: str, code: str) -> None:
    assert code in reading_of(typed).codes


def test_a_code_with_a_digit_too_few_is_kept_as_typed() -> None:
    assert reading_of("1.00193").codes == ("1.00193",)


def test_circumstances_are_seen_but_not_in_what_is_asked() -> None:
    assert "lost" in reading_of("bị mất thẻ").circumstances
    assert "damaged" in reading_of("thẻ bị hỏng").circumstances
    assert reading_of("có mất tiền không").circumstances == frozenset()


def test_what_it_takes_is_not_lost() -> None:
    assert reading_of("đăng ký tàu cá mất mấy bữa mới có giấy").circumstances == frozenset()
    assert "lost" in reading_of("làm mất mấy ngày nay rồi").circumstances


@pytest.mark.parametrize(
    ("message", "child"), [("cháu 10 tuổi", True), ("be 8 tuoi", True), ("con 14 tuổi", False), ("10 ngày tuổi", False)]
)
def test_an_age_below_fourteen_tells_of_a_child(message: str, child: bool) -> None:
    assert ("child" in reading_of(message).circumstances) is child


@pytest.mark.parametrize(
    "message", ["nguoi yeu em nguoi sec", "sinh ở bên Ba Lan", "quốc tịch Canada", "chong dai loan"]
)
def test_a_country_tells_of_abroad(message: str) -> None:
    assert "foreign" in reading_of(message).circumstances


def test_what_only_sounds_like_a_question_is_not_asked() -> None:
    assert reading_of("bảo hiểm trả tiền mấy ngày nghỉ đó").aspects == ()


def test_old_names_are_told_with_the_new_ones() -> None:
    assert reading_of("cmnd hết hạn").old_names == (("chứng minh nhân dân", "thẻ căn cước"),)
    assert reading_of("căn cước hết hạn").old_names == ()


def test_a_question_of_family_words_alone_is_vague() -> None:
    assert reading_of("xin giấy xác nhận").vague
    assert not reading_of("đăng ký khai sinh").vague
    assert not reading_of("mất sổ đỏ xin cấp lại").vague


def test_an_office_can_add_its_own_abbreviations() -> None:
    lexicon = load_lexicon().with_words({"tthc9": "thủ tục hành chính"})

    assert read("tthc9", lexicon, VOCABULARY).understood == "thủ tục hành chính"
    assert "visa" not in [typed for typed, _ in read("visa", lexicon, VOCABULARY).repairs]


def test_the_topic_is_what_is_left_without_politeness_and_what_is_asked() -> None:
    reading = reading_of("dạ cho em hỏi đăng ký khai sinh cần giấy tờ gì ạ")

    assert [word.text for word in reading.topic] == ["đăng", "ký", "khai", "sinh"]
    assert {word.role for word in reading.words} == {"topic", "aspect", "filler"}


def test_the_longer_of_two_overlapping_questions_wins_and_an_exception_before_one_as_long() -> None:
    assert reading_of("lệ phí trước bạ").aspects == ()
    assert reading_of("nộp lệ phí trước bạ hết bao nhiêu tiền").aspects == ("fee",)


def test_may_i_asks_for_conditions_unless_a_place_or_a_way_is_asked() -> None:
    assert reading_of("người khác làm được không").aspects == ("conditions",)
    assert reading_of("nộp qua mạng được không").aspects == ("online",)


@TRIED
@given(texts | anything)
def test_any_text_can_be_read(text: str) -> None:
    reading = reading_of(text)

    assert set(reading.aspects) <= set(ASPECTS)
    assert len(set(reading.aspects)) == len(reading.aspects)
    assert all(word.text and word.plain == unmark(word.text) for word in reading.words)


@TRIED
@given(texts)
def test_reading_what_was_understood_finds_the_same_words(text: str) -> None:
    understood = " ".join(word.text for word in reading_of(text).words if word.plain in VOCABULARY.words)

    assert reading_of(understood).repairs == ()


def test_an_endless_message_of_one_word_is_read() -> None:
    assert reading_of("đăng" * 2000).words
    assert reading_of("khaisinh" * 3).understood == "khai sinh khai sinh khai sinh"
    assert reading_of("?" * 5000).small_talk == "empty"


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("lam visa", "lam thi thuc"),
        ("mat chung chi hanh nghe", "mat chung chi hanh nghe"),
        ("len ha noi hoc", "len ha noi hoc"),
    ],
)
def test_a_word_that_a_table_wrote_with_its_marks_is_no_empty_word(typed: str, topic: str) -> None:
    assert " ".join(word.plain for word in reading_of(typed).topic) == topic


@pytest.mark.parametrize(
    "marked",
    ["vợ đẻ ở viện", "mướn mặt bằng", "lĩnh lương hưu", "giấy tờ gì rứa", "rách góc", "ba má mất", "dẹp công ty"],
)
def test_a_regional_word_is_understood_without_its_marks_too(marked: str) -> None:
    read = [[word.plain for word in reading_of(text).words] for text in (marked, unmark(marked))]

    assert read[0] == read[1]
