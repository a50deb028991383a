from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.errors import CatalogueError
from knowledge.portal.mapping import MalformedRecordError, procedure_of
from knowledge.procedure import FeeState, Level, Reach
from tests.knowledge.portal.messy_records import ON, a_method, a_record, mapped, procedure


def test_every_field_of_a_clean_record_is_in_the_procedure() -> None:
    found = mapped()
    made = found.procedure
    assert found.portal_id == "0199aaaa-0000-7000-8000-000000000001"
    assert found.notes == ()
    assert (made.code, made.name, made.field) == ("1.000777", "Thủ tục đăng ký tổ ong", "Nuôi ong")
    assert (made.groups, made.audience, made.phrases) == (("Làm nông",), ("Công dân Việt Nam",), ("nuôi ong",))
    assert (made.levels, made.reach) == ((Level.COMMUNE,), Reach.NATIONAL)
    assert (made.publisher, made.authority, made.decision) == ("Bộ Nuôi ong", "Ủy ban nhân dân cấp xã", "77/QĐ-BNO")
    assert made.steps == ("Nộp hồ sơ.", "Nhận kết quả.")
    assert made.results == ("Giấy xác nhận tổ ong",)
    assert made.conditions == ("Tổ ong cách nhà ở 10 mét;", "Có người trông coi.")
    assert [(basis.number, basis.title) for basis in made.legal_bases] == [("12/2024/QH15", "Luật Nuôi ong")]
    assert [(paper.name, paper.form) for paper in made.cases[0].documents] == [
        ("Tờ khai đăng ký tổ ong theo Mẫu số 01", "Mẫu số 01")
    ]
    assert made.source.endswith("/thu-tuc-hanh-chinh/0199aaaa-0000-7000-8000-000000000001")
    assert made.verified_on == made.effective_from == ON


def test_what_is_ours_to_write_stays_empty() -> None:
    made = procedure(description="Để nuôi ong đúng luật.")
    assert (made.short_name, made.summary, made.situations) == ("", "", ())
    assert made.description == "Để nuôi ong đúng luật."


def test_a_record_of_the_list_without_details_is_a_procedure_whose_fee_is_not_stated() -> None:
    bare = {"id": "1", "code": "2.000001", "name": "Cấp giấy phép nuôi ong", "isWard": False, "detail": False}
    made = procedure_of(bare, ON).procedure
    assert [fee.state for fee in made.fees] == [FeeState.NOT_STATED]
    assert (made.field, made.levels, made.cases, made.steps) == ("Lĩnh vực khác", (), (), ())


