from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.saved_questions import golden, keep, saved
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run
from tests.admin_cli.farms import WHO, last_entry, opened_farm
from tests.knowledge.audited import BEES, FISH, HONEY, LAN, faults, rows


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[Storage]:
    yield from opened_farm(tmp_path)


@pytest.fixture
def keeping(farm: Storage) -> Storage:
    """The office that keeps two questions, one of which must be declined."""
    with farm.writing() as session:
        keep(session, "khai báo tổ ong", [BEES.code, HONEY.code], LAN)
        keep(session, "giá vàng \x1b[31m[hôm nay]", [], LAN, kind="accepted")
    return farm


@pytest.mark.usefixtures("keeping")
def test_it_lists_the_questions_that_the_office_keeps(tthc: Run) -> None:
    ran = tthc("question", "list")

    assert ran.code == 0
    assert all(said in ran.out for said in ("q1", "khai báo tổ ong", f"{BEES.code}, {HONEY.code}", "giữ nguyên"))
    assert all(said in ran.out for said in ("q2", "[hôm nay]", "từ chối", "đã nhận"))
    assert "\x1b" not in ran.out
    assert ran.err.startswith("2 câu. Mỗi lần công bố còn hỏi lại")


@pytest.mark.usefixtures("keeping")
def test_the_list_can_be_of_one_kind_and_as_data(tthc: Run) -> None:
    assert tthc("question", "list", "--kind", "regression", "--json").json() == [
        {"name": "q1", "text": "khai báo tổ ong", "codes": [BEES.code, HONEY.code], "kind": "regression"}
    ]
    assert len(tthc("question", "list", "--kind", "golden", "--json").json()) == len(golden())


@pytest.mark.usefixtures("farm")
def test_an_office_without_questions_is_told_how_to_keep_one(tthc: Run) -> None:
    ran = tthc("question", "list")

    assert (ran.code, ran.out) == (0, "")
    assert "tthc question add" in ran.err
    assert tthc("question", "list", "--json").json() == []


def test_a_question_is_kept_with_its_right_answers(tthc: Run, farm: Storage) -> None:
    ran = tthc("question", "add", " khai báo  tổ ong", BEES.code, HONEY.code, BEES.code, *WHO)

    assert (ran.code, ran.out) == (0, "")
    assert f"Hôm nay bot trả lời {BEES.short_name} ({BEES.code})." in ran.err
    assert "Lưu ý" not in ran.err
    with farm.reading() as session:
        assert [question[1:] for question in saved(session)] == [
            ("khai báo tổ ong", (BEES.code, HONEY.code), "regression")
        ]
    entry = last_entry(farm)
    assert (entry.action, entry.actor, entry.reason) == ("keep-question", WHO[1], WHO[3])
    assert faults(farm) == []


def test_a_question_to_be_declined_is_kept(tthc: Run, farm: Storage) -> None:
    ran = tthc("question", "add", "giá vàng hôm nay", "--decline", *WHO)

    assert ran.code == 0
    with farm.reading() as session:
        assert saved(session)[0].codes == ()


def test_what_the_bot_answers_wrongly_today_is_kept_with_a_warning(tthc: Run, farm: Storage) -> None:
    ran = tthc("question", "add", "khai báo tổ ong", FISH.code, *WHO)

    assert ran.code == 0
    assert f"Hôm nay bot trả lời {BEES.short_name} ({BEES.code})." in ran.err
    assert "Lưu ý: đó chưa phải câu trả lời đúng" in ran.err
    with farm.reading() as session:
        assert len(saved(session)) == 1


def test_a_question_kept_already_is_no_error_and_is_not_kept_twice(tthc: Run, keeping: Storage) -> None:
    before = rows(keeping)

    ran = tthc("question", "add", "khai báo tổ ong", BEES.code, *WHO)

    assert ran.code == 0
    assert "đã được giữ rồi" in ran.err
    assert rows(keeping) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "khai báo tổ ong", BEES.code, "--dry-run"],
        ["remove", "q1", "--dry-run"],
        ["import", "cau-hoi.jsonl", "--dry-run"],
    ],
)
def test_a_dry_run_writes_nothing(tthc: Run, keeping: Storage, tmp_path: Path, arguments: list[str]) -> None:
    _file(tmp_path, _case("s-01", "bày hũ mật", [HONEY.code]))
    before = rows(keeping)

    ran = tthc("question", *arguments)

    assert (ran.code, ran.out) == (0, "")
    assert "chưa ghi gì" in ran.err or "đã được giữ rồi" in ran.err
    assert rows(keeping) == before


