"""`tthc export`: the catalogue as a YAML, JSON Lines or Excel file that `tthc import` takes back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin_cli.options import AsJson, DatabaseUrl, OnDay, agreed, day, ended, progress_bar, stored, unknown
from knowledge import publishing
from knowledge.errors import CatalogueError
from knowledge.interchange import write_procedures

NAME = "export"


def command(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .yaml, .jsonl, .jsonl.gz hoặc .xlsx sẽ ghi.")],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="MÃ", help="Chỉ những thủ tục này; không ghi mã là tất cả.")
    ] = None,
    field: Annotated[str, typer.Option("--field", metavar="LĨNH_VỰC", help="Chỉ lĩnh vực này.")] = "",
    on: OnDay = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ghi đè tệp đã có, không hỏi lại.")] = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Xuất danh mục ra tệp YAML, JSON Lines hay Excel; sửa xong nhập lại bằng tthc import.

    Ví dụ: tthc export danh-muc.xlsx --field "Hộ tịch"
    """
    with stored(database) as storage, storage.reading() as session:
        procedures = publishing.procedures_in_force(session, day(on))
    if missing := set(codes or ()) - {procedure.code for procedure in procedures}:
        raise unknown(", ".join(sorted(missing)), on)
    chosen = [each for each in procedures if (not codes or each.code in codes) and (not field or each.field == field)]
    if not chosen:
        raise CatalogueError("Không có thủ tục nào để xuất. Xem lĩnh vực: tthc procedure list.")
    if file.exists() and not agreed(f"{file} đã có. Ghi đè?", yes=yes):
        ended("Chưa ghi gì.", as_json=as_json, written=False)
        return
    with progress_bar("Ghi tệp") as progress:
        write_procedures(file, chosen, progress)
    said = f"Đã ghi {len(chosen)} thủ tục vào {file}."
    ended(said, as_json=as_json, written=True, file=file, procedures=len(chosen))