def test_missing_keys_unknown_keys_and_nulls_are_fine() -> None:
    bare = {"code": "2.000001", "name": "Cấp giấy phép", "colour": "đỏ", "keywords": None, "executionSteps": None}
    made = procedure_of(bare, ON).procedure
    assert made.source == "https://dichvucong.gov.vn/dich-vu-cong-truc-tuyen/2.000001"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": ""}, "không có mã"),
        ({"code": "nuôi ong"}, "không có dạng"),
        ({"code": "1.000777-Xoa"}, "đã xóa"),
        ({"name": " -- "}, "không có tên"),
        ({"name": 5}, "trường name phải là chữ, không phải số"),
        ({"description": ["a"]}, "trường description phải là chữ, không phải danh sách"),
        ({"executionMethods": "một"}, "trường executionMethods phải là danh sách"),
        ({"name": "ong " * 600}, "mục name"),
    ],
)
def test_a_record_that_cannot_be_a_procedure_is_refused_with_its_code_and_the_reason(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(MalformedRecordError, match=words) as raised:
        mapped(**changes)
    assert isinstance(raised.value, CatalogueError)
    assert str(raised.value).startswith("Bản ghi «")
    assert "Bỏ qua" in str(raised.value)


@pytest.mark.parametrize("record", [None, [], "1.000777", {}])
def test_what_is_no_record_at_all_is_refused(record: Any) -> None:
    with pytest.raises(MalformedRecordError):
        procedure_of(record, ON)


def test_a_bad_part_of_a_list_is_left_out_and_told() -> None:
    found = mapped(resultsDetails=["Giấy", {"name": 7}, {"name": "Giấy phép"}])
    assert found.procedure.results == ("Giấy phép",)
    assert found.notes == (
        "resultsDetails: bỏ một mục không đọc được («Giấy»)",
        "resultsDetails: name không phải là chữ («7»)",
    )


@pytest.mark.parametrize(
    ("changes", "reach"),
    [
        ({"type": "WARD_INTERNAL"}, Reach.INTERNAL),
        ({"code": "5.000001"}, Reach.INTERNAL),
        ({"code": "6.000001"}, Reach.INTERNAL),
        ({"departmentPromulgateCode": "H21"}, Reach.PROVINCE),
        ({"departmentPromulgateName": "UBND tỉnh Cây Xanh"}, Reach.PROVINCE),
        ({"departmentPromulgateName": "Ủy ban nhân dân Thành phố Lá Đỏ"}, Reach.PROVINCE),
        ({"code": "1.012753.H19"}, Reach.PROVINCE),
        ({"code": "1.001612.000.00.00.H01"}, Reach.PROVINCE),
        ({"departmentPromulgateName": "Trung tâm phục vụ hành chính công"}, Reach.NATIONAL),
        ({}, Reach.NATIONAL),
    ],
)
def test_internal_procedures_and_province_copies_are_marked(changes: dict[str, Any], reach: Reach) -> None:
    assert procedure(**changes).reach is reach


def test_the_code_behind_a_name_is_no_part_of_it_and_another_one_is() -> None:
    assert procedure(name="Cấp giấy phép (cấp Bộ) ( 1.000777 )").name == "Cấp giấy phép (cấp Bộ)"
    assert procedure(name="Cấp giấy phép (thay 1.000778)").name == "Cấp giấy phép (thay 1.000778)"


def test_an_audience_cut_at_its_commas_is_whole_again_and_junk_is_told() -> None:
    names = ["Tổ chức (không bao gồm doanh nghiệp", "HTX)", "Cán bộ", "công chức", "viên chức", "nhóm 1", "Hợp tác xã"]
    found = mapped(subjectTypesDetails=[{"name": name} for name in names])
    assert found.procedure.audience == (
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Cán bộ, công chức, viên chức",
        "Hợp tác xã",
    )
    assert found.notes == ("đối tượng: bỏ lời không rõ nghĩa («nhóm 1»)",)


def test_the_first_field_is_the_field_and_the_others_are_told() -> None:
    found = mapped(categoriesDetails=[{"name": "Nuôi ong; Nuôi ong"}, {"name": "Thú y"}])
    assert found.procedure.field == "Nuôi ong"
    assert found.notes == ("lĩnh vực: chỉ giữ lĩnh vực đầu («Nuôi ong; Thú y»)",)


@pytest.mark.parametrize("keywords", ["Không", "ong", "CSDL Quốc gia»Bộ Nuôi ong»Cấp phép", "ong " * 16])
def test_keywords_that_are_no_way_to_ask_are_told(keywords: str) -> None:
    found = mapped(keywords=keywords)
    assert found.procedure.phrases == ()
    assert len(found.notes) == (0 if keywords == "Không" else 1)


def test_keywords_that_repeat_the_name_are_no_phrase() -> None:
    assert mapped(keywords="Thủ tục Đăng ký tổ ong").procedure.phrases == ()


def test_a_description_that_repeats_the_conditions_is_not_stored_twice() -> None:
    found = mapped(description="Có vườn.", requirementsAndConditions=" Có  vườn.")
    assert (found.procedure.description, found.procedure.conditions) == ("", ("Có vườn.",))
    assert found.notes == ("mô tả: trùng với yêu cầu, điều kiện, không ghi hai lần",)


def test_conditions_that_say_nothing_are_none() -> None:
    page = "Không có thông tinTừ khóaKhông có thông tinMô tảKhông có thông tin"
    assert [procedure(requirementsAndConditions=text).conditions for text in ("Không", page)] == [(), ()]


@pytest.mark.parametrize(
    ("decides", "does", "authority"),
    [
        ("Bộ Nuôi ong", "Cục Ong", "Bộ Nuôi ong; cơ quan thực hiện: Cục Ong"),
        ("Bộ Nuôi ong", "Bộ Nuôi ong", "Bộ Nuôi ong"),
        ("", "Cục Ong", "Cục Ong"),
        ("Bộ Nuôi ong", "Không có thông tin", "Bộ Nuôi ong"),
        ("", "", "Cục Hoa"),
    ],
)
def test_who_decides_and_who_does_it_are_both_said(decides: str, does: str, authority: str) -> None:
    made = procedure(
        authorityAgencies=decides,
        executingAgencies=does,
        departmentsExecuting=[{"name": "Cục Hoa"}] if not does else [],
    )
    assert made.authority == authority


def test_other_agencies_and_the_place_are_kept_in_the_portals_words() -> None:
    made = procedure(
        authorizedAgencies="Chi cục Ong",
        coordinatingAgencies="Không có",
        dossierReceivingAddresses='"- Một cửa cấp xã;\n- Số 1 đường Hoa"',
    )
    assert (made.authorized, made.coordinating) == ("Chi cục Ong", "")
    assert made.submit_to == "- Một cửa cấp xã;\n- Số 1 đường Hoa"


@pytest.mark.parametrize(
    ("changes", "decision", "decided_on"),
    [
        ({"decisionNo": "SỐ 64/QĐ-BNO"}, "64/QĐ-BNO", None),
        ({"decisionNo": "628 /QĐ-BNO."}, "628/QĐ-BNO", None),
        ({"decisionNo": "2045/QĐ_BNO"}, "2045/QĐ_BNO", None),
        (
            {"decisionNo": "", "procedureProposal": {"proposalNumber": "66/QĐ-BNO-C12", "decisionDate": 1767200400000}},
            "66/QĐ-BNO-C12",
            date(2026, 1, 1),
        ),
        ({"procedureProposal": {"decisionDate": "2026-01-01T20:00:00Z"}}, "77/QĐ-BNO", date(2026, 1, 2)),
        ({"procedureProposal": {"decisionDate": "2026-03-04"}}, "77/QĐ-BNO", date(2026, 3, 4)),
    ],
)
def test_the_decision_and_its_vietnamese_day(changes: dict[str, Any], decision: str, decided_on: date | None) -> None:
    made = procedure(**changes)
    assert (made.decision, made.decision_on) == (decision, decided_on)


def test_odd_decisions_and_states_are_told() -> None:
    notes = mapped(decisionNo="1681", state="DELETED", procedureProposal={"decisionDate": "hôm qua"}).notes
    assert notes == (
        "ngày quyết định: không đọc được («hôm qua»)",
        "quyết định: số hiệu lạ, giữ nguyên («1681»)",
        "trạng thái trên Cổng («DELETED»)",
    )


def test_results_glued_by_the_portals_numbers_are_several_and_each_once() -> None:
    names = ["Quyết địnhMã: KQ.G12.000139+ Văn bản từ chối;", "Quyết định."]
    made = procedure(resultsDetails=[{"name": name} for name in names])
    assert made.results == ("Quyết định", "Văn bản từ chối")


def test_ways_that_are_no_channel_of_ours_are_told_where_to_hand_in() -> None:
    other = a_method(
        submissionMethod="OTHER",
        description="Nộp tại quầy lưu động.",
        fees=[{"value": 30000, "description": "/lần"}],
        processingTime=2,
    )
    found = mapped(executionMethods=[other], dossierReceivingAddresses="Một cửa cấp xã")
    assert found.procedure.channels == ()
    assert found.procedure.submit_to == (
        "Một cửa cấp xã\nHình thức khác: Nộp tại quầy lưu động.\nThời hạn: 2 ngày làm việc"
    )
    assert [(fee.amount_vnd, fee.condition) for fee in found.procedure.fees] == [(30_000, "Hình thức khác.")]
    assert found.notes == ("cách nộp: hình thức khác, giữ trong nơi nộp («OTHER Nộp tại quầy lưu động.»)",)


def test_mapping_reads_the_record_and_leaves_it_as_it_was() -> None:
    record = a_record()
    procedure_of(record, ON)
    assert record == a_record()
