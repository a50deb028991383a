from __future__ import annotations

import re

import pytest
from sqlmodel import func, select

from knowledge import models
from knowledge.storage import Storage
from tests.admin_cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office")


def test_it_shows_what_a_citizen_reads_with_buttons_in_brackets(tthc: Run) -> None:
    ran = tthc("ask", "1.000001 cần giấy tờ gì")

    assert ran.code == 0
    assert "Đăng ký nuôi ong — giấy tờ cần có" in ran.out
    assert "☐ Tờ khai nuôi ong <mẫu>" in ran.out
    assert "[⏱ Bao lâu]" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("day", "fee"), [("2026-12-31", "Miễn phí"), ("2027-01-01", "70.000 đồng"), ("01/01/2027", "70.000 đồng")]
)
def test_it_answers_as_the_law_has_it_on_any_day(tthc: Run, day: str, fee: str) -> None:
    assert fee in tthc("ask", "1.000001 bao nhiêu tiền", "--on", day).out


def test_a_day_that_is_no_day_is_refused_with_a_way_out(tthc: Run) -> None:
    ran = tthc("ask", "nuôi ong", "--on", "hôm qua")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Không hiểu ngày “hôm qua”. Viết dạng 2027-01-01 hoặc 01/01/2027.\n"


def test_an_answer_as_data(tthc: Run) -> None:
    ran = tthc("ask", "1.000001 bao nhiêu tiền", "--on", "2026-12-01", "--json")

    assert ran.json() == {
        "q": "1.000001 bao nhiêu tiền",
        "outcome": "answered",
        "on": "2026-12-01",
        "codes": ["1.000001"],
        "aspects": ["fee"],
        "probability": 1.0,
    }


@pytest.mark.parametrize(
    ("question", "outcome", "keys"),
    [
        ("1.00000", "asked_back", {"offered", "aspects", "probability"}),
        ("9.999999", "unanswered", {"offered", "reason", "probability"}),
        ("xin chào", "small_talk", set()),
    ],
)
def test_every_outcome_is_data(tthc: Run, question: str, outcome: str, keys: set[str]) -> None:
    found = tthc("ask", question, "--json").json()

    assert found["outcome"] == outcome
    assert set(found) == {"q", "outcome", "on"} | keys


def test_an_explanation_goes_beside_the_data(tthc: Run) -> None:
    ran = tthc("ask", "khai báo tổ ong bao nhiêu tiền", "--json", "--explain")

    assert ran.json()["q"] == "khai báo tổ ong bao nhiêu tiền"
    assert "Đọc là: khai báo tổ ong" in ran.err
    assert "Hỏi về: phí, lệ phí; hoàn cảnh: –" in ran.err
    assert "Đăng ký nuôi ong" in ran.err
    assert "…" not in ran.err, "nothing is cut off in a pipe"
    assert re.search(r"0\.\d\d  không phải thủ tục nào", ran.err)


def test_nothing_is_written_down(tthc: Run, office: str) -> None:
    tthc("ask", "đăng ký nuôi ong")

    storage = Storage(office)
    with storage.reading() as session:
        counts = [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (models.QuestionRow, models.ConversationRow)
        ]
    storage.close()
    assert counts == [0, 0]


def test_an_empty_catalogue_is_one_vietnamese_sentence(tthc: Run) -> None:
    ran = tthc("ask", "nuôi ong", "--database", "sqlite://")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Danh mục đang trống. Chạy `tthc init` để nạp danh mục khởi đầu.\n"
