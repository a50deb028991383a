from __future__ import annotations

import pytest

from knowledge import deciding
from knowledge.catalogue import Catalogue
from nlp.outlook import Outlook
from nlp.rankings import FEATURES, Match, Ranking
from nlp.reading import Reading
from tests.knowledge.examples import a_life_event, a_procedure, catalogue_of

SURE = 0.95
OUR_OWN = Outlook(1.0, 0.0, 0.0, 0.0)


def _ranking(*probabilities: float, first: int = 0, **known: float) -> Ranking:
    """Candidates "0", "1", … with these probabilities; the rest goes to *none of them*.

    `first` is the number of the first candidate, `known` gives features of all of them; the others are 0.
    """
    features = tuple(known.get(name, 0.0) for name in FEATURES)
    matches = tuple(Match(str(number), chance, features, "") for number, chance in enumerate(probabilities, first))
    return Ranking(matches, 1 - sum(probabilities))


def _keys(decision: deciding.Decision) -> list[str]:
    return [match.key for match in decision.matches]


def _decided(*probabilities: float) -> deciding.Decision:
    """What is done where the probabilities themselves say what may come."""
    ranking = _ranking(*probabilities)
    return deciding.decide(ranking, Outlook.of_chances(ranking))


def test_one_clear_candidate_is_the_answer() -> None:
    decision = _decided(SURE, 0.02)

    assert (decision.kind, _keys(decision)) == ("answer", ["0"])
    assert decision.probability >= SURE


def test_a_lone_candidate_can_be_the_answer() -> None:
    assert _decided(SURE).kind == "answer"


def test_two_that_are_about_as_probable_are_asked_back() -> None:
    decision = _decided(0.5, 0.5)

    assert (decision.kind, _keys(decision)) == ("ask_back", ["0", "1"])


def test_twins_are_answered_where_the_first_is_likely_to_be_right() -> None:
    assert deciding.decide(_ranking(0.5, 0.5), OUR_OWN).kind == "answer"


def test_at_most_four_options_are_shown_and_none_that_is_improbable() -> None:
    assert _keys(_decided(0.2, 0.2, 0.2, 0.2, 0.2)) == ["0", "1", "2", "3"]
    assert _keys(_decided(0.49, 0.48, deciding.OPTION_AT / 2)) == ["0", "1"]


def test_a_question_back_states_how_probable_it_is_that_an_option_is_right() -> None:
    decision = deciding.decide(_ranking(0.3, 0.3, 0.3), Outlook(0.3, 0.0, 0.6, 0.1))

    assert decision.probability == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("probabilities", "reason"),
    [((), "no_match"), ((0.01,), "no_match"), ((0.3, 0.01), "not_sure"), ((0.3,), "not_sure")],
)
def test_what_is_neither_clear_nor_among_few_is_declined_with_a_reason(
    probabilities: tuple[float, ...], reason: str
) -> None:
    decision = _decided(*probabilities)

    assert (decision.kind, decision.reason) == ("decline", reason)
    assert _keys(decision) == [str(number) for number in range(min(3, len(probabilities)))]


def test_where_a_clerk_would_ask_one_asks_back_although_the_first_leads() -> None:
    unclear = Outlook(0.2, 0.7, 0.1, 0.0)

    assert deciding.decide(_ranking(SURE, 0.03), unclear).kind == "ask_back"
    assert deciding.decide(_ranking(SURE, 0.03), OUR_OWN).kind == "answer"


def test_where_there_is_but_one_to_ask_about_it_is_answered() -> None:
    assert deciding.decide(_ranking(SURE), Outlook(0.3, 0.6, 0.05, 0.05)).kind == "answer"


def test_where_none_is_likely_nothing_is_asked_back() -> None:
    assert deciding.decide(_ranking(0.3, 0.3), Outlook(0.1, 0.1, 0.0, 0.8)).kind == "decline"


def test_a_wrong_answer_costs_more_than_a_question_that_was_not_needed() -> None:
    costs = deciding.Costs.of(Outlook(0.6, 0.0, 0.4, 0.0))

    assert costs.answer > costs.ask_back


def test_with_a_tell_tale_word_a_match_needs_more_probability() -> None:
    doubtful = Outlook(deciding.NOT_OURS_AT - 0.01, 0.0, 0.0, 0.0)
    decision = deciding.decide(_ranking(0.9), doubtful, not_ours=True)

    assert (decision.kind, decision.reason) == ("decline", "out_of_scope")
    assert deciding.decide(_ranking(0.9), doubtful).kind == "answer"
    assert deciding.decide(_ranking(0.9), OUR_OWN, not_ours=True).kind == "answer"


def test_only_a_clear_best_match_is_certain() -> None:
    sure, unsure = Outlook(deciding.CERTAIN_AT, 0.0, 0.1, 0.1), Outlook(deciding.CERTAIN_AT - 0.01, 0.0, 0.1, 0.1)
    best = deciding.certain(_ranking(0.5), sure)

    assert best is not None
    assert best.key == "0"
    assert deciding.certain(_ranking(0.5), unsure) is None
    assert deciding.certain(_ranking(), sure) is None


def test_nothing_at_all_is_not_beyond_doubt() -> None:
    assert not deciding.beyond_doubt(_ranking())
    assert deciding.beyond_doubt(_ranking(deciding.BEYOND_DOUBT_AT))


@pytest.fixture(scope="module")
def bees() -> Catalogue:
    keeping = a_procedure(
        code="1.000001", short_name="Đăng ký nuôi ong", phrases=("đăng ký nuôi ong", "khai báo tổ ong")
    )
    selling = a_procedure(code="1.000002", short_name="Giấy phép bán mật", name="Cấp giấy phép bán mật")
    return catalogue_of(keeping, selling, life_events=(a_life_event(),))


def _read(bees: Catalogue, text: str) -> Reading:
    return bees.matcher.read(text)


def test_a_life_event_is_told_where_no_single_procedure_is_meant(bees: Catalogue) -> None:
    event = deciding.life_event(_read(bees, "sắp nuôi ong"), _ranking(0.2), bees)

    assert event is not None
    assert event.key == "nuoi-ong"


def test_where_a_procedure_is_near_too_the_likelier_words_decide(bees: Catalogue) -> None:
    told = _read(bees, "sắp nuôi ong")

    assert deciding.life_event(told, _ranking(SURE, nearest=1.0), bees) is None
    assert deciding.life_event(told, _ranking(SURE, nearest=0.1), bees) is not None


def test_who_asks_for_a_price_tells_no_life_event(bees: Catalogue) -> None:
    assert deciding.life_event(_read(bees, "sắp nuôi ong bao nhiêu tiền"), _ranking(0.2), bees) is None


def test_other_words_tell_no_life_event(bees: Catalogue) -> None:
    assert deciding.life_event(_read(bees, "mua xe máy cũ của hàng xóm"), _ranking(0.2), bees) is None
    assert deciding.life_event(_read(bees, ""), _ranking(0.2), bees) is None


def test_a_catalogue_without_life_events_tells_none() -> None:
    alone = catalogue_of(a_procedure())

    assert deciding.life_event(_read(alone, "sắp nuôi ong"), _ranking(0.2), alone) is None
