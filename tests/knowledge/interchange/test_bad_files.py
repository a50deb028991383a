"""Every kind of bad YAML and JSON Lines is refused with its place, a reason and a remedy, and nothing is taken."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from knowledge.interchange import BadFileError, read_procedures, write_procedures
from tests.knowledge.interchange.office_files import OFFICE, is_vietnamese, problems_in

BEE = """\
code: 1.000001
name: Nuôi ong
field: Nông nghiệp
source: https://example.vn/1
verified_on: 2026-01-01
effective_from: 2026-01-01
fees:
- state: free
"""
"""A procedure of eight lines."""
ITEM = "- " + BEE.rstrip().replace("\n", "\n  ") + "\n"

YAML = [
    # what is wrong, the text, line, column, a part of the reason, a part of the remedy
    ("nothing", "", 0, "", "tệp trống", "chọn tệp khác"),
    ("comments alone", "# chưa có gì\n", 0, "", "tệp trống", "chọn tệp khác"),
    ("a list of nothing", "procedures: []\n", 0, "", "không có thủ tục nào", "thêm ít nhất một"),
    ("a sentence", "nuôi ong\n", 1, "1", "không phải là một thủ tục", "viết code"),
    ("a control character", BEE + "summary: a\x07b\n", 9, "11", "U+0007", "xóa ký tự lạ"),
    ("a tab", BEE + "steps:\n\t- Nộp.\n", 10, "1", "dấu tab", "dấu cách"),
    ("a colon in a sentence", BEE + "summary: Lưu ý: nhớ\n", 9, "15", "dấu hai chấm", "ngoặc kép"),
    ("a sentence that begins with @", BEE + "summary: @nuoiong\n", 9, "10", "bắt đầu bằng", "ngoặc kép"),
    ("an open quote", BEE + 'summary: "ong\n', 10, "1", "không đóng", "cuối câu"),
    ("a stroke before a wrong letter", BEE + 'summary: "a\\q"\n', 9, "12", "gạch chéo ngược", "hai dấu"),
    ("an open bracket", BEE + "steps: [Nộp\nphrases:\n", 10, "8", "chưa đóng", "đóng ngoặc"),
    ("a line out of line", "code: 1.000001\n name: Nuôi ong\n", 2, "6", "lệch", "ngoặc kép"),
    ("a key without a colon", BEE + "summary\nphrases:\n", 10, "1", "thiếu dấu hai chấm", "dấu cách"),
    ("a field twice", BEE + "name: Nuôi cá\n", 9, "1", "hai lần, lần đầu ở dòng 2", "giữ lại một"),
    ("a field that nobody knows", BEE + "nam: x\n", 9, "1", "không có mục", 'có phải "name"'),
    ("a key that is a list", BEE + "? [a]\n: b\n", 9, "3", "tên mục", "dấu hai chấm"),
    ("an anchor", BEE + "summary: &a ong\n", 9, "10", "dấu neo", "bỏ dấu"),
    ("an alias", BEE + "summary: *a\n", 9, "10", "dấu neo", "bỏ dấu"),
    ("two documents", BEE + "---\n" + BEE, 9, "1", "nhiều phần", "mỗi phần thành một tệp"),
    ("too deep", "[" * 40 + "]" * 40, 1, "13", "quá sâu", "thụt đầu dòng"),
    ("a key of the file", "fields: x\nprocedures:\n" + ITEM, 1, "1", "không có mục", "field và procedures"),
    ("an amount with a part", BEE + "- state: stated\n  amount_vnd: 50.5\n", 10, "3", "số tiền", "50.000"),
    ("an amount of nothing", BEE + "- state: stated\n  amount_vnd: 0\n", 10, "3", "không khớp", "lớn hơn 0"),
    ("a day that is none", BEE + "decision_on: 2026-02-31\n", 9, "1", "không có ngày", "ngày trước tháng"),
    ("a choice that is none", BEE + "reach: mọi nơi\n", 9, "1", "các lựa chọn", "Toàn quốc"),
    ("a text for a list", BEE + "steps: Nộp hồ sơ.\n", 9, "1", "phải là một danh sách", "dấu gạch"),
    ("an item of nothing", BEE + "steps:\n- Nộp hồ sơ.\n-\n", 11, "2", "để trống", "xóa mục trống"),
    ("a list for a text", BEE + "summary: [a]\n", 9, "1", "một đoạn chữ", "ngoặc kép"),
    ("a fee that is a text", BEE + "- miễn phí\n", 9, "3", "mục con", "mục con"),
    ("a case without papers", BEE + "cases:\n- name: Ủy quyền\n", 10, "3", "chưa có Giấy tờ", "ít nhất một"),
    ("the same code again", ITEM + ITEM, 9, "3", "đã có ở tệp a.yaml, dòng 1", "giữ lại một"),
]

LINE = (
    '{"code": "1.000001", "name": "Nuôi ong", "field": "Nông nghiệp", "source": "x", '
    '"verified_on": "2026-01-01", "effective_from": "2026-01-01", "fees": [{"state": "free"}]}\n'
)
JSON_LINES = [
    # what is wrong, the text, line, a part of the reason, a part of the remedy
    ("nothing", "", 0, "không có thủ tục nào", "thêm ít nhất một"),
    ("blank lines alone", "\n\n", 0, "không có thủ tục nào", "thêm ít nhất một"),
    ("no JSON", LINE + "{code: 1}\n", 2, "sai cú pháp JSON ở ký tự thứ 2", "ngoặc kép"),
    ("half a line", LINE.strip()[:-1], 1, "sai cú pháp JSON", "trọn trên một dòng"),
    ("a list for a line", "[]\n", 1, "không phải là một thủ tục", "{ }"),
    ("null for a line", LINE + "null\n", 2, "không phải là một thủ tục", "{ }"),
    ("a key twice", '{"code": "1", "code": "2"}\n', 1, "hai lần", "giữ lại một"),
    ("a key that nobody knows", LINE.replace('"code"', '"sourse": "x", "code"'), 1, "không có mục", 'có phải "source"'),
    ("a lone surrogate", LINE.replace("Nuôi ong", "\\ud800"), 1, "ký tự hỏng", "gõ lại"),
    ("a number for a text", LINE.replace('"Nuôi ong"', "7"), 1, "một đoạn chữ", "ngoặc kép"),
    ("a number of 5,000 digits", LINE.replace('"Nuôi ong"', "7" * 5_000), 1, "quá dài", "dòng"),
    ("too deep", "[" * 100_000 + "\n", 1, "quá sâu", "dòng"),
    ("an amount with a part", LINE.replace('"free"', '"stated", "amount_vnd": 50.0'), 1, "số tiền", "50000"),
    ("an amount of true", LINE.replace('"free"', '"stated", "amount_vnd": true'), 1, "số tiền", "50000"),
    ("a day that is a number", LINE.replace('"2026-01-01"', "20260101", 1), 1, "không phải là ngày", "2027"),
    ("a code that is a whole number", LINE.replace('"1.000001"', "1000001"), 1, "một đoạn chữ", "ngoặc kép"),
    ("the same code again", LINE + LINE, 2, "đã có ở tệp a.jsonl, dòng 1", "giữ lại một"),
]

OTHERS = [
    # what is wrong, the file's name, its bytes, line, column, a part of the reason, a part of the remedy
    ("an unknown form", "a.docx", b"x", 0, "", "không biết dạng tệp", ".xlsx (Excel)"),
    ("no UTF-8", "a.yaml", b"code: 1\nname: \xc4\xe3\n", 2, "7", "UTF-8", "UTF-8"),
    ("UTF-16", "a.yaml", BEE.encode("utf-16"), 1, "1", "UTF-8", "UTF-8"),
    ("a line that is no UTF-8", "a.jsonl", LINE.encode() + b'{"code": "\xff"}\n', 2, "", "UTF-8", "UTF-8"),
    ("no gzip", "a.jsonl.gz", LINE.encode(), 0, "", "không phải gzip", "nén lại"),
    ("half a gzip", "a.jsonl.gz", gzip.compress(LINE.encode() * 99)[:-20], 0, "", "hỏng", "nén lại"),
]

FILES: list[tuple[Any, ...]] = [
    *((f"YAML: {what}", "a.yaml", text.encode(), *rest) for what, text, *rest in YAML),
    *((f"JSON: {what}", "a.jsonl", text.encode(), line, "", *rest) for what, text, line, *rest in JSON_LINES),
    *OTHERS,
]


@pytest.mark.parametrize(
    ("name", "content", "line", "column", "reason", "remedy"), [pytest.param(*row[1:], id=row[0]) for row in FILES]
)
def test_a_bad_file_is_refused_with_the_place_and_the_remedy(
    name: str, content: bytes, line: int, column: str, reason: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    problem = problems_in(path)[0]

    assert (problem.line, problem.column) == (line, column)
    assert reason in problem.reason
    assert remedy in problem.remedy
    assert problem.where.startswith(f"tệp {name}")
    assert is_vietnamese(problem)
    assert path.read_bytes() == content


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    for name in ("a.yaml", "a.jsonl", "a.jsonl.gz", "a.xlsx"):
        assert problems_in(tmp_path / name)[0].remedy == "xem lại đường dẫn"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "a.yaml"
    folder.mkdir()
    assert "không chọn thư mục" in problems_in(folder)[0].remedy


def test_a_message_lists_thirty_problems_and_counts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("x\n" * 42)

    with pytest.raises(BadFileError) as refused:
        read_procedures(path)

    message = str(refused.value)
    assert message.startswith("Có 42 lỗi, danh mục chưa thay đổi gì:\n• tệp a.jsonl, dòng 1: ")
    assert message.count("Cách sửa: ") == 30
    assert message.endswith("\nvà 12 lỗi nữa.")


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("a.yaml", "yaml_files.LARGEST_FILE"),
        ("a.jsonl", "json_lines.LARGEST_FILE"),
        ("a.jsonl.gz", "json_lines.LARGEST_FILE"),
        ("a.xlsx", "workbook_opening.LARGEST_FILE"),
    ],
)
def test_a_file_that_is_too_large_is_refused(
    name: str, limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    write_procedures(path, OFFICE)
    monkeypatch.setattr(f"knowledge.interchange.{limit}", 100)
    assert "chia thành nhiều tệp" in problems_in(path)[0].remedy


def test_a_catalogue_too_large_for_yaml_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.interchange.yaml_files.LARGEST_FILE", 100)
    path = tmp_path / "a.yaml"
    with pytest.raises(BadFileError, match="JSON Lines"):
        write_procedures(path, OFFICE)
    assert list(tmp_path.iterdir()) == []
