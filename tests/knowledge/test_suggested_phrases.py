from __future__ import annotations

from itertools import islice

from knowledge.answers import Answer, Answered, AskedBack, SmallTalk, Unanswered
from knowledge.question_log import QuestionLog
from knowledge.storage import Storage
from knowledge.suggested_phrases import Suggestion, asked_about, suggestions
from tests.knowledge.audited import BEES, FISH, HONEY
from tests.knowledge.examples import NOW, SECRET, catalogue_of

FARM = catalogue_of(BEES, HONEY, FISH)


def test_questions_that_were_answered_with_it_or_offered_it_are_about_it(either_storage: Storage) -> None:
    log = QuestionLog(either_storage, SECRET)
    asked: dict[str, Answer] = {
        "bày hũ mật": Answered((FISH.code, HONEY.code), (), 0.9),
        "hũ mật rừng": AskedBack((HONEY.code, BEES.code), (), 0.5),
        "mật gác bếp": Unanswered("not_sure", (HONEY.code,), (), 0.1),
        "thả cá": Answered((FISH.code,), (), 0.9),
        "mã dài hơn": Answered((HONEY.code + "23",), (), 0.9),
        "xin chào": SmallTalk("greeting"),
    }
    for text, answer in asked.items():
        log.add(7, text, answer, 1, NOW, "telegram")

    with either_storage.reading() as session:
        assert asked_about(session, HONEY.code) == ["bày hũ mật", "hũ mật rừng", "mật gác bếp"]
        assert asked_about(session, "9.999999") == []
        assert asked_about(session, "%") == []


def test_the_most_frequent_question_comes_first_as_most_people_wrote_it() -> None:
    asked = ["hũ mật rừng", "bày hũ mật", "bay hu mat", "Bày hũ mật?", "bày hũ mật"]

    assert list(suggestions(asked, FARM)) == [Suggestion("bày hũ mật", 4), Suggestion("hũ mật rừng", 1)]


def test_of_writings_as_frequent_the_one_with_marks_is_shown() -> None:
    assert list(suggestions(["bay hu mat", "bày hũ mật"], FARM)) == [Suggestion("bày hũ mật", 2)]


def test_what_can_be_no_phrase_is_left_out() -> None:
    asked = [
        "xin giay phep ban mat",
        "KHAI BÁO TỔ ONG",
        "giấy phép bán mật",
        "bao nhiêu tiền vậy",
        "thế mất bao lâu",
        "cảm ơn nhé",
        "1.000012",
        "bán mật, gọi [điện thoại]",
        "🙂",
        "mật ong rừng " * 40,
    ]

    assert list(suggestions(asked, FARM)) == []


def test_only_as_many_are_looked_at_as_are_wanted() -> None:
    found = islice(suggestions((f"bày hũ mật loại {word}" for word in ("xanh", "đỏ", "vàng")), FARM), 2)

    assert len(list(found)) == 2
