"""Which options do several commands share?"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.opening import OpenedOffice, open_desk
from knowledge.settings import Settings
from knowledge.snapshots import catalogue_on
from knowledge.viet_time import now, vietnamese_day

_TABLE_WIDTH = 200
"""Characters that the widest table needs."""

DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database", help="Địa chỉ cơ sở dữ liệu; mặc định theo TTHC_DATABASE_URL.", show_default=False),
]
OnDay = Annotated[
    str | None,
    typer.Option("--on", help="Trả lời theo luật của ngày này (2027-01-01); mặc định hôm nay.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON cho máy đọc.")]
QuestionFiles = Annotated[list[Path], typer.Argument(help="Tệp câu hỏi (JSON Lines).")]


def settings_for(database: str | None) -> Settings:
    """The settings, with the database of the command line when one is given."""
    settings = Settings()
    return settings.model_copy(update={"database_url": database}) if database else settings


def opened(database: str | None) -> OpenedOffice:
    """The office, opened."""
    return open_desk(settings_for(database))


def catalogue_for(office: OpenedOffice, on: str | None) -> Catalogue:
    """The catalogue as the law has it on the day `on`, or today's; raises CatalogueError when that day has none."""
    if not on:
        return office.catalogue()
    catalogue = catalogue_on(office.storage, day(on))
    if not catalogue.procedures:
        raise CatalogueError(f"Ngày {catalogue.on:%d/%m/%Y} chưa có thủ tục nào trong danh mục. Chọn ngày muộn hơn.")
    return catalogue


def wide_console(*, stderr: bool = False) -> Console:
    """A console for tables: no cell is cut, however narrow the window and also in a pipe."""
    console = Console(highlight=False, stderr=stderr)
    console.width = max(console.width, _TABLE_WIDTH)
    return console


def day(text: str | None) -> date:
    """The day an option names, or today in Vietnam."""
    if not text:
        return vietnamese_day(now())
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise CatalogueError(f"Không hiểu ngày “{text}”. Viết dạng 2027-01-01 hoặc 01/01/2027.")
