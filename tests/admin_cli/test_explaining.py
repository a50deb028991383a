from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from admin_cli.explaining import CIRCUMSTANCE_NAMES, SIGN_NAMES, explain
from knowledge.answering import answer
from knowledge.answers import NOTHING_SAID
from nlp.lexicon import rows
from nlp.rankings import FEATURES
from tests.admin_cli.conftest import Run
from tests.knowledge.examples import a_procedure, catalogue_of

pytestmark = pytest.mark.usefixtures("office")


def test_every_sign_and_circumstance_has_a_vietnamese_name() -> None:
    assert set(SIGN_NAMES) == set(FEATURES)
    assert {row["circumstance"] for row in rows("circumstances")} <= set(CIRCUMSTANCE_NAMES)


def test_candidates_are_told_with_what_counted_and_the_rule_with_its_costs(tthc: Run) -> None:
    told = tthc("ask", "nuôi ong phải khai ở đâu", "--explain").err

    assert "Đăng ký nuôi ong" in told
    assert "hợp vì:" in told or "trừ vì:" in told
    assert "Nếu trả lời thủ tục đầu: đúng" in told
    assert "Quy tắc: chọn cách đỡ thiệt nhất cho người hỏi:" in told


def test_what_needs_no_comparing_is_told_in_a_sentence(tthc: Run) -> None:
    assert "Quy tắc: câu xã giao" in tthc("ask", "cảm ơn em nhé", "--explain").err
    assert "Quy tắc: trong câu có mã thủ tục" in tthc("ask", "1.000001", "--explain").err
    assert "Quy tắc: câu chưa nói về việc gì" in tthc("ask", "thế bao nhiêu tiền", "--explain").err
    assert "Quy tắc: câu chưa nói về việc gì" in tthc("ask", "1234567", "--explain").err


def test_a_circumstance_is_told_in_vietnamese(tthc: Run) -> None:
    assert "hoàn cảnh: bị hỏng" in tthc("ask", "giấy phép bị rách", "--explain").err


def test_a_twin_of_the_first_candidate_is_told_as_one() -> None:
    lower, higher = (
        a_procedure(code=code, name=f"Thủ tục đăng ký nuôi cá lồng bè (cấp {level})", phrases=("nuôi cá bè",))
        for code, level in (("1.000023", "xã"), ("1.000031", "tỉnh"))
    )
    catalogue, told = catalogue_of(lower, higher), StringIO()
    explain("nuôi cá bè", answer("nuôi cá bè", catalogue, NOTHING_SAID), catalogue, Console(file=told))

    assert told.getvalue().count("dùng thay thủ tục đầu cũng được: 0.") == 1
