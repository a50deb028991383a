"""`tthc evaluate`: labelled questions against the catalogue; the figures, by file and by tag."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from admin_cli.options import DatabaseUrl, OnDay, QuestionFiles, catalogue_for, opened, wide_console
from knowledge.errors import CatalogueError
from knowledge.evaluation import evaluate, load_cases
from nlp.noise import KINDS, noisy

NAME = "evaluate"
_COLUMNS = {
    "right_first": "đúng ngay",
    "right_first_or_offered": "đúng hoặc có gợi ý",
    "wrong_answers": "trả lời sai",
    "behaviour": "đúng cách xử sự",
    "asked_back": "hỏi lại đúng",
    "declined": "từ chối đúng",
}


def command(
    files: QuestionFiles,
    json_out: Annotated[Path | None, typer.Option("--json", help="Ghi kết quả ra tệp JSON này.")] = None,
    noise: Annotated[str, typer.Option("--noise", help=f"Gõ câu hỏi kiểu này: {', '.join(KINDS)}.")] = "",
    seed: Annotated[int, typer.Option("--seed", help="Số gieo: cùng số thì gõ sai y như nhau.")] = 0,
    on: OnDay = None,
    database: DatabaseUrl = None,
) -> None:
    """Chấm các tệp câu hỏi trên danh mục trong cơ sở dữ liệu; không ghi gì vào cơ sở dữ liệu.

    Ví dụ: tthc evaluate knowledge/starter/questions/*.jsonl --json ket-qua.json
    """
    if noise and noise not in KINDS:
        raise CatalogueError(f"Không có kiểu gõ “{noise}”. Có: {', '.join(KINDS)}.")
    total = sum(len(load_cases(path)) for path in files)
    office = opened(database)
    try:
        catalogue = catalogue_for(office, on)
        messages = Console(stderr=True)
        with Progress(console=messages, transient=True, disable=not messages.is_terminal) as progress:
            task = progress.add_task("Đang hỏi", total=total)
            result = evaluate(files, catalogue, lambda: progress.advance(task), _writing(noise, seed))
    finally:
        office.close()
    if json_out:
        json_out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = wide_console(whole=True)
    for title in ("files", "tags"):
        console.print(_table(title, result["summary"][title] | {"tất cả": result["summary"]["all"]}))


def _writing(noise: str, seed: int) -> Callable[[str], str]:
    return partial(noisy, kind=noise, seed=seed) if noise else str


def _table(title: str, groups: dict[str, Any]) -> Table:
    heading = {"files": "Tệp", "tags": "Nhãn"}[title]
    table = Table(heading, "lượt", *_COLUMNS.values(), "khía cạnh F1", "lệch chuẩn", "p50 ms", "p99 ms")
    for name, figures in groups.items():
        table.add_row(
            name,
            str(figures["turns"]),
            *(_share(figures[key]) for key in _COLUMNS),
            *(_number(figures[key]) for key in ("aspects_macro_f1", "calibration_error", "p50_ms", "p99_ms")),
        )
    return table


def _share(share: dict[str, Any]) -> str:
    if share["share"] is None:
        return "–"
    return f"{share['share']:.1%} [{share['low']:.0%}–{share['high']:.0%}]"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
