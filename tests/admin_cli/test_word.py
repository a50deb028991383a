from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.keeping import CatalogueKeeper
from knowledge.office_words import WordKind, add_word
from knowledge.publish_gate import Given, given
from knowledge.storage import Storage
from knowledge.viet_time import now
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import WHO, accepting_golden, last_entry, opened_farm
from tests.knowledge.audited import BEES, faults, rows
from tests.knowledge.examples import NOW

MEANING = "khai báo tổ ong"


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


@pytest.fixture
def knowing(farm: Storage) -> Storage:
    """The office once it knows two words of its own."""
    with farm.writing() as session:
        add_word(session, WordKind.ABBREVIATION, "kbto", MEANING, "Trần Minh", NOW)
        add_word(session, WordKind.SYNONYM, "đõ nuôi", "tổ ong", "Trần Minh", NOW)
    return farm


@pytest.mark.usefixtures("farm")
def test_an_office_without_words_is_told_how_to_add_one(tthc: Run) -> None:
    ran = tthc("word", "list")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc word add" in ran.err
    assert tthc("word", "list", "--json").json() == []


@pytest.mark.usefixtures("knowing")
def test_it_lists_words_with_meaning_and_who_added_them(tthc: Run) -> None:
    ran = tthc("word", "list")

    assert ran.code == 0
    assert all(said in ran.out for said in ("kbto", MEANING, "viết tắt", "đõ nuôi", "đồng nghĩa", "Trần Minh"))
    assert "25/11/2026" in ran.out
    assert tthc("word", "list", "--json").json()[0] == {
        "written": "kbto",
        "meaning": MEANING,
        "kind": "abbreviation",
        "actor": "Trần Minh",
        "added_at": "2026-11-25T02:00:00Z",
    }


def test_a_word_is_understood_at_once(tthc: Run, farm: Storage) -> None:
    serving = CatalogueKeeper(farm, now)
    assert given("kbto", serving()).outcome != "answered"

    ran = tthc("word", "add", "KBTO", MEANING, *WHO, *accepting_golden())

    assert ran.code == 0
    assert "Đã hỏi lại" in ran.out
    assert "Bỏ đi: tthc word remove KBTO" in ran.err
    serving._looked_at = 0.0  # two seconds later
    assert given("kbto", serving()) == Given("answered", (BEES.code,))
    entry = last_entry(farm)
    assert (entry.action, entry.subject, entry.actor, entry.reason) == ("add-word", "kbto", WHO[1], WHO[3])
    assert (entry.before, entry.after) == (None, {"meaning": MEANING, "kind": "abbreviation"})
    assert faults(farm) == []


def test_a_dry_run_asks_everything_and_writes_nothing(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("word", "add", "đõ nuôi", "tổ ong", "--synonym", "--dry-run", *accepting_golden())

    assert ran.code == 0
    assert "Đã hỏi lại" in ran.out
    assert ran.err == "Chỉ xem thử, chưa ghi gì.\n"
    assert rows(farm) == before


def test_a_word_that_takes_phrases_from_their_procedure_is_stopped(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("word", "add", MEANING, "xin giấy phép bán mật", "--synonym", *WHO, *accepting_golden())

    assert ran.code == 1
    assert "✘ dẫn nhầm" in next(line for line in ran.out.splitlines() if MEANING in line)
    assert "--accept-changes p" in ran.err
    assert rows(farm) == before


def test_a_word_is_removed_and_the_book_says_what_it_meant(tthc: Run, knowing: Storage) -> None:
    ran = tthc("word", "remove", "đõ nuôi", *WHO, *accepting_golden())

    assert ran.code == 0
    assert ran.err.endswith("Đã bỏ “đõ nuôi”.\n")
    entry = last_entry(knowing)
    assert (entry.action, entry.subject) == ("remove-word", "đõ nuôi")
    assert (entry.before, entry.after) == ({"meaning": "tổ ong", "kind": "synonym"}, None)
    assert faults(knowing) == []
    assert [row["written"] for row in tthc("word", "list", "--json").json()] == ["kbto"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "k b", MEANING], "--synonym"),
        (["add", " ", MEANING], "đều phải có chữ"),
        (["add", "KBTO", MEANING], "đã có “kbto”"),
        (["add", "cccd", "căn cước công dân"], "Bảng từ có sẵn đã hiểu “cccd”"),
        (["remove", "cccd"], "tthc word list"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    tthc: Run, knowing: Storage, arguments: list[str], says: str
) -> None:
    before = rows(knowing)

    ran = tthc("word", *arguments, *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert rows(knowing) == before


@pytest.mark.usefixtures("knowing")
@pytest.mark.parametrize("arguments", [["add", "abc", "đất đai"], ["remove", "kbto"]])
def test_who_and_why_must_be_known(tthc: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.delenv("TTHC_ACTOR", raising=False)

    assert "Thêm --actor" in tthc("word", *arguments, "--reason", "x").err
    assert "Thêm --reason" in tthc("word", *arguments, "--actor", "Lan").err
