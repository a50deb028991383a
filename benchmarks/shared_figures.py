"""How right are the answers to questions over the national catalogue, as far as the starter catalogue holds them?"""

from __future__ import annotations

from benchmarks.golden_figures import COLUMNS, row, run
from benchmarks.questions import SHARED, fitting
from benchmarks.sections import Section
from knowledge.catalogue import Catalogue
from knowledge.evaluation import Turn, load_cases


def sections(catalogue: Catalogue) -> list[Section]:
    """One table over the files, or none where they are not at hand."""
    paths = sorted(SHARED.glob("*.jsonl"))
    if not paths:
        return []
    rows, everything, elsewhere = [], list[Turn](), list[Turn]()
    counts = []
    for path in paths:
        found = fitting(load_cases(path), catalogue.procedures)
        turns = run([*found.whole, *found.partly], catalogue)
        counts.append(f"{path.stem} {len(found.whole)} and {len(found.partly)} of {found.all}")
        rows.append(row(path.stem, turns))
        everything += turns
        elsewhere += run(found.foreign, catalogue)
    rows += [row("**all**", everything), row("procedure not in the catalogue", elsewhere)]
    note = (
        "Cases all of whose turns can be judged by the starter catalogue: it holds all acceptable procedures, or at "
        "least one for each turn (two where the bot should ask back). Cases used, wholly and partly: "
        f"{'; '.join(counts)}. The last row asks single questions about procedures that the catalogue lacks: each must "
        "be declined. Nothing was fitted on these files; all of them were open."
    )
    return [Section("Questions over the national catalogue, asked of the starter", ("file", *COLUMNS), rows, note)]
