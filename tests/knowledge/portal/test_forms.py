from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import CatalogueError
from knowledge.portal.client import PortalClient
from knowledge.portal.envelope import PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.form_kinds import KINDS, OLE, kind_of, named_kind
from knowledge.portal.forms import FAILURES_IN_A_ROW, download_forms, file_stem
from knowledge.procedure import FormFile, Procedure
from tests.knowledge.examples import SOME, a_procedure
from tests.knowledge.portal.portal_server import Fault, PortalServer


def a_zip(*parts: str) -> bytes:
    """A ZIP container with these parts."""
    container = BytesIO()
    with ZipFile(container, "w") as archive:
        for part in parts:
            text = "application/vnd.oasis.opendocument.text" if part == "mimetype" else "<xml/>"
            archive.writestr(part, text)
    return container.getvalue()


PDF = b"%PDF-1.7\n..."
DOCX = a_zip("[Content_Types].xml", "word/document.xml")
FILES = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": a_zip("[Content_Types].xml", "xl/workbook.xml"),
    "odt": a_zip("mimetype", "content.xml"),
    "doc": OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
    "xls": OLE + bytes(600) + "Workbook".encode("utf-16-le"),
    "rtf": b"{\\rtf1\\ansi To khai}",
    "png": b"\x89PNG\r\n\x1a\n....",
    "jpg": b"\xff\xd8\xff\xe0....",
}
NO_FORMS = {
    "a page": b"<!DOCTYPE html><html><body>Loi</body></html>",
    "an answer in JSON": b'{"code": "FILE_NOT_FOUND"}',
    "a program for Windows": b"MZ\x90\x00",
    "a program for Linux": b"\x7fELF\x02",
    "a script": b"#!/bin/sh\nrm -rf ~",
    "an archive": a_zip("setup.exe"),
    "an archive cut short": DOCX[:40],
    "a Java program": a_zip("META-INF/MANIFEST.MF"),
    "an installer": OLE + bytes(600) + "Property".encode("utf-16-le"),
    "a drawing that may hold a script": b"<svg onload=alert(1)>",
    "nothing": b"",
}


def with_forms(*files: tuple[str, str], code: str = "1.000001") -> Procedure:
    """A procedure whose one paper has these files, each a name and a number."""
    forms = [{"name": name, "file_id": file_id} for name, file_id in files]
    return a_procedure(code=code, cases=[{"documents": [{"name": "Tờ khai", "files": forms}]}])


# What a file is


@pytest.mark.parametrize(("kind", "content"), FILES.items())
def test_a_form_is_known_by_its_bytes(kind: str, content: bytes) -> None:
    assert kind_of(content) == kind


def test_every_kind_has_an_example_here() -> None:
    assert set(FILES) == set(KINDS)


@pytest.mark.parametrize("content", NO_FORMS.values(), ids=list(NO_FORMS))
def test_what_is_no_form_is_no_kind(content: bytes) -> None:
    assert kind_of(content) is None


@SOME
@given(st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255))), st.data())
def test_damaged_files_are_forms_or_none_but_never_an_error(
    kind: str, changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    content = bytearray(FILES[kind])
    for place, value in changes:
        content[place % len(content)] = value
    assert kind_of(bytes(content[: data.draw(st.integers(0, len(content)))])) in (*KINDS, None)


# What it is called


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Tờ khai.docx", "1.001193-Tờ khai-ca978112"),
        ("../../etc/passwd", "1.001193-etc passwd-ca978112"),
        ("C:\\Windows\\run.pdf", "1.001193-C Windows run-ca978112"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}fdp.docx", "1.001193-fdp-ca978112"),
        ("Mẫu\tsố\n1 .doc)", "1.001193-Mẫu số 1-ca978112"),
        ("To\u031b\u0300 khai.doc", "1.001193-Tờ khai-ca978112"),
        (".docx", "1.001193-ca978112"),
        ("...", "1.001193-ca978112"),
    ],
)
def test_a_file_is_called_by_code_title_and_mark(name: str, stem: str) -> None:
    assert file_stem("1.001193", FormFile(name=name, file_id="a")) == stem


