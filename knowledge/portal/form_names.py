"""Which words of a document are its name, and which are the name of a form's file that the portal glued to it?

The portal prints the file name right behind the document, and the records cut that text at the last "/" or ",":
"… Nghị định số 42/2026/" with the file "NĐ-CPMẫu số 01.docx". Words and file are told apart again where a small
letter or a mark meets a capital; where no such place is found, both stay as they came.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.portal.cleaning import clean_line, title_of
from knowledge.portal.dirt import LOWER, UPPER
from knowledge.portal.raw_record import Part, part_text, parts_of
from knowledge.procedure import FormFile

_SUFFIX = r"(?i:docx?|pdf|xlsx?|rtf|zip|rar|pptx?|jpe?g|png)(?![a-z])"
_FILE_END = re.compile(rf"(?<=[\w)\]])\.{_SUFFIX}")
_FILE_AT_END = re.compile(rf"{_FILE_END.pattern}$")
_LONGEST_SUFFIX = 7
"""Letters of a point, the longest suffix and the sign before them."""
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:file|https?):")
_STARTERS = (
    r"(?:Mẫu|MẪU|mẫu|Mau|MAU|mau|Phụ lục|PHỤ LỤC|Phu ?luc|phụ lục|PL|Đơn|ĐƠN|Don|TK|TP|PC|BM|Biểu|Bản|Ban|Giấy|giấy|Tờ)"
)
_LAW_ENDS = "|".join(f"(?<={end})" for end in ("NĐ-CP", r"NĐ-CP\)", "TT-BTC", "TT-BNNMT", "TT-BXD", "TT-BCA", "TT-BYT"))
"""The ends of law numbers that are clear even where small letters or another capital follow."""
_BEFORE_FILE = re.compile(
    rf"(?<=[{LOWER}0-9A-ZĐ)\].;:”\"])(?={_STARTERS}(?![{LOWER}]))"
    rf"|(?<=[{LOWER})\];”\"])(?=[{UPPER}\d])"
    rf"|(?:(?<=[{LOWER})\]”\"]\.)|(?<=[A-ZĐ]{{2}}\.))(?!{_SUFFIX})(?=[^\W_])"
    rf"|(?:{_LAW_ENDS})(?=[^\W_])"
    r"|(?<=quy định|theo mẫu)(?=văn bản|báo cáo|tờ trình|đơn|giấy|mau)"
)
_ONE_WORD = re.compile(r"\S{12,}(?: \(\d+\)\.\w+)?")
_BEGINS_A_FILE = re.compile(rf"\s*(?:\d+-)?{_STARTERS}")
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
    """The name and the files of one component of a case, whose name is one clean line."""
    name = part_text(part, "name", "profileComponents", notes)
    files: list[FormFile] = []
    for attachment in parts_of(part, "attachments", notes):
        raw = clean_line(part_text(attachment, "fileName", "attachments", notes))
        number = next((value for key in ("fileId", "id") if isinstance(value := attachment.get(key), str)), "")
        linked = _LINK.findall(raw)
        if not linked and raw:
            name, linked = told_apart(name, raw)
        files += [FormFile(name=each, file_id=clean_line(number)) for each in map(str.strip, linked) if each]
    if not files and _FILE_AT_END.search(name[-_LONGEST_SUFFIX:]):
        name, found = told_apart(name, "")
        files = [FormFile(name=each) for each in found if each]
    files = [file for file in files if file.name.casefold() not in JUNK]
    name = title_of(name) or (_FILE_END.split(files[0].name)[0] if files else "")
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
    first, *others = _files(file or name)
    if not file:
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
    """The text cut behind every file name."""
    ends = [match.end() for match in _FILE_END.finditer(text)]
    pieces = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece] or [text]


def _cut(text: str, start: int, others: list[str], name: str) -> tuple[str, list[str]]:
    """The text cut before its file name: behind `start`, or, where nothing is glued there, in the text before."""
    places = [match.start() for match in _BEFORE_FILE.finditer(text) if match.start()]
    behind = [place for place in places if place > start]
    whole = start and _BEGINS_A_FILE.match(text[start:])
    if behind and (start or not name):
        place = behind[0]
    elif places and not whole:
        place = _likeliest(text, places)
    elif start:
        return name, [text[start:].strip(), *others]
    else:
        return _FILE_END.split(text)[0], [text, *others]
    return text[:place].strip(), [text[place:].strip(), *others]


def _likeliest(text: str, places: list[int]) -> int:
    """Where a file name begins most likely: one long word, a form's name, a glued word, at last a point."""
    named = [place for place in places if re.match(_STARTERS, text[place:])]
    one_word = [place for place in places if _ONE_WORD.fullmatch(text[place:])]
    glued = [
        place
        for place in places
        if text[place - 1] != "." and not (text[place].isdigit() and text[place - 1].isalpha())
    ]
    return (one_word or named[-1:] or glued[-1:] or places[-1:])[0]
