"""Which options do several commands share?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from admin_cli.completing import codes
from admin_cli.database_file import absent_file
from knowledge.audit import Who
from knowledge.catalogue import Catalogue
from knowledge.errors import CatalogueError
from knowledge.opening import OpenedOffice, open_desk
from knowledge.settings import Settings
from knowledge.snapshots import catalogue_on
from knowledge.storage import Storage
from knowledge.viet_time import now, vietnamese_day

_TABLE_WIDTH = 200
"""Characters that the widest table needs."""
WRONG_FOLDER = "Mới cài thì chạy tthc init; đã có danh mục thì vào đúng thư mục của dự án rồi chạy lại."
_YES, _NO = {"c", "có", "co", "y", "yes"}, {"k", "không", "khong", "n", "no"}

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="ĐỊA_CHỈ",
        help="Địa chỉ cơ sở dữ liệu; mặc định theo TTHC_DATABASE_URL.",
        show_default=False,
    ),
]
OnDay = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="NGÀY",
        help="Trả lời theo luật của ngày này (2027-01-01); mặc định hôm nay.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON cho máy đọc; lời cho người đọc ra stderr.")]
Actor = Annotated[
    str,
    typer.Option(
        "--actor", metavar="HỌ_TÊN", envvar="TTHC_ACTOR", help="Người làm: họ tên cán bộ.", show_default=False
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", metavar="LÝ_DO", help="Lý do, ghi vào sổ: theo quyết định nào, vì sao.", show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ thay đổi gì, không ghi.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Đồng ý luôn, không hỏi lại.")]
Code = Annotated[str, typer.Argument(metavar="MÃ", help="Mã thủ tục, ví dụ 1.001193.", autocompletion=codes)]
QuestionFiles = Annotated[list[Path], typer.Argument(metavar="TỆP", help="Tệp câu hỏi (JSON Lines).")]


def settings_for(database: str | None) -> Settings:
    """The settings, with the database of the command line when one is given."""
    settings = Settings()
    return settings.model_copy(update={"database_url": database}) if database else settings


@contextmanager
def stored(database: str | None, hint: str = WRONG_FOLDER) -> Iterator[Storage]:
    """The database, up to date; given back at the end. Where there was none, somebody may be in the wrong folder."""
    address = settings_for(database).database_url
    made, storage = absent_file(address), Storage(address)
    try:
        storage.migrate()
        if made:
            told(f"Lưu ý: ở đây chưa có cơ sở dữ liệu, vừa tạo {made}, còn trống. {hint}")
        yield storage
    finally:
        storage.close()


def who_for(actor: str, reason: str) -> Who:
    """Who does this and why; somebody at a terminal is asked for a reason that is missing."""
    while actor and not reason.strip() and sys.stdin.isatty():
        reason = typer.prompt("Lý do", default="", show_default=False, err=True)
        if not reason.strip():
            told("Lý do không được để trống: ghi theo quyết định nào, vì sao.")
    return Who.checked(actor, reason, now())


def print_json(content: Any) -> None:
    """Data for a machine, on stdout."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n")


def ended(sentence: str, *, as_json: bool, **facts: Any) -> None:
    """What a command that changes something ends with: a sentence for people and, for a machine, what was done."""
    told(sentence)
    if as_json:
        print_json(facts)


def told(message: str) -> None:
    """A message for a person, on stderr."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(message)


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the officer agrees; where nobody can be asked, `--yes` must have said so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise CatalogueError("Không hỏi được vì không có bàn phím. Thêm --yes nếu đã chắc.")
    return said_yes(question, usual=False)


def said_yes(question: str, *, usual: bool) -> bool:
    """Whether somebody at a terminal says yes; Enter alone means `usual`."""
    while True:
        asked = f"{question} [{'C/k' if usual else 'c/K'}]"
        said = typer.prompt(asked, default="", show_default=False, err=True).strip().lower()
        if not said:
            return usual
        if said in _YES | _NO:
            return said in _YES
        told("Gõ c là có, k là không.")


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that is told how much is done of how much; nothing where stderr is no terminal."""
    messages = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


@contextmanager
def waiting(title: str) -> Iterator[None]:
    """A turning wheel on stderr for work that cannot say how far it is."""
    messages = Console(stderr=True)
    if not messages.is_terminal:
        yield
        return
    with messages.status(title):
        yield


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


def wide_console(*, stderr: bool = False, whole: bool = False) -> Console:
    """A console for tables: as wide as the window; in a pipe, and for a `whole` table of figures, no cell is cut."""
    console = Console(highlight=False, markup=False, stderr=stderr)
    if whole or not console.is_terminal:
        console.width = max(console.width, _TABLE_WIDTH)
    return console


def unknown(code: str, on: str | None) -> CatalogueError:
    """What is said of a code that no procedure has on that day."""
    when = f" vào ngày {day(on):%d/%m/%Y}" if on else ""
    return CatalogueError(f"Không có thủ tục {code}{when}. Tìm mã: tthc procedure list CHỮ.")


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
