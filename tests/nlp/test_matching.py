"""Does the matcher find what is meant, abstain when nothing is, and say why?"""

import pytest

from nlp.distances import is_one_slip_away
from nlp.lexicon import load_lexicon
from nlp.matching import FEATURES, NONE_FEATURES, EntryText, Learned, Matcher
from nlp.sparse import SparseRows

TEXTS = [
    EntryText("birth", "Thủ tục đăng ký khai sinh", is_name=True),
    EntryText("birth", "làm giấy khai sinh cho con"),
    EntryText("birth", "con mới đẻ phải khai ở xã"),
    EntryText("again", "Thủ tục đăng ký lại khai sinh", is_name=True),
    EntryText("again", "mất bản gốc giấy khai sinh, sổ gốc cũng cháy"),
    EntryText("abroad", "Đăng ký khai sinh có yếu tố nước ngoài", is_name=True),
    EntryText("abroad", "khai sinh cho con có cha là người nước ngoài"),
    EntryText("stay", "Đăng ký tạm trú", is_name=True),
    EntryText("stay", "ở trọ phải khai với công an phường"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(TEXTS, load_lexicon(), Learned())


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("lam giay khai sinh", "birth"),
        ("đăng ký lại khai sinh vì mất bản gốc", "again"),
        ("khai sinh cho con có bố là người nước ngoài", "abroad"),
        ("tạm trú", "stay"),
        ("em ở trọ công an bảo phải khai", "stay"),
    ],
)
def test_the_entry_that_is_meant_comes_first(matcher: Matcher, question: str, key: str) -> None:
    assert matcher.rank(matcher.read(question)).matches[0].key == key


def test_probabilities_are_shares_of_one_together_with_none_of_them(matcher: Matcher) -> None:
    ranking = matcher.rank(matcher.read("khai sinh cho con"))

    assert sum(match.probability for match in ranking.matches) + ranking.none == pytest.approx(1)
    assert [m.probability for m in ranking.matches] == sorted((m.probability for m in ranking.matches), reverse=True)
    assert all(len(match.features) == len(FEATURES) for match in ranking.matches)
    assert len(ranking.none_features) == len(NONE_FEATURES)


def test_only_the_entries_allowed_are_ranked(matcher: Matcher) -> None:
    ranking = matcher.rank(matcher.read("khai sinh"), among=("again", "stay"))

    assert {match.key for match in ranking.matches} == {"again", "stay"}
    assert matcher.rank(matcher.read("khai sinh"), among=()).matches == ()


def test_a_question_without_a_word_matches_nothing(matcher: Matcher) -> None:
    assert matcher.rank(matcher.read("…")).matches == ()


def test_an_empty_catalogue_matches_nothing() -> None:
    empty = Matcher([], load_lexicon(), Learned())

    assert empty.rank(empty.read("khai sinh")).matches == ()


def test_the_classifier_speaks_for_what_it_has_learned_and_not_against_newcomers() -> None:
    taught = Learned(classifier={"tru": {"birth": 9.0, "-": 0.1}, "tam": {"birth": 9.0}})
    matcher = Matcher(TEXTS, load_lexicon(), taught)
    ranking = matcher.rank(matcher.read("tạm trú"))

    assert ranking.matches[0].key == "birth"
    assert len({m.features[0] for m in ranking.matches if m.key != "birth"}) == 1


def test_a_sparse_product_adds_the_rows_of_its_terms() -> None:
    rows = SparseRows.of([("a", 0, 1.0), ("a", 2, 2.0), ("b", 2, 4.0)], 3)

    assert rows.times({"a": 0.5, "b": 1.0, "unknown": 7.0}).tolist() == [0.5, 0.0, 5.0]
    assert rows.times({}).tolist() == [0.0, 0.0, 0.0]


def test_one_slip_is_one_edit_or_one_swap() -> None:
    assert is_one_slip_away("1.001139", "1.001193")
    assert not is_one_slip_away("1.001193", "1.001193")