@SOME
@given(st.text(min_size=1, max_size=400).filter(lambda text: text.strip()), st.text(max_size=40))
def test_every_name_makes_a_file_of_the_folder_and_of_no_other(name: str, file_id: str) -> None:
    stem = file_stem("1.001612.000.00.00.H01", FormFile(name=name, file_id=file_id))
    assert Path(stem).name == stem
    assert stem.isprintable()
    assert len(f".{stem}.docx.part".encode()) <= 255


@pytest.mark.parametrize("name", ["Mẫu 9.9", "Nghị định 1.2024", "Tệp đính kèm", "docx", "Mẫu số 1. Đơn đề nghị"])
def test_a_point_in_a_title_makes_no_extension(name: str) -> None:
    assert named_kind(name) == ""


# The download


def test_forms_are_put_into_the_folder_under_names_that_tell_whose_they_are(
    client: PortalClient, portal: PortalServer, tmp_path: Path
) -> None:
    portal.forms = {"f1": DOCX, "f2": PDF}
    procedures = [with_forms(("Tờ khai.docx", "f1"), ("Tệp đính kèm", "f2")), with_forms(code="1.000002")]

    done = download_forms(client, procedures, tmp_path / "mau" / "don")

    assert [path.name.rpartition("-")[0] for path in done.saved] == ["1.000001-Tờ khai", "1.000001-Tệp đính kèm"]
    assert [(path.suffix, path.read_bytes()) for path in done.saved] == [(".docx", DOCX), (".pdf", PDF)]
    assert sorted((tmp_path / "mau" / "don").iterdir()) == sorted(done.saved), "and nothing unfinished"
    assert (done.present, done.refused) == ((), ())


def test_forms_that_the_portal_gives_no_number_for_are_not_asked_for(
    client: PortalClient, portal: PortalServer, tmp_path: Path
) -> None:
    done = download_forms(client, [with_forms(("Tờ khai.docx", ""))], tmp_path)
    assert (done.saved, portal.asked) == ((), [])


def test_a_form_of_several_papers_is_asked_for_once(client: PortalClient, portal: PortalServer, tmp_path: Path) -> None:
    portal.forms = {"f1": DOCX}
    download_forms(client, [with_forms(("Tờ khai.docx", "f1"), ("Tờ khai (bản khác).docx", "f1"))], tmp_path)
    assert len(portal.asked) == 1


def test_a_form_that_is_there_is_not_asked_for_again(
    client: PortalClient, portal: PortalServer, tmp_path: Path
) -> None:
    portal.forms = {"f1": DOCX, "f2": PDF, "f3": PDF}
    before = download_forms(client, [with_forms(("Tờ khai.docx", "f1"), ("Tệp đính kèm", "f2"))], tmp_path)
    portal.asked.clear()

    done = download_forms(
        client, [with_forms(("Tờ khai.docx", "f1"), ("Tệp đính kèm", "f2"), ("Tệp đính kèm", "f3"))], tmp_path
    )

    assert [asked.body for asked in portal.asked] == [{"fileId": "f3"}]
    assert (done.present, len(done.saved)) == (before.saved, 1)
    assert len(list(tmp_path.iterdir())) == 3, "two files of the same name stay apart"


@pytest.mark.parametrize("content", NO_FORMS.values(), ids=list(NO_FORMS))
def test_what_is_no_form_is_refused_and_stops_nothing(
    client: PortalClient, portal: PortalServer, tmp_path: Path, content: bytes
) -> None:
    portal.forms = {"bad": content, "good": PDF}
    done = download_forms(client, [with_forms(("Tờ khai.doc", "bad"), ("Đơn.pdf", "good"))], tmp_path)
    assert done.refused == (("1.000001 Tờ khai.doc", "nội dung không phải PDF, Word, Excel, RTF, ODT hay ảnh"),)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [PDF]


