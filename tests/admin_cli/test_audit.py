from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import drafts, reviewing
from knowledge.audit import Event, Who, record
from knowledge.drafts import Proposal, base_of
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import last_entry, opened_farm
from tests.knowledge.audited import BEES, FISH, LAN, MINH, cut_out, meddle
from tests.knowledge.examples import ON, a_procedure


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


@pytest.fixture
def changed(farm: Storage) -> Storage:
    """The office after a fee was published by two officers, in entries 4 to 6."""
    dearer = a_procedure(fees=({"state": "stated", "kind": "charge", "amount_vnd": 70_000},), effective_from=ON)
    procedure = BEES.model_copy(
        update={"fees": dearer.fees, "effective_from": ON, "phrases": (*BEES.phrases, "thả ong")}
    )
    with farm.writing() as session:
        number = drafts.save(session, Proposal(procedure), base_of(session, BEES.code, ON), LAN, ON).id or 0
        reviewing.submit(session, number, Who(LAN.actor, "gửi duyệt", LAN.at))
        reviewing.publish(session, number, MINH, ON, self_review=False)
    return farm


@pytest.mark.usefixtures("changed")
def test_it_lists_who_did_what_when_in_vietnam_and_why_the_latest_first(tthc: Run) -> None:
    ran = tthc("audit", "list")

    first, second, third = [line for line in ran.out.splitlines() if BEES.code in line][:3]
    assert ran.code == 0
    assert all(said in first for said in ("6", "09:00 25/11/2026", "Trần Minh", "công bố", "đã đối chiếu"))
    assert "gửi duyệt" in second
    assert all(said in third for said in ("4", "Nguyễn Lan", "soạn bản nháp", "theo QĐ 812/QĐ-BTC"))


@pytest.mark.usefixtures("changed")
def test_the_list_can_be_of_one_subject_and_of_a_few(tthc: Run) -> None:
    of_fish = tthc("audit", "list", "--subject", FISH.code)
    two = tthc("audit", "list", "--limit", "2")

    assert FISH.code in of_fish.out
    assert BEES.code not in of_fish.out
    assert "2 mục mới nhất" in two.err
    assert "soạn bản nháp" not in two.out


@pytest.mark.usefixtures("changed")
def test_the_list_as_data(tthc: Run) -> None:
    found = tthc("audit", "list", "--json", "--subject", BEES.code).json()

    assert [each["action"] for each in found] == ["publish", "submit", "draft", "starter"]
    assert found[0]["at"] == "2026-11-25T02:00:00Z"
    assert set(found[0]) == {
        "id", "at", "actor", "action", "subject", "before", "after", "reason", "previous_hash", "hash",
    }  # fmt: skip


@pytest.mark.usefixtures("farm")
def test_a_subject_that_nothing_was_done_to_says_so(tthc: Run) -> None:
    ran = tthc("audit", "list", "--subject", "9.999999")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc audit list" in ran.err
    assert tthc("audit", "list", "--subject", "9.999999", "--json").json() == []


@pytest.mark.usefixtures("changed")
def test_an_entry_shows_what_was_and_what_is_in_words(tthc: Run) -> None:
    ran = tthc("audit", "show", "6")

    assert ran.code == 0
    assert "Mục 6 · 09:00 25/11/2026 · Trần Minh" in ran.out
    assert f"Công bố · {BEES.code}" in ran.out
    assert "− Mức thu cụ thể" in ran.out
    assert "+ Phí: 70.000 đồng" in ran.out
    assert "+ thả ong" in ran.out
    assert "Người soạn" in ran.out


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Event("setting", "self_review", {"value": "off"}, {"value": "on"}), ("− off", "+ on", "Đổi thiết lập")),
        (Event("add-phrase", BEES.code, None, {"phrase": "[/b] thả ong", "situation": False}), ("+ [/b] thả ong",)),
        (Event("remove-word", "kbto", {"meaning": "khai báo"}, None), ("− khai báo", "Nghĩa")),
        (Event("keep-question", "q1", None, {"text": "a", "codes": [BEES.code]}), (f"+ {BEES.code}", "Trả lời đúng")),
        (Event("import", BEES.code, {"fees": "?"}, {"fees": [{"state": "no such"}]}), ("− ?",)),
        (Event("revise", BEES.code), ("Sửa bản nháp",)),
    ],
)
def test_entries_of_every_kind_can_be_shown(tthc: Run, farm: Storage, event: Event, says: tuple[str, ...]) -> None:
    with farm.writing() as session:
        record(session, LAN, event)

    ran = tthc("audit", "show", "4")

    assert ran.code == 0
    assert all(said in ran.out for said in says)


@pytest.mark.usefixtures("changed")
def test_an_entry_as_data(tthc: Run) -> None:
    found = tthc("audit", "show", "6", "--json").json()

    assert (found["id"], found["action"], found["actor"]) == (6, "publish", "Trần Minh")
    assert found["after"]["fees"][0]["amount_vnd"] == 70_000


@pytest.mark.usefixtures("farm")
def test_an_entry_that_is_not_there_is_refused(tthc: Run) -> None:
    assert tthc("audit", "show", "99").err == "Sổ không có mục số 99. Xem: tthc audit list.\n"
    assert tthc("audit", "show", "99").code == 1
    assert tthc("audit", "show", "9" * 30).code == 2


def test_a_whole_book_says_its_last_hash_to_be_written_down(tthc: Run, changed: Storage) -> None:
    ran = tthc("audit", "verify")

    assert ran.code == 0
    assert ran.out == f"✔ 6 mục đều nguyên vẹn. Dấu niêm cuối: {last_entry(changed).hash}\n"
    assert "Chép dấu niêm này ra nơi khác" in ran.err
    assert tthc("audit", "verify", "--json").json() == {
        "whole": True,
        "entries": 6,
        "last_hash": last_entry(changed).hash,
        "faults": [],
    }


def test_a_book_that_somebody_meddled_with_ends_with_one_and_names_each_fault(tthc: Run, changed: Storage) -> None:
    meddle(changed, "audit_entry", {"reason": "vì vui"}, id=4)
    meddle(changed, "procedure_version", {"name": "Khác"}, code=FISH.code)

    ran = tthc("audit", "verify")

    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"✘ mục 4 (draft {BEES.code}) đã bị sửa sau khi ghi",
        f"✘ bản từ 01/01/2026 của {FISH.code} không còn như lúc công bố",
    ]
    assert "2 chỗ" in ran.err
    found = tthc("audit", "verify", "--json")
    assert found.code == 1
    assert [fault["number"] for fault in found.json()["faults"]] == [4, 0]


def test_a_book_cut_short_is_seen(tthc: Run, changed: Storage) -> None:
    cut_out(changed, "audit_entry", id=6)

    assert "✘ sổ bị cắt bớt ở cuối" in tthc("audit", "verify").out


def test_a_new_database_has_a_whole_empty_book(tthc: Run) -> None:
    ran = tthc("audit", "verify")

    assert (ran.code, ran.out) == (0, "✔ 0 mục đều nguyên vẹn. Dấu niêm cuối: –\n")
