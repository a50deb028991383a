from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.drafts import Proposal, proposed
from knowledge.storage import Storage
from tests.admin_cli.bureau import (
    DEARER,
    KEEPING,
    LAN,
    SELLING,
    TODAY,
    drafts_of,
    opened,
)
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import faults
from tests.knowledge.officers import changed, fee, let_hold, repeal

BEES, HONEY = KEEPING.code, SELLING.code


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


def test_the_history_has_every_version_and_every_step(tthc: Run, office: Storage) -> None:
    let_hold(office, changed(office, HONEY, **fee(50_000)))
    repeal(office, HONEY, DEARER.effective_from, replaced_by=BEES)

    ran = tthc("procedure", "history", HONEY)

    for words in ("01/01/2026", "25/11/2026", "danh mục khởi đầu", "cán bộ", f"bãi bỏ, thay bằng {BEES}"):
        assert words in ran.out
    for words in ("công bố", "gửi duyệt", "soạn bản nháp", "Nguyễn Lan", "Trần Minh", "Phí, lệ phí"):
        assert words in ran.out
    found = tthc("procedure", "history", HONEY, "--json").json()
    assert [each["repealed"] for each in found["versions"]] == [False, False, True]
    assert [each["action"] for each in found["entries"]][:3] == ["repeal", "submit", "draft"]


def test_blame_says_who_wrote_each_field(tthc: Run, office: Storage) -> None:
    let_hold(office, changed(office, HONEY, **fee(50_000)))

    ran = tthc("procedure", "blame", HONEY)

    assert "Nguyễn Lan (duyệt: Trần Minh)" in ran.out
    assert "danh mục khởi đầu" in ran.out
    found = {each["field"]: each for each in tthc("procedure", "blame", HONEY, "--json").json()}
    assert found["fees"]["actor"] == "Nguyễn Lan (duyệt: Trần Minh)"
    assert found["fees"]["value"][0]["amount_vnd"] == 50_000
    assert found["name"]["actor"] == "hệ thống"
    before = {each["field"]: each for each in tthc("procedure", "blame", HONEY, "--on", "2026-11-24", "--json").json()}
    assert before["fees"]["actor"] == "hệ thống"


def test_two_versions_are_compared(tthc: Run) -> None:
    ran = tthc("procedure", "diff", BEES)

    assert ran.err == "Từ bản 01/01/2026 sang bản 01/01/2027:\n"
    assert "− Miễn phí" in ran.out
    found = tthc("procedure", "diff", BEES, "--from", "2026-12-31", "--to", "2027-01-01", "--json").json()
    assert (found["from"], found["to"]) == ("2026-01-01", "2027-01-01")
    assert found["after"]["fees"][0]["amount_vnd"] == 70_000


def test_the_same_version_twice_has_no_differences(tthc: Run) -> None:
    ran = tthc("procedure", "diff", BEES, "--from", "2026-12-31", "--to", "2026-12-31")

    assert ran.code == 0
    assert "giống nhau" in ran.err


def test_one_version_has_nothing_to_be_compared_with(tthc: Run) -> None:
    assert tthc("procedure", "diff", HONEY).err == f"{HONEY} mới có một bản, từ 01/01/2026.\n"


def test_a_repeal_is_told_as_a_difference(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY)

    assert "Thủ tục được bãi bỏ." in tthc("procedure", "diff", HONEY).err


def test_the_last_change_is_taken_back_as_a_draft(tthc: Run, office: Storage) -> None:
    let_hold(office, changed(office, HONEY, **fee(50_000)))

    ran = tthc("procedure", "rollback", HONEY, "--yes", "--submit", *LAN)

    assert ran.code == 0, ran.err
    row = drafts_of(office)[-1]
    assert (proposed(row).fees, row.state) == (SELLING.fees, "submitted")
    assert faults(office) == []


def test_the_content_of_a_day_is_brought_back(tthc: Run, office: Storage) -> None:
    let_hold(office, changed(office, HONEY, **fee(50_000)))

    assert tthc("procedure", "rollback", HONEY, "--to", "2026-11-24", "--yes", *LAN).code == 0
    assert proposed(drafts_of(office)[-1]).fees == SELLING.fees


def test_a_repeal_is_taken_back(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY, replaced_by=BEES)

    ran = tthc("procedure", "rollback", HONEY, "--yes", *LAN)

    assert "có hiệu lực trở lại" in ran.err
    row = drafts_of(office)[-1]
    assert (row.repealed, proposed(row).effective_from) == (False, TODAY)


def test_coming_back_is_taken_back(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY, replaced_by=BEES)
    let_hold(office, Proposal(changed(office, HONEY)))

    assert tthc("procedure", "rollback", HONEY, "--yes", *LAN).code == 0
    row = drafts_of(office)[-1]
    assert (row.repealed, row.replaced_by) == (True, BEES)
