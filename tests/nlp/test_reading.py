"""Does reading bring what people type to one wording, and see what they ask?"""

import pytest

from nlp.lexicon import load_lexicon
from nlp.reading import Reading, read
from nlp.vocabulary import Vocabulary

VOCABULARY = Vocabulary.of(
    [
        text.split()
        for text in (
            "dang ky khai sinh cho con",
            "cap lai the can cuoc bi mat",
            "giay phep lai xe",
            "dang ky tam tru",
            "lam ho chieu pho thong",
            "thue thu nhap ca nhan",
            "tach thua dat",
            "nguoi o tro lam giay",
        )
    ]
)


def reading_of(text: str) -> Reading:
    return read(text, load_lexicon(), VOCABULARY)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("cccd", "căn cước"),
        ("ddawng kys taj tru", "đăng ký"),
        ("d9a8ng ky1 tam tru", "đăng ký"),
        ("khaisinh", "khai sinh"),
        ("bằng lái xe", "giấy phép lái xe"),
        ("passport", "hộ chiếu"),
        ("tahc thua dat", "tách thửa"),
        ("matcccd", "mat căn cước"),
    ],
)
def test_every_way_of_writing_comes_to_the_same_words(typed: str, understood: str) -> None:
    assert understood in reading_of(typed).understood


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
    assert reading_of("có mất tiền không").circumstances == frozenset()


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
