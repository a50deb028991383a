from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge import publishing
from knowledge.answers import Answered, AskedBack, Unanswered
from knowledge.keeping import CatalogueKeeper
from knowledge.publish_gate import Given, given
from knowledge.question_log import QuestionLog
from knowledge.saved_questions import keep
from knowledge.storage import Storage
from knowledge.versions import version_row, write_version
from knowledge.viet_time import now, vietnamese_day
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import WHO, accepting_golden, last_entry, opened_farm
from tests.knowledge.audited import BEES, FISH, HONEY, LAN, faults, rows
from tests.knowledge.examples import SECRET

NEW = "bày hũ thủy tinh ra chợ"


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


def _revision(storage: Storage) -> int:
    with storage.reading() as session:
        return publishing.revision(session)


@pytest.mark.usefixtures("farm")
def test_it_lists_phrases_and_situations_with_their_source(tthc: Run) -> None:
    ran = tthc("phrase", "list", BEES.code)

    assert ran.code == 0
    assert all(text in ran.out for text in (*BEES.phrases, *BEES.situations))
    assert ran.out.count("danh mục khởi đầu") == 4
    assert "tình huống" in ran.out
    assert ran.err == "4 câu.\n"


@pytest.mark.usefixtures("farm")
def test_the_list_as_data(tthc: Run) -> None:
    assert tthc("phrase", "list", HONEY.code, "--json").json() == [
        {"text": HONEY.phrases[0], "situation": False, "source": "starter"}
    ]


def test_what_was_said_for_a_repealed_procedure_is_listed_with_its_heir(tthc: Run, farm: Storage) -> None:
    with farm.writing() as session:
        last = FISH.model_copy(update={"effective_from": vietnamese_day(now())})
        write_version(session, version_row(last, origin="officer", repealed=True, replaced_by=HONEY.code))

    ran = tthc("phrase", "list", HONEY.code)

    assert all(text in ran.out for text in (*HONEY.phrases, *FISH.phrases))
    assert "thủ tục cũ đã bãi bỏ" in ran.out


def test_a_procedure_without_phrases_says_how_to_add_one(tthc: Run, farm: Storage) -> None:
    with farm.writing() as session:
        publishing.publish(session, [HONEY.model_copy(update={"code": "1.000099", "phrases": ()})])

    ran = tthc("phrase", "list", "1.000099")

    assert (ran.code, ran.out) == (0, "")
    assert 'tthc phrase add 1.000099 "' in ran.err


@pytest.mark.usefixtures("farm")
@pytest.mark.parametrize("command", ["list", "suggest"])
def test_a_code_that_is_not_there_is_refused(tthc: Run, command: str) -> None:
    ran = tthc("phrase", command, "9.999999")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Không có thủ tục 9.999999 đang có hiệu lực. Tìm mã: tthc procedure list CHỮ.\n"


def test_a_phrase_is_live_at_once_without_a_second_person(tthc: Run, farm: Storage) -> None:
    serving = CatalogueKeeper(farm, now)
    assert given(NEW, serving()).outcome != "answered"
    before = _revision(farm)

    ran = tthc("phrase", "add", HONEY.code, f"  {NEW} ", *WHO, *accepting_golden())

    assert ran.code == 0
    assert "Đã hỏi lại" in ran.out
    assert f"Đã thêm “{NEW}” cho {HONEY.code}" in ran.err
    assert _revision(farm) == before + 1
    serving._looked_at = 0.0  # two seconds later
    assert given(NEW, serving()) == Given("answered", (HONEY.code,))
    entry = last_entry(farm)
    assert (entry.action, entry.subject, entry.actor, entry.reason) == ("add-phrase", HONEY.code, WHO[1], WHO[3])
    assert (entry.before, entry.after) == (None, {"phrase": NEW, "situation": False})
    assert faults(farm) == []
    assert NEW in tthc("phrase", "list", HONEY.code).out


def test_a_dry_run_shows_what_would_be_and_writes_nothing(tthc: Run, farm: Storage) -> None:
    before = rows(farm)

    ran = tthc("phrase", "add", HONEY.code, "làm thủ tục gì", "--dry-run", *accepting_golden())

    assert ran.code == 0
    assert "Đã hỏi lại" in ran.out
    assert "Chỉ xem thử, chưa ghi gì." in ran.err
    assert "Lưu ý: dù có câu này" in ran.err, "nobody can tell what it is about"
    assert rows(farm) == before


