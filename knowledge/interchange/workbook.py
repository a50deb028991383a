"""How do procedures come from and go to one Excel workbook?

Writing is `workbook_rows` (which rows) and `workbook_writing` (how they look); reading is `workbook_opening`
(is it a workbook), `workbook_pages` (what stands in its rows), `workbook_bundles` (whose rows they are) and
`workbook_parts` (what each adds).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from knowledge.interchange import sheets
from knowledge.interchange.checking import Gathering, Progress, no_progress
from knowledge.interchange.problems import problem
from knowledge.interchange.workbook_bundles import Bundles
from knowledge.interchange.workbook_opening import opened
from knowledge.interchange.workbook_pages import pages
from knowledge.interchange.workbook_writing import write_workbook
from knowledge.procedure import Procedure

__all__ = ["read_workbook", "write_workbook"]

_EVERY = 100
"""Rows between two reports of progress."""


def read_workbook(path: Path, source: str, progress: Progress = no_progress) -> list[Procedure]:
    """All procedures of a workbook, in the order of the sheet of procedures; raises BadFileError if any is wrong."""
    bundles = Bundles()
    gathering = Gathering(source)
    with opened(path, source) as workbook:
        total = max(1, sum(getattr(sheet, "max_row", 0) or 0 for sheet in workbook.worksheets))
        done = 0
        for page in pages(workbook, source):
            for row in page.rows():
                bundles.take(row)
                done += 1
                if done % _EVERY == 0:
                    progress(min(done, total), total)
            gathering.problems += page.problems
    progress(total, total)
    gathering.problems += bundles.problems
    for bundle in bundles.in_order:
        gathering.add(bundle.raw, bundle.place)
    return gathering.result(partial(problem, source, sheet=sheets.PROCEDURES.title))
