from __future__ import annotations

import json
from importlib.resources import files

import pytest

from knowledge.answers import Context
from knowledge.catalogue import Catalogue
from knowledge.in_context import learned_network, turn
from knowledge.turn_evidence import CANDIDATE, SITUATION
from tests.knowledge.examples import a_procedure, catalogue_of

KEEPING, SELLING, LOST = "1.000001", "1.000002", "1.000003"


@pytest.fixture(scope="module")
def bees() -> Catalogue:
    return catalogue_of(
        a_procedure(code=KEEPING, short_name="Đăng ký nuôi ong", phrases=("đăng ký nuôi ong", "khai báo tổ ong")),
        a_procedure(code=SELLING, short_name="Giấy phép bán mật", name="Cấp giấy phép bán mật"),
        a_procedure(code=LOST, short_name="Cấp lại giấy nuôi ong bị mất", name="Cấp lại giấy nuôi ong"),
    )


def _features(
    bees: Catalogue, message: str, context: Context, name: str, *, corrects: bool = False
) -> dict[str, float]:
    """What the feature `name` is for each candidate."""
    seen = turn(bees.matcher.read(message), bees, context, corrects=corrects)
    return {m.key: row[CANDIDATE.index(name)] for m, row in zip(seen.alone.matches, seen.candidates, strict=True)}


def _situation(bees: Catalogue, message: str, context: Context, *, corrects: bool = False) -> dict[str, float]:
    """The situation, by name."""
    seen = turn(bees.matcher.read(message), bees, context, corrects=corrects)
    return dict(zip(SITUATION, seen.situation, strict=True))


def test_what_was_spoken_of_is_always_a_candidate(bees: Catalogue) -> None:
    context = Context(current=(KEEPING,), offered=(SELLING, "9.999999"), earlier=(LOST,), question="nuôi ong")

    assert set(_features(bees, "trời xanh", context, "current")) >= {KEEPING, SELLING, LOST}


def test_each_part_of_the_context_is_told(bees: Catalogue) -> None:
    context = Context(current=(KEEPING,), earlier=(LOST,), question="nuôi ong")

    assert _features(bees, "bán mật", context, "current")[KEEPING] == 1.0
    assert _features(bees, "bán mật", context, "current")[SELLING] == 0.0
    assert _features(bees, "bán mật", context, "earlier")[LOST] == 1.0
    assert _features(bees, "quay lại cái giấy bị mất", context, "earlier_back")[LOST] == 1.0
    assert _features(bees, "bán mật", context, "current_rejected", corrects=True)[KEEPING] == 1.0


def test_the_situation_tells_what_the_message_does(bees: Catalogue) -> None:
    context = Context(current=(KEEPING,), offered=(LOST,), question="nuôi ong")

    asking = _situation(bees, "quay lại cái nuôi ong, nộp giấy tờ gì", context, corrects=True)
    plain = _situation(bees, "bán mật", Context(current=(KEEPING,), question="nuôi ong"))

    does = ("one", "asks", "papers", "back", "corrects", "asked_back")
    assert [asking[name] for name in does] == [1.0] * 6
    assert [plain[name] for name in does] == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert _situation(bees, "còn bị mất thì sao", context)["contrasts"] == 1.0
    assert _situation(bees, "còn bị mất thì sao", context)["tells"] == 1.0


def test_a_procedure_of_the_field_spoken_of_is_told_from_others() -> None:
    farm = catalogue_of(
        a_procedure(code=KEEPING, field="chan-nuoi", short_name="Đăng ký nuôi ong"),
        a_procedure(code=LOST, field="chan-nuoi", short_name="Cấp lại giấy nuôi ong bị mất"),
        a_procedure(code=SELLING, field="mua-ban", short_name="Giấy phép bán mật"),
    )

    field = _features(farm, "ong", Context(current=(KEEPING,), question="nuôi ong"), "field")

    assert field == {KEEPING: 1.0, LOST: 1.0, SELLING: 0.0}


