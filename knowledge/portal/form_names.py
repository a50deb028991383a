"""Which words of a document are its name, and which are the name of a form's file that the portal glued to it?

The portal prints the file name right behind the document, and the records cut that text at the last "/" or ",":
"… Nghị định số 42/2026/" with the file "NĐ-CPMẫu số 01.docx". Words and file are told apart again where a small
letter or a mark meets a capital; where no such place is found, both stay as they came.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.portal.cleaning import clean_line, clean_title
from knowledge.portal.dirt import LOWER, UPPER
from knowledge.portal.raw_record import Part, part_text, parts_of
from knowledge.procedure import FormFile

_SUFFIX = r"\.(?:docx?|pdf|xlsx?|rtf|zip|rar|pptx?|jpe?g|png)"
_FILE_END = re.compile(rf"(?i:{_SUFFIX})(?![a-z0-9])")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:file|https?):")
_STARTERS = (
    r"(?:Mẫu|MẪU|mẫu|Mau|MAU|mau|Phụ lục|PHỤ LỤC|Phu ?luc|phụ lục|PL|Đơn|ĐƠN|Don|TK|TP|PC|BM|Biểu|Bản|Ban|Giấy|giấy|Tờ)"
)
_BEFORE_FILE = re.compile(
    rf"(?<=[{LOWER}0-9A-ZĐ)\].;:”\"])(?={_STARTERS}(?![{LOWER}]))"
    rf"|(?<=[{LOWER})\];”\"])(?=[{UPPER}\d])"
    rf"|(?<=[{LOWER})\]”\"]\.)(?=[^\W_])"
    r"|(?<=[A-ZĐ]{2}\.)(?=[^\W_])"
)
_LAW_TAIL = re.compile(r"^(?:\d{4}|(?:NĐ|TT|QĐ|NQ|TTLT|QH|UBTVQH|PL)\b|[A-ZĐ]{2,8}-)")
JUNK = frozenset(("tệp đính kèm", "tên giấy tờ"))
"""Headings of the portal's table that were taken for rows."""
_NUMBERED_FORM = re.compile(
    r"[Mm]ẫu(?:\s+(?:số|đơn số|phiếu số|biểu số))?\s*:?\s*(?:[A-ZĐ]{1,5}[-. ]?){0,3}\d{1,3}[a-zđ]?(?:[./-][\wĐ-]+)*"
)


class NamedDocument(NamedTuple):
    """A document's name and its forms' files."""

    name: str
    files: tuple[FormFile, ...]


def named_document(part: Part, notes: list[str]) -> NamedDocument:
    """The name and the files of one component of a case."""
    name = clean_line(part_text(part, "name", "profileComponents", notes))
    files: list[FormFile] = []
    for attachment in parts_of(part, "attachments", notes):
        raw = clean_line(part_text(attachment, "fileName", "attachments", notes))
        number = next((value for key in ("fileId", "id") if isinstance(value := attachment.get(key), str)), "")
        linked = _LINK.findall(raw)
        if not linked and raw:
            name, linked = told_apart(name, raw)
        files += [FormFile(name=each, file_id=number) for each in map(str.strip, linked) if each]
    if not files and _FILE_END.search(name):
        name, found = told_apart(name, "")
        files = [FormFile(name=each) for each in found if each]
    files = [file for file in files if file.name.casefold() not in JUNK]
    name = clean_title(name) or (_FILE_END.split(files[0].name)[0] if files else "")
    return NamedDocument("" if name.casefold() in JUNK else name, tuple(dict.fromkeys(files)))


def told_apart(name: str, file: str) -> tuple[str, list[str]]:
    """A document's name and the names of its files.

    >>> told_apart("Đơn theo Mẫu số 01 Nghị định số 42/2026/", "NĐ-CPMẫu số 01.docx")
    ('Đơn theo Mẫu số 01 Nghị định số 42/2026/NĐ-CP', ['Mẫu số 01.docx'])
    >>> told_apart("Giấy chứng nhận bị thương (mẫu TB1)70-Mẫu TB1.doc", "")
    ('Giấy chứng nhận bị thương (mẫu TB1)', ['70-Mẫu TB1.doc'])
    >>> told_apart("Tờ khai", "Mẫu 1.docx"), told_apart("", "Đơn đề nghị theo mẫuDon.docxPhu luc.doc")
    (('Tờ khai', ['Mẫu 1.docx']), ('Đơn đề nghị theo mẫu', ['Don.docx', 'Phu luc.doc']))
    """
    first, *others = _files(file) or [""]
    if not file:
        first, *others = _files(name) or [""]
        return _cut(first, 0, others, name)
    if name and not name.endswith((",", "/")):
        return name, [first, *others]
    if name.endswith("/") and not _LAW_TAIL.match(first) and not _BEFORE_FILE.search(first):
        return name, [first, *others]
    text = f"{name}{' ' if name.endswith(',') else ''}{first}"
    return _cut(text, len(name), others, name)


def form_number(name: str) -> str:
    """The number of the official form that a document's name names; "" where it names none.

    >>> form_number("Tờ khai theo Mẫu số 03.BĐ Phụ lục V"), form_number("Phiếu (mẫu CT01)"), form_number("theo mẫu")
    ('Mẫu số 03.BĐ', 'mẫu CT01', '')
    """
    found = _NUMBERED_FORM.search(name) if "ẫu" in name else None
    return " ".join(found.group().split()) if found else ""


def _files(text: str) -> list[str]:
    """The text cut behind every file name; what is behind the last one is none."""
    ends = [match.end() for match in _FILE_END.finditer(text)]
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]


def _cut(text: str, start: int, others: list[str], name: str) -> tuple[str, list[str]]:
    places = [match.start() for match in _BEFORE_FILE.finditer(text) if match.start() > max(start, 0)]
    named = [place for place in places if re.match(_STARTERS, text[place:])]
    if not places:
        return (name, [text[start:].strip(), *others]) if start or not name else (name, others)
    place = places[0] if start or not name else (named or places)[-1]
    return text[:place].strip(), [text[place:].strip(), *others]
