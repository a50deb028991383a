"""What kind of file is this really, whatever its name says? Only kinds that people fill in or look at are let in.

The first bytes tell the container; Word and Excel share theirs with installers and with archives of anything, so a
part that only a document has must be there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
SAME = {"jpeg": "jpg"}
"""Extensions with two spellings."""
_EXTENSION = re.compile(r"\.([a-z][a-z0-9]{1,4})\W*$", re.IGNORECASE)


def kind_of(content: bytes) -> str | None:
    """The extension that fits these bytes, or None when they are nothing that a form can be.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"<html>"), kind_of(b"MZ...")
    ('pdf', None, None)
    """
    return next((kind for kind, start, test in _KINDS if content.startswith(start) and test(content)), None)


def named_kind(name: str) -> str:
    """The extension that a file's name claims; empty when it has none.

    >>> named_kind("Tờ khai.DOCX)"), named_kind("anh.jpeg"), named_kind("Mẫu số 1.2"), named_kind("Tệp đính kèm")
    ('docx', 'jpg', '', '')
    """
    found = _EXTENSION.search(name)
    extension = found[1].lower() if found else ""
    return SAME.get(extension, extension)


def stem_of(name: str) -> str:
    """A file's name without its extension."""
    return _EXTENSION.sub("", name)


def _anything(_: bytes) -> bool:
    return True


def _has_part(*parts: str) -> Callable[[bytes], bool]:
    """Whether a ZIP-based document has one of these parts."""

    def test(content: bytes) -> bool:
        try:
            with ZipFile(BytesIO(content)) as container:
                return not set(parts).isdisjoint(container.namelist())
        except (BadZipFile, ValueError, NotImplementedError):
            return False

    return test


def _has_stream(*names: str) -> Callable[[bytes], bool]:
    """Whether an OLE document has one of these streams."""
    return lambda content: any(name.encode("utf-16-le") in content for name in names)


def _is_open_document(content: bytes) -> bool:
    return _OPEN_DOCUMENT_TEXT in content[:128]


_KINDS: tuple[tuple[str, bytes, Callable[[bytes], bool]], ...] = (
    ("pdf", b"%PDF-", _anything),
    ("docx", ZIP, _has_part("word/document.xml")),
    ("xlsx", ZIP, _has_part("xl/workbook.xml")),
    ("odt", ZIP, _is_open_document),
    ("doc", OLE, _has_stream("WordDocument")),
    ("xls", OLE, _has_stream("Workbook", "Book")),
    ("rtf", b"{\\rtf", _anything),
    ("png", b"\x89PNG\r\n\x1a\n", _anything),
    ("jpg", b"\xff\xd8\xff", _anything),
)
"""Extension, first bytes, and what else must hold."""
KINDS = tuple(kind for kind, _, _ in _KINDS)
