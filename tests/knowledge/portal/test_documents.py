from __future__ import annotations

from typing import Any

import pytest

from tests.knowledge.portal.messy_records import a_paper, mapped, papers, procedure


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("- Tờ khai đăng ký tổ ong;", "Tờ khai đăng ký tổ ong"),
        ("1. Đơn đề nghị", "Đơn đề nghị"),
        ("a) Bản vẽ tổ ong.", "Bản vẽ tổ ong"),
        ("1.2. Ảnh tổ ong", "Ảnh tổ ong"),
        ("02 ảnh cỡ 3×4", "02 ảnh cỡ 3×4"),
        ("3 ảnh", "3 ảnh"),
    ],
)
def test_a_paper_has_no_bullet_and_no_number_before_its_name(raw: str, clean: str) -> None:
    (only,) = papers(a_paper(raw))
    assert only.name == clean


@pytest.mark.parametrize(
    ("originals", "copies", "kept"),
    [
        (1, 2, (1, 2)),
        ("1", "2", (1, 2)),
        (None, None, (0, 0)),
        (20, 0, (20, 0)),
        (21, 0, (0, 0)),
        (1, 20261, (1, 0)),
        (-1, 0, (0, 0)),
        (1.5, 0, (0, 0)),
        ("một", 0, (0, 0)),
        (True, 0, (0, 0)),
    ],
)
def test_counts_that_nobody_can_mean_are_0_and_told(originals: Any, copies: Any, kept: tuple[int, int]) -> None:
    found = mapped(executionCases=[{"name": "", "profileComponents": [a_paper("Đơn", originals, copies)]}])
    (only,) = found.procedure.cases[0].documents
    assert (only.originals, only.copies) == kept
    odd = (originals, copies) not in [(1, 2), ("1", "2"), (None, None), (20, 0)]
    assert bool(found.notes) is odd


@pytest.mark.parametrize(
    ("name", "raw", "whole", "originals"),
    [
        ("Tờ khai theo Nghị định ngày 05/01/", 20261, "Tờ khai theo Nghị định ngày 05/01/2026", 1),
        ("Tờ khai theo Nghị định ngày 05/01/", 2026, "Tờ khai theo Nghị định ngày 05/01/2026", 0),
        ("Tờ khai ngày 05 tháng 01 năm", 20242, "Tờ khai ngày 05 tháng 01 năm 2024", 2),
    ],
)
def test_a_year_that_slipped_into_the_count_is_in_the_name_again(
    name: str, raw: int, whole: str, originals: int
) -> None:
    (only,) = papers(a_paper(name, raw))
    assert (only.name, only.originals) == (whole, originals)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Tờ khai (Mẫu số 01)", "Mẫu số 01"),
        ("Tờ khai theo mẫu CT01 ban hành kèm theo Thông tư", "mẫu CT01"),
        ("Đơn theo Mẫu số 03.BĐ Phụ lục V", "Mẫu số 03.BĐ"),
        ("Đơn theo mẫu quy định", ""),
        ("Mẫu gỗ dài 10 mét", ""),
    ],
)
def test_a_form_is_the_number_that_the_name_names(name: str, form: str) -> None:
    (only,) = papers(a_paper(name))
    assert only.form == form


@pytest.mark.parametrize(
    ("name", "files", "clean", "kept"),
    [
        ("Tờ khai", ("Mẫu 1.docx",), "Tờ khai", ["Mẫu 1.docx"]),
        (
            "Đơn theo Nghị định số 42/2026/",
            ("NĐ-CPMẫu số 01.docx",),
            "Đơn theo Nghị định số 42/2026/NĐ-CP",
            ["Mẫu số 01.docx"],
        ),
        ("Giấy xác nhận (mẫu ON1)70-Mẫu ON1.doc", (), "Giấy xác nhận (mẫu ON1)", ["70-Mẫu ON1.doc"]),
        ("", ("Đơn xin nuôi ong.docx",), "Đơn xin nuôi ong", ["Đơn xin nuôi ong.docx"]),
        ("Đơn", ("[Mẫu 1.docx](https://cong.example/1)",), "Đơn", ["Mẫu 1.docx"]),
        (
            "Đơn theo Thông tư số 94/2025/",
            ("TT-BNNMTđơn công nhận.pdf",),
            "Đơn theo Thông tư số 94/2025/TT-BNNMT",
            ["đơn công nhận.pdf"],
        ),
        ("Đơn nuôi, trồngSo theo doi,", ("cay.docx",), "Đơn nuôi, trồng", ["So theo doi, cay.docx"]),
        ("Sơ yếu lý lịch cỡ 4x6cm,", ("33-Mẫu số 02.doc",), "Sơ yếu lý lịch cỡ 4x6cm", ["33-Mẫu số 02.doc"]),
        ("Đơn gửi một/", ("Bản khai.doc",), "Đơn gửi một", ["Bản khai.doc"]),
        ("Đơn theo mẫuvăn bản đề nghị.docx", (), "Đơn theo mẫu", ["văn bản đề nghị.docx"]),
        ("Đơn.docx", (), "Đơn", ["Đơn.docx"]),
        ("Tệp có đuôi “.doc” của báo cáo", (), "Tệp có đuôi “.doc” của báo cáo", []),
        ("Đơn", ("Mẫu 1.docx Mẫu 2.pdf",), "Đơn", ["Mẫu 1.docx", "Mẫu 2.pdf"]),
        ("Đơn", ("Mẫu không đuôi",), "Đơn", ["Mẫu không đuôi"]),
        ("Tên giấy tờ", (), None, []),
        ("Đơn", ("Tệp đính kèm",), "Đơn", []),
    ],
)
def test_names_and_files_that_are_glued_are_told_apart(
    name: str, files: tuple[str, ...], clean: str | None, kept: list[str]
) -> None:
    found = papers(a_paper(name, 1, 0, *files))
    assert [(each.name, [file.name for file in each.files]) for each in found] == ([(clean, kept)] if clean else [])


