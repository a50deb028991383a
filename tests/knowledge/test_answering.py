"""Does the real catalogue answer a question as a clerk would? Each rule by examples that leave no doubt."""

from __future__ import annotations

import pytest

from knowledge.answering import answer
from knowledge.answers import NOTHING_SAID, Answered, AskedBack, SmallTalk, Unanswered, next_context
from knowledge.catalogue import Catalogue
from tests.knowledge.asking import BIRTH, ID_LOST, MARRIAGE, PASSPORT, RECORD, STAY, answered, ask

BUILDING_PERMITS = {"1.013225", "1.013226", "1.013227", "1.013228", "1.013229"}


@pytest.mark.parametrize(
    ("question", "code", "aspects"),
    [
        ("đăng ký khai sinh cho con cần giấy tờ gì", BIRTH, ("documents",)),
        ("lam giay khai sinh cho con can giay to gi", BIRTH, ("documents",)),
        ("LÀM GIẤY KHAI SINH CHO CON CẦN GIẤY TỜ GÌ???", BIRTH, ("documents",)),
        ("làm hộ chiếu bao nhiêu tiền", PASSPORT, ("fee",)),
        ("mất căn cước làm lại ở đâu", ID_LOST, ("place",)),
        ("đăng ký tạm trú cần gì, bao lâu, bao nhiêu tiền", STAY, ("documents", "time", "fee")),
        ("phiếu lý lịch tư pháp", RECORD, ()),
    ],
)
def test_a_plain_question_gets_its_procedure_and_what_was_asked(
    catalogue: Catalogue, question: str, code: str, aspects: tuple[str, ...]
) -> None:
    assert answered(catalogue, question) == ((code,), aspects)


def test_the_same_question_gets_the_same_answer(catalogue: Catalogue) -> None:
    assert ask(catalogue, "làm hộ chiếu ở đâu") == ask(catalogue, "làm hộ chiếu ở đâu")


def test_clear_words_are_not_echoed_and_noisy_ones_are(catalogue: Catalogue) -> None:
    clear, noisy = (
        ask(catalogue, "làm hộ chiếu bao nhiêu tiền"),
        ask(catalogue, "lafm hooj chieesu bao nhieeu tieefn"),
    )

    assert isinstance(clear, Answered)
    assert isinstance(noisy, Answered)
    assert clear.codes == noisy.codes == (PASSPORT,)
    assert clear.understood == ""
    assert "hộ chiếu" in noisy.understood.lower()


@pytest.mark.parametrize("question", ["1.001193", "1001193", "mã 1.001193", "thủ tục 1.001193"])
def test_a_code_is_a_code(catalogue: Catalogue, question: str) -> None:
    assert answered(catalogue, question) == ((BIRTH,), ())


def test_a_code_may_come_with_a_question_or_with_another_code(catalogue: Catalogue) -> None:
    assert answered(catalogue, "1.001193 cần giấy tờ gì") == ((BIRTH,), ("documents",))
    assert answered(catalogue, "1.001193 và 1.000894 mất bao lâu") == ((BIRTH, MARRIAGE), ("time",))


@pytest.mark.parametrize("typed", ["1.00119", "1.0011933", "1.001139"])
def test_a_code_typed_wrong_is_asked_back_with_codes_like_it(catalogue: Catalogue, typed: str) -> None:
    given = ask(catalogue, typed)

    assert isinstance(given, AskedBack)
    assert BIRTH in given.options
    assert given.near_code == typed


def test_a_code_that_is_like_no_other_is_unknown(catalogue: Catalogue) -> None:
    given = ask(catalogue, "9.999999")

    assert isinstance(given, Unanswered)
    assert (given.reason, given.nearest) == ("unknown_code", ())


def test_a_question_about_nothing_is_asked_what_it_is_about(catalogue: Catalogue) -> None:
    given = ask(catalogue, "bao nhiêu tiền")

    assert isinstance(given, AskedBack)
    assert (given.options, given.aspects) == ((), ("fee",))


@pytest.mark.parametrize("scribble", ["1234567", "aaaaaaa con"])
def test_scribble_is_no_question(catalogue: Catalogue, scribble: str) -> None:
    given = ask(catalogue, scribble)

    assert isinstance(given, Unanswered)
    assert given.reason == "no_match"


