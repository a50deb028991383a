"""Which procedures are there, and what does one say on a day?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from admin_cli.options import AsJson, Code, DatabaseUrl, OnDay, day, print_json, stored, told, unknown, wide_console
from admin_cli.showing import citizen_reads, printed
from knowledge import versions
from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.interchange import commented_yaml, enum_name
from knowledge.law_in_force import Card, law_on
from knowledge.packing import unpacked
from knowledge.phrase_book import said_for, with_phrases
from knowledge.snapshots import catalogue_on
from nlp.normalising import normalise
from nlp.syllables import unmark


def list_(
    words: Annotated[str, typer.Argument(metavar="CHỮ", help="Chỉ những thủ tục có chữ này trong tên.")] = "",
    field: Annotated[str, typer.Option("--field", metavar="LĨNH_VỰC", help="Chỉ lĩnh vực này.")] = "",
    on: OnDay = None,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Các thủ tục đang có hiệu lực.

    Ví dụ: tthc procedure list "khai sinh" --field "Hộ tịch"
    """
    with stored(database) as storage, storage.reading() as session:
        law = law_on(session, day(on))
    cards = [card for card in law.cards if _plain(words) in _plain(card.name + " " + card.short_name)]
    cards = [card for card in cards if not field or _plain(field) == _plain(card.field)]
    if as_json:
        print_json([_card_json(card) for card in cards])
        return
    if not cards:
        told(
            "Không có thủ tục nào như vậy. Xem tất cả: tthc procedure list."
            if law.cards
            else "Danh mục ngày ấy đang trống. Nạp danh mục khởi đầu: tthc init."
        )
        return
    table = Table("Mã", "Tên ngắn", "Tên chính thức", "Lĩnh vực", "Phạm vi", "Cách hỏi")
    for card in cards:
        said = str(len(card.phrases) + len(card.situations))
        table.add_row(card.code, card.short_name, card.name, card.field, enum_name(card.reach), said)
    wide_console().print(table)
    told(f"{len(cards)} thủ tục.")


def show(
    code: Code,
    on: OnDay = None,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="In ra YAML có chú thích, như khi sửa.")] = False,
    as_json: AsJson = False,
    database: DatabaseUrl = None,
) -> None:
    """Một thủ tục như người dân đọc, đủ mọi mục; thêm --yaml để xem như khi sửa.

    Ví dụ: tthc procedure show 1.001193 --on 2027-01-01
    """
    with stored(database) as storage:
        with storage.reading() as session:
            row = versions.version_on(session, code, day(on))
            if row is None:
                raise unknown(code, on)
            procedure = with_phrases(unpacked(row.content), said_for(session, code))
        if as_json:
            print_json({"repealed": row.repealed, "replaced_by": row.replaced_by, **procedure.model_dump(mode="json")})
        elif as_yaml:
            sys.stdout.write(commented_yaml(procedure))
        elif row.repealed:
            heir = f", thay bằng {row.replaced_by}" if row.replaced_by else ""
            Console(highlight=False).print(f"{procedure.label} ({code}) bãi bỏ từ {row.effective_from:%d/%m/%Y}{heir}.")
        else:
            printed(citizen_reads(code, "all", _catalogue(storage, on, code)))


def _catalogue(storage: Any, on: str | None, code: str) -> Catalogue:
    catalogue = catalogue_on(storage, day(on))
    if code not in catalogue.procedures:
        raise CatalogueError(f"{code} là thủ tục nội bộ, người dân không thấy. Xem: tthc procedure show {code} --yaml.")
    return catalogue


def _card_json(card: Card) -> dict[str, Any]:
    content = card._asdict()
    return {**content, "phrases": len(card.phrases), "situations": len(card.situations)}


def _plain(text: str) -> str:
    return unmark(normalise(text))


COMMANDS: dict[str, Callable[..., None]] = {"list": list_, "show": show}
