from __future__ import annotations

from pathlib import Path

import pytest
import typer

from admin_cli import proposing
from knowledge.drafts import proposed
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, LAN, MINH, TODAY, drafts_of, editing, is_refused
from tests.admin_cli.conftest import Run
from tests.admin_cli.drafting.conftest import BEES, Write
from tests.knowledge.officers import changed, fee, save


def test_who_changes_nothing_is_told_so(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["──── NỘI DUNG", "──── Nội dung"])

    ran = tthc("procedure", "edit", BEES, "--yes", *LAN)

    assert (ran.code, ran.err) == (0, "Không có gì thay đổi, nên không lưu bản nháp.\n")
    assert drafts_of(office) == []


def test_who_leaves_the_editor_without_saving_changes_nothing(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, [])

    is_refused(tthc("procedure", "edit", BEES, "--yes", *LAN), "Thoát mà không lưu")
    assert drafts_of(office) == []


FAULTY: list[tuple[str, list[str], tuple[str, ...]]] = [
    ("no such field", ["state: free", "sate: free"], ("Phí, lệ phí", "Cách sửa")),
    ("no YAML", ["state: free", "state: [free"], ("dòng",)),
    ("another code", [f"code: '{BEES}'", "code: '1.000777'"], ("Mã thủ tục không đổi được",)),
    ("a day that is past", ["effective_from: 2026-11-25", "effective_from: 2026-11-01"], ("01/11/2026 đã qua",)),
    ("checked in the future", ["verified_on: 2026-07-01", "verified_on: 2027-07-01"], ("ngày chưa tới",)),
]


@pytest.mark.parametrize(("change", "words"), [case[1:] for case in FAULTY], ids=[case[0] for case in FAULTY])
def test_what_cannot_be_saved_is_kept_in_a_file(
    tthc: Run,
    office: Storage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    change: list[str],
    words: tuple[str, ...],
) -> None:
    editing(monkeypatch, tmp_path, change)

    ran = tthc("procedure", "edit", BEES, "--yes", *LAN)

    (kept,) = tmp_path.glob(f"{BEES}-*.yaml")
    is_refused(ran, *words, kept.name, "--file")
    assert change[1] in kept.read_text(encoding="utf-8")
    assert drafts_of(office) == []


def test_what_nobody_signs_is_kept_too(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["state: free", "state: not_stated"])

    ran = tthc("procedure", "edit", BEES, "--yes")

    (kept,) = tmp_path.glob(f"{BEES}-*.yaml")
    is_refused(ran, "TTHC_ACTOR", kept.name)
    again = tthc("procedure", "edit", BEES, "--yes", "--file", kept.name, *LAN)
    assert again.code == 0, again.err
    assert proposed(drafts_of(office)[0]).fees[0].state == "not_stated"


@pytest.mark.parametrize("breaks_off", [typer.Abort, KeyboardInterrupt])
def test_what_an_officer_breaks_off_is_kept_too(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, breaks_off: type[BaseException]
) -> None:
    def ask(question: str, *, yes: bool) -> bool:
        raise breaks_off

    editing(monkeypatch, tmp_path, ["state: free", "state: not_stated"])
    monkeypatch.setattr(proposing, "agreed", ask)

    ran = tthc("procedure", "edit", BEES, *LAN)

    (kept,) = tmp_path.glob(f"{BEES}-*.yaml")
    is_refused(ran, "Đã thôi, chưa lưu gì.", kept.name)
    assert drafts_of(office) == []


def test_what_an_officer_would_rather_not_save_is_kept_too(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["state: free", "state: not_stated"])
    monkeypatch.setattr(proposing, "agreed", lambda question, yes: False)

    ran = tthc("procedure", "edit", BEES, *LAN)

    (kept,) = tmp_path.glob(f"{BEES}-*.yaml")
    assert ran.code == 0
    assert kept.name in ran.err
    assert drafts_of(office) == []


def test_a_field_that_nobody_used_before_is_told_with_the_one_that_was_perhaps_meant(
    tthc: Run, office: Storage, file: Write
) -> None:
    path = file(changed(office, BEES, field="Nông nghịêp", **fee(1_000)))

    said = tthc("procedure", "edit", BEES, "--file", path, "--yes", *LAN).err

    assert f"Có phải “{KEEPING.field}”?" in said


def test_a_file_with_faults_is_not_kept_a_second_time(tthc: Run, tmp_path: Path, file: Write) -> None:
    path = file(KEEPING.model_copy(update={"effective_from": TODAY.replace(2026, 1, 2), **fee(1_000)}))

    ran = tthc("procedure", "edit", BEES, "--file", path, "--yes", *LAN)

    is_refused(ran, "đã qua")
    assert list(tmp_path.glob(f"{BEES}-*.yaml")) == []


def test_who_would_edit_what_another_drafts_is_told_before_the_editor_opens(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save(office, changed(office, BEES, **fee(50_000)))
    opened_text = editing(monkeypatch, tmp_path, ["state: free", "state: not_stated"])

    for command in ("edit", "repeal", "rollback"):
        is_refused(tthc("procedure", command, BEES, "--yes", *MINH), "bản nháp số 1 của Nguyễn Lan", "draft withdraw 1")
    assert not opened_text.exists()


def test_a_name_from_the_environment_will_do(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, file: Write
) -> None:
    monkeypatch.setenv("TTHC_ACTOR", "Lê Hoa")
    path = file(changed(office, BEES, **fee(50_000)))

    assert tthc("procedure", "edit", BEES, "--file", path, "--yes", "--reason", "theo luật").code == 0
    assert drafts_of(office)[0].actor == "Lê Hoa"
