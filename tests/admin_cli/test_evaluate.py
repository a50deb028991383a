from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.admin_cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office")
CASES = [
    {
        "id": "s-01",
        "tags": ["no_marks"],
        "turns": [
            {
                "q": "1.000001 can giay to gi",
                "behaviour": "answer",
                "codes": ["1.000001"],
                "aspects": ["documents"],
            },
            {"q": "bao nhieu tien", "behaviour": "answer", "codes": ["1.000001"], "aspects": ["fee"]},
        ],
    },
    {"id": "s-02", "turns": [{"q": "xin chào", "behaviour": "decline", "codes": [], "aspects": []}]},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "cau-hoi.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in CASES), encoding="utf-8")
    return path


def test_it_prints_the_figures_by_file_and_by_tag(tthc: Run, questions: Path) -> None:
    ran = tthc("evaluate", str(questions))

    assert ran.code == 0
    assert ran.err == ""
    assert "cau-hoi.jsonl" in ran.out
    assert "no_marks" in ran.out
    assert "100.0% [34%–100%]" in ran.out, "two of two right, with the interval"
    assert "…" not in ran.out, "nothing is cut off in a pipe"


def test_the_json_file_has_the_shape_that_other_tools_read(tthc: Run, questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "ket-qua.json"

    assert tthc("evaluate", str(questions), "--json", str(out)).code == 0

    result = json.loads(out.read_text(encoding="utf-8"))
    assert list(result) == ["summary", "turns"]
    assert list(result["summary"]) == ["all", "files", "tags"]
    assert [list(turn) for turn in result["turns"]] == [
        ["id", "turn", "q", "expected", "outcome", "codes", "offered", "aspects", "probability", "ms"]
    ] * 3
    first = result["turns"][0]
    assert first["expected"] == {"behaviour": "answer", "codes": ["1.000001"], "aspects": ["documents"]}
    assert [turn["outcome"] for turn in result["turns"]] == ["answered", "answered", "small_talk"]
    assert [turn["codes"] for turn in result["turns"]] == [["1.000001"], ["1.000001"], []]
    assert result["summary"]["all"]["right_first"]["share"] == 1.0


def test_it_can_ask_the_law_of_another_day(tthc: Run, questions: Path) -> None:
    assert tthc("evaluate", str(questions), "--on", "2027-01-01").code == 0


def test_a_day_before_all_law_is_refused(tthc: Run, questions: Path) -> None:
    ran = tthc("evaluate", str(questions), "--on", "2025-01-01")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Ngày 01/01/2025 chưa có thủ tục nào trong danh mục. Chọn ngày muộn hơn.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "dòng 1: không đúng dạng câu hỏi"),
        (b'{"turns": [{"q": "a", "behaviour": "sing"}]}', "dòng 1: không đúng dạng câu hỏi"),
        (b"\xff\xfe", "Không đọc được"),
    ],
)
def test_a_bad_file_is_one_vietnamese_sentence(tthc: Run, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "hong.jsonl"
    path.write_bytes(content)

    ran = tthc("evaluate", str(path))

    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there_is_one_vietnamese_sentence(tthc: Run) -> None:
    ran = tthc("evaluate", "khong-co.jsonl")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Không đọc được khong-co.jsonl")


def test_an_empty_file_has_no_figures(tthc: Run, tmp_path: Path) -> None:
    (tmp_path / "trong.jsonl").touch()

    ran = tthc("evaluate", "trong.jsonl")

    assert ran.code == 0
    assert "–" in ran.out


def test_the_questions_can_be_typed_badly(tthc: Run, questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "ket-qua.json"
    assert tthc("evaluate", str(questions), "--noise", "telex", "--seed", "7", "--json", str(out)).code == 0

    asked = [turn["q"] for turn in json.loads(out.read_text(encoding="utf-8"))["turns"]]
    assert asked[2] != "xin chào"
    assert asked[0].startswith("1.000001")


def test_a_kind_of_typing_that_there_is_not_is_refused_with_those_that_there_are(tthc: Run, questions: Path) -> None:
    ran = tthc("evaluate", str(questions), "--noise", "braille")

    assert (ran.code, ran.out) == (1, "")
    assert "telex" in ran.err
