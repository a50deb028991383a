from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from admin_cli.rehearse import NOISES
from knowledge import drafts
from knowledge.drafts import Proposal, base_of
from knowledge.rehearsing import CLEAN
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day
from nlp.noise import KINDS
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import opened_farm
from tests.knowledge.audited import BEES, FISH, LAN, rows


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


def _drafted(storage: Storage, *, repealed: bool = False, **changes: Any) -> str:
    today = vietnamese_day(now())
    changed = BEES.model_copy(update={"effective_from": today, **changes})
    with storage.writing() as session:
        proposal = Proposal(changed, repealed=repealed)
        return str(drafts.save(session, proposal, base_of(session, BEES.code, today), LAN, today).id)


def test_every_kind_of_noise_has_a_name() -> None:
    assert set(NOISES) == {CLEAN, *KINDS}


@pytest.mark.usefixtures("farm")
def test_it_shows_the_shares_of_each_kind_with_their_interval(tthc: Run) -> None:
    ran = tthc("rehearse", BEES.code, "--noise", "no_marks,typo")

    assert ran.code == 0
    lines = ran.out.splitlines()
    clean = next(line for line in lines if "đúng như trong danh mục" in line)
    assert "6" in clean
    assert "100.0% [61%–100%]" in clean, "six of six, with the interval"
    assert any("không dấu" in line for line in lines)
    assert any("gõ nhầm" in line for line in lines)
    assert not any("Telex" in line for line in lines)


@pytest.mark.usefixtures("farm")
def test_without_a_choice_every_noise_is_tried_and_clean_alone_can_be_chosen(tthc: Run) -> None:
    every = tthc("rehearse", FISH.code, "--json").json()
    clean = tthc("rehearse", FISH.code, "--noise", "clean", "--json").json()

    assert set(every["shares"]) == {CLEAN, *KINDS}
    assert set(clean["shares"]) == {CLEAN}


@pytest.mark.usefixtures("farm")
def test_what_goes_astray_is_shown_with_what_came(tthc: Run) -> None:
    found = tthc("rehearse", BEES.code, "--json", "--seed", "3").json()
    astray = [each for each in found["questions"] if not each["right"]]

    ran = tthc("rehearse", BEES.code, "--seed", "3")

    assert f"{len(astray)} câu chưa tới thẳng" in ran.err if astray else "Câu nào cũng tới đúng" in ran.err
    assert all(each["asked"] in ran.out for each in astray)


@pytest.mark.usefixtures("farm")
def test_the_figures_as_data(tthc: Run) -> None:
    found = tthc("rehearse", FISH.code, "--noise", "no_marks", "--limit", "2", "--json").json()

    assert (found["code"], found["seed"]) == (FISH.code, 0)
    assert found["shares"][CLEAN]["right"]["of"] == 2
    assert set(found["shares"]["no_marks"]) == {"right", "right_or_offered"}
    assert [(each["kind"], each["asked"]) for each in found["questions"]][:2] == [
        (CLEAN, "Nuôi cá lồng bè"),
        ("no_marks", "Nuoi ca long be"),
    ]


@pytest.mark.usefixtures("farm")
def test_the_same_seed_asks_the_same(tthc: Run) -> None:
    first, again, other = (tthc("rehearse", FISH.code, "--seed", seed, "--json").out for seed in ("1", "1", "2"))

    assert first == again
    assert first != other


def test_a_draft_is_rehearsed_as_if_it_were_published(tthc: Run, farm: Storage) -> None:
    number = _drafted(farm, phrases=(*BEES.phrases, "thả ong ra đồng hoa"))
    before = rows(farm)

    def asked(*more: str) -> list[str]:
        found = tthc("rehearse", BEES.code, "--noise", "clean", "--json", *more).json()
        return [each["text"] for each in found["questions"]]

    assert "thả ong ra đồng hoa" in asked("--draft", number)
    assert "thả ong ra đồng hoa" not in asked()
    assert rows(farm) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["9.999999"], "không có thủ tục 9.999999"),
        ([BEES.code, "--noise", "loud"], "“loud”"),
        ([BEES.code, "--draft", "7"], "Không có bản nháp số 7"),
        ([FISH.code, "--draft", "1"], f"Bản nháp 1 là của {BEES.code}"),
    ],
)
def test_what_cannot_be_rehearsed_is_one_sentence(tthc: Run, farm: Storage, arguments: list[str], says: str) -> None:
    _drafted(farm, summary="Đang sửa.")

    ran = tthc("rehearse", *arguments)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_a_repeal_leaves_nothing_to_rehearse(tthc: Run, farm: Storage) -> None:
    number = _drafted(farm, repealed=True)

    assert "không có gì để diễn tập" in tthc("rehearse", BEES.code, "--draft", number).err
