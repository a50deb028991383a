from __future__ import annotations

from typing import Any

import pytest

from knowledge.portal.fees import CERTAIN_FROM
from knowledge.portal.money_words import UNREADABLE, amounts, says_free
from knowledge.procedure import ChannelKind, FeeKind, FeeState
from tests.knowledge.portal.messy_records import a_method, fee, mapped, procedure


def a_fee(value: Any, description: str = "") -> dict[str, Any]:
    return {"type": "FEE", "value": value, "description": description}


@pytest.mark.parametrize(
    "words",
    [
        "Không thu lệ phí.",
        "Không phải nộp lệ phí",
        "Không mất phí",
        "Miễn lệ phí",
        "- Không thu phí, lệ phí.",
        "Miễn lệ phí (Thông tư số 01/2020/TT-BNO)",
    ],
)
@pytest.mark.parametrize("value", [0, None, "0"])
def test_a_value_of_0_is_free_where_the_words_say_so_themselves(value: Any, words: str) -> None:
    found = fee(value, words)
    assert (found.state, found.amount_vnd) == (FeeState.FREE, None)
    assert words.endswith(found.condition)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("", ""),
        ("Miễn phí", ""),
        ("Miễn phí(Không có", "Nguồn ghi: Không có"),
        ("Miễn phí(Không", "Nguồn ghi: Không"),
        ("Không có.", "Nguồn ghi: Không có."),
        ("0 đồng", "Nguồn ghi: 0 đồng"),
        ("Không quy định", "Nguồn ghi: Không quy định"),
        ("Miễn phí(Lệ phí: 30.000 đồng/lần.", "Lệ phí: 30.000 đồng/lần."),
        ("Miễn phíTrường hợp làm lại: 50.000 đồng", "Trường hợp làm lại: 50.000 đồng"),
        ("Miễn phí đối với người nuôi ong lần đầu.", "Miễn phí đối với người nuôi ong lần đầu."),
        ("Miễn lệ phí đến hết ngày 31/12/2026.", "Miễn lệ phí đến hết ngày 31/12/2026."),
        ("Không thu phí; làm lại: 50.000 đồng", "Không thu phí; làm lại: 50.000 đồng"),
        ("Không thu lệ phí đối với hộ nghèo", "Không thu lệ phí đối với hộ nghèo"),
        ("Do Hội đồng nhân dân cấp tỉnh quyết định", "Do Hội đồng nhân dân cấp tỉnh quyết định"),
    ],
)
def test_any_other_0_is_not_stated_with_the_words_without_the_printed_price(words: str, condition: str) -> None:
    found = fee(0, words)
    assert (found.state, found.condition) == (FeeState.NOT_STATED, condition)


@pytest.mark.parametrize(
    ("value", "words", "per", "condition"),
    [
        (50_000, "", "", ""),
        ("50000", "/lần", "lần", ""),
        (50_000, "50.000 đồng/01 bản", "bản", ""),
        (50_000, "50,000 VNĐ/ giấy phép.", "giấy phép", ""),
        (50_000, "Lệ phí cấp thẻ: 50.000 đồng/thẻ.", "thẻ", "Lệ phí cấp thẻ"),
        (50_000, "Cấp mới", "", "Cấp mới"),
        (50_000, "/hồ sơ (Thông tư số 61/2023/TT-BTC)", "hồ sơ", "Thông tư số 61/2023/TT-BTC"),
        (1_500_000, "1,5 triệu đồng", "", ""),
        (CERTAIN_FROM, "", "", ""),
    ],
)
def test_a_value_is_stated_where_no_word_disagrees(value: Any, words: str, per: str, condition: str) -> None:
    found = fee(value, words)
    assert found.state is FeeState.STATED
    assert found.amount_vnd in (CERTAIN_FROM, 50_000, 1_500_000)
    assert (found.per, found.condition) == (per, condition)


def test_a_value_below_a_thousand_counts_thousands_where_the_words_name_the_same_amount() -> None:
    found = fee(20, "20.000 vnđ/tờ khai")
    assert (found.state, found.amount_vnd, found.per) == (FeeState.STATED, 20_000, "tờ khai")


