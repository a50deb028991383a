from __future__ import annotations

import io

import pytest

from tests.admin_cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office")


def _pipe(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    text = "\n".join(lines).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


def test_a_piped_conversation_reads_as_a_transcript(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, "1.000001 cần giấy tờ gì", "bao nhiêu tiền", "/thoat", "không ai đọc nữa")

    ran = tthc("chat")

    assert ran.code == 0
    assert ran.out.index("Hỏi: 1.000001 cần") < ran.out.index("☐ Tờ khai nuôi ong")
    assert ran.out.index("Hỏi: bao nhiêu tiền") < ran.out.index("Miễn phí")
    assert "không ai đọc nữa" not in ran.out


def test_a_conversation_ends_where_the_pipe_ends(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch)

    ran = tthc("chat")

    assert ran.code == 0
    assert ran.out.rstrip().endswith("Chào anh/chị.")


def test_a_number_presses_a_button(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, "1.000001", "1")

    assert "[1]" in tthc("chat").out


def test_without_a_catalogue_it_says_what_to_do(tthc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, "chào")

    ran = tthc("chat", "--database", "sqlite://")

    assert (ran.code, ran.out) == (1, "")
    assert "tthc init" in ran.err
