"""Is what identifies a person masked, and nothing that a question needs?"""

import pytest

from nlp.redaction import redact


@pytest.mark.parametrize(
    "secret",
    [
        "001099012345",
        "001 099 012 345",
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "0283 822 1234",
        "nguyen.van@gmail.com",
        "59-X1 123.45",
        "30A-123.45",
        "29h1 67890",
        "19034567890123",
    ],
)
def test_what_identifies_a_person_is_masked(secret: str) -> None:
    kept = redact(f"của em là {secret} thì làm sao")

    assert secret not in kept
    assert "[" in kept


@pytest.mark.parametrize(
    "text",
    [
        "thủ tục 1.001193 cần gì",
        "theo 123/2015/NĐ-CP",
        "quyết định 163/QĐ-BTP",
        "phí 1.200.000 đồng",
        "phí 50.000đ một bản",
        "ngày 01/07/2025",
        "sinh năm 1990",
        "đất 120 m2",
        "con 14 tuổi",
    ],
)
def test_codes_decrees_amounts_and_days_are_left_alone(text: str) -> None:
    assert redact(text) == text
