from __future__ import annotations

import pytest

from nlp.index import EntryText
from nlp.lexicon import load_lexicon
from nlp.matching import Matcher, matcher_over
from nlp.outlook import Outlook, joint_chances
from nlp.twins import NO_TWINS, SIGNS

PROVINCE, MINISTRY, LOST = "province", "ministry", "lost"
TEXTS = [
    EntryText(PROVINCE, "Thủ tục cấp hộ chiếu phổ thông (thực hiện tại cấp tỉnh)", is_name=True),
    EntryText(PROVINCE, "làm hộ chiếu"),
    EntryText(MINISTRY, "Cấp hộ chiếu phổ thông (thực hiện tại cấp trung ương)", is_name=True),
    EntryText(MINISTRY, "làm hộ chiếu"),
    EntryText(LOST, "Trình báo mất hộ chiếu phổ thông", is_name=True),
    EntryText(LOST, "mất hộ chiếu"),
]
BY_NAME = [0.0] * len(SIGNS)
BY_NAME[SIGNS.index("one")], BY_NAME[SIGNS.index("same_name")] = -4.0, 8.0


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return matcher_over(TEXTS, load_lexicon())


def test_names_that_differ_in_a_remark_are_the_same(matcher: Matcher) -> None:
    told = dict(zip(SIGNS, matcher.twins.signs(PROVINCE, MINISTRY), strict=True))

    assert told["same_name"] == told["named_alike"] == 1


def test_names_with_other_words_are_not(matcher: Matcher) -> None:
    told = dict(zip(SIGNS, matcher.twins.signs(PROVINCE, LOST), strict=True))

    assert told["same_name"] == 0
    assert 0 < told["named_much_alike"] < told["named_alike"] < 1


def test_twins_are_twins_both_ways(matcher: Matcher) -> None:
    twins = matcher.twins.weighed(BY_NAME)

    assert twins.chance(PROVINCE, MINISTRY) == twins.chance(MINISTRY, PROVINCE) > 0.9
    assert twins.chance(PROVINCE, LOST) < 0.1


def test_nobody_has_a_twin_while_nothing_is_learned(matcher: Matcher) -> None:
    assert matcher.twins.weighed(NO_TWINS).chance(PROVINCE, MINISTRY) == 0


def test_the_first_has_a_part_in_what_its_twin_has(matcher: Matcher) -> None:
    ranking = matcher.rank(matcher.read("xin cấp hộ chiếu phổ thông"))
    first, second = ranking.matches[:2]
    twins = matcher.twins.weighed(BY_NAME)
    joint, left, *_ = joint_chances(ranking.matches, twins.chance)

    assert {first.key, second.key} == {PROVINCE, MINISTRY}
    assert joint > first.probability
    assert left == pytest.approx(second.probability * (1 - twins.chance(first.key, second.key)))
    assert Outlook.of_chances(ranking, twins.chance).first > Outlook.of_chances(ranking).first


def test_without_candidates_there_is_nothing_to_share(matcher: Matcher) -> None:
    assert joint_chances((), matcher.twins.chance) == []
