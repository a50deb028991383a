from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from admin_cli import proposing
from knowledge.differences import changes
from knowledge.drafts import proposed
from knowledge.interchange import commented_yaml
from knowledge.procedure import Procedure
from knowledge.storage import Storage
from tests.admin_cli.bureau import (
    DEARER,
    KEEPING,
    LAN,
    MINH,
    SELLING,
    TODAY,
    drafts_of,
    editing,
    is_refused,
    opened,
)
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import changed, fee, let_hold, repeal, save

BEES, HONEY = KEEPING.code, SELLING.code
Write = Callable[[Procedure], str]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Writes a procedure as YAML; returns the name of the file."""

    def write(procedure: Procedure) -> str:
        (tmp_path / "thu-tuc.yaml").write_text(commented_yaml(procedure), encoding="utf-8")
        return "thu-tuc.yaml"

    return write


# Changing


def test_an_edit_in_the_editor_becomes_a_draft(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened_text = editing(
        monkeypatch,
        tmp_path,
        [
            "state: free",
            "state: stated\n  amount_vnd: 50000",
            "effective_from: 2026-11-25",
            "effective_from: 2026-12-01",
        ],
    )

    ran = tthc("procedure", "edit", BEES, "--yes", *LAN)

    assert ran.code == 0, ran.err
    assert "− Miễn phí" in ran.out
    assert "50.000 đồng" in ran.out
    assert "Ngày 01/12/2026, nếu giữ nguyên" in ran.out
    assert "Lưu ý: đã công bố một bản từ 01/01/2027" in ran.err
    assert f"tthc procedure edit {BEES} --from 2027-01-01" in ran.err
    assert ran.err.endswith("Đã lưu bản nháp số 1.\nGửi duyệt: tthc draft submit 1\n")
    (row,) = drafts_of(office)
    assert (row.actor, row.reason, row.state) == ("Nguyễn Lan", "theo QĐ 812/QĐ-BTC", "draft")
    assert [change.field for change in changes(KEEPING, proposed(row))] == ["fees", "effective_from"]
    assert opened_text.read_text(encoding="utf-8").startswith(f"# Sửa {BEES}.\n")


def test_an_edit_from_a_file_may_be_submitted_at_once(tthc: Run, office: Storage, file: Write) -> None:
    path = file(changed(office, BEES, summary="Báo trước ba ngày."))

    ran = tthc("procedure", "edit", BEES, "--file", path, "--submit", "--yes", *LAN)

    assert "Người duyệt chạy: tthc draft publish 1" in ran.err
    assert drafts_of(office)[0].state == "submitted"


def test_an_edit_can_be_piped_in(
    tthc: Run, office: Storage, file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / file(changed(office, BEES, summary="Qua ống."))).open(encoding="utf-8") as piped:
        monkeypatch.setattr("sys.stdin", piped)
        ran = tthc("procedure", "edit", BEES, "--file", "-", "--yes", *LAN)

    assert ran.code == 0, ran.err
    assert proposed(drafts_of(office)[0]).summary == "Qua ống."


def test_an_edit_of_a_later_day_has_what_is_announced_until_then(tthc: Run, office: Storage, file: Write) -> None:
    later = KEEPING.model_copy(update={"summary": "Nộp ở tỉnh.", "effective_from": TODAY.replace(2027, 7, 1)})

    ran = tthc("procedure", "edit", BEES, "--file", file(later), "--yes", *LAN)

    assert "Theo bản đã công bố trước đó, lấy luôn: Phí, lệ phí." in ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.summary, found.fees) == ("Nộp ở tỉnh.", DEARER.fees)


def test_of_what_is_announced_and_edited_the_edit_stays_and_it_is_told(tthc: Run, office: Storage, file: Write) -> None:
    later = KEEPING.model_copy(update={**fee(90_000), "effective_from": DEARER.effective_from})

    ran = tthc("procedure", "edit", BEES, "--file", file(later), "--yes", *LAN)

    assert "Bản đã công bố cũng sửa, giữ theo bản đang soạn: Phí, lệ phí." in ran.err
    assert proposed(drafts_of(office)[0]).fees[0].amount_vnd == 90_000


def test_an_announced_version_can_itself_be_edited(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["amount_vnd: 70000", "amount_vnd: 75000"])

    ran = tthc("procedure", "edit", BEES, "--from", "2027-01-01", "--yes", *LAN)

    assert ran.code == 0, ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.fees[0].amount_vnd, found.effective_from) == (75_000, DEARER.effective_from)


@pytest.mark.parametrize("option", ["--dry-run", ""])
def test_what_is_only_looked_at_is_not_saved(tthc: Run, office: Storage, file: Write, option: str) -> None:
    before = rows(office)
    path = file(changed(office, BEES, **fee(50_000)))

    ran = tthc("procedure", "edit", BEES, "--file", path, *filter(None, [option]), *LAN)

    assert "50.000 đồng" in ran.out
    if option:
        assert (ran.code, ran.err.splitlines()[-1]) == (0, "Chưa lưu gì.")
    else:
        is_refused(ran, "Thêm --yes")
    assert rows(office) == before


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


def test_a_new_procedure_is_written_on_a_blank_sheet(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(
        monkeypatch,
        tmp_path,
        [
            *("\nname:\n", '\nname: "Thủ tục mở lớp nuôi ong"\n', "\nfield:\n", "\nfield: Nông nghiệp\n"),
            *("\nfees:\n", "\nfees:\n- state: free\n", "\nsource:", "\nsource: https://example.vn/mo-lop"),
        ],
    )

    ran = tthc("procedure", "new", "1.000777", "--yes", *LAN)

    assert ran.code == 0, ran.err
    found = proposed(drafts_of(office)[0])
    assert (found.code, found.label, found.effective_from) == ("1.000777", "Mở lớp nuôi ong", TODAY)
    assert "mở lớp nuôi ong" in ran.out


def test_a_blank_sheet_that_stays_blank_is_told_what_it_needs(
    tthc: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editing(monkeypatch, tmp_path, ["\nname:\n", "\nname: \n"])

    is_refused(tthc("procedure", "new", "1.000777", "--yes", *LAN), "Tên thủ tục", "Phí, lệ phí")


# Ending


def test_a_repeal_points_to_its_successor(tthc: Run, office: Storage) -> None:
    ran = tthc("procedure", "repeal", HONEY, "--from", "2027-01-01", "--replaced-by", BEES, "--yes", "--submit", *LAN)

    assert f"Bãi bỏ Giấy phép bán mật ({HONEY}) từ 01/01/2027, thay bằng Đăng ký nuôi ong ({BEES})." in ran.err
    (row,) = drafts_of(office)
    assert (row.repealed, row.replaced_by, row.state) == (True, BEES, "submitted")
    assert proposed(row).effective_from == DEARER.effective_from


def test_a_successor_may_begin_on_the_day_of_the_repeal_and_not_later(tthc: Run, office: Storage) -> None:
    let_hold(office, a_procedure(code="1.000777", effective_from=DEARER.effective_from))

    for day, code in (("2026-12-31", 1), ("2027-01-01", 0)):
        ran = tthc("procedure", "repeal", HONEY, "--from", day, "--replaced-by", "1.000777", "--dry-run", *LAN)
        assert ran.code == code, ran.err


def test_what_is_repealed_itself_replaces_nothing(tthc: Run, office: Storage) -> None:
    repeal(office, HONEY)

    is_refused(tthc("procedure", "repeal", BEES, "--replaced-by", HONEY, "--yes", *LAN), f"{HONEY} đã bãi bỏ")


def test_an_edit_of_what_is_repealed_says_that_it_comes_back(tthc: Run, office: Storage, file: Write) -> None:
    repeal(office, HONEY)
    path = file(changed(office, HONEY, **fee(5_000)))

    ran = tthc("procedure", "edit", HONEY, "--file", path, "--yes", *LAN)

    assert f"{HONEY} đang bãi bỏ; công bố bản này thì có hiệu lực trở lại từ 25/11/2026" in ran.err