def test_a_phrase_that_steals_a_question_of_another_procedure_is_stopped(tthc: Run, farm: Storage) -> None:
    with farm.writing() as session:
        keep(session, "khai báo tổ ong mật", [BEES.code], LAN)
    before = rows(farm)

    ran = tthc("phrase", "add", HONEY.code, "khai báo tổ ong mật", *WHO, *accepting_golden())

    assert ran.code == 1
    stolen = next(line for line in ran.out.splitlines() if "q1" in line)
    assert "khai báo tổ ong mật" in stolen
    assert f"Đăng ký nuôi ong ({BEES.code})" in stolen
    assert f"Giấy phép bán mật ({HONEY.code})" in stolen
    assert "✘ hỏng" in stolen
    assert "--accept-changes q1" in ran.err
    assert rows(farm) == before


def test_a_phrase_is_removed_and_the_book_says_what_it_was(tthc: Run, farm: Storage) -> None:
    ran = tthc("phrase", "remove", BEES.code, "Nuoi ong phai bao ai?", *WHO, *accepting_golden())

    assert ran.code == 0
    assert ran.err.endswith(f"Đã bỏ “nuôi ong phải báo ai” của {BEES.code}.\n")
    entry = last_entry(farm)
    assert (entry.action, entry.after) == ("remove-phrase", None)
    assert entry.before == {"phrase": "nuôi ong phải báo ai", "situation": False, "source": "starter"}
    assert faults(farm) == []
    assert "nuôi ong phải báo ai" not in tthc("phrase", "list", BEES.code).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "9.999999", NEW], "Không có thủ tục 9.999999"),
        (["add", HONEY.code, "?!"], "ít nhất 3 chữ cái"),
        (["add", HONEY.code, "mật " * 100], "nhiều nhất 300"),
        (["add", HONEY.code, "XIN GIAY PHEP BAN MAT"], "đã có câu này rồi"),
        (["add", HONEY.code, "khai bao to ong"], f"đang là cách hỏi của Đăng ký nuôi ong ({BEES.code})"),
        (["add", HONEY.code, "nuôi cá lồng bè"], f"là tên của Nuôi cá lồng bè ({FISH.code})"),
        (["add", HONEY.code, "bán mật gọi 0912 345 678"], "thông tin riêng"),
        (["remove", HONEY.code, NEW], f"tthc phrase list {HONEY.code}"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    tthc: Run, farm: Storage, arguments: list[str], says: str
) -> None:
    before = rows(farm)

    ran = tthc("phrase", *arguments, *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert rows(farm) == before


@pytest.mark.usefixtures("farm")
@pytest.mark.parametrize("command", ["add", "remove"])
@pytest.mark.parametrize(
    ("who", "says"), [(["--reason", "x"], "Thêm --actor"), (["--actor", "Nguyễn Lan"], "Thêm --reason")]
)
def test_who_and_why_must_be_known(
    tthc: Run, monkeypatch: pytest.MonkeyPatch, command: str, who: list[str], says: str
) -> None:
    monkeypatch.delenv("TTHC_ACTOR", raising=False)

    ran = tthc("phrase", command, BEES.code, NEW, *who)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def _ask(storage: Storage) -> None:
    log = QuestionLog(storage, SECRET)
    for text in (NEW, "bay hu thuy tinh ra cho", "mở sạp \x1b[31m[mật]"):
        log.add(7, text, AskedBack((BEES.code, HONEY.code), (), 0.5), 1, now() - timedelta(days=1), "telegram")
    log.add(8, "gọi 0912 345 678 mua mật", Unanswered("not_sure", (HONEY.code,), (), 0.1), 1, now(), "telegram")
    log.add(8, "hũ mật rừng", Answered((HONEY.code,), (), 0.9), 1, now(), "telegram")
    log.add(8, "thả cá", Answered((FISH.code,), (), 0.9), 1, now(), "telegram")


def test_it_suggests_what_people_asked_most_and_nothing_personal(tthc: Run, farm: Storage) -> None:
    _ask(farm)

    ran = tthc("phrase", "suggest", HONEY.code)

    assert ran.code == 0
    assert NEW in ran.out
    assert "hũ mật rừng" in ran.out
    assert "thả cá" not in ran.out
    assert "điện thoại" not in ran.out
    assert "\x1b" not in ran.out
    assert f"tthc phrase add {HONEY.code}" in ran.err


def test_suggestions_as_data(tthc: Run, farm: Storage) -> None:
    _ask(farm)

    found = tthc("phrase", "suggest", HONEY.code, "--json", "--limit", "1").json()

    assert [(each["text"], each["times"]) for each in found] == [(NEW, 2)]
    assert set(found[0]) == {"text", "times", "outcome", "codes"}


@pytest.mark.usefixtures("farm")
def test_nothing_to_suggest_says_so(tthc: Run) -> None:
    ran = tthc("phrase", "suggest", HONEY.code)

    assert (ran.code, ran.out) == (0, "")
    assert f"Chưa có câu hỏi nào về {HONEY.code}" in ran.err
