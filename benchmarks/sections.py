"""How are measured figures shown? As tables in the terminal, and as Markdown between two markers of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

BEGIN = "<!-- generated: begin -->"
END = "<!-- generated: end -->"


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its title, and what a reader must know to judge it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def show(sections: Sequence[Section], console: Console | None = None) -> None:
    """Print the sections as tables."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=200)
    for section in sections:
        table = Table(title=section.title, title_justify="left", box=SIMPLE_HEAD, caption_justify="left")
        for place, name in enumerate(section.columns):
            table.add_column(name, justify="right" if place else "left")
        for row in section.rows:
            table.add_row(*(cell.replace("**", "") for cell in row))
        console.print(table)
        if section.note:
            console.print(section.note, style="dim", markup=False)
            console.print()


def markdown(section: Section) -> str:
    """The section as Markdown: heading, note, table.

    >>> print(markdown(Section("Speed", ("what", "ms"), [("ours", "1.2")])))
    ## Speed
    <BLANKLINE>
    | what | ms |
    |---|---:|
    | ours | 1.2 |
    """
    lines = [f"## {section.title}", ""]
    if section.note:
        lines += [section.note, ""]
    lines += [_line(section.columns), "|---|" + "---:|" * (len(section.columns) - 1), *map(_line, section.rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def between_markers(page: str, generated: str) -> str:
    r"""The page with what stands between its markers replaced; the markers are put at its end where it has none.

    >>> page = f"Hello\n{BEGIN}\nold\n{END}\nbye\n"
    >>> between_markers(page, "new") == page.replace("old", "new")
    True
    """
    if BEGIN not in page or END not in page:
        page = f"{page.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{generated.strip()}\n{END}{after}"


def percent(share: Mapping[str, Any]) -> str:
    """A share of `knowledge.evaluation` with its 95 % interval; a dash where nothing was judged.

    >>> percent({"share": 0.9123, "low": 0.87, "high": 0.94, "count": 91, "of": 100})
    '91.2 % (87–94)'
    """
    if share["share"] is None:
        return "–"
    return f"{share['share']:.1%} ({share['low'] * 100:.0f}–{share['high'] * 100:.0f})".replace("%", " %")


def number(value: float | None, digits: int = 2) -> str:
    """A figure, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"
