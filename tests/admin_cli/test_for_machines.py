from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.interchange import commented_yaml
from knowledge.storage import Storage
from tests.admin_cli.bureau import KEEPING, LAN, MINH, SELLING, TODAY, is_refused, opened
from tests.admin_cli.conftest import Run
from tests.knowledge.audited import rows
from tests.knowledge.examples import a_procedure
from tests.knowledge.officers import fee

BEES, HONEY = KEEPING.code, SELLING.code


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    yield from opened(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    dearer = SELLING.model_copy(update={"effective_from": TODAY, **fee(50_000)})
    (tmp_path / "mat.yaml").write_text(commented_yaml(dearer), encoding="utf-8")
    fish = a_procedure(
        code="1.000777",
        effective_from=TODAY,
        name="Đăng ký nuôi cá",
        short_name="Nuôi cá",
        phrases=("đăng ký nuôi cá",),
    )
    (tmp_path / "ca.yaml").write_text(commented_yaml(fish), encoding="utf-8")
    asked = {"id": "a-1", "turns": [{"q": "khai báo tổ ong", "behaviour": "answer", "codes": [BEES]}]}
    (tmp_path / "cau.jsonl").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")


SAVED = ("procedure", "edit", HONEY, "--file", "mat.yaml", "--yes", *LAN)
SUBMITTED = (*SAVED, "--submit")
PUBLISHED = ("draft", "publish", "1", "--yes", *MINH)
KEPT = ("question", "add", "khai báo tổ ong", BEES, *LAN)
WORD = ("word", "add", "tom", "tổ ong mật", *LAN)

WRITING: dict[str, tuple[list[tuple[str, ...]], tuple[str, ...], dict[str, Any]]] = {
    "a new procedure": (
        [],
        ("procedure", "new", "1.000777", "--file", "ca.yaml", "--yes", *LAN),
        {"draft": 1, "code": "1.000777", "state": "draft"},
    ),
    "an edited procedure": ([], SAVED, {"draft": 1, "code": HONEY, "state": "draft"}),
    "an edited and submitted one": ([], SUBMITTED, {"draft": 1, "state": "submitted"}),
    "a repeal": (
        [],
        ("procedure", "repeal", HONEY, "--from", "2027-01-01", "--yes", *LAN),
        {"draft": 1, "code": HONEY, "effective_from": "2027-01-01", "changes": []},
    ),
    "a way back": (
        [SUBMITTED, PUBLISHED],
        ("procedure", "rollback", HONEY, "--yes", *LAN),
        {"draft": 2, "code": HONEY},
    ),
    "a draft edited": (
        [SAVED],
        ("draft", "edit", "1", "--file", "-", "--yes", *LAN),
        {"draft": 1, "code": HONEY},
    ),
    "a draft submitted": ([SAVED], ("draft", "submit", "1", *LAN), {"draft": 1, "code": HONEY, "state": "submitted"}),
    "a draft rejected": ([SUBMITTED], ("draft", "reject", "1", *MINH), {"draft": 1, "state": "rejected"}),
    "a draft withdrawn": ([SAVED], ("draft", "withdraw", "1", *LAN), {"draft": 1, "state": "withdrawn"}),
    "a draft on a new base": ([SAVED], ("draft", "rebase", "1", *LAN), {"draft": 1, "conflicts": []}),
    "a file": (
        [],
        ("import", "ca.yaml", "--yes", *LAN),
        {"unchanged": 0, "new": ["1.000777"], "changed": [], "drafts": [1]},
    ),
    "a phrase": ([], ("phrase", "add", HONEY, "bày hũ mật ra chợ", *LAN), {"blocking": [], "stolen": []}),
    "a phrase less": ([], ("phrase", "remove", BEES, "khai báo tổ ong", *LAN), {"blocking": []}),
    "a word": ([], WORD, {"blocking": []}),
    "a word less": ([WORD], ("word", "remove", "tom", *LAN), {"blocking": []}),
    "a question": ([], KEPT, {"q": "khai báo tổ ong", "codes": [BEES], "right_today": True}),
    "a question less": ([KEPT], ("question", "remove", "q1", *LAN), {"name": "q1", "codes": [BEES]}),
    "questions of a file": ([], ("question", "import", "cau.jsonl", *LAN), {"new": 1, "kept_before": 0}),
    "a setting": ([], ("setting", "set", "self_review", "on", *LAN), {"name": "self_review", "after": "on"}),
    "a law that ends": ([], ("law", "expire", "08/2025/TT-BNN", *LAN), {"number": "08/2025/TT-BNN", "cited_by": []}),
    "a law that holds again": (
        [("law", "expire", "08/2025/TT-BNN", *LAN)],
        ("law", "restore", "08/2025/TT-BNN", *LAN),
        {"number": "08/2025/TT-BNN"},
    ),
}


@pytest.mark.parametrize("what", WRITING)
@pytest.mark.parametrize("tried", [True, False], ids=["tried", "done"])
def test_a_command_that_writes_says_as_data_what_it_did(
    tthc: Run, office: Storage, monkeypatch: pytest.MonkeyPatch, what: str, tried: bool
) -> None:
    before, command, expected = WRITING[what]
    for earlier in before:
        assert tthc(*earlier).code == 0
    monkeypatch.setattr(
        "sys.stdin", io.StringIO(Path("mat.yaml").read_text(encoding="utf-8").replace("50000", "60000"))
    )
    was = rows(office)

    ran = tthc(*command, "--json", *(["--dry-run"] if tried else []))

    assert ran.code == 0, ran.err
    found = ran.json()
    assert found.pop("written") is not tried
    assert (rows(office) == was) is tried
    known_only_when_written = {"draft", "state", "drafts"} if tried and "draft edit" not in " ".join(command) else set()
    for name, value in expected.items():
        if name not in known_only_when_written:
            assert found[name] == value, name


def test_the_fields_that_change_are_told_with_what_was_and_is(tthc: Run) -> None:
    change = next(each for each in tthc(*SAVED, "--json").json()["changes"] if each["field"] == "fees")

    assert change["before"][0]["state"] == "not_stated"
    assert (change["after"][0]["state"], change["after"][0]["amount_vnd"]) == ("stated", 50_000)


def test_a_phrase_that_is_stopped_says_as_data_which_question_would_break(tthc: Run, office: Storage) -> None:
    assert tthc("question", "add", "khai báo tổ ong mật", BEES, *LAN).code == 0
    was = rows(office)

    ran = tthc("phrase", "add", HONEY, "khai báo tổ ong mật", *LAN, "--json")

    is_refused(ran, "Chưa công bố")
    found = ran.json()
    assert (found["written"], found["blocking"]) == (False, ["q1"])
    assert found["changed"][0]["after"]["codes"][0] == HONEY
    assert rows(office) == was


def test_a_file_that_is_written_says_what_and_where(tthc: Run) -> None:
    assert tthc("export", "ra.yaml", "--json").json() == {"written": True, "file": "ra.yaml", "procedures": 3}


def test_a_conversation_is_a_line_of_data_for_each_reply(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.BytesIO(f"{BEES}\nbao nhiêu tiền\n/thoat\n".encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(typed, encoding="utf-8"))

    first, second = (json.loads(line) for line in tthc("chat", "--json").out.splitlines())

    assert (first["q"], second["q"]) == (BEES, "bao nhiêu tiền")
    assert "Miễn phí" in second["messages"][0]
    assert "<b>" not in first["messages"][0]
    assert first["buttons"]