def test_a_procedure_that_is_corrected_keeps_no_evidence_but_the_rejection(bees: Catalogue) -> None:
    context = Context(current=(KEEPING,), question="nuôi ong")
    message = "bán mật có phải nộp giấy nuôi ong không"

    for name in ("current_asks", "current_papers", "current_known", "current_together"):
        assert _features(bees, message, context, name)[KEEPING] != 0.0
        assert _features(bees, message, context, name, corrects=True)[KEEPING] == 0.0
    assert _features(bees, message, context, "current_rejected", corrects=True)[KEEPING] == 1.0


def test_an_option_that_is_corrected_keeps_no_evidence_but_the_rejection(bees: Catalogue) -> None:
    context = Context(offered=(KEEPING,), question="nuôi ong")

    for name in ("offered", "offered_together", "offered_share"):
        assert _features(bees, "bán mật nuôi ong", context, name)[KEEPING] != 0.0
        assert _features(bees, "bán mật nuôi ong", context, name, corrects=True)[KEEPING] == 0.0
    assert _features(bees, "bán mật nuôi ong", context, "offered_rejected", corrects=True)[KEEPING] == 1.0


def test_papers_asked_about_are_those_of_the_procedure_spoken_of(bees: Catalogue) -> None:
    context = Context(current=(KEEPING,), question="nuôi ong")

    assert _features(bees, "có phải nộp giấy mua ong không", context, "current_papers")[KEEPING] == 1.0
    assert _features(bees, "giấy bán mật mấy ngày có", context, "current_papers")[KEEPING] == 0.0


def test_a_name_tells_the_circumstance_that_is_brought_up() -> None:
    hives = catalogue_of(
        a_procedure(code=KEEPING, short_name="Đăng ký nuôi ong", name="Đăng ký nuôi ong"),
        a_procedure(code=LOST, short_name="Gia hạn nuôi ong", name="Gia hạn đăng ký nuôi ong"),
    )

    told = _features(hives, "còn gia hạn thì sao", Context(current=(KEEPING,), question="nuôi ong"), "tells")

    assert told == {KEEPING: 0.0, LOST: 1.0}


def test_an_earlier_procedure_knows_the_words_that_are_its_own(bees: Catalogue) -> None:
    context = Context(current=(SELLING,), earlier=(KEEPING,), question="bán mật")

    assert _features(bees, "nuôi ong thì bao lâu", context, "earlier_known")[KEEPING] > 0.5
    assert _features(bees, "trời xanh", context, "earlier_known")[KEEPING] == 0.0


def test_a_sibling_is_more_alike_than_a_stranger(bees: Catalogue) -> None:
    alike = _features(bees, "mất rồi thì sao", Context(current=(KEEPING,), question="nuôi ong"), "alike_contrasts")

    assert alike[LOST] > alike[SELLING] >= 0.0
    assert alike[KEEPING] == 0.0, "nothing is its own sibling"


def test_a_procedure_that_is_no_more_in_force_is_no_candidate(bees: Catalogue) -> None:
    context = Context(current=("9.999999",), question="nuôi ong")

    assert "9.999999" not in _features(bees, "bán mật", context, "current")


def test_the_ranking_shares_one_among_the_candidates_and_none_of_them(bees: Catalogue) -> None:
    seen = turn(bees.matcher.read("bán mật"), bees, Context(current=(KEEPING,), question="nuôi ong"), corrects=False)
    ranking = seen.ranking(learned_network())

    assert sum(match.probability for match in ranking.matches) + ranking.none == pytest.approx(1.0)
    assert [m.probability for m in ranking.matches] == sorted((m.probability for m in ranking.matches), reverse=True)


@pytest.mark.parametrize("message", ["", "…"])
def test_a_message_without_a_word_means_nothing(bees: Catalogue, message: str) -> None:
    seen = turn(bees.matcher.read(message), bees, Context(current=(KEEPING,), question="nuôi ong"), corrects=False)

    assert seen.alone.matches == ()
    assert seen.ranking(learned_network()).none == 1.0


def test_there_is_a_learned_weight_for_every_figure() -> None:
    learned = json.loads(files("knowledge").joinpath("learned/turns.json").read_text(encoding="utf-8"))

    assert set(learned["candidate"]) == set(CANDIDATE)
    assert set(learned["situation"]) == set(SITUATION)