@pytest.mark.parametrize(
    ("value", "words", "condition"),
    [
        (20, "", "Nguồn ghi: 20"),
        (20, "Lệ phí theo tờ khai", "Nguồn ghi: 20; Lệ phí theo tờ khai"),
        (20, "25.000 đồng/tờ khai", "Nguồn ghi: 20; 25.000 đồng/tờ khai"),
        (7.5, "", "Nguồn ghi: 7,5"),
        (165, "USD/thẻ", "Nguồn ghi: 165; USD/thẻ"),
        (50_000, "Phí: 50.000 đồng; lệ phí: 20.000 đồng", "Nguồn ghi: Phí: 50.000 đồng; lệ phí: 20.000 đồng"),
        (50_000, "bằng 50% mức thu", "Nguồn ghi: 50.000 đồng; bằng 50% mức thu"),
        (50_000, "do HĐND tỉnh quyết định", "Nguồn ghi: 50.000 đồng; do HĐND tỉnh quyết định"),
        (50_000, "Thông tư không quy định", "Nguồn ghi: 50.000 đồng; Thông tư không quy định"),
        (50_000.5, "", "Nguồn ghi: 50000,5 đồng"),
        (20_000_000_000, "", "Nguồn ghi: 20.000.000.000 đồng"),
    ],
)
def test_a_value_that_words_do_not_bear_out_is_not_stated_with_its_number(
    value: float, words: str, condition: str
) -> None:
    found = fee(value, words)
    assert (found.state, found.amount_vnd, found.condition) == (FeeState.NOT_STATED, None, condition)


def test_another_currency_is_not_stated_and_named() -> None:
    assert fee(30, "/giấy", currencyId="USD").condition == "Nguồn ghi: 30 USD/giấy"


def test_a_value_that_is_no_number_is_told() -> None:
    found = mapped(executionMethods=[a_method(fees=[a_fee("ba mươi", "/lần")])])
    assert found.procedure.fees[0].state is FeeState.NOT_STATED
    assert found.notes[0] == "phí, lệ phí: mức thu không phải là số («ba mươi»)"


@pytest.mark.parametrize(
    ("words", "type_name", "kind"),
    [
        ("Lệ phí cấp thẻ", "FEE", FeeKind.STATE_FEE),
        ("Phí thẩm định", "FEE", FeeKind.CHARGE),
        ("Phí, lệ phí", "FEE", None),
        ("/lần", "FEE", None),
        ("/lần", "LEPHI", FeeKind.STATE_FEE),
        ("/lần", "PHI", FeeKind.CHARGE),
    ],
)
def test_the_kind_of_a_fee_is_what_the_words_call_it(words: str, type_name: str, kind: FeeKind | None) -> None:
    assert fee(50_000, words, type=type_name).kind is kind


def test_words_that_the_source_cut_end_in_dots_and_are_told() -> None:
    found = mapped(executionMethods=[a_method(fees=[a_fee(30_000, "Lệ phí cấp thẻ " + "nuôi ong rừng " * 45)])])
    assert found.procedure.fees[0].condition.endswith("ong rừng…")
    assert found.notes[0].startswith("phí, lệ phí: lời ghi bị nguồn cắt ngang («")


def test_words_about_place_and_time_behind_a_fee_go_to_the_channel() -> None:
    words = "Miễn phí(Không thu lệ phí.)Nộp tại bộ phận một cửa.\nTrong 03 ngày làm việc."
    made = procedure(executionMethods=[a_method(processingTime=None, fees=[a_fee(0, words)])])
    assert [(found.state, found.condition) for found in made.fees] == [(FeeState.FREE, "Không thu lệ phí.")]
    assert made.channels[0].note == "Nộp tại bộ phận một cửa."
    assert made.channels[0].time_words == "Trong 03 ngày làm việc."