@pytest.mark.usefixtures("farm")
@pytest.mark.parametrize("more", [[], [BEES.code, "--decline"]])
def test_right_answers_or_declining_one_of_both_must_be_said(tthc: Run, more: list[str]) -> None:
    ran = tthc("question", "add", "khai báo tổ ong", *more, *WHO)

    assert (ran.code, ran.out) == (2, "")


def test_a_question_is_let_go(tthc: Run, keeping: Storage) -> None:
    ran = tthc("question", "remove", "q1", *WHO)

    assert (ran.code, ran.out, ran.err) == (0, "", "Đã thôi giữ “khai báo tổ ong”.\n")
    assert last_entry(keeping).action == "drop-question"
    assert faults(keeping) == []
    with keeping.reading() as session:
        assert [question.name for question in saved(session)] == ["q2"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "thả cá", "9.999999"], "9.999999"),
        (["add", "", BEES.code], "phải có chữ"),
        (["add", "bán mật gọi 0912 345 678", BEES.code], "thông tin riêng"),
        (["remove", "q9"], "tthc question list"),
        (["import", "khong-co.jsonl"], "Không đọc được khong-co.jsonl"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    tthc: Run, keeping: Storage, arguments: list[str], says: str
) -> None:
    before = rows(keeping)

    ran = tthc("question", *arguments, *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert rows(keeping) == before


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("arguments", [["add", "thả cá", FISH.code], ["remove", "q1"], ["import", "cau-hoi.jsonl"]])
def test_who_and_why_must_be_known(tthc: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.delenv("TTHC_ACTOR", raising=False)

    assert "Thêm --actor" in tthc("question", *arguments, "--reason", "x").err
    assert "Thêm --reason" in tthc("question", *arguments, "--actor", "Lan").err


def _case(name: str, text: str, codes: list[str], behaviour: str = "answer") -> dict[str, Any]:
    follow_up = {"q": "bao nhiêu tiền", "behaviour": "answer", "codes": codes}
    return {"id": name, "turns": [{"q": text, "behaviour": behaviour, "codes": codes}, follow_up]}


def _file(folder: Path, *cases: dict[str, Any]) -> str:
    path = folder / "cau-hoi.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in cases), encoding="utf-8")
    return path.name


def test_a_file_is_kept_first_turns_only(tthc: Run, keeping: Storage, tmp_path: Path) -> None:
    name = _file(
        tmp_path,
        _case("s-01", "bày hũ mật", [HONEY.code]),
        _case("s-02", "khai báo tổ ong", [BEES.code]),
        _case("s-03", "ong", [BEES.code, HONEY.code], "clarify"),
        _case("s-04", "giá xăng", [], "decline"),
    )

    ran = tthc("question", "import", name, *WHO)

    assert (ran.code, ran.out) == (0, "")
    assert "Đã giữ 2 câu; 1 câu đã giữ từ trước." in ran.err
    assert "Bỏ qua 1 câu phải hỏi lại" in ran.err
    with keeping.reading() as session:
        assert [question.text for question in saved(session)][2:] == ["bày hũ mật", "giá xăng"]
    assert faults(keeping) == []


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (_case("s-09", "thả cá", ["9.999999"]), "s-09: 9.999999"),
        (_case("s-09", "thả cá", []), "s-09: có behaviour là answer"),
        (_case("s-09", "gọi 0912 345 678", [FISH.code]), "s-09: Trong câu có số giấy tờ"),
        ({"id": "s-09", "turns": [{"q": "?"}]}, "dòng 2: không đúng dạng câu hỏi"),
        ({"id": "s-09", "turns": []}, "s-09: không có lượt hỏi nào"),
    ],
)
def test_one_bad_line_keeps_the_whole_file_out(
    tthc: Run, farm: Storage, tmp_path: Path, bad: dict[str, Any], says: str
) -> None:
    before = rows(farm)

    ran = tthc("question", "import", _file(tmp_path, _case("s-01", "bày hũ mật", [HONEY.code]), bad), *WHO)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert rows(farm) == before
