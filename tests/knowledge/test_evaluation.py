from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge import evaluation
from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.evaluation import (
    evaluate,
    load_cases,
    run_case,
)

CASE = {
    "id": "s-01",
    "tags": ["no_marks"],
    "turns": [
        {"q": "lam ho chieu can giay to gi", "behaviour": "answer", "codes": ["1.001456"], "aspects": ["documents"]},
        {"q": "the con phi thi sao", "behaviour": "answer", "codes": ["1.001456"], "aspects": ["fee"]},
    ],
}
OTHER_CASES = [
    {
        "id": "s-02",
        "tags": ["twins", "no_marks"],
        "turns": [{"q": "xin giấy phép xây dựng", "behaviour": "clarify", "codes": ["1.013225"]}],
    },
    {"id": "s-03", "turns": [{"q": "giá vàng hôm nay", "behaviour": "decline"}]},
    {"turns": [{"q": "xin chào", "behaviour": "decline", "codes": [], "aspects": []}]},
]


def _write(path: Path, *cases: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n\n", encoding="utf-8")
    return path


def test_the_turns_of_a_case_are_one_conversation(catalogue: Catalogue) -> None:
    first, second = run_case(CASE, catalogue)

    assert first["codes"] == second["codes"] == ["1.001456"]
    assert (first["aspects"], second["aspects"]) == (["documents"], ["fee"])


def test_each_turn_has_exactly_the_shape_that_other_tools_read(catalogue: Catalogue, tmp_path: Path) -> None:
    result = evaluate([_write(tmp_path / "a.jsonl", CASE, *OTHER_CASES)], catalogue)

    assert list(result) == ["summary", "turns"]
    assert json.loads(json.dumps(result)) == result
    assert [turn["outcome"] for turn in result["turns"]] == [
        "answered",
        "answered",
        "asked_back",
        "unanswered",
        "small_talk",
    ]
    for turn in result["turns"]:
        assert {name: type(value) for name, value in turn.items()} == {
            "id": str,
            "turn": int,
            "q": str,
            "expected": dict,
            "outcome": str,
            "codes": list,
            "offered": list,
            "aspects": list,
            "probability": float,
            "ms": float,
        }
        assert {name: type(value) for name, value in turn["expected"].items()} == {
            "behaviour": str,
            "codes": list,
            "aspects": list,
        }
        assert 0 <= turn["probability"] <= 1
        assert (turn["codes"] != []) == (turn["outcome"] == "answered")
    assert [(turn["id"], turn["turn"]) for turn in result["turns"]] == [
        ("s-01", 0),
        ("s-01", 1),
        ("s-02", 0),
        ("s-03", 0),
        ("", 0),
    ]


def test_the_summary_is_for_all_per_file_and_per_tag(catalogue: Catalogue, tmp_path: Path) -> None:
    files = [_write(tmp_path / "a.jsonl", CASE), _write(tmp_path / "b.jsonl", *OTHER_CASES)]
    steps: list[int] = []

    summary = evaluate(files, catalogue, lambda: steps.append(1))["summary"]

    assert list(summary) == ["all", "files", "tags"]
    assert {name: group["turns"] for name, group in summary["files"].items()} == {"a.jsonl": 2, "b.jsonl": 3}
    assert {name: group["turns"] for name, group in summary["tags"].items()} == {"no_marks": 3, "twins": 1}
    assert summary["all"]["turns"] == 5
    assert len(steps) == 4, "progress is told once a case"
    assert set(summary["all"]) == {
        "turns",
        "right_first",
        "right_first_or_offered",
        "wrong_answers",
        "behaviour",
        "asked_back",
        "declined",
        "aspects_macro_f1",
        "calibration_error",
        "p50_ms",
        "p99_ms",
    }


def test_two_files_of_one_name_are_told_apart_by_their_folder(catalogue: Catalogue, tmp_path: Path) -> None:
    files = [_write(tmp_path / folder / "a.jsonl", OTHER_CASES[2]) for folder in ("one", "two")]

    assert list(evaluate(files, catalogue)["summary"]["files"]) == [str(path) for path in files]


def test_what_a_label_leaves_out_is_not_judged(tmp_path: Path) -> None:
    (case,) = load_cases(_write(tmp_path / "a.jsonl", OTHER_CASES[1]))

    assert (case["turns"][0]["codes"], case["turns"][0]["aspects"]) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        "{}",
        '{"turns": 5}',
        '{"turns": [{"q": "a"}]}',
        '{"turns": [{"behaviour": "answer"}]}',
        '{"turns": [{"q": "a", "behaviour": "sing"}]}',
        '{"turns": [{"q": 5, "behaviour": "answer"}]}',
    ],
)
def test_a_bad_line_is_named_by_file_and_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "hong.jsonl"
    path.write_text(f"{json.dumps(CASE)}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"hong\.jsonl, dòng 3: không đúng dạng câu hỏi"):
        load_cases(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Không đọc được"):
        load_cases(tmp_path / "không có.jsonl")
    (tmp_path / "la.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match="Không đọc được"):
        load_cases(tmp_path / "la.jsonl")


def test_the_behaviours_are_the_three_of_the_question_files() -> None:
    assert evaluation.BEHAVIOURS == ("answer", "clarify", "decline")
