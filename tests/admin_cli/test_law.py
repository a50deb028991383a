from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge import drafts
from knowledge.drafts import Proposal, base_of, open_draft, proposed
from knowledge.expired_laws import expired_laws
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import WHO, last_entry, opened_farm
from tests.knowledge.audited import BEES, FISH, HONEY, MINH, faults, rows

OLD, NEW = "08/2025/TT-BNN", "31/2026/TT-BNN"


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


@pytest.fixture
def today() -> date:
    return vietnamese_day(now())


def _draft(storage: Storage, code: str) -> Procedure | None:
    with storage.reading() as session:
        row = open_draft(session, code)
        return proposed(row) if row else None


def test_a_law_is_marked_and_every_procedure_that_cites_it_is_listed(tthc: Run, farm: Storage, today: date) -> None:
    ran = tthc("law", "expire", " 08/2025/tt – bnn", *WHO)

    assert ran.code == 0
    lines = {code: line for line in ran.out.splitlines() for code in (BEES.code, HONEY.code, FISH.code) if code in line}
    assert "Căn cứ pháp lý" in lines[BEES.code]
    assert "chưa soạn" in lines[HONEY.code]
    assert "Lệ phí" in lines[FISH.code]
    assert f"sửa tay: tthc procedure edit {FISH.code}" in lines[FISH.code]
    assert f"Đã ghi {OLD} hết hiệu lực từ {today:%d/%m/%Y}." in ran.err
    assert "3 thủ tục còn dẫn" in ran.err
    assert "--open-drafts" in ran.err
    with farm.reading() as session:
        assert [(law.number, law.expired_on) for law in expired_laws(session).values()] == [(OLD, today)]
    entry = last_entry(farm)
    assert (entry.action, entry.subject, entry.actor, entry.reason) == ("expire-law", OLD, WHO[1], WHO[3])
    assert _draft(farm, BEES.code) is None
    assert faults(farm) == []


def test_a_draft_is_opened_for_each_with_the_new_law_in_its_place(tthc: Run, farm: Storage, today: date) -> None:
    ends = today + timedelta(days=40)

    ran = tthc("law", "expire", OLD, "--on", f"{ends:%d/%m/%Y}", "--replaced-by", NEW, "--open-drafts", *WHO)

    assert ran.code == 0
    assert "Đã soạn 2 bản nháp" in ran.err
    assert f"thay bằng {NEW}" in ran.err
    for procedure in (BEES, HONEY):
        draft = _draft(farm, procedure.code)
        assert draft is not None
        assert draft.legal_bases[0].number == NEW
        assert (draft.effective_from, draft.verified_on) == (ends, today)
    assert _draft(farm, FISH.code) is None
    assert faults(farm) == []


def test_without_a_new_law_the_draft_only_drops_the_old_one(tthc: Run, farm: Storage, today: date) -> None:
    tthc("law", "expire", OLD, "--on", "2020-01-01", "--open-drafts", *WHO)

    draft = _draft(farm, BEES.code)
    assert draft is not None
    assert draft.legal_bases == BEES.legal_bases[1:]
    assert draft.effective_from == today


def test_a_procedure_with_an_open_draft_gets_no_second_one(tthc: Run, farm: Storage, today: date) -> None:
    with farm.writing() as session:
        changed = BEES.model_copy(update={"effective_from": today, "summary": "Đang sửa."})
        drafts.save(session, Proposal(changed), base_of(session, BEES.code, today), MINH, today)

    ran = tthc("law", "expire", OLD, "--open-drafts", *WHO)

    assert ran.code == 0
    assert "đang có số 1 của Trần Minh (đang soạn)" in next(line for line in ran.out.splitlines() if BEES.code in line)
    assert "Đã soạn 1 bản nháp" in ran.err


def test_once_marked_the_drafts_can_still_be_opened_later(tthc: Run, farm: Storage) -> None:
    tthc("law", "expire", OLD, *WHO)

    assert "Đã soạn 2 bản nháp" in tthc("law", "expire", OLD, "--open-drafts", *WHO).err
    assert faults(farm) == []


def test_a_dry_run_shows_what_would_be_and_writes_nothing(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("law", "expire", OLD, "--open-drafts", "--dry-run")

    assert ran.code == 0
    assert ran.out.count("sẽ soạn") == 2
    assert "Sẽ ghi" in ran.err
    assert "chưa ghi gì" in ran.err
    assert rows(farm) == before


def test_a_law_that_nobody_cites_is_marked(tthc: Run, farm: Storage) -> None:
    ran = tthc("law", "expire", "1/1999/NĐ-CP", *WHO)

    assert (ran.code, ran.out) == (0, "")
    assert "Không thủ tục nào dẫn" in ran.err
    with farm.reading() as session:
        assert list(expired_laws(session)) == ["1/1999/NĐ-CP"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["expire", "Luật Hộ tịch"], "không phải số hiệu văn bản"),
        (["expire", OLD, "--replaced-by", "mới"], "“mới” không phải số hiệu văn bản"),
        (["expire", OLD, "--replaced-by", "8/2025/tt-bnn"], "chính nó"),
        (["expire", OLD, "--on", "mai"], "Không hiểu ngày “mai”"),
        (["restore", OLD], "tthc law list"),
        (["restore", "?"], "không phải số hiệu văn bản"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    tthc: Run, farm: Storage, arguments: list[str], says: str
) -> None:
    before = rows(farm)

    ran = tthc("law", *arguments, *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert rows(farm) == before


@pytest.mark.usefixtures("farm")
@pytest.mark.parametrize("command", ["expire", "restore"])
def test_who_and_why_must_be_known(tthc: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.delenv("TTHC_ACTOR", raising=False)

    assert "Thêm --actor" in tthc("law", command, OLD, "--reason", "x").err
    assert "Thêm --reason" in tthc("law", command, OLD, "--actor", "Lan").err


@pytest.mark.usefixtures("farm")
def test_it_lists_ended_laws_and_how_many_procedures_still_cite_them(tthc: Run, today: date) -> None:
    tthc("law", "expire", OLD, "--replaced-by", NEW, *WHO)

    line = next(line for line in tthc("law", "list").out.splitlines() if OLD in line)

    assert all(said in line for said in (f"{today:%d/%m/%Y}", NEW, "3"))
    assert tthc("law", "list", "--json").json() == [
        {"number": OLD, "expired_on": today.isoformat(), "replaced_by": NEW, "cited_by": 3}
    ]


@pytest.mark.usefixtures("farm")
def test_an_office_without_ended_laws_is_told_how_to_mark_one(tthc: Run) -> None:
    ran = tthc("law", "list")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc law expire" in ran.err
    assert tthc("law", "list", "--json").json() == []


def test_a_mark_made_by_mistake_is_taken_away(tthc: Run, farm: Storage) -> None:
    tthc("law", "expire", OLD, *WHO)
    marked = rows(farm)

    assert tthc("law", "restore", "8/2025/tt-bnn", "--dry-run").code == 0
    assert rows(farm) == marked
    said = tthc("law", "restore", "8/2025/tt-bnn", *WHO).err
    assert said.endswith(f"{OLD} đã được coi là còn hiệu lực.\n")
    assert "tthc draft list" in said

    assert last_entry(farm).action == "restore-law"
    assert faults(farm) == []
    assert tthc("law", "list", "--json").json() == []
