"""How does an officer write a procedure as text: in $EDITOR, or in a file of their own?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import click
import typer

from admin_cli.options import said_yes, told
from knowledge.errors import CatalogueError
from knowledge.interchange import BadFileError, commented_yaml, procedure_from_yaml
from knowledge.procedure import Procedure

FromFile = Annotated[
    str,
    typer.Option("--file", metavar="TỆP", help="Lấy YAML từ tệp này (- là bàn phím) thay vì mở trình soạn thảo."),
]
NOTES = (
    "Có hiệu lực từ ngày nào thì ghi ở effective_from.",
    "Lưu lại rồi thoát là xong; thoát mà không lưu là bỏ.",
)
"""What stands above every text that is opened."""


def _typed(text: str) -> str | None:
    """The text as it comes back from $EDITOR, None when it was left without saving."""
    try:
        return click.edit(text, extension=".yaml")
    except click.ClickException as error:
        raise CatalogueError(
            "Không mở được trình soạn thảo. Chọn một trình có trên máy rồi chạy lại: export EDITOR=nano. "
            "Hoặc sửa một tệp riêng rồi đưa vào bằng --file."
        ) from error


_AGAIN = "Sửa xong thì chạy lại với --file và tên tệp ấy."


def edited_procedure(text: str, code: str, file: str) -> Procedure:
    """What comes back from the editor or a file, read; a text with faults can be mended, and is kept when it is not."""
    if file:
        return _of_code(procedure_from_yaml(_file_text(file), file), code)
    while True:
        changed = _typed(text)
        if changed is None:
            raise CatalogueError("Thoát mà không lưu: không có gì thay đổi.")
        try:
            return _of_code(procedure_from_yaml(changed, f"{code}.yaml"), code)
        except (BadFileError, CatalogueError) as error:
            told(str(error))
            text = changed
            if not sys.stdin.isatty() or not said_yes("Mở lại để sửa?", usual=True):
                raise CatalogueError(f"Bản đang sửa đã giữ ở {_kept(code, changed)}. {_AGAIN}") from error


@contextmanager
def kept_unless_saved(procedure: Procedure, file: str) -> Iterator[Callable[[], None]]:
    """Keep what was written in a file where it cannot be saved, or the officer breaks off; their own file is there.

    What is given is to be called when the officer would rather not save it.
    """

    def keep() -> str:
        return f"Bản vừa soạn đã giữ ở {_kept(procedure.code, commented_yaml(procedure))}. {_AGAIN}" if not file else ""

    try:
        yield lambda: told(keep()) if not file else None
    except CatalogueError as error:
        raise CatalogueError(f"{error}\n{keep()}".strip()) from error
    except (typer.Abort, KeyboardInterrupt) as error:
        raise CatalogueError(f"\nĐã thôi, chưa lưu gì.\n{keep()}".rstrip()) from error


def _kept(code: str, text: str) -> Path:
    """Keep a text with faults in a file of its own, so that no work is lost."""
    path = Path(f"{code}-{datetime.now():%Y%m%d-%H%M%S}.yaml")  # noqa: DTZ005 - the officer's own clock names the file
    path.write_text(text, encoding="utf-8")
    return path


def _file_text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"Không đọc được {name}: kiểm tra đường dẫn và lưu tệp theo UTF-8.") from error


def _of_code(procedure: Procedure, code: str) -> Procedure:
    if procedure.code != code:
        raise CatalogueError(f"Trong tệp là mã {procedure.code}, không phải {code}. Mã thủ tục không đổi được.")
    return procedure
