"""Which forms of these procedures can be had as files, and are they safe to keep in a folder?"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import CatalogueError
from knowledge.portal.client import PortalClient
from knowledge.portal.envelope import MalformedAnswerError, PortalSaysLaterError, PortalUnavailableError
from knowledge.portal.form_kinds import KINDS, kind_of, named_kind, stem_of
from knowledge.procedure import FormFile, Procedure

LIMIT_BYTES = 10_000_000
FAILURES_IN_A_ROW = 5
"""So many forms in a row that the portal does not give mean that it gives none now."""
_TITLE_BYTES = 160
"""Of a title, at most: with code, mark and extension a name stays below the 255 bytes that file systems allow."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', " "))


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What came of a download: new files, files that were there before, and what was refused, each with the reason."""

    saved: tuple[Path, ...]
    present: tuple[Path, ...]
    refused: tuple[tuple[str, str], ...]


def download_forms(
    client: PortalClient,
    procedures: Iterable[Procedure],
    folder: Path,
    limit_bytes: int = LIMIT_BYTES,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Downloaded:
    """Put the files of the procedures' forms into `folder` and return what became of each.

    A file that is there is not asked for again: its name carries a mark of the portal's number for it. Raises a
    PortalError when the portal gives nothing any more; the files that came before stay, and starting again goes on.
    """
    wanted = {(procedure.code, form.file_id): form for procedure in procedures for form in _forms(procedure)}
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    saved, present, refused = list[Path](), list[Path](), list[tuple[str, str]]()
    in_a_row = 0
    for done, ((code, _), form) in enumerate(wanted.items(), start=1):
        there = _there(folder, file_stem(code, form))
        try:
            present += there
            saved += [] if there else [_download(client, code, form, folder, limit_bytes)]
            in_a_row = 0
        except PortalSaysLaterError:
            raise
        except (MalformedAnswerError, PortalUnavailableError) as error:
            refused.append((f"{code} {form.name}", error.why))
            in_a_row = in_a_row + 1 if isinstance(error, PortalUnavailableError) else 0
            if in_a_row == FAILURES_IN_A_ROW:
                raise
        progress(done, len(wanted))
    return Downloaded(tuple(saved), tuple(present), tuple(refused))


def file_stem(code: str, form: FormFile) -> str:
    """A file's name without its extension: no part of a path, it tells whose form it is, and is no other form's.

    >>> file_stem("1.001193", FormFile(name="../Tờ khai: đăng ký.docx", file_id="a"))
    '1.001193-Tờ khai đăng ký-ca978112'
    """
    written = unicodedata.normalize("NFC", stem_of(form.name)).translate(_NOT_IN_NAMES)
    words = "".join(letter for letter in " ".join(written.split()) if letter.isprintable())
    title = words.encode()[:_TITLE_BYTES].decode(errors="ignore").strip(" .-")
    mark = hashlib.sha256(form.file_id.encode()).hexdigest()[:8]
    return "-".join(part for part in (code, title, mark) if part)


def checked_kind(form: FormFile, content: bytes) -> str:
    """The extension for these bytes; raises MalformedAnswerError when they are no form or not what the name says."""
    kind = kind_of(content)
    if kind is None:
        raise MalformedAnswerError("nội dung không phải PDF, Word, Excel, RTF, ODT hay ảnh")
    if named_kind(form.name) not in ("", kind):
        raise MalformedAnswerError(f"tên ghi .{named_kind(form.name)} nhưng nội dung là .{kind}")
    return kind


def _there(folder: Path, stem: str) -> list[Path]:
    return [path for kind in KINDS if (path := folder / f"{stem}.{kind}").exists()]


def _download(client: PortalClient, code: str, form: FormFile, folder: Path, limit_bytes: int) -> Path:
    if (named := named_kind(form.name)) and named not in KINDS:
        raise MalformedAnswerError(f"không nhận tệp .{named}")
    content = client.form(form.file_id, limit_bytes)
    path = folder / f"{file_stem(code, form)}.{checked_kind(form, content)}"
    unfinished = folder / f".{path.name}.part"
    with _writing(folder):
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
    return path


def _forms(procedure: Procedure) -> list[FormFile]:
    documents = [document for case in procedure.cases for document in case.documents]
    return [form for document in documents for form in document.files if form.file_id]


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CatalogueError(f"Không ghi được vào thư mục {folder}. Hãy kiểm tra quyền và chỗ trống.") from error
