from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge import audit
from knowledge.errors import CatalogueError
from knowledge.law_in_force import law_on
from knowledge.question_import import Wanted, first_turns, keep_all, refuse_unknown_codes
from knowledge.saved_questions import SavedQuestion, saved
from knowledge.storage import Storage
from tests.knowledge.audited import BEES, FISH, HONEY, LAN, bring_in, faults, rows
from tests.knowledge.examples import ON

ONE = Wanted("s-01", "bày hũ mật", (HONEY.code,))
TWO = Wanted("s-02", "giá vàng hôm nay", ())


def _case(name: str, *turns: tuple[str, str, list[str]]) -> dict[str, Any]:
    return {
        "id": name,
        "turns": [{"q": text, "behaviour": behaviour, "codes": codes} for text, behaviour, codes in turns],
    }


def test_only_first_turns_count_and_those_to_be_asked_back_are_left_out() -> None:
    read = first_turns(
        [
            _case("s-01", (" bày  hũ mật ", "answer", [HONEY.code]), ("còn phí", "answer", [HONEY.code])),
            _case("s-02", ("giá vàng hôm nay", "decline", [BEES.code])),
            _case("s-03", ("ong", "clarify", [BEES.code, HONEY.code])),
        ]
    )

    assert read == ((ONE, TWO), 1)


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({"id": "s-09", "turns": []}, "s-09: không có lượt hỏi nào"),
        ({"turns": []}, "câu 1: không có lượt hỏi nào"),
        (_case("s-09", ("bày hũ mật", "answer", [])), "s-09: .*chưa có mã nào"),
    ],
)
def test_a_case_that_says_too_little_is_refused_by_name(case: dict[str, Any], says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        first_turns([case])


def test_all_are_kept_once_and_those_kept_before_are_no_error(storage: Storage) -> None:
    told: list[tuple[int, int]] = []
    with storage.writing() as session:
        assert keep_all(session, [ONE], LAN) == 1
        assert keep_all(session, [ONE, TWO, TWO], LAN, lambda done, total: told.append((done, total))) == 1

    with storage.reading() as session:
        assert saved(session) == [
            SavedQuestion("q1", ONE.text, ONE.codes, "regression"),
            SavedQuestion("q2", TWO.text, TWO.codes, "regression"),
        ]
        assert [entry.action for entry in audit.entries(session)] == ["keep-question"] * 2
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert faults(storage) == []


@pytest.mark.parametrize(
    ("text", "says"), [("", "phải có chữ"), ("bán mật gọi 0912 345 678", "thông tin riêng"), ("a " * 400, "dài nhất")]
)
def test_one_bad_question_keeps_all_out(storage: Storage, text: str, says: str) -> None:
    before = rows(storage)
    with pytest.raises(CatalogueError, match=rf"s-09: .*{says}.*Chưa nhập câu nào"), storage.writing() as session:
        keep_all(session, [ONE, Wanted("s-09", text, ())], LAN)

    assert rows(storage) == before


def test_codes_of_today_and_of_what_comes_are_known_and_others_named(storage: Storage) -> None:
    bring_in(storage, HONEY, FISH.model_copy(update={"effective_from": date(2027, 1, 1)}))
    with storage.reading() as session:
        law = law_on(session, ON)

    refuse_unknown_codes([ONE, TWO, Wanted("s-03", "thả cá", (FISH.code,))], law)
    bad = [Wanted(f"s-{number}", "?", ("9.999999",)) for number in range(7)]
    with pytest.raises(CatalogueError, match=r"s-0: 9\.999999.*s-4: 9\.999999 và 2 chỗ nữa.*tthc procedure list"):
        refuse_unknown_codes(bad, law)
