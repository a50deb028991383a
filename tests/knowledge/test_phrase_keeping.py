from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from sqlmodel import select

from knowledge import phrase_keeping
from knowledge.audit import Event
from knowledge.catalogue import matcher_texts
from knowledge.errors import CatalogueError
from knowledge.law_in_force import Law, law_of, law_on
from knowledge.models import PhraseRow
from knowledge.phrase_book import said_for
from knowledge.phrase_keeping import LONGEST, plain, refuse_personal, tidied, with_phrase, without_phrase
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from tests.knowledge.audited import BEES, FISH, HONEY, bring_in
from tests.knowledge.examples import ON

LAW = law_of([BEES, HONEY, FISH], ON)


def test_a_new_phrase_is_taken_with_its_spaces_tidied() -> None:
    assert tidied("  bày  hũ mật\nra chợ ", HONEY.code, LAW) == "bày hũ mật ra chợ"


def test_a_phrase_is_kept_composed_and_without_invisible_letters() -> None:
    pasted = unicodedata.normalize("NFD", "bày hũ mật") + "\u200b ra\u00a0chợ"

    assert tidied(pasted, HONEY.code, LAW) == "bày hũ mật ra chợ"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ít nhất 3 chữ cái"),
        (" ?! ", "ít nhất 3 chữ cái"),
        ("mật " * 100, f"dài 399 ký tự, nhiều nhất {LONGEST}"),
        ("xin giấy phép bán mật", "đã có câu này rồi"),
        ("Xin giay phep BAN MẬT?", "đã có câu này rồi: “xin giấy phép bán mật”"),
        ("giấy phép bán mật", "đã có câu này rồi: “Giấy phép bán mật”"),
        ("khai bao to ong", r"đang là cách hỏi của Đăng ký nuôi ong \(1\.000001\).*tthc phrase remove 1\.000001"),
        ("Nhà em mới đem mấy tổ ong về.", r"cách hỏi của Đăng ký nuôi ong \(1\.000001\)"),
        ("nuôi cá lồng bè", r"là tên của Nuôi cá lồng bè \(1\.000023\)"),
        ("cccd 001099012345 bán mật", "thông tin riêng của một người"),
        ("bán mật gọi 0912 345 678", "thông tin riêng của một người"),
    ],
)
def test_what_cannot_be_a_phrase_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        tidied(text, HONEY.code, LAW)


def test_the_longest_phrase_is_taken() -> None:
    longest = ("bày mật " * LONGEST)[:LONGEST].strip().ljust(LONGEST, "a")

    assert tidied(longest, HONEY.code, LAW) == longest


def test_a_code_that_is_not_in_force_is_refused() -> None:
    with pytest.raises(CatalogueError, match=r"Không có thủ tục 9\.999999.*tthc procedure list"):
        tidied("bày hũ mật", "9.999999", LAW)


def test_two_spellings_are_one_phrase() -> None:
    assert plain("Đăng  ký NUÔI ong?") == plain("dang ky nuoi ong") == "dang ky nuoi ong"


@pytest.mark.parametrize("text", ["thủ tục 1.001193 theo 123/2015/NĐ-CP phí 50.000 đồng", "xin [mẫu] số 3"])
def test_codes_laws_and_amounts_are_nobodys(text: str) -> None:
    refuse_personal(text)


@pytest.fixture
def farm(storage: Storage) -> Storage:
    """Bees, honey and fish; there was a procedure about bumblebees, in whose place stands the one about bees."""
    bumblebees = BEES.model_copy(
        update={
            "code": "1.000045",
            "short_name": "Đăng ký ong nghệ",
            "phrases": ("nuôi ong nghệ", "ong nghệ làm tổ"),
            "situations": ("nhà có ong nghệ",),
        }
    )
    bring_in(storage, BEES, HONEY, FISH, bumblebees)
    with storage.writing() as session:
        last = bumblebees.model_copy(update={"effective_from": date(2026, 6, 1)})
        write_version(session, version_row(last, origin="officer", repealed=True, replaced_by=BEES.code))
    return storage