@pytest.mark.parametrize(
    ("name", "why", "requests"),
    [
        ("Tờ khai.pdf", "tên ghi .pdf nhưng nội dung là .docx", 1),
        ("Tờ khai.exe", "không nhận tệp .exe", 0),
        ("Tờ khai.docx.html", "không nhận tệp .html", 0),
        ("Tờ khai.docm", "không nhận tệp .docm", 0),
        ("Tờ khai.zip", "không nhận tệp .zip", 0),
    ],
)
def test_a_name_that_claims_something_else_is_refused(
    client: PortalClient, portal: PortalServer, tmp_path: Path, name: str, why: str, requests: int
) -> None:
    portal.forms = {"f1": DOCX}
    done = download_forms(client, [with_forms((name, "f1"))], tmp_path)
    assert done.refused == ((f"1.000001 {name}", why),)
    assert len(portal.asked) == requests
    assert list(tmp_path.iterdir()) == []


def test_a_form_over_the_limit_is_refused(client: PortalClient, portal: PortalServer, tmp_path: Path) -> None:
    portal.forms = {"f1": PDF + bytes(1_000_000)}
    done = download_forms(client, [with_forms(("Đơn.pdf", "f1"))], tmp_path, limit_bytes=1_000_000)
    assert done.refused == (("1.000001 Đơn.pdf", "câu trả lời lớn hơn 1 MB"),)


def test_a_form_that_the_portal_does_not_have_is_refused(client: PortalClient, tmp_path: Path) -> None:
    done = download_forms(client, [with_forms(("Đơn.pdf", "f1"))], tmp_path)
    assert done.saved == ()
    assert len(done.refused) == 1


def test_a_portal_that_gives_no_form_any_more_is_left_alone_and_the_next_try_goes_on(
    client: PortalClient, portal: PortalServer, tmp_path: Path
) -> None:
    portal.forms = {f"f{number}": PDF for number in range(12)}
    procedure = with_forms(*((f"Đơn {number}.pdf", f"f{number}") for number in range(12)))
    portal.faults = [None] * 3 + [Fault(403)] * 100
    with pytest.raises(PortalUnavailableError):
        download_forms(client, [procedure], tmp_path)
    assert len(portal.asked) == 3 + FAILURES_IN_A_ROW
    portal.faults = []

    done = download_forms(client, [procedure], tmp_path)

    assert (len(done.present), len(done.saved)) == (3, 9)


def test_a_form_that_is_refused_alone_stops_nothing(client: PortalClient, portal: PortalServer, tmp_path: Path) -> None:
    portal.forms = {"f2": PDF}
    portal.faults = [Fault(403)]
    done = download_forms(client, [with_forms(("A.pdf", "f1"), ("B.pdf", "f2"))], tmp_path)
    assert (len(done.saved), done.refused) == (1, (("1.000001 A.pdf", "từ chối (HTTP 403)"),))


def test_a_portal_that_names_a_late_hour_is_not_asked_for_the_next_form(
    client: PortalClient, portal: PortalServer, tmp_path: Path
) -> None:
    portal.always = Fault(429, {"Retry-After": "7200"})
    with pytest.raises(PortalSaysLaterError):
        download_forms(client, [with_forms(("A.pdf", "f1"), ("B.pdf", "f2"))], tmp_path)
    assert len(portal.asked) == 1


def test_a_folder_that_cannot_be_made_is_said(client: PortalClient, tmp_path: Path) -> None:
    (tmp_path / "mau").write_text("tệp, không phải thư mục")
    with pytest.raises(CatalogueError, match="Không ghi được vào thư mục"):
        download_forms(client, [with_forms(("A.pdf", "f1"))], tmp_path / "mau")


def test_whoever_watches_sees_the_forms_come(client: PortalClient, portal: PortalServer, tmp_path: Path) -> None:
    portal.forms = {"f1": PDF}
    seen: list[tuple[int, int]] = []
    forms = with_forms(("A.pdf", "f1"), ("B.exe", "f2"))
    download_forms(client, [forms], tmp_path, progress=lambda *step: seen.append(step))
    assert seen == [(1, 2), (2, 2)]