@pytest.mark.parametrize(
    ("words", "condition", "place"),
    [
        ("Lệ phí cấp thẻ)Phí gửi thẻ (nếu có))Nộp tại xã.", "Lệ phí cấp thẻ\nPhí gửi thẻ (nếu có)", "Nộp tại xã."),
        ("a) Cấp mới; b) cấp lại)Nộp tại xã.", "a) Cấp mới; b) cấp lại", "Nộp tại xã."),
        ("(Cấp mới)", "Cấp mới", ""),
        ("Cấp mới (thẻ giấy) Nộp qua bưu chính", "Cấp mới (thẻ giấy)", "Nộp qua bưu chính"),
        ("Nộp tại xã)Không có", "", "Nộp tại xã\nKhông có"),
        ("Nộp qua dịch vụ bưu chính", "", "Nộp qua dịch vụ bưu chính"),
        ("/mỗi một con ong chúa đẻ tốt", "/mỗi một con ong chúa đẻ tốt", ""),
        ("mức thu 50.000 đồng", "mức thu 50.000 đồng", ""),
    ],
)
def test_brackets_that_the_page_printed_part_the_fee_from_the_channel(words: str, condition: str, place: str) -> None:
    made = procedure(executionMethods=[a_method(fees=[a_fee(50_000, words)])])
    assert [found.condition for found in made.fees] == [condition]
    assert made.channels[0].note == place


def test_words_about_a_fee_in_the_channels_description_go_to_the_fee() -> None:
    method = a_method(description="Nộp tại xã.\nLệ phí: 40.000 đồng/lần.", fees=[a_fee(40_000)])
    found = procedure(executionMethods=[method])
    assert found.channels[0].note == "Nộp tại xã."
    assert [(each.amount_vnd, each.per, each.condition) for each in found.fees] == [(40_000, "lần", "Lệ phí")]


def test_a_fee_that_only_the_description_names_is_kept_in_its_words() -> None:
    (found,) = procedure(executionMethods=[a_method(description="Phí: + Từ năm 2027: 1.100.000 đồng/hồ sơ.")]).fees
    assert found.state is FeeState.NOT_STATED
    assert found.condition == "Phí: + Từ năm 2027: 1.100.000 đồng/hồ sơ."


def test_words_about_a_fee_are_no_place_where_no_time_is_known() -> None:
    made = procedure(executionMethods=[a_method(processingTime=None, description="Theo mức thu tại phụ lục.")])
    assert (made.channels[0].note, made.fees[0].condition) == ("", "Theo mức thu tại phụ lục.")


def test_a_procedure_without_fees_has_one_that_is_not_stated() -> None:
    assert [(found.state, found.condition) for found in procedure().fees] == [(FeeState.NOT_STATED, "")]


def test_a_fee_that_every_channel_has_stands_once_and_another_one_with_its_channel() -> None:
    ways = [
        a_method(submissionMethod="DIRECT", fees=[a_fee(50_000), a_fee(50_000)]),
        a_method(submissionMethod="ONLINE", fees=[a_fee(50_000), a_fee(25_000)]),
    ]
    fees = procedure(executionMethods=ways).fees
    assert [(found.amount_vnd, found.channel) for found in fees] == [(50_000, None), (25_000, ChannelKind.ONLINE)]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("20.000 đồng/tờ khai từ ngày 05/02/2024", {20_000}),
        ("Thông tư số 25/2021/TT-BTC; 2026", set()),
        ("từ 02 triệu đồng đến 1,5 tỷ đồng", {2_000_000, 1_500_000_000}),
        ("50 nghìn đồng; 70.000/lần", {50_000, 70_000}),
        ("165 USD", {UNREADABLE}),
        ("0,3%", {UNREADABLE}),
        ("15.000.0000 đồng", {UNREADABLE}),
        ("số 5 đường Hoa", set()),
    ],
)
def test_amounts_are_read_from_words_and_law_numbers_are_none(words: str, named: set[int]) -> None:
    assert amounts(words) == named


@pytest.mark.parametrize("words", ["Miễn phí", "Không thu phí"])
def test_only_whole_sentences_say_free(words: str) -> None:
    assert says_free(words)
    assert not says_free(f"{words} với trẻ em")
    assert not says_free(f"Trừ khi {words}")