def test_what_was_asked_about_nothing_is_answered_once_it_is_told_about_what(catalogue: Catalogue) -> None:
    left = next_context(NOTHING_SAID, "bao nhiêu tiền vậy", ask(catalogue, "bao nhiêu tiền vậy"))

    given = answer("đăng ký kết hôn", catalogue, left)

    assert isinstance(given, Answered)
    assert given.aspects == ("fee",)


def test_what_was_asked_about_options_is_not_asked_of_something_else(catalogue: Catalogue) -> None:
    asked = "xin giấy phép xây dựng bao nhiêu tiền"
    left = next_context(NOTHING_SAID, asked, ask(catalogue, asked))
    assert left.offered
    assert left.aspects == ("fee",)

    given = answer("đăng ký kết hôn", catalogue, left)

    assert isinstance(given, Answered)
    assert given.aspects == ()


@pytest.mark.parametrize("question", ["kết hôn cần giấy tờ gì", "dang ky ket hon o dau", "làm VNeID"])
def test_a_question_about_something_is_not_about_nothing(catalogue: Catalogue, question: str) -> None:
    given = ask(catalogue, question)

    assert not (isinstance(given, AskedBack) and not given.options)


def test_an_ordinal_without_options_is_about_nothing(catalogue: Catalogue) -> None:
    given = ask(catalogue, "cái thứ hai")

    assert isinstance(given, AskedBack)
    assert given.options == ()


def test_near_twins_are_asked_back(catalogue: Catalogue) -> None:
    given = ask(catalogue, "xin giấy phép xây dựng")

    assert isinstance(given, AskedBack)
    assert 2 <= len(given.options) <= 4
    assert set(given.options) <= BUILDING_PERMITS


@pytest.mark.parametrize(
    ("question", "codes", "aspects"),
    [
        ("đăng ký tạm trú cần giấy tờ gì và làm hộ chiếu bao nhiêu tiền", {STAY, PASSPORT}, {"documents", "fee"}),
        ("dang ky tam tru can gi voi lai lam ho chieu o dau", {STAY, PASSPORT}, {"documents", "place"}),
        (
            "làm hộ chiếu ở đâu, với lại phiếu lý lịch tư pháp mất bao lâu",
            {PASSPORT, RECORD},
            {"place", "time"},
        ),
    ],
)
def test_two_procedures_in_one_message_are_both_answered(
    catalogue: Catalogue, question: str, codes: set[str], aspects: set[str]
) -> None:
    found, asked = answered(catalogue, question)

    assert (set(found), set(asked)) == (codes, aspects)


def test_every_life_event_is_told_by_one_of_its_stories(catalogue: Catalogue) -> None:
    for event in catalogue.life_events:
        told = [ask(catalogue, phrase) for phrase in event.phrases]
        events = [given for given in told if isinstance(given, AskedBack) and given.event == event.key]
        assert events, event.key
        assert events[0].options == tuple(step.code for step in event.steps)


@pytest.mark.parametrize(
    ("question", "topic"),
    [("em muốn ly hôn thì nộp đơn ở đâu", "court"), ("xin visa mỹ du lịch khó không", "foreign_visa")],
)
def test_what_others_decide_is_out_of_scope(catalogue: Catalogue, question: str, topic: str) -> None:
    given = ask(catalogue, question)

    assert isinstance(given, Unanswered)
    assert (given.reason, given.topic, given.nearest) == ("out_of_scope", topic, ())


@pytest.mark.parametrize("question", ["asdf qwer zxcv", "hôm nay trời có mưa không", "kể chuyện cười đi"])
def test_what_no_procedure_is_about_is_not_answered(catalogue: Catalogue, question: str) -> None:
    assert isinstance(ask(catalogue, question), Unanswered | SmallTalk)


def test_nearly_every_stored_phrase_finds_its_own_procedure(catalogue: Catalogue) -> None:
    phrases = [(code, phrase) for code, each in catalogue.procedures.items() for phrase in each.phrases][::5]
    lost = []
    for code, phrase in phrases:
        given = ask(catalogue, phrase)
        shown = given.codes if isinstance(given, Answered) else given.options if isinstance(given, AskedBack) else ()
        if code not in shown:
            lost.append((code, phrase, given))

    assert len(lost) <= 0.05 * len(phrases), lost
