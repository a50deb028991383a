from __future__ import annotations

import pytest

from knowledge.answering import answer
from knowledge.answers import NOTHING_SAID, Answered
from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.rehearsing import CLEAN, Rehearsed, rehearse, shares
from nlp.noise import KINDS, noisy
from tests.knowledge.asking import PASSPORT
from tests.knowledge.examples import a_procedure, catalogue_of

BEES = a_procedure(phrases=("đăng ký đàn ong mật", "khai báo tổ ong"), situations=("nhà tôi mới mua mấy thùng ong về",))
FISH = a_procedure(
    code="1.000002",
    name="Thủ tục đăng ký nuôi cá lồng bè trên sông",
    short_name="Đăng ký nuôi cá lồng bè",
    phrases=("nuôi cá bè trên sông", "xin đóng lồng nuôi cá"),
)


@pytest.fixture(scope="module")
def farm() -> Catalogue:
    return catalogue_of(BEES, FISH)


def test_every_name_phrase_and_situation_is_asked_clean_names_first(farm: Catalogue) -> None:
    rehearsed = rehearse(farm, BEES.code, ())

    assert [each.asked for each in rehearsed] == [BEES.short_name, BEES.name, *BEES.phrases, *BEES.situations]
    assert {each.kind for each in rehearsed} == {CLEAN}
    assert all(each.text == each.asked for each in rehearsed)


def test_every_text_is_asked_under_each_kind_of_noise(farm: Catalogue) -> None:
    rehearsed = rehearse(farm, BEES.code, ["telex", "no_marks"], seed=3)

    assert [(each.kind, each.asked) for each in rehearsed[:3]] == [
        (CLEAN, BEES.short_name),
        ("telex", noisy(BEES.short_name, "telex", 3)),
        ("no_marks", "Dang ky nuoi ong"),
    ]
    assert len(rehearsed) == 3 * 5


def test_noise_that_changes_nothing_is_not_asked_again() -> None:
    plain = a_procedure(name="Cho thue xe", short_name="Cho thue xe", phrases=("muon thue xe",))

    assert [each.kind for each in rehearse(catalogue_of(plain), plain.code, ["no_marks", "telex"])] == [CLEAN, CLEAN]


def test_an_empty_short_name_is_no_question() -> None:
    nameless = a_procedure(short_name="")

    assert [each.text for each in rehearse(catalogue_of(nameless), nameless.code, ())] == [nameless.name]


def test_what_came_is_what_a_first_message_gets(farm: Catalogue) -> None:
    for each in rehearse(farm, FISH.code, sorted(KINDS)):
        given = answer(each.asked, farm, NOTHING_SAID)

        assert each.right is (isinstance(given, Answered) and given.codes[0] == FISH.code)
        assert each.offered_right or not each.right
        assert 0 <= each.probability <= 1


def test_a_phrase_that_another_procedure_holds_too_is_seen_to_fail() -> None:
    twin = a_procedure(code="1.000003", name=FISH.name, short_name=FISH.short_name, phrases=FISH.phrases)
    rehearsed = rehearse(catalogue_of(BEES, FISH, twin), FISH.code, ())

    assert not all(each.right for each in rehearsed)
    assert all(each.offered_right for each in rehearsed if each.outcome == "asked_back")


def test_the_same_seed_rehearses_the_same(farm: Catalogue) -> None:
    assert rehearse(farm, FISH.code, ["typo"], seed=1) == rehearse(farm, FISH.code, ["typo"], seed=1)
    assert rehearse(farm, FISH.code, ["typo"], seed=1) != rehearse(farm, FISH.code, ["typo"], seed=2)


def test_a_limit_asks_fewer_texts_and_progress_is_told_of_each(farm: Catalogue) -> None:
    told: list[None] = []
    rehearsed = rehearse(farm, FISH.code, ["vni"], limit=2, progress=lambda: told.append(None))

    assert [each.text for each in rehearsed if each.kind == CLEAN] == [FISH.short_name, FISH.name]
    assert len(told) == 2


def test_shares_are_counted_by_kind_with_their_interval() -> None:
    def one(kind: str, right: bool, offered: bool) -> Rehearsed:
        return Rehearsed("nuôi ong", kind, "nuoi ong", "answered", (), (), 0.5, right, offered)

    rehearsed = [one(CLEAN, True, True), one("typo", False, True), one("typo", True, True), one("typo", False, False)]
    right, offered = shares(rehearsed), shares(rehearsed, lambda each: each.offered_right)

    assert list(right) == [CLEAN, "typo"]
    assert (right["typo"].count, right["typo"].of) == (1, 3)
    assert right["typo"].as_json() == {"share": 0.3333, "low": 0.0615, "high": 0.7923, "count": 1, "of": 3}
    assert (offered["typo"].count, offered["typo"].of) == (2, 3)
    assert shares([]) == {}


def test_a_code_that_is_not_there_is_refused_with_a_way_out(farm: Catalogue) -> None:
    with pytest.raises(CatalogueError, match=r"không có thủ tục 9\.999999.*Xem lại mã"):
        rehearse(farm, "9.999999", ["typo"])


def test_a_noise_that_is_not_there_is_refused_with_those_that_are(farm: Catalogue) -> None:
    with pytest.raises(CatalogueError, match=r"“ồn ào”.*no_marks, typo"):
        rehearse(farm, BEES.code, ["typo", "ồn ào"])


def test_the_starter_finds_a_passport_from_its_own_texts_under_every_noise(catalogue: Catalogue) -> None:
    rehearsed = rehearse(catalogue, PASSPORT, sorted(KINDS), limit=12)

    assert all(each.offered_right for each in rehearsed if each.kind == CLEAN)
    assert all(share.count >= 0.75 * share.of for share in shares(rehearsed).values())