def _law(storage: Storage) -> Law:
    with storage.reading() as session:
        return law_on(session, ON)


@pytest.mark.parametrize("situation", [False, True])
@pytest.mark.parametrize("code", [BEES.code, HONEY.code])
def test_the_law_that_is_tried_is_the_one_that_will_be(farm: Storage, code: str, situation: bool) -> None:
    before = _law(farm)
    with farm.reading() as session:
        tried = with_phrase(before, code, "thả ong ra đồng", said_for(session, code), situation=situation)
    with farm.writing() as session:
        said = phrase_keeping.add_phrase(session, code, "thả ong ra đồng", situation=situation)

    after = _law(farm)
    assert said == Event("add-phrase", code, None, {"phrase": "thả ong ra đồng", "situation": situation})
    assert matcher_texts(tried.cards, ()) == matcher_texts(after.cards, ()), "so that bots need not build an index"
    assert {**tried.procedures} == {**after.procedures}
    assert after.cards != before.cards


@pytest.mark.parametrize(
    ("code", "text"),
    [(BEES.code, "Khai báo tổ ong!"), (BEES.code, BEES.situations[0]), ("1.000045", "ong nghệ làm tổ")],
)
def test_a_phrase_that_is_removed_is_gone_from_what_is_tried_and_from_what_is(
    farm: Storage, code: str, text: str
) -> None:
    with farm.reading() as session:
        written = phrase_keeping.found_phrase(session, code, text).text
    tried = without_phrase(_law(farm), code, written)
    with farm.writing() as session:
        said = phrase_keeping.remove_phrase(session, code, text)

    after = _law(farm)
    assert said.action == "remove-phrase"
    assert said.before is not None
    assert said.before["phrase"] == written
    assert tried.cards == after.cards
    assert not any(written in (*card.phrases, *card.situations) for card in after.cards)


def test_what_is_removed_exactly_as_written_comes_before_what_is_alike(farm: Storage) -> None:
    with farm.writing() as session:
        phrase_keeping.add_phrase(session, HONEY.code, "XIN GIẤY PHÉP BÁN MẬT", situation=False)
    with farm.writing() as session:
        phrase_keeping.remove_phrase(session, HONEY.code, "XIN GIẤY PHÉP BÁN MẬT")

    with farm.reading() as session:
        assert said_for(session, HONEY.code).phrases == HONEY.phrases


def test_a_phrase_that_a_procedure_has_not_cannot_be_removed(farm: Storage) -> None:
    with farm.writing() as session, pytest.raises(CatalogueError, match=rf"tthc phrase list {HONEY.code}"):
        phrase_keeping.remove_phrase(session, HONEY.code, "khai báo tổ ong")


def test_removing_from_what_nobody_took_over_changes_no_answer() -> None:
    assert without_phrase(LAW, "1.000045", "ong nghệ làm tổ") is LAW


def test_a_repealed_code_is_refused_and_its_successor_named(farm: Storage) -> None:
    with pytest.raises(CatalogueError, match=rf"1\.000045 đã bãi bỏ, thay bằng {BEES.code}"):
        tidied("bày hũ mật", "1.000045", _law(farm))


def test_what_was_said_for_a_repealed_procedure_is_known_already(farm: Storage) -> None:
    with pytest.raises(CatalogueError, match="đã có câu này rồi: “ong nghệ làm tổ”"):
        tidied("ong nghệ làm tổ?", BEES.code, _law(farm))


def test_a_phrase_of_an_officer_says_so(farm: Storage) -> None:
    with farm.writing() as session:
        phrase_keeping.add_phrase(session, HONEY.code, "bày hũ mật", situation=True)

    with farm.reading() as session:
        row = session.exec(select(PhraseRow).where(PhraseRow.text == "bày hũ mật")).one()
    assert (row.source, row.situation) == ("officer", True)