def test_a_file_keeps_the_portals_number_for_it() -> None:
    component = a_paper("Đơn") | {"attachments": [{"fileName": "Mẫu.docx", "fileId": "f-1"}]}
    assert papers(component)[0].files[0].file_id == "f-1"


@pytest.mark.parametrize(
    "heading",
    ["* Giấy tờ phải nộp:", "- Giấy tờ phải xuất trình", "Thành phần hồ sơ gồm:", "Hồ sơ bao gồm", "--", "", "."],
)
def test_headings_and_empty_lines_are_left_out_and_told(heading: str) -> None:
    found = mapped(executionCases=[{"name": "", "profileComponents": [a_paper(heading), a_paper("Đơn")]}])
    assert [paper.name for paper in found.procedure.cases[0].documents] == ["Đơn"]
    assert len(found.notes) == 1
    assert found.notes[0].startswith("giấy tờ: bỏ dòng")


@pytest.mark.parametrize(
    ("name", "to_show"),
    [
        ("Xuất trình thẻ căn cước", True),
        ("Giấy tờ phải xuất trình: hộ chiếu", True),
        ("Hộ chiếu (xuất trình)", True),
        ("Xuất trình hoặc nộp bản sao hộ chiếu", False),
        ("Hộ chiếu", False),
    ],
)
def test_a_paper_is_only_shown_where_its_own_words_say_so(name: str, to_show: bool) -> None:
    (only,) = papers(a_paper(name))
    assert only.to_show is to_show


def test_the_papers_of_a_case_called_papers_to_show_are_only_shown() -> None:
    found = mapped(executionCases=[{"name": "* Giấy tờ phải xuất trình:", "profileComponents": [a_paper("Hộ chiếu")]}])
    (case,) = found.procedure.cases
    assert (case.name, case.documents[0].to_show) == ("", True)
    assert found.notes[0].startswith("trường hợp: tên chỉ là tiêu đề, xếp vào hồ sơ chung")


def test_cases_keep_their_order_and_the_general_one_is_first() -> None:
    made = procedure(
        profileComponents=[a_paper("Đơn")],
        executionCases=[
            {"name": "- Cấp lại;", "profileComponents": [a_paper("Ảnh")]},
            {"name": "--", "profileComponents": [a_paper("Tờ khai")]},
            {"name": "Trống", "profileComponents": []},
        ],
    )
    assert [(case.name, [paper.name for paper in case.documents]) for case in made.cases] == [
        ("", ["Đơn", "Tờ khai"]),
        ("Cấp lại", ["Ảnh"]),
    ]


def test_a_paper_that_stands_twice_stands_once_with_all_its_files() -> None:
    found = mapped(
        executionCases=[
            {"name": "", "profileComponents": [a_paper("Đơn", 1, 0, "a.doc"), a_paper("Đơn", 1, 0, "b.doc")]}
        ]
    )
    (only,) = found.procedure.cases[0].documents
    assert [file.name for file in only.files] == ["a.doc", "b.doc"]
    assert found.notes == ("giấy tờ: bỏ dòng lặp («Đơn»)",)


def test_pieces_of_a_paper_that_was_cut_at_its_counts_are_one_paper() -> None:
    (first,) = papers(a_paper("Giấy xác nhận", 1, 0), a_paper(",", 0, 2))
    assert (first.name, first.originals, first.copies) == ("Giấy xác nhận", 1, 2)
    (either,) = papers(a_paper("Bản chính", 1, 0), a_paper("hoặc", 0, 1))
    assert (either.name, either.originals, either.copies) == ("Bản chính … hoặc", 0, 0)
    (listed,) = papers(a_paper("Gồm:", 1, 0), a_paper(". đơn và ảnh", 0, 2))
    assert (listed.name, listed.originals, listed.copies) == ("Gồm. đơn và ảnh", 1, 2)


def test_a_bad_component_is_told_and_the_others_stay() -> None:
    found = mapped(executionCases=[{"name": "", "profileComponents": ["Đơn", {"name": 5}, a_paper("Ảnh")]}])
    assert [paper.name for paper in found.procedure.cases[0].documents] == ["Ảnh"]
    assert found.notes[0] == "profileComponents: bỏ một mục không đọc được («Đơn»)"
